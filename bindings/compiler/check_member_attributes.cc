#include <algorithm>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "bindings/compiler/checks.h"
#include "bindings/compiler/text.h"

namespace mortise::idl {
namespace {

using Id = ExtendedAttributeId;

SourceRange RangeOf(const Member& member, Id id) {
  return member.extended_attributes.Find(id)->range;
}

// [Replaceable], [LegacyLenientSetter], [PutForwards], [StoreInSlot]: what they
// say of assignment makes sense on read only attributes, one at a time.
void CheckAssignment(const Attribute& attribute, Diagnostics* diagnostics) {
  const ast::ExtendedAttribute* first = nullptr;
  for (const Id id :
       {Id::kReplaceable, Id::kLegacyLenientSetter, Id::kPutForwards}) {
    const ast::ExtendedAttribute* found =
        attribute.extended_attributes.Find(id);
    if (found == nullptr) {
      continue;
    }
    if (first != nullptr) {
      diagnostics
          ->Report(Rule::kReadOnlyOnly, found->range,
                   StrCat("[", first->name.text, "] and [", found->name.text,
                          "] exclude each other"))
          .AddNote(first->range, "the other one is here");
    }
    first = found;
  }
  for (const Id id : {Id::kReplaceable, Id::kLegacyLenientSetter,
                      Id::kPutForwards, Id::kStoreInSlot}) {
    if (attribute.Has(id) && !attribute.is_readonly) {
      const ast::ExtendedAttribute& found =
          *attribute.extended_attributes.Find(id);
      diagnostics->Report(
          id == Id::kPutForwards ? Rule::kPutForwards : Rule::kReadOnlyOnly,
          found.range,
          StrCat("[", found.name.text,
                 "] can only be on a readonly attribute"));
    }
  }
}

void CheckPutForwards(const Attribute& attribute, Diagnostics* diagnostics) {
  const ast::ExtendedAttribute& forwards =
      *attribute.extended_attributes.Find(Id::kPutForwards);
  const Type& type = *attribute.type;
  if (type.kind() == TypeKind::kInvalid) {
    return;
  }
  if (type.interface() == nullptr) {
    diagnostics->Report(Rule::kPutForwards, forwards.range,
                        StrCat("[PutForwards] needs an attribute of interface "
                               "type, not '",
                               type.ToString(), "'"));
    return;
  }
  if (attribute.put_forwards == nullptr) {
    diagnostics
        ->Report(Rule::kPutForwards, forwards.values[0].range,
                 StrCat("'", type.interface()->name, "' has no attribute '",
                        forwards.values[0].text, "' to assign to"))
        .AddNote(type.interface()->range, "it is defined here");
    return;
  }
  absl::flat_hash_set<const Attribute*> seen;
  for (const Attribute* at = &attribute; at != nullptr; at = at->put_forwards) {
    if (!seen.insert(at).second) {
      if (at == &attribute) {
        diagnostics->Report(Rule::kPutForwards, forwards.range,
                            StrCat("assignments to '", attribute.name,
                                   "' would be forwarded for ever"));
      }
      return;
    }
  }
}

void CheckSameObject(const Attribute& attribute, Diagnostics* diagnostics) {
  const Type& type = *attribute.type;
  const SourceRange range = RangeOf(attribute, Id::kSameObject);
  if (!attribute.is_readonly) {
    diagnostics->Report(Rule::kSameObject, range,
                        "[SameObject] can only be on a readonly attribute");
  } else if (type.kind() != TypeKind::kInterface &&
             type.kind() != TypeKind::kObject &&
             // Reported with the other rules of promises.
             type.kind() != TypeKind::kPromise &&
             type.kind() != TypeKind::kInvalid) {
    diagnostics->Report(
        Rule::kSameObject, range,
        StrCat("[SameObject] needs an attribute of interface type or object, "
               "not '",
               type.ToString(), "'"));
  }
}

// What the embedder's C++ is like.
void CheckOurs(const Member& member, Diagnostics* diagnostics) {
  const ExtendedAttributes& attributes = member.extended_attributes;
  if (attributes.Has(Id::kCallWith) &&
      attributes.Value(Id::kCallWith) != "Environment") {
    diagnostics->Report(Rule::kMortise, RangeOf(member, Id::kCallWith),
                        "the only value of [CallWith] is 'Environment'");
  }
  const std::string_view raises = attributes.Value(Id::kRaisesException);
  if (!raises.empty() && (member.kind != Member::Kind::kAttribute ||
                          (raises != "Getter" && raises != "Setter"))) {
    diagnostics->Report(Rule::kMortise, RangeOf(member, Id::kRaisesException),
                        "[RaisesException] takes 'Getter' or 'Setter' on an "
                        "attribute, and nothing elsewhere");
  }
  if (raises == "Setter" && static_cast<const Attribute&>(member).is_readonly) {
    diagnostics->Report(Rule::kMortise, RangeOf(member, Id::kRaisesException),
                        "a readonly attribute has no setter");
  }
}

void CheckAttribute(const Attribute& attribute, Diagnostics* diagnostics) {
  CheckAssignment(attribute, diagnostics);
  if (attribute.Has(Id::kPutForwards)) {
    CheckPutForwards(attribute, diagnostics);
  }
  if (attribute.Has(Id::kSameObject)) {
    CheckSameObject(attribute, diagnostics);
  }
}

void CheckOperation(const Operation& operation, Diagnostics* diagnostics) {
  if (!operation.Has(Id::kNewObject) || operation.return_type == nullptr) {
    return;
  }
  const TypeKind kind = operation.return_type->kind();
  if (kind != TypeKind::kInterface && kind != TypeKind::kPromise &&
      kind != TypeKind::kInvalid) {
    diagnostics->Report(
        Rule::kNewObject, RangeOf(operation, Id::kNewObject),
        StrCat("[NewObject] needs an operation that returns an interface or "
               "promise type, not '",
               operation.return_type->ToString(), "'"));
  }
}

// The unforgeable members of all interfaces, by name.
using UnforgeableMembers = NameMap<std::vector<const Member*>>;

UnforgeableMembers FindUnforgeableMembers(const Model& model) {
  UnforgeableMembers found;
  for (const Interface* interface : model.interfaces()) {
    for (const Member* member : interface->members) {
      if (member->Has(Id::kLegacyUnforgeable)) {
        found[member->name].push_back(member);
      }
    }
  }
  return found;
}

// What is unforgeable must not be shadowed further down.
void CheckUnforgeable(const Interface& interface,
                      const UnforgeableMembers& unforgeable,
                      Diagnostics* diagnostics) {
  if (interface.parent == nullptr) {
    return;
  }
  for (const Member* member : interface.members) {
    const bool is_regular =
        (member->kind == Member::Kind::kAttribute &&
         !static_cast<const Attribute*>(member)->is_static) ||
        (member->kind == Member::Kind::kOperation && !member->name.empty() &&
         !static_cast<const Operation*>(member)->is_static);
    const auto found = unforgeable.find(member->name);
    if (!is_regular || found == unforgeable.end()) {
      continue;
    }
    const auto inherited = std::find_if(
        found->second.begin(), found->second.end(), [&](const Member* other) {
          return interface.parent->IsA(
              static_cast<const Interface&>(*other->owner));
        });
    if (inherited != found->second.end()) {
      diagnostics
          ->Report(Rule::kLegacyUnforgeable, member->range,
                   StrCat("'", member->name,
                          "' would be hidden by the inherited unforgeable "
                          "member of that name"))
          .AddNote((*inherited)->range, "the unforgeable member is here");
    }
  }
}

void CheckMember(const Member& member, Diagnostics* diagnostics) {
  CheckOurs(member, diagnostics);
  if (member.kind == Member::Kind::kAttribute) {
    CheckAttribute(static_cast<const Attribute&>(member), diagnostics);
  } else if (member.kind == Member::Kind::kOperation) {
    CheckOperation(static_cast<const Operation&>(member), diagnostics);
  }
}

// Attributes that make sense on the attributes of an interface only.
void CheckNamespaceMember(const Member& member, Diagnostics* diagnostics) {
  for (const Id id :
       {Id::kLegacyLenientSetter, Id::kLegacyLenientThis, Id::kPutForwards,
        Id::kReplaceable, Id::kLegacyUnforgeable, Id::kUnscopable,
        Id::kStoreInSlot, Id::kInvalidatesSlots}) {
    if (member.Has(id)) {
      const ast::ExtendedAttribute& found =
          *member.extended_attributes.Find(id);
      diagnostics->Report(Rule::kExtendedAttributePlace, found.range,
                          StrCat("[", found.name.text,
                                 "] cannot be on a member of a namespace"));
    }
  }
}

}  // namespace

void CheckMemberAttributes(const Model& model, Diagnostics* diagnostics) {
  const UnforgeableMembers unforgeable = FindUnforgeableMembers(model);
  for (const Interface* interface : model.interfaces()) {
    for (const Member* member : interface->members) {
      if (!member->extended_attributes.empty()) {
        CheckMember(*member, diagnostics);
      }
    }
    CheckUnforgeable(*interface, unforgeable, diagnostics);
  }
  for (const Namespace* space : model.namespaces()) {
    for (const Member* member : space->members) {
      if (!member->extended_attributes.empty()) {
        CheckNamespaceMember(*member, diagnostics);
        CheckMember(*member, diagnostics);
      }
    }
  }
}

void CheckModel(const Model& model, Diagnostics* diagnostics) {
  CheckMembers(model, diagnostics);
  CheckOperations(model, diagnostics);
  CheckIterables(model, diagnostics);
  CheckDictionaries(model, diagnostics);
  CheckConventions(model, diagnostics);
  CheckInterfaceAttributes(model, diagnostics);
  CheckMemberAttributes(model, diagnostics);
}

}  // namespace mortise::idl
