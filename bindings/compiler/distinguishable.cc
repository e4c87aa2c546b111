#include "bindings/compiler/distinguishable.h"

#include <algorithm>
#include <cstdint>
#include <utility>

#include "bindings/compiler/definitions.h"

namespace mortise::idl {
namespace {

// The rows of the table; kNone is for types that do not appear in it.
enum class Category : uint8_t {
  kUndefined,
  kBoolean,
  kNumeric,
  kBigInt,
  kString,
  kObject,
  kSymbol,
  kInterfaceLike,
  kCallbackFunction,
  kDictionaryLike,
  kAsyncSequence,
  kSequenceLike,
  kNone,
};

Category CategoryOf(const Type& type) {
  const TypeKind kind = type.kind();
  if (IsNumericType(kind)) {
    return Category::kNumeric;
  }
  if (IsStringType(kind)) {
    return Category::kString;
  }
  if (IsBufferSourceType(kind)) {
    return Category::kInterfaceLike;
  }
  switch (kind) {
    case TypeKind::kUndefined:
      return Category::kUndefined;
    case TypeKind::kBoolean:
      return Category::kBoolean;
    case TypeKind::kBigInt:
      return Category::kBigInt;
    case TypeKind::kObject:
      return Category::kObject;
    case TypeKind::kSymbol:
      return Category::kSymbol;
    case TypeKind::kInterface:
      return Category::kInterfaceLike;
    case TypeKind::kCallbackFunction:
      return Category::kCallbackFunction;
    case TypeKind::kDictionary:
    case TypeKind::kRecord:
    case TypeKind::kCallbackInterface:
      return Category::kDictionaryLike;
    case TypeKind::kAsyncSequence:
      return Category::kAsyncSequence;
    case TypeKind::kSequence:
    case TypeKind::kFrozenArray:
      return Category::kSequenceLike;
    default:
      return Category::kNone;
  }
}

// (a): not the same, and no platform object implements both. An object
// implements one interface and its ancestors, and no buffer.
bool NoObjectImplementsBoth(const Type& a, const Type& b) {
  const Interface* x = a.interface();
  const Interface* y = b.interface();
  if (x == nullptr || y == nullptr) {
    return a.kind() != b.kind();
  }
  return !x->IsA(*y) && !y->IsA(*x);
}

// Step 4, for types that are neither unions nor looked at for null.
bool AreInnermostDistinguishable(const Type& a, const Type& b) {
  Category x = CategoryOf(a);
  Category y = CategoryOf(b);
  if (x == Category::kNone || y == Category::kNone) {
    return false;
  }
  if (x == y) {
    return x == Category::kInterfaceLike && NoObjectImplementsBoth(a, b);
  }
  if (x > y) {
    std::swap(x, y);
  }
  switch (x) {
    case Category::kUndefined:
      return y != Category::kDictionaryLike;
    case Category::kObject:
      // Only symbols are no objects, of what the table has to the right of it.
      return y == Category::kSymbol;
    case Category::kCallbackFunction:
      if (y == Category::kDictionaryLike) {  // (c)
        const Type& callback = a.kind() == TypeKind::kCallbackFunction ? a : b;
        return !callback.callback_function()->legacy_treat_non_object_as_null();
      }
      return true;
    case Category::kAsyncSequence:
      return false;
    default:
      return true;  // Also (b) and (d).
  }
}

bool HasDictionary(const Type& type) {
  return type.FindMember(TypeKind::kDictionary) != nullptr;
}

}  // namespace

bool AreDistinguishable(const Type& a, const Type& b) {
  if (a.kind() == TypeKind::kInvalid || b.kind() == TypeKind::kInvalid) {
    return true;
  }
  if ((a.includes_nullable_type() &&
       (b.includes_nullable_type() || HasDictionary(b))) ||
      (b.includes_nullable_type() && HasDictionary(a))) {
    return false;
  }
  // Members that are unions themselves add nothing but their own members: at
  // most one type in each union includes a nullable type.
  const auto with_each = [](const Type& single, const Type& many) {
    const auto members = many.flattened_member_types();
    return std::all_of(members.begin(), members.end(), [&](const Type* t) {
      return AreDistinguishable(single, *t);
    });
  };
  if (a.kind() == TypeKind::kUnion) {
    const auto members = a.flattened_member_types();
    return std::all_of(members.begin(), members.end(), [&](const Type* t) {
      return b.kind() == TypeKind::kUnion ? with_each(*t, b)
                                          : AreDistinguishable(*t, b);
    });
  }
  if (b.kind() == TypeKind::kUnion) {
    return with_each(a, b);
  }
  return AreInnermostDistinguishable(a, b);
}

}  // namespace mortise::idl
