#include "bindings/compiler/definitions.h"

namespace mortise::idl {

const Attribute* Interface::FindAttribute(std::string_view identifier) const {
  for (const Attribute* attribute : attributes) {
    if (attribute->name == identifier) {
      return attribute;
    }
  }
  return nullptr;
}

const OverloadGroup* Interface::FindOperation(
    std::string_view identifier) const {
  for (const OverloadGroup* group : operations) {
    if (group->name == identifier) {
      return group;
    }
  }
  return nullptr;
}

bool Dictionary::IsA(const Dictionary& other) const {
  for (const Dictionary* at = this; at != nullptr; at = at->parent) {
    if (at == &other) {
      return true;
    }
  }
  return false;
}

}  // namespace mortise::idl
