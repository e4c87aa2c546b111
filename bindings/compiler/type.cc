#include "bindings/compiler/type.h"

#include "bindings/compiler/definitions.h"
#include "bindings/compiler/text.h"

namespace mortise::idl {

const Type* Type::FindMember(TypeKind kind) const {
  return FindMemberIf([kind](TypeKind member) { return member == kind; });
}

const Interface* Type::interface() const {
  return kind_ == TypeKind::kInterface
             ? static_cast<const Interface*>(definition_)
             : nullptr;
}

const CallbackInterface* Type::callback_interface() const {
  return kind_ == TypeKind::kCallbackInterface
             ? static_cast<const CallbackInterface*>(definition_)
             : nullptr;
}

const CallbackFunction* Type::callback_function() const {
  return kind_ == TypeKind::kCallbackFunction
             ? static_cast<const CallbackFunction*>(definition_)
             : nullptr;
}

const Dictionary* Type::dictionary() const {
  return kind_ == TypeKind::kDictionary
             ? static_cast<const Dictionary*>(definition_)
             : nullptr;
}

const Enumeration* Type::enumeration() const {
  return kind_ == TypeKind::kEnumeration
             ? static_cast<const Enumeration*>(definition_)
             : nullptr;
}

std::string Type::ToString() const {
  std::string out;
  if (alias_ != nullptr) {
    out = std::string(alias_->name);
    // The "?" of the typedef's own type is part of its name.
    if (is_nullable_ &&
        (alias_->type == nullptr || !alias_->type->is_nullable_)) {
      out += '?';
    }
    return out;
  }
  constexpr std::string_view kAnnotations[] = {"AllowResizable", "AllowShared",
                                               "Clamp", "EnforceRange",
                                               "LegacyNullToEmptyString"};
  if (kind_ != TypeKind::kUnion && annotations_ != kNoAnnotation) {
    std::string_view separator = "[";
    for (unsigned i = 0; i < std::size(kAnnotations); ++i) {
      if ((annotations_ >> i & 1) != 0) {
        StrAppend(&out, separator, kAnnotations[i]);
        separator = ", ";
      }
    }
    out += "] ";
  }
  if (kind_ == TypeKind::kUnion) {
    std::string_view separator = "(";
    for (const Type* member : parameters_) {
      StrAppend(&out, separator, member->ToString());
      separator = " or ";
    }
    out += ')';
  } else if (definition_ != nullptr) {
    StrAppend(&out, definition_->name);
  } else {
    StrAppend(&out, TypeKindName(kind_));
    std::string_view separator = "<";
    for (const Type* parameter : parameters_) {
      StrAppend(&out, separator, parameter->ToString());
      separator = ", ";
    }
    if (!parameters_.empty()) {
      out += '>';
    }
  }
  if (is_nullable_) {
    out += '?';
  }
  return out;
}

}  // namespace mortise::idl
