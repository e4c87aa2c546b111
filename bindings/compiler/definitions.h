#ifndef MORTISE_BINDINGS_COMPILER_DEFINITIONS_H_
#define MORTISE_BINDINGS_COMPILER_DEFINITIONS_H_

#include <cstdint>
#include <string_view>

#include "absl/types/span.h"
#include "bindings/compiler/ast.h"
#include "bindings/compiler/exposure.h"
#include "bindings/compiler/extended_attributes.h"
#include "bindings/compiler/members.h"
#include "bindings/compiler/source_file.h"
#include "bindings/compiler/type.h"

// The definitions of the model: partials merged, mixins applied, names
// resolved. All of it is immutable to emitters.
namespace mortise::idl {

// https://webidl.spec.whatwg.org/#dfn-named-definition
struct Definition {
  enum class Kind : uint8_t {
    kInterface,
    kNamespace,
    kCallbackInterface,
    kCallbackFunction,
    kDictionary,
    kEnumeration,
    kTypedef,
  };

  Kind kind = Kind::kInterface;
  std::string_view name;
  // The identifier; the whole of the definition that is not partial.
  SourceRange range;
  SourceRange declaration;
  // Those of the definition and, where they count for it, of its partials.
  ExtendedAttributes extended_attributes;
  // The syntax trees: the definition, then its partials.
  absl::Span<const ast::Definition* const> parts;

  const SourceFile& file() const { return *range.file; }
  // Output is to be written for it (not for imports and built-ins).
  bool is_primary() const {
    return range.file->role() == SourceFile::Role::kPrimary;
  }
  bool Has(ExtendedAttributeId id) const { return extended_attributes.Has(id); }
};

// https://webidl.spec.whatwg.org/#idl-interfaces
struct Interface : Definition {
  const Interface* parent = nullptr;
  // The interfaces that inherit from this one directly, by name.
  absl::Span<const Interface* const> children;
  // Interfaces are numbered depth-first, from 1: an object whose interface has
  // the number n implements this one exactly if first_id <= n <= last_id.
  // first_id is this interface's own number.
  uint32_t first_id = 0;
  uint32_t last_id = 0;
  // The number of ancestors.
  uint32_t depth = 0;
  // [Exposed] and the conditions of the interface itself.
  const Exposure* exposure = nullptr;
  // The mixins it includes, in the order of the statements.
  absl::Span<const ast::Definition* const> mixins;

  // Every member in the order of the source: the interface's own, those of its
  // partials, those of its mixins. The lists below hold them by kind.
  absl::Span<const Member* const> members;
  absl::Span<const Constant* const> constants;
  absl::Span<const Attribute* const> attributes;  // Regular and static.
  // Regular and static operations with an identifier, grouped by it, in the
  // order of their first declaration.
  absl::Span<const OverloadGroup* const> operations;
  absl::Span<const OverloadGroup* const> static_operations;
  // Null if there is none.
  const OverloadGroup* constructor = nullptr;
  absl::Span<const OverloadGroup* const> legacy_factory_functions;

  // Null if there is none. An operation with an identifier is also in
  // `operations`.
  const Operation* indexed_getter = nullptr;
  const Operation* indexed_setter = nullptr;
  const Operation* named_getter = nullptr;
  const Operation* named_setter = nullptr;
  const Operation* named_deleter = nullptr;
  const Stringifier* stringifier = nullptr;
  const IterableDeclaration* iterable = nullptr;
  const IterableDeclaration* async_iterable = nullptr;
  const IterableDeclaration* maplike = nullptr;
  const IterableDeclaration* setlike = nullptr;

  // [Global]: the names by which [Exposed] may refer to it.
  absl::Span<const ast::Identifier> global_names;

  bool is_global() const { return Has(ExtendedAttributeId::kGlobal); }
  bool supports_indexed_properties() const { return indexed_getter != nullptr; }
  bool supports_named_properties() const { return named_getter != nullptr; }
  // https://webidl.spec.whatwg.org/#dfn-legacy-platform-object, not counting
  // what is inherited.
  bool is_legacy_platform_object() const {
    return !is_global() &&
           (supports_indexed_properties() || supports_named_properties());
  }
  // Whether it is `other`, or inherits from it.
  bool IsA(const Interface& other) const {
    return other.first_id <= first_id && first_id <= other.last_id;
  }
  const Attribute* FindAttribute(std::string_view identifier) const;
  // Regular operations only.
  const OverloadGroup* FindOperation(std::string_view identifier) const;
};

// https://webidl.spec.whatwg.org/#idl-namespaces
struct Namespace : Definition {
  const Exposure* exposure = nullptr;
  absl::Span<const Member* const> members;
  absl::Span<const Constant* const> constants;
  absl::Span<const Attribute* const> attributes;
  absl::Span<const OverloadGroup* const> operations;
  // Interfaces with [LegacyNamespace] of this namespace.
  absl::Span<const Interface* const> interfaces;
};

// https://webidl.spec.whatwg.org/#idl-callback-interfaces
struct CallbackInterface : Definition {
  // Null unless it declares constants, which make it an object of its own.
  const Exposure* exposure = nullptr;
  absl::Span<const Constant* const> constants;
  const Operation* operation = nullptr;
};

// https://webidl.spec.whatwg.org/#idl-callback-functions
struct CallbackFunction : Definition {
  const Type* return_type = nullptr;
  absl::Span<const Argument* const> arguments;

  bool is_variadic() const {
    return !arguments.empty() && arguments.back()->is_variadic;
  }
  bool legacy_treat_non_object_as_null() const {
    return Has(ExtendedAttributeId::kLegacyTreatNonObjectAsNull);
  }
};

// https://webidl.spec.whatwg.org/#idl-dictionaries
struct Dictionary : Definition {
  const Dictionary* parent = nullptr;
  // Its own members in lexicographical order. Those of the inherited
  // dictionaries come before them.
  absl::Span<const DictionaryMember* const> members;

  // Whether it or an inherited dictionary has a required member.
  bool has_required_members = false;
  uint32_t depth = 0;

  // Whether it is `other`, or inherits from it.
  bool IsA(const Dictionary& other) const;
};

// https://webidl.spec.whatwg.org/#idl-enums
struct Enumeration : Definition {
  // The strings, in the order of the source.
  absl::Span<const ast::Identifier> values;
};

// https://webidl.spec.whatwg.org/#idl-typedefs
struct Typedef : Definition {
  const Type* type = nullptr;
};

}  // namespace mortise::idl

#endif  // MORTISE_BINDINGS_COMPILER_DEFINITIONS_H_
