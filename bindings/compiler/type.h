#ifndef MORTISE_BINDINGS_COMPILER_TYPE_H_
#define MORTISE_BINDINGS_COMPILER_TYPE_H_

#include <cstdint>
#include <string>
#include <string_view>

#include "absl/types/span.h"
#include "bindings/compiler/type_kind.h"

namespace mortise::idl {

struct CallbackFunction;
struct CallbackInterface;
struct Definition;
struct Dictionary;
struct Enumeration;
struct Interface;
struct Typedef;

// The extended attributes that are applicable to types, as a set of bits.
enum TypeAnnotation : uint8_t {
  kNoAnnotation = 0,
  kAnnotatedAllowResizable = 1,
  kAnnotatedAllowShared = 2,
  kAnnotatedClamp = 4,
  kAnnotatedEnforceRange = 8,
  kAnnotatedLegacyNullToEmptyString = 16,
};

// A resolved IDL type. Types are interned: two uses that are written alike
// share one Type, and types that are the same to the standard share one
// canonical().
//
// "Nullable" and "annotated" are properties of a Type here, not wrappers around
// it. An annotation of a union has been handed down to its member types,
// https://webidl.spec.whatwg.org/#extended-attributes-associated-with.
class Type {
 public:
  TypeKind kind() const { return kind_; }
  bool is_nullable() const { return is_nullable_; }
  // The same type without "?".
  const Type* non_nullable() const { return non_nullable_; }

  // The annotations, a set of TypeAnnotation bits.
  uint8_t annotations() const { return annotations_; }
  bool allow_resizable() const {
    return (annotations_ & kAnnotatedAllowResizable) != 0;
  }
  bool allow_shared() const {
    return (annotations_ & kAnnotatedAllowShared) != 0;
  }
  bool clamp() const { return (annotations_ & kAnnotatedClamp) != 0; }
  bool enforce_range() const {
    return (annotations_ & kAnnotatedEnforceRange) != 0;
  }
  bool legacy_null_to_empty_string() const {
    return (annotations_ & kAnnotatedLegacyNullToEmptyString) != 0;
  }

  // The parameters of a parameterised type (a record's key type first), the
  // member types of a union as written; empty for other kinds.
  absl::Span<const Type* const> parameters() const { return parameters_; }
  // The last parameter: the type of the elements, of a record's values, or of
  // what a promise is fulfilled with.
  const Type* element() const { return parameters_.back(); }
  const Type* record_key() const { return parameters_.front(); }

  // https://webidl.spec.whatwg.org/#dfn-flattened-union-member-types: without
  // nested unions and without "?", annotations kept. Empty unless a union.
  absl::Span<const Type* const> flattened_member_types() const {
    return flattened_;
  }
  // The first flattened member type (or the type itself, if it is no union)
  // that is of `kind`, or null.
  const Type* FindMember(TypeKind kind) const;
  template <typename Predicate>
  const Type* FindMemberIf(Predicate predicate) const {
    if (kind_ != TypeKind::kUnion) {
      return predicate(kind_) ? this : nullptr;
    }
    for (const Type* member : flattened_) {
      if (predicate(member->kind())) {
        return member;
      }
    }
    return nullptr;
  }

  // https://webidl.spec.whatwg.org/#dfn-includes-a-nullable-type
  bool includes_nullable_type() const { return includes_nullable_type_; }
  // https://webidl.spec.whatwg.org/#dfn-includes-undefined
  bool includes_undefined() const { return includes_undefined_; }

  // The definition that a defined type refers to, or null. The typed ones are
  // null unless the kind is theirs.
  const Definition* definition() const { return definition_; }
  const Interface* interface() const;
  const CallbackInterface* callback_interface() const;
  const CallbackFunction* callback_function() const;
  const Dictionary* dictionary() const;
  const Enumeration* enumeration() const;

  // The typedef by whose name this use of the type was written, or null.
  const Typedef* alias() const { return alias_; }
  // The same type without typedefs' names, here and in its parameters. The
  // standard's "the same type" is equality of canonical types.
  const Type* canonical() const { return canonical_; }

  // As IDL writes it, typedefs by their names: "[Clamp] unsigned short?".
  std::string ToString() const;

 private:
  friend class TypeTable;

  TypeKind kind_ = TypeKind::kInvalid;
  bool is_nullable_ = false;
  uint8_t annotations_ = 0;
  bool includes_nullable_type_ = false;
  bool includes_undefined_ = false;
  // How deep and how large the type is; bounded by TypeTable.
  uint16_t depth_ = 1;
  uint32_t size_ = 1;
  const Definition* definition_ = nullptr;
  const Typedef* alias_ = nullptr;
  const Type* canonical_ = nullptr;
  const Type* non_nullable_ = nullptr;
  absl::Span<const Type* const> parameters_;
  absl::Span<const Type* const> flattened_;
};

}  // namespace mortise::idl

#endif  // MORTISE_BINDINGS_COMPILER_TYPE_H_
