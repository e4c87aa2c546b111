#include <algorithm>

#include "bindings/compiler/checks.h"
#include "bindings/compiler/text.h"

namespace mortise::idl {
namespace {

using Id = ExtendedAttributeId;

SourceRange RangeOf(const Definition& definition, Id id) {
  return definition.extended_attributes.Find(id)->range;
}

void CheckGlobal(const Interface& interface, Diagnostics* diagnostics) {
  const auto refuse = [&](std::string_view what, SourceRange at) {
    diagnostics
        ->Report(Rule::kGlobal, RangeOf(interface, Id::kGlobal),
                 StrCat("[Global] interface '", interface.name,
                        "' cannot have ", what))
        .AddNote(at, "it is here");
  };
  if (interface.named_setter != nullptr) {
    refuse("a named setter", interface.named_setter->range);
  }
  if (interface.indexed_getter != nullptr) {
    refuse("an indexed getter", interface.indexed_getter->range);
  }
  if (interface.indexed_setter != nullptr) {
    refuse("an indexed setter", interface.indexed_setter->range);
  }
  if (interface.constructor != nullptr) {
    refuse("a constructor", interface.constructor->first().range);
  }
  if (interface.Has(Id::kLegacyFactoryFunction)) {
    diagnostics->Report(
        Rule::kLegacyFactoryFunction,
        RangeOf(interface, Id::kLegacyFactoryFunction),
        "[LegacyFactoryFunction] and [Global] exclude each other");
  }
  for (const Interface* at = &interface; at != nullptr; at = at->parent) {
    if (at->Has(Id::kLegacyOverrideBuiltIns)) {
      refuse("[LegacyOverrideBuiltIns], itself or by inheritance",
             RangeOf(*at, Id::kLegacyOverrideBuiltIns));
    }
  }
  for (const Interface* child : interface.children) {
    refuse(StrCat("heirs, such as '", child->name, "'"),
           child->parts[0]->target.range);
  }
}

void CheckNamedProperties(const Interface& interface,
                          Diagnostics* diagnostics) {
  if (interface.Has(Id::kLegacyOverrideBuiltIns)) {
    const SourceRange range = RangeOf(interface, Id::kLegacyOverrideBuiltIns);
    if (interface.named_getter == nullptr) {
      diagnostics->Report(
          Rule::kLegacyOverrideBuiltIns, range,
          StrCat("[LegacyOverrideBuiltIns] needs a named getter, and '",
                 interface.name, "' has none"));
    } else {
      // On a partial it must be the one that has the getter.
      for (const ast::Definition* part : interface.parts.subspan(1)) {
        const bool is_here = range.file == part->range.file &&
                             part->range.begin <= range.begin &&
                             range.end <= part->range.end;
        if (is_here && interface.named_getter->declared_in != part) {
          diagnostics
              ->Report(Rule::kLegacyOverrideBuiltIns, range,
                       "[LegacyOverrideBuiltIns] must be on the partial that "
                       "declares the named getter")
              .AddNote(interface.named_getter->range, "the getter is here");
        }
      }
    }
  }
  if (interface.Has(Id::kLegacyUnenumerableNamedProperties)) {
    const SourceRange range =
        RangeOf(interface, Id::kLegacyUnenumerableNamedProperties);
    if (interface.named_getter == nullptr) {
      diagnostics->Report(
          Rule::kLegacyUnenumerableNamedProperties, range,
          StrCat("[LegacyUnenumerableNamedProperties] needs a named getter, "
                 "and '",
                 interface.name, "' has none"));
    }
    for (const Interface* at = interface.parent; at != nullptr;
         at = at->parent) {
      if (at->Has(Id::kLegacyUnenumerableNamedProperties)) {
        diagnostics
            ->Report(Rule::kLegacyUnenumerableNamedProperties, range,
                     StrCat("[LegacyUnenumerableNamedProperties] is inherited "
                            "from '",
                            at->name, "' already"))
            .AddNote(RangeOf(*at, Id::kLegacyUnenumerableNamedProperties),
                     "it is here");
      }
    }
  }
}

void CheckInterfaceObject(const Interface& interface, const Model& model,
                          Diagnostics* diagnostics) {
  const bool has_none = interface.Has(Id::kLegacyNoInterfaceObject);
  if (has_none) {
    const SourceRange range = RangeOf(interface, Id::kLegacyNoInterfaceObject);
    const Operation* offender = interface.constructor != nullptr
                                    ? &interface.constructor->first()
                                : !interface.static_operations.empty()
                                    ? &interface.static_operations[0]->first()
                                    : nullptr;
    if (offender != nullptr) {
      diagnostics
          ->Report(Rule::kLegacyNoInterfaceObject, range,
                   StrCat("'", interface.name,
                          "' has no interface object to put a constructor or "
                          "static operation on"))
          .AddNote(offender->range, "it is declared here");
    }
  } else if (interface.parent != nullptr &&
             interface.parent->Has(Id::kLegacyNoInterfaceObject)) {
    diagnostics
        ->Report(Rule::kLegacyNoInterfaceObject,
                 interface.parts[0]->target.range,
                 StrCat("'", interface.name,
                        "' cannot inherit from an interface with "
                        "[LegacyNoInterfaceObject] without having it, too"))
        .AddNote(RangeOf(*interface.parent, Id::kLegacyNoInterfaceObject),
                 "the attribute is here");
  }
  if (interface.Has(Id::kLegacyNamespace)) {
    const ast::ExtendedAttribute& attribute =
        *interface.extended_attributes.Find(Id::kLegacyNamespace);
    const ast::Identifier& name = attribute.values[0];
    const Definition* space = model.Find(name.text);
    if (space == nullptr || space->kind != Definition::Kind::kNamespace) {
      diagnostics->Report(Rule::kLegacyNamespace, name.range,
                          StrCat("'", name.text, "' is not a namespace"));
    }
    if (has_none) {
      diagnostics->Report(
          Rule::kLegacyNamespace, attribute.range,
          "[LegacyNamespace] and [LegacyNoInterfaceObject] exclude each "
          "other");
    }
  }
}

void CheckWindowAlias(const Interface& interface, Diagnostics* diagnostics) {
  if (!interface.Has(Id::kLegacyWindowAlias)) {
    return;
  }
  const SourceRange range = RangeOf(interface, Id::kLegacyWindowAlias);
  for (const Id other : {Id::kLegacyNoInterfaceObject, Id::kLegacyNamespace}) {
    if (interface.Has(other)) {
      diagnostics->Report(
          Rule::kLegacyWindowAlias, range,
          StrCat("[LegacyWindowAlias] and [",
                 interface.extended_attributes.Find(other)->name.text,
                 "] exclude each other"));
    }
  }
  const auto is_window = [](const Global* global) {
    if (global->interface == nullptr) {
      return global->name == "Window";
    }
    const auto& names = global->interface->global_names;
    return std::any_of(names.begin(), names.end(),
                       [](const auto& name) { return name.text == "Window"; });
  };
  const Exposure& exposure = *interface.exposure;
  if (!exposure.everywhere && std::none_of(exposure.globals.begin(),
                                           exposure.globals.end(), is_window)) {
    diagnostics->Report(Rule::kLegacyWindowAlias, range,
                        StrCat("[LegacyWindowAlias] needs '", interface.name,
                               "' to be exposed to Window"));
  }
}

// The names that legacy factory functions and window aliases put on globals.
void CheckGlobalNames(const Model& model, Diagnostics* diagnostics) {
  struct Taken {
    const Definition* by;
    SourceRange range;
    bool is_factory;
  };
  NameMap<Taken> taken;
  const auto take = [&](const ast::Identifier& name, const Definition& by,
                        Rule rule) {
    const bool is_factory = rule == Rule::kLegacyFactoryFunction;
    const auto [found, is_new] =
        taken.try_emplace(name.text, Taken{&by, name.range, is_factory});
    // Overloads of a factory function are on one interface.
    if (!is_new &&
        (!is_factory || !found->second.is_factory || found->second.by != &by)) {
      diagnostics
          ->Report(rule, name.range,
                   StrCat("'", name.text,
                          "' is already the name of a legacy "
                          "factory function or window alias"))
          .AddNote(found->second.range, "it is here");
    }
    const Definition* definition = model.Find(name.text);
    if (definition != nullptr &&
        definition->kind == Definition::Kind::kInterface &&
        !definition->Has(Id::kLegacyNoInterfaceObject)) {
      diagnostics
          ->Report(rule, name.range,
                   StrCat("'", name.text,
                          "' is already the name of an interface object"))
          .AddNote(definition->range, "the interface is here");
    }
    if (!is_factory &&
        (name.text == "constructor" || name.text == "toString")) {
      diagnostics->Report(Rule::kReservedIdentifier, name.range,
                          StrCat("'", name.text, "' is reserved"));
    }
  };
  for (const Interface* interface : model.interfaces()) {
    for (const auto& entry : interface->extended_attributes.entries()) {
      if (entry.id == Id::kLegacyFactoryFunction) {
        take(entry.attribute->values[0], *interface,
             Rule::kLegacyFactoryFunction);
      } else if (entry.id == Id::kLegacyWindowAlias) {
        for (const ast::Identifier& name : entry.attribute->values) {
          take(name, *interface, Rule::kLegacyWindowAlias);
        }
      }
    }
  }
}

// "::mortise::Event", "Event", "a::b".
bool IsQualifiedName(std::string_view name) {
  if (name.substr(0, 2) == "::") {
    name.remove_prefix(2);
  }
  bool at_start = true;
  for (size_t i = 0; i < name.size(); ++i) {
    const char c = name[i];
    const bool is_letter =
        (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    if (c == ':' && !at_start && name.substr(i, 2) == "::") {
      ++i;
      at_start = true;
    } else if (is_letter || (!at_start && c >= '0' && c <= '9')) {
      at_start = false;
    } else {
      return false;
    }
  }
  return !at_start;
}

void CheckImplementation(const Definition& definition,
                         Diagnostics* diagnostics) {
  const auto* as = definition.extended_attributes.Find(Id::kImplementedAs);
  if (as != nullptr && !IsQualifiedName(as->values[0].text)) {
    diagnostics->Report(
        Rule::kMortise, as->range,
        StrCat("\"", as->values[0].text, "\" is not the name of a C++ class"));
  }
  const auto* in = definition.extended_attributes.Find(Id::kImplementedIn);
  if (in == nullptr) {
    return;
  }
  const std::string_view path = in->values[0].text;
  const bool is_good =
      path.size() > 2 && path.substr(path.size() - 2) == ".h" &&
      path[0] != '/' && std::all_of(path.begin(), path.end(), [](char c) {
        return c > ' ' && c != '<' && c != '>' && c != '\\' && c != 0x7F;
      });
  if (!is_good) {
    diagnostics->Report(
        Rule::kMortise, in->range,
        "[ImplementedIn] takes the path of a header, relative to the root of "
        "the source: \"core/dom/event.h\"");
  }
}

}  // namespace

void CheckInterfaceAttributes(const Model& model, Diagnostics* diagnostics) {
  for (const Interface* interface : model.interfaces()) {
    if (interface->is_global()) {
      CheckGlobal(*interface, diagnostics);
    }
    CheckNamedProperties(*interface, diagnostics);
    CheckInterfaceObject(*interface, model, diagnostics);
    CheckWindowAlias(*interface, diagnostics);
  }
  CheckGlobalNames(model, diagnostics);
  for (const Definition* definition : model.definitions()) {
    CheckImplementation(*definition, diagnostics);
  }
}

}  // namespace mortise::idl
