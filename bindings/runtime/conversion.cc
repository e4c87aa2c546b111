#include "bindings/runtime/conversion.h"

#include "absl/strings/str_cat.h"
#include "bindings/runtime/exceptions.h"
#include "bindings/runtime/realm.h"

namespace mortise::bindings {

Realm& Conversion::realm() const { return Realm::From(context_); }

std::string Conversion::Prefix() const {
  switch (member_.kind) {
    case MemberKind::kConstructor:
      return absl::StrCat("Failed to construct '", member_.interface_name,
                          "': ");
    case MemberKind::kOperation:
      return absl::StrCat("Failed to execute '", member_.member, "' on '",
                          member_.interface_name, "': ");
    case MemberKind::kGetter:
      return absl::StrCat("Failed to read the '", member_.member,
                          "' property from '", member_.interface_name, "': ");
    case MemberKind::kSetter:
      return absl::StrCat("Failed to set the '", member_.member,
                          "' property on '", member_.interface_name, "': ");
    case MemberKind::kCallback:
      return absl::StrCat("Failed to convert the value returned by '",
                          member_.interface_name, "': ");
  }
  return std::string();
}

std::string Conversion::SubjectText() const {
  if (subject_.argument >= 0) {
    return absl::StrCat("parameter ", subject_.argument + 1, " ");
  }
  if (subject_.name) {
    return absl::StrCat("member '", subject_.name, "' of ", subject_.dictionary,
                        " ");
  }
  return "The value ";
}

void Conversion::ThrowTypeError(absl::string_view message) const {
  bindings::ThrowTypeError(isolate_,
                           absl::StrCat(Prefix(), SubjectText(), message));
}

void Conversion::ThrowBareTypeError(absl::string_view message) const {
  bindings::ThrowTypeError(isolate_, absl::StrCat(Prefix(), message));
}

void Conversion::ThrowNoOverload() const {
  ThrowBareTypeError("No overload takes these arguments.");
}

void Conversion::Throw(const Exception& exception) const {
  ThrowException(realm(), exception, Prefix());
}

}  // namespace mortise::bindings
