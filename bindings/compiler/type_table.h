#ifndef MORTISE_BINDINGS_COMPILER_TYPE_TABLE_H_
#define MORTISE_BINDINGS_COMPILER_TYPE_TABLE_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "absl/types/span.h"
#include "bindings/compiler/arena.h"
#include "bindings/compiler/type.h"

namespace mortise::idl {

// Makes types, one for each way to write one.
class TypeTable {
 public:
  // Types that are deeper or larger than this, typedefs written out, are
  // refused: a few lines of typedefs could describe one that fills the memory.
  static constexpr uint16_t kMaximumDepth = 128;
  static constexpr uint32_t kMaximumSize = 4000;

  // What tells types apart.
  struct Key {
    TypeKind kind = TypeKind::kInvalid;
    bool is_nullable = false;
    uint8_t annotations = kNoAnnotation;
    const Definition* definition = nullptr;
    const Typedef* alias = nullptr;
    absl::Span<const Type* const> parameters;
  };

  explicit TypeTable(Arena* arena) : arena_(arena) {}

  TypeTable(const TypeTable&) = delete;
  TypeTable& operator=(const TypeTable&) = delete;

  // The type of that key; null if it would exceed the limits. The parameters
  // of a union have its annotations already.
  const Type* Get(const Key& key);

  // `type` with other properties. Annotations of a union go to its members.
  // Null beyond the limits.
  const Type* WithNullable(const Type* type, bool is_nullable);
  const Type* WithAnnotations(const Type* type, uint8_t annotations);
  // The same type, written by the name of `alias`.
  const Type* WithAlias(const Type* type, const Typedef* alias);

  static Key KeyOf(const Type& type);

 private:
  struct Hash {
    using is_transparent = void;
    size_t operator()(const Key& key) const;
    size_t operator()(const Type* type) const { return (*this)(KeyOf(*type)); }
  };
  struct Equal {
    using is_transparent = void;
    bool operator()(const Key& a, const Key& b) const;
    bool operator()(const Type* a, const Type* b) const {
      return (*this)(KeyOf(*a), KeyOf(*b));
    }
    bool operator()(const Type* a, const Key& b) const {
      return (*this)(KeyOf(*a), b);
    }
    bool operator()(const Key& a, const Type* b) const {
      return (*this)(a, KeyOf(*b));
    }
  };

  const Type* Canonical(const Key& key);
  void Flatten(Type* type);

  Arena* const arena_;
  absl::flat_hash_set<const Type*, Hash, Equal> types_;
};

}  // namespace mortise::idl

#endif  // MORTISE_BINDINGS_COMPILER_TYPE_TABLE_H_
