#ifndef MORTISE_BINDINGS_COMPILER_JSON_TYPES_H_
#define MORTISE_BINDINGS_COMPILER_JSON_TYPES_H_

#include <algorithm>

#include "absl/container/flat_hash_map.h"
#include "bindings/compiler/definitions.h"

namespace mortise::idl {

// https://webidl.spec.whatwg.org/#dfn-json-types
class JsonTypes {
 public:
  bool IsJsonType(const Type& type) {
    const TypeKind kind = type.kind();
    if (IsNumericType(kind) || IsStringType(kind)) {
      return true;
    }
    switch (kind) {
      case TypeKind::kInvalid:
      case TypeKind::kBoolean:
      case TypeKind::kObject:
        return true;
      case TypeKind::kSequence:
      case TypeKind::kFrozenArray:
      case TypeKind::kRecord:
        return IsJsonType(*type.element());
      case TypeKind::kUnion:
        return std::all_of(type.parameters().begin(), type.parameters().end(),
                           [this](const Type* t) { return IsJsonType(*t); });
      case TypeKind::kDictionary:
        return IsJsonDictionary(*type.dictionary());
      case TypeKind::kInterface:
        for (const Interface* at = type.interface(); at != nullptr;
             at = at->parent) {
          if (at->FindOperation("toJSON") != nullptr) {
            return true;
          }
        }
        return false;
      default:
        return false;
    }
  }

 private:
  // Deeper chains of dictionaries are not followed: they would end the stack.
  static constexpr int kMaximumDepth = 200;

  bool IsJsonDictionary(const Dictionary& dictionary) {
    const auto [found, is_new] = dictionaries_.try_emplace(&dictionary, true);
    if (!is_new || depth_ == kMaximumDepth) {
      return found->second;
    }
    ++depth_;
    bool is_json = true;
    for (const Dictionary* at = &dictionary; at != nullptr; at = at->parent) {
      for (const DictionaryMember* member : at->members) {
        is_json = is_json && IsJsonType(*member->type);
      }
    }
    --depth_;
    dictionaries_[&dictionary] = is_json;
    return is_json;
  }

  absl::flat_hash_map<const Dictionary*, bool> dictionaries_;
  int depth_ = 0;
};

}  // namespace mortise::idl

#endif  // MORTISE_BINDINGS_COMPILER_JSON_TYPES_H_
