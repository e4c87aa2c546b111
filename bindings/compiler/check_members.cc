#include <algorithm>

#include "bindings/compiler/checks.h"
#include "bindings/compiler/text.h"

namespace mortise::idl {
namespace {

// Whether a part of the definition could not be parsed: what is missing may
// have been in it.
bool IsIncomplete(const Definition& definition) {
  return std::any_of(definition.parts.begin(), definition.parts.end(),
                     [](const auto* part) { return part->is_incomplete; });
}

// Constants and attributes share their names with nothing, operations only with
// operations.
void CheckNames(absl::Span<const Member* const> members, std::string_view owner,
                Diagnostics* diagnostics) {
  NameMap<const Member*> seen;
  for (const Member* member : members) {
    if (member->name.empty()) {
      continue;
    }
    const auto [found, is_new] = seen.try_emplace(member->name, member);
    const Member& previous = *found->second;
    if (is_new || (member->kind == Member::Kind::kOperation &&
                   previous.kind == Member::Kind::kOperation)) {
      continue;
    }
    diagnostics
        ->Report(Rule::kDuplicateMember, member->range,
                 StrCat("'", owner, "' already has a member named '",
                        member->name, "'"))
        .AddNote(previous.range, "previous declaration is here");
  }
}

void CheckConstants(absl::Span<const Constant* const> constants,
                    Diagnostics* diagnostics) {
  for (const Constant* constant : constants) {
    if (constant->name == "length" || constant->name == "name" ||
        constant->name == "prototype") {
      diagnostics->Report(
          Rule::kConstantName, constant->range,
          StrCat("a constant cannot be named '", constant->name,
                 "': interface objects have a property of that name"));
    }
    const Type& type = *constant->type;
    if (type.kind() == TypeKind::kInvalid) {
      continue;
    }
    if (!IsPrimitiveType(type.kind()) || type.is_nullable()) {
      diagnostics->Report(
          Rule::kConstantType, constant->range,
          StrCat("the type of a constant must be primitive, and '",
                 type.ToString(), "' is ", type.canonical()->ToString()));
      continue;
    }
    CheckLiteral(*constant->value, type, /*is_constant=*/true, diagnostics);
  }
}

bool IsForbiddenInAttribute(TypeKind kind) {
  return kind == TypeKind::kSequence || kind == TypeKind::kAsyncSequence ||
         kind == TypeKind::kDictionary || kind == TypeKind::kRecord;
}

void CheckAttributeType(const Attribute& attribute, Diagnostics* diagnostics) {
  const Type& type = *attribute.type;
  const Type* forbidden = type.FindMemberIf(IsForbiddenInAttribute);
  if (forbidden != nullptr) {
    diagnostics->Report(
        Rule::kAttributeType, attribute.range,
        StrCat("attribute '", attribute.name, "' cannot be of type '",
               type.ToString(), "'",
               &type == forbidden
                   ? ": values of that type are copied at each use"
                   : StrCat(", which includes '", forbidden->ToString(), "'")));
  }
  if (type.kind() == TypeKind::kPromise) {
    if (!attribute.is_readonly) {
      diagnostics->Report(Rule::kPromiseAttribute, attribute.range,
                          StrCat("attribute '", attribute.name,
                                 "' is of promise type and must be readonly"));
    }
    for (const ExtendedAttributeId id :
         {ExtendedAttributeId::kLegacyLenientSetter,
          ExtendedAttributeId::kPutForwards, ExtendedAttributeId::kReplaceable,
          ExtendedAttributeId::kSameObject}) {
      if (const auto* found = attribute.extended_attributes.Find(id)) {
        diagnostics->Report(Rule::kPromiseAttribute, found->range,
                            StrCat("[", found->name.text,
                                   "] cannot be on an attribute of promise "
                                   "type"));
      }
    }
  }
  const bool has_range_check =
      type.clamp() || type.enforce_range() ||
      std::any_of(type.flattened_member_types().begin(),
                  type.flattened_member_types().end(), [](const Type* t) {
                    return t->clamp() || t->enforce_range();
                  });
  if (attribute.is_readonly && has_range_check) {
    diagnostics->Report(
        Rule::kTypeAnnotationReadOnly, attribute.range,
        StrCat("attribute '", attribute.name,
               "' is readonly: nothing is ever converted by [Clamp] or "
               "[EnforceRange]"));
  }
}

void CheckInheritedGetter(const Attribute& attribute, const Interface& owner,
                          Diagnostics* diagnostics) {
  const Attribute* inherited = attribute.inherited_from;
  if (inherited == nullptr) {
    diagnostics->Report(
        Rule::kInheritAttribute, attribute.range,
        StrCat("no interface that '", owner.name,
               "' inherits from has an attribute '", attribute.name, "'"));
    return;
  }
  if (!inherited->is_readonly) {
    diagnostics
        ->Report(Rule::kInheritAttribute, attribute.range,
                 StrCat("the attribute '", attribute.name,
                        "' to inherit the getter from is not readonly"))
        .AddNote(inherited->range, "it is declared here");
  } else if (inherited->type->canonical() != attribute.type->canonical()) {
    diagnostics
        ->Report(Rule::kInheritAttribute, attribute.range,
                 StrCat("attribute '", attribute.name, "' is of type '",
                        attribute.type->ToString(),
                        "', and the one whose getter it inherits of '",
                        inherited->type->ToString(), "'"))
        .AddNote(inherited->range, "it is declared here");
  }
}

void CheckAttributes(absl::Span<const Attribute* const> attributes,
                     const Interface* owner, Diagnostics* diagnostics) {
  for (const Attribute* attribute : attributes) {
    if (attribute->name == "toJSON") {
      diagnostics->Report(Rule::kToJson, attribute->range,
                          "only a regular operation can be named 'toJSON'");
    }
    if (attribute->is_static && attribute->name == "prototype") {
      diagnostics->Report(Rule::kStaticName, attribute->range,
                          "a static attribute cannot be named 'prototype'");
    }
    if (attribute->type->kind() == TypeKind::kInvalid) {
      continue;
    }
    CheckAttributeType(*attribute, diagnostics);
    if (attribute->is_inherit && owner != nullptr) {
      CheckInheritedGetter(*attribute, *owner, diagnostics);
    }
    if (attribute->is_stringifier) {
      const Type& type = *attribute->type;
      if ((type.kind() != TypeKind::kDOMString &&
           type.kind() != TypeKind::kUSVString) ||
          type.is_nullable()) {
        diagnostics->Report(
            Rule::kStringifierType, attribute->range,
            StrCat("a stringifier attribute must be of type DOMString or "
                   "USVString, and '",
                   attribute->name, "' is of type '", type.ToString(), "'"));
      }
    }
  }
}

const Attribute* FindWithAncestors(const Interface& interface,
                                   std::string_view name) {
  for (const Interface* at = &interface; at != nullptr; at = at->parent) {
    if (const Attribute* found = at->FindAttribute(name)) {
      return found;
    }
  }
  return nullptr;
}

// A getter may be inherited, as HTMLOptionsCollection's is.
bool HasGetter(const Interface& interface,
               const Operation* Interface::*getter) {
  for (const Interface* at = &interface; at != nullptr; at = at->parent) {
    if (at->*getter != nullptr) {
      return true;
    }
  }
  return false;
}

void CheckSpecialOperations(const Interface& interface,
                            Diagnostics* diagnostics) {
  if (IsIncomplete(interface)) {
    return;
  }
  const auto needs = [&](const Operation* operation,
                         const Operation* Interface::*getter,
                         std::string_view what, std::string_view variety) {
    if (operation != nullptr && !HasGetter(interface, getter)) {
      diagnostics->Report(Rule::kSpecialOperationWithoutGetter,
                          operation->range,
                          StrCat("'", interface.name, "' has ", what,
                                 " but no ", variety, " getter"));
    }
  };
  needs(interface.indexed_setter, &Interface::indexed_getter,
        "an indexed setter", "indexed");
  needs(interface.named_setter, &Interface::named_getter, "a named setter",
        "named");
  needs(interface.named_deleter, &Interface::named_getter, "a deleter",
        "named");
  if (interface.indexed_getter != nullptr) {
    const Attribute* length = FindWithAncestors(interface, "length");
    if (length == nullptr) {
      diagnostics->Report(Rule::kIndexedLength, interface.indexed_getter->range,
                          StrCat("'", interface.name,
                                 "' has an indexed getter and so must have an "
                                 "attribute 'length' of integer type"));
    } else if ((!IsIntegerType(length->type->kind()) ||
                length->type->is_nullable()) &&
               length->type->kind() != TypeKind::kInvalid) {
      diagnostics
          ->Report(Rule::kIndexedLength, length->range,
                   StrCat("'length' must be of integer type on an interface "
                          "with an indexed getter, not '",
                          length->type->ToString(), "'"))
          .AddNote(interface.indexed_getter->range, "the getter is here");
    }
  }
}

}  // namespace

void CheckMembers(const Model& model, Diagnostics* diagnostics) {
  for (const Interface* interface : model.interfaces()) {
    CheckNames(interface->members, interface->name, diagnostics);
    CheckConstants(interface->constants, diagnostics);
    CheckAttributes(interface->attributes, interface, diagnostics);
    CheckSpecialOperations(*interface, diagnostics);
  }
  for (const Namespace* space : model.namespaces()) {
    CheckNames(space->members, space->name, diagnostics);
    CheckConstants(space->constants, diagnostics);
    CheckAttributes(space->attributes, nullptr, diagnostics);
  }
  for (const CallbackInterface* callback : model.callback_interfaces()) {
    std::vector<const Member*> members(callback->constants.begin(),
                                       callback->constants.end());
    if (callback->operation != nullptr) {
      members.push_back(callback->operation);
    }
    CheckNames(members, callback->name, diagnostics);
    CheckConstants(callback->constants, diagnostics);
  }
}

}  // namespace mortise::idl
