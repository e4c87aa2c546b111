#include "bindings/compiler/stub_class.h"

#include <set>

#include "bindings/compiler/text.h"

namespace mortise::idl {
namespace {

using Id = ExtendedAttributeId;

std::string OneLine(SourceRange range) {
  std::string out;
  for (const char c : range.text()) {
    const bool is_space = c == ' ' || c == '\n' || c == '\t' || c == '\r';
    if (!is_space) {
      out += c;
    } else if (!out.empty() && out.back() != ' ') {
      out += ' ';
    }
  }
  return out;
}

bool IsPromise(const Type* type) {
  return type != nullptr && type->kind() == TypeKind::kPromise;
}

// EventTarget keeps event handlers itself.
bool IsEventHandler(const Attribute& attribute) {
  const Typedef* alias = attribute.type->alias();
  return alias != nullptr && alias->name == "EventHandler" &&
         attribute.name.substr(0, 2) == "on";
}

std::string Joined(const std::string& first, const std::string& second) {
  return StrCat(first, first.empty() || second.empty() ? "" : ", ", second);
}

}  // namespace

std::string StubClass::EnvironmentParameter(const Member& member) {
  if (!member.Has(Id::kCallWith)) {
    return {};
  }
  types_.Include("core/dom/environment_settings.h");
  return "EnvironmentSettings& environment";
}

std::string StubClass::Parameters(const Member& member,
                                  absl::Span<const Argument* const> arguments) {
  std::string out = EnvironmentParameter(member);
  for (const Argument* argument : arguments) {
    out = Joined(
        out, StrCat(types_.Parameter(*argument), " ", ArgumentName(*argument)));
  }
  return out;
}

std::string StubClass::Raising(const std::string& result, bool raises) {
  if (!raises) {
    return result;
  }
  types_.Include("core/dom/exception_or.h");
  return StrCat("ExceptionOr<", result, ">");
}

std::string StubClass::Resolver(const Type& promise) {
  types_.Include("core/dom/promise_resolver.h");
  return StrCat("PromiseResolver<",
                types_.Value(*promise.element(), /*is_member=*/false),
                "> resolver");
}

void StubClass::Declare(std::string_view from, bool is_static,
                        const std::string& result, std::string_view name,
                        const std::string& parameters, bool is_const) {
  const std::string declaration =
      StrCat("  ", is_static ? "static " : "", result, " ", name, "(",
             parameters, ")", is_const ? " const" : "", ";\n");
  if (StrCat("\n", functions_).find(StrCat("\n", declaration)) !=
      std::string::npos) {
    return;
  }
  functions_ += declaration;
  const bool returns_itself =
      result == StrCat("RefPtr<", class_, ">") ||
      result == StrCat("ExceptionOr<RefPtr<", class_, ">>");
  if (!from.empty()) {
    StrAppend(&definitions_, "// ", from, "\n");
  }
  StrAppend(&definitions_, result, " ", class_, "::", name, "(", parameters,
            ")", is_const ? " const" : "", " {\n");
  if (returns_itself && is_static && name.substr(0, 6) == "Create") {
    StrAppend(&definitions_, "  return RefPtr<", class_, ">(new ", class_,
              "());\n");
  } else if (!result.empty() && result.back() == '&') {
    definitions_ += "  return *this;\n";
  } else if (result != "void") {
    definitions_ += "  return {};\n";
  }
  definitions_ += "}\n\n";
}

void StubClass::WriteConstructor(const Operation& constructor,
                                 std::string_view name) {
  const std::string_view named =
      constructor.extended_attributes.Value(Id::kImplementedAs);
  types_.Include("core/base/ref_counted.h");
  Declare(OneLine(constructor.declaration), true,
          Raising(StrCat("RefPtr<", class_, ">"),
                  constructor.Has(Id::kRaisesException)),
          named.empty() ? name : named,
          Parameters(constructor, constructor.arguments), false);
}

void StubClass::WriteAttribute(const Attribute& attribute, bool is_static) {
  if (IsEventHandler(attribute) && !is_static) {
    return;
  }
  const std::string idl = OneLine(attribute.declaration);
  const std::string_view raises =
      attribute.extended_attributes.Value(Id::kRaisesException);
  const bool any_raises = attribute.Has(Id::kRaisesException);
  const std::string environment = EnvironmentParameter(attribute);
  if (attribute.type->kind() == TypeKind::kObservableArray) {
    KeepMember(types_.Value(*attribute.type, true), GetterName(attribute));
    return;
  }
  if (IsPromise(attribute.type)) {
    Declare(idl, is_static, "void", GetterName(attribute),
            Joined(environment, Resolver(*attribute.type)), false);
    return;
  }
  // "inherit": the base class has the getter.
  if (!attribute.is_inherit) {
    Declare(idl, is_static,
            Raising(types_.GetterResult(attribute),
                    any_raises && raises != "Setter"),
            GetterName(attribute), environment, !is_static);
  }
  if (!attribute.is_readonly) {
    Declare(idl, is_static, Raising("void", any_raises && raises != "Getter"),
            SetterName(attribute),
            Joined(environment,
                   StrCat(types_.SetterParameter(attribute), " value")),
            false);
  }
}

void StubClass::WriteOperation(const Operation& operation,
                               std::string_view name, bool is_static) {
  if (operation.Has(Id::kDefault)) {
    return;
  }
  const bool raises = operation.Has(Id::kRaisesException);
  std::string parameters = Parameters(operation, operation.arguments);
  if (IsPromise(operation.return_type)) {
    Declare(OneLine(operation.declaration), is_static, Raising("void", raises),
            name, Joined(parameters, Resolver(*operation.return_type)), false);
    return;
  }
  Declare(OneLine(operation.declaration), is_static,
          Raising(types_.Result(*operation.return_type), raises), name,
          parameters, false);
}

void StubClass::HideTypes(absl::Span<const Member* const> members) {
  std::set<std::string> names;
  for (const Member* member : members) {
    if (member->kind == Member::Kind::kOperation && !member->name.empty()) {
      names.insert(MethodName(static_cast<const Operation&>(*member)));
    }
  }
  types_.set_hidden(std::move(names));
}

void StubClass::WriteMembers(absl::Span<const Member* const> members,
                             bool is_namespace) {
  for (const Member* member : members) {
    if (member->kind == Member::Kind::kAttribute) {
      const auto& attribute = static_cast<const Attribute&>(*member);
      WriteAttribute(attribute, attribute.is_static || is_namespace);
    } else if (member->kind == Member::Kind::kOperation &&
               !member->name.empty()) {
      const auto& operation = static_cast<const Operation&>(*member);
      WriteOperation(operation, MethodName(operation),
                     operation.is_static || is_namespace);
    }
  }
}

void StubClass::WriteStringifier(const Interface& interface) {
  if (interface.stringifier != nullptr &&
      interface.stringifier->attribute == nullptr) {
    types_.Include("core/base/dom_string.h");
    const std::string_view named =
        interface.stringifier->extended_attributes.Value(Id::kImplementedAs);
    Declare("stringifier;", false, "DomString",
            named.empty() ? "ToString" : named,
            EnvironmentParameter(*interface.stringifier), false);
  }
}

// What the class holds and the bindings work on.
void StubClass::KeepMember(const std::string& type, std::string_view name) {
  StrAppend(&functions_, "  ", type, "& ", name, "() { return ", name,
            "_; }\n");
  StrAppend(&private_members_, "\n  ", type, " ", name, "_;\n");
}

void StubClass::WriteAsyncIterable(const IterableDeclaration& declaration) {
  types_.Include("<memory>");
  types_.Include("core/dom/async_iterator.h");
  std::string item = types_.Value(*declaration.value_type, true);
  if (declaration.key_type != nullptr) {
    types_.Include("<utility>");
    item = StrCat("std::pair<", types_.Value(*declaration.key_type, true), ", ",
                  item, ">");
  }
  const std::string_view named =
      declaration.extended_attributes.Value(Id::kImplementedAs);
  Declare(OneLine(declaration.declaration), false,
          StrCat("std::unique_ptr<AsyncIterator<", item, ">>"),
          named.empty() ? "AsyncIterate" : named,
          Parameters(declaration, declaration.arguments), false);
}

void StubClass::WriteCollections(const Interface& interface) {
  const auto value = [&](const Type* type) {
    return types_.Value(*type, /*is_member=*/true);
  };
  if (interface.async_iterable != nullptr) {
    WriteAsyncIterable(*interface.async_iterable);
  }
  if (const auto* pairs = interface.iterable;
      pairs != nullptr && pairs->key_type != nullptr) {
    types_.Include("<cstddef>");
    types_.Include("<optional>");
    types_.Include("<utility>");
    Declare(OneLine(pairs->declaration), false,
            StrCat("std::optional<std::pair<", types_.Result(*pairs->key_type),
                   ", ", types_.Result(*pairs->value_type), ">>"),
            "PairAt", "size_t index", false);
  }
  if (const auto* maplike = interface.maplike; maplike != nullptr) {
    types_.Include("core/dom/map_entries.h");
    KeepMember(StrCat("MapEntries<", value(maplike->key_type), ", ",
                      value(maplike->value_type), ">"),
               "map_entries");
  }
  if (const auto* setlike = interface.setlike; setlike != nullptr) {
    types_.Include("core/dom/set_entries.h");
    KeepMember(StrCat("SetEntries<", value(setlike->value_type), ">"),
               "set_entries");
  }
}

// Of an operation with an identifier, the method serves.
void StubClass::WriteSpecialOperation(const Operation& operation,
                                      std::string_view name) {
  if (operation.name.empty()) {
    const std::string_view named =
        operation.extended_attributes.Value(Id::kImplementedAs);
    WriteOperation(operation, named.empty() ? name : named, false);
  }
}

void StubClass::WriteProperties(const Interface& interface) {
  if (interface.indexed_getter != nullptr) {
    types_.Include("<cstdint>");
    Declare("", false, "uint32_t", "IndexCount", "", false);
    WriteSpecialOperation(*interface.indexed_getter, "IndexedGetter");
  }
  if (interface.indexed_setter != nullptr) {
    WriteSpecialOperation(*interface.indexed_setter, "IndexedSetter");
  }
  if (interface.named_getter != nullptr) {
    types_.Include("<vector>");
    types_.Include("core/base/dom_string.h");
    Declare("", false, "bool", "SupportsName", "const DomString& name", false);
    Declare("", false, "std::vector<DomString>", "SupportedNames", "", false);
    WriteSpecialOperation(*interface.named_getter, "NamedGetter");
  }
  if (interface.named_setter != nullptr) {
    WriteSpecialOperation(*interface.named_setter, "NamedSetter");
  }
  if (interface.named_deleter != nullptr) {
    WriteSpecialOperation(*interface.named_deleter, "NamedDeleter");
  }
}

void StubClass::Write(const Interface& interface) {
  class_ = StubName(interface);
  HideTypes(interface.members);
  types_.Include("core/base/interface_info.h");
  std::string base = "ScriptWrappable";
  if (interface.parent == nullptr) {
    types_.Include("core/base/script_wrappable.h");
  } else {
    types_.IncludeDefinition(*interface.parent);
    base = CppClass(*interface.parent);
  }
  if (interface.constructor != nullptr) {
    for (const Operation* constructor : interface.constructor->operations) {
      WriteConstructor(*constructor, "Create");
    }
    functions_ += '\n';
  }
  for (const OverloadGroup* group : interface.legacy_factory_functions) {
    for (const Operation* function : group->operations) {
      WriteConstructor(*function, StrCat("Create", PascalCase(group->name)));
    }
    functions_ += '\n';
  }
  WriteMembers(interface.members, /*is_namespace=*/false);
  WriteStringifier(interface);
  WriteCollections(interface);
  WriteProperties(interface);

  const bool has_heirs = !interface.children.empty();
  declaration_ = StrCat(
      "// The ", interface.name, " interface.\nclass ", class_,
      has_heirs ? "" : " final", " : public ", base,
      " {\n public:\n  static constinit inline InterfaceInfo kInterfaceInfo{\"",
      interface.name, "\", ",
      interface.parent == nullptr ? std::string("nullptr")
                                  : StrCat("&", base, "::kInterfaceInfo"),
      "};\n\n", functions_,
      functions_.empty() || functions_.substr(functions_.size() - 2) == "\n\n"
          ? ""
          : "\n",
      "  const InterfaceInfo& interface_info() const override {\n"
      "    return kInterfaceInfo;\n  }\n\n ",
      has_heirs ? "protected" : "private", ":\n  ", class_, "();\n  ~", class_,
      "() override;\n");
  if (!private_members_.empty()) {
    StrAppend(&declaration_, has_heirs ? "\n private:" : "", private_members_);
  }
  declaration_ += "};\n";
  definitions_ = StrCat(class_, "::", class_, "() = default;\n\n", class_,
                        "::~", class_, "() = default;\n\n", definitions_);
}

void StubClass::Write(const Namespace& space) {
  class_ = StubName(space);
  HideTypes(space.members);
  WriteMembers(space.members, /*is_namespace=*/true);
  declaration_ = StrCat("// The ", space.name, " namespace.\nclass ", class_,
                        " {\n public:\n  ", class_, "() = delete;\n\n",
                        functions_, "};\n");
}

}  // namespace mortise::idl
