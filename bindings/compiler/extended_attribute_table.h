#ifndef MORTISE_BINDINGS_COMPILER_EXTENDED_ATTRIBUTE_TABLE_H_
#define MORTISE_BINDINGS_COMPILER_EXTENDED_ATTRIBUTE_TABLE_H_

#include <cstdint>
#include <string_view>

#include "absl/types/span.h"
#include "bindings/compiler/ast.h"
#include "bindings/compiler/extended_attribute_id.h"

namespace mortise::idl {

// Where an extended attribute may stand, a set of bits.
enum ExtendedAttributePlace : uint32_t {
  kOnInterface = 1 << 0,
  kOnPartialInterface = 1 << 1,
  kOnMixin = 1 << 2,
  kOnPartialMixin = 1 << 3,
  kOnNamespace = 1 << 4,
  kOnPartialNamespace = 1 << 5,
  kOnCallbackInterface = 1 << 6,
  kOnCallbackFunction = 1 << 7,
  kOnDictionary = 1 << 8,
  kOnPartialDictionary = 1 << 9,
  kOnEnumeration = 1 << 10,
  kOnTypedef = 1 << 11,
  kOnIncludes = 1 << 12,
  kOnConstant = 1 << 13,
  kOnRegularAttribute = 1 << 14,
  kOnStaticAttribute = 1 << 15,
  kOnRegularOperation = 1 << 16,
  kOnStaticOperation = 1 << 17,
  // Getters, setters and deleters without an identifier.
  kOnSpecialOperation = 1 << 18,
  kOnConstructor = 1 << 19,
  kOnStringifier = 1 << 20,
  kOnIterable = 1 << 21,
  kOnAsyncIterable = 1 << 22,
  kOnMaplike = 1 << 23,
  kOnSetlike = 1 << 24,
  kOnDictionaryMember = 1 << 25,
  kOnArgument = 1 << 26,
  kOnType = 1 << 27,
};

// What the compiler makes of an extended attribute.
enum class ExtendedAttributeStatus : uint8_t {
  kImplemented,
  // Checked for its form and place, handed to the embedder by --dump-model.
  kParsedWithoutEffect,
};

struct ExtendedAttributeInfo {
  ExtendedAttributeId id;
  std::string_view name;
  // The standard and the anchor in it that define it.
  std::string_view standard;
  std::string_view section;
  // ExtendedAttributePlace bits.
  uint32_t places;
  // Bits 1 << ExtendedAttributeForm.
  uint32_t forms;
  ExtendedAttributeStatus status;
  // May be given more than once on one construct.
  bool is_repeatable = false;
};

const ExtendedAttributeInfo& InfoOf(ExtendedAttributeId id);

// Null if the name is not known.
const ExtendedAttributeInfo* FindExtendedAttribute(std::string_view name);

// All of them, by id.
absl::Span<const ExtendedAttributeInfo> AllExtendedAttributes();

// "interfaces", "the types of ...": the name of one place, in the plural.
std::string_view PlaceName(ExtendedAttributePlace place);
// "takes an identifier", "takes no arguments".
std::string_view FormName(ast::ExtendedAttributeForm form);

}  // namespace mortise::idl

#endif  // MORTISE_BINDINGS_COMPILER_EXTENDED_ATTRIBUTE_TABLE_H_
