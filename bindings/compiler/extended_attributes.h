#ifndef MORTISE_BINDINGS_COMPILER_EXTENDED_ATTRIBUTES_H_
#define MORTISE_BINDINGS_COMPILER_EXTENDED_ATTRIBUTES_H_

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "absl/types/span.h"
#include "bindings/compiler/ast.h"
#include "bindings/compiler/extended_attribute_id.h"

namespace mortise::idl {

// The extended attributes of one construct of the model, by id. Their forms and
// places have been checked against the table.
class ExtendedAttributes {
 public:
  struct Entry {
    ExtendedAttributeId id;
    const ast::ExtendedAttribute* attribute;
  };

  ExtendedAttributes() = default;
  explicit ExtendedAttributes(absl::Span<const Entry> entries)
      : entries_(entries) {
    for (const Entry& entry : entries) {
      present_ |= Bit(entry.id);
    }
  }

  bool Has(ExtendedAttributeId id) const { return (present_ & Bit(id)) != 0; }

  // The first one with that id, or null.
  const ast::ExtendedAttribute* Find(ExtendedAttributeId id) const {
    if (Has(id)) {
      for (const Entry& entry : entries_) {
        if (entry.id == id) {
          return entry.attribute;
        }
      }
    }
    return nullptr;
  }

  // The (first) identifier or string behind "=": "name" of [PutForwards=name].
  // Empty if the attribute is missing or has no value.
  std::string_view Value(ExtendedAttributeId id) const {
    const ast::ExtendedAttribute* attribute = Find(id);
    return attribute == nullptr || attribute->values.empty()
               ? std::string_view()
               : attribute->values[0].text;
  }

  // In the order of the source.
  absl::Span<const Entry> entries() const { return entries_; }
  bool empty() const { return entries_.empty(); }

 private:
  static_assert(static_cast<size_t>(ExtendedAttributeId::kCount) <= 64);

  static uint64_t Bit(ExtendedAttributeId id) {
    return uint64_t{1} << static_cast<unsigned>(id);
  }

  absl::Span<const Entry> entries_;
  uint64_t present_ = 0;
};

}  // namespace mortise::idl

#endif  // MORTISE_BINDINGS_COMPILER_EXTENDED_ATTRIBUTES_H_
