#ifndef MORTISE_BINDINGS_COMPILER_MEMBERS_H_
#define MORTISE_BINDINGS_COMPILER_MEMBERS_H_

#include <cstdint>
#include <string_view>

#include "absl/types/span.h"
#include "bindings/compiler/ast.h"
#include "bindings/compiler/exposure.h"
#include "bindings/compiler/extended_attributes.h"
#include "bindings/compiler/literal.h"
#include "bindings/compiler/source_file.h"
#include "bindings/compiler/type.h"

// The members of the model's definitions. All of it is immutable to emitters,
// which get to it through a const Model only.
namespace mortise::idl {

struct Definition;

// https://webidl.spec.whatwg.org/#idl-operations: an argument of an operation,
// constructor, callback function or asynchronously iterable declaration.
struct Argument {
  std::string_view name;
  SourceRange range;
  ExtendedAttributes extended_attributes;
  const Type* type = nullptr;
  // Declared with "optional". A variadic argument is not.
  bool is_optional = false;
  bool is_variadic = false;
  // Null if there is none.
  const Literal* default_value = nullptr;

  // Neither "optional" nor variadic.
  bool is_required() const { return !is_optional && !is_variadic; }
};

// What interfaces, callback interfaces and namespaces are made of.
struct Member {
  enum class Kind : uint8_t {
    kConstant,
    kAttribute,
    kOperation,
    kConstructor,
    kStringifier,
    kIterable,
    kAsyncIterable,
    kMaplike,
    kSetlike,
  };

  Kind kind = Kind::kConstant;
  // Empty for operations without an identifier and kinds without names.
  std::string_view name;
  // The identifier; the whole declaration.
  SourceRange range;
  SourceRange declaration;
  ExtendedAttributes extended_attributes;
  // The definition it has become a member of.
  const Definition* owner = nullptr;
  // The interface, partial, mixin or partial mixin it is written in.
  const ast::Definition* declared_in = nullptr;
  const Exposure* exposure = nullptr;

  bool Has(ExtendedAttributeId id) const { return extended_attributes.Has(id); }
};

// https://webidl.spec.whatwg.org/#idl-constants
struct Constant : Member {
  const Type* type = nullptr;
  const Literal* value = nullptr;
};

// https://webidl.spec.whatwg.org/#idl-attributes
struct Attribute : Member {
  const Type* type = nullptr;
  bool is_static = false;
  bool is_readonly = false;
  bool is_stringifier = false;
  // "inherit": the getter is that of `inherited_from`, an attribute of the
  // closest ancestor that has it.
  bool is_inherit = false;
  const Attribute* inherited_from = nullptr;
  // [PutForwards]: the attribute of the type's interface to assign to, or null.
  const Attribute* put_forwards = nullptr;
};

// https://webidl.spec.whatwg.org/#idl-operations; also a constructor operation,
// and a [LegacyFactoryFunction].
struct Operation : Member {
  // Null for constructors and legacy factory functions.
  const Type* return_type = nullptr;
  absl::Span<const Argument* const> arguments;
  bool is_static = false;
  ast::SpecialKeyword special = ast::SpecialKeyword::kNone;

  bool is_variadic() const {
    return !arguments.empty() && arguments.back()->is_variadic;
  }
  // The number of arguments that must be passed.
  uint32_t RequiredArguments() const {
    uint32_t count = 0;
    while (count < arguments.size() && arguments[count]->is_required()) {
      ++count;
    }
    return count;
  }
};

// One entry of an effective overload set: `operation`, invoked with
// `argument_count` arguments.
struct OverloadEntry {
  enum class Optionality : uint8_t { kRequired, kOptional, kVariadic };

  const Operation* operation = nullptr;
  uint32_t argument_count = 0;

  // The argument declared for position `index` < argument_count. A variadic
  // argument stands for all that follow it.
  const Argument& argument(uint32_t index) const {
    const auto& arguments = operation->arguments;
    return *(index < arguments.size() ? arguments[index] : arguments.back());
  }
  // The entry's type list and optionality list.
  const Type* type(uint32_t index) const { return argument(index).type; }
  Optionality optionality(uint32_t index) const {
    const Argument& declared = argument(index);
    return declared.is_variadic   ? Optionality::kVariadic
           : declared.is_optional ? Optionality::kOptional
                                  : Optionality::kRequired;
  }
};

// The entries of an effective overload set whose type lists have one size.
struct OverloadCandidates {
  uint32_t argument_count = 0;
  // Empty: a call with that many arguments throws a TypeError.
  absl::Span<const OverloadEntry> entries;
  // https://webidl.spec.whatwg.org/#dfn-distinguishing-argument-index, or -1
  // if there are fewer than two entries.
  int32_t distinguishing_argument_index = -1;
};

// Operations that share an identifier (all regular or all static), or the
// constructors of an interface, with their effective overload set,
// https://webidl.spec.whatwg.org/#compute-the-effective-overload-set.
struct OverloadGroup {
  std::string_view name;
  // In the order of declaration; never empty.
  absl::Span<const Operation* const> operations;
  // By argument count: candidates[n] is for n arguments, and the last is for
  // that many or more ("maxarg" of the overload resolution algorithm).
  absl::Span<const OverloadCandidates> candidates;
  // The "length" of the function object: the size of the shortest type list.
  uint32_t length = 0;

  bool is_overloaded() const { return operations.size() > 1; }
  const Operation& first() const { return *operations.front(); }
};

// "stringifier", alone or on an attribute.
struct Stringifier : Member {
  // Null if it stands alone.
  const Attribute* attribute = nullptr;
};

// iterable<>, async_iterable<>, maplike<> or setlike<>: `kind` tells which.
struct IterableDeclaration : Member {
  // Null for value iterators, value asynchronous iterables and setlikes.
  const Type* key_type = nullptr;
  const Type* value_type = nullptr;
  bool is_readonly = false;                     // Maplikes, setlikes.
  absl::Span<const Argument* const> arguments;  // Asynchronous iterables.
};

// https://webidl.spec.whatwg.org/#dfn-dictionary-member
struct DictionaryMember {
  std::string_view name;
  SourceRange range;
  SourceRange declaration;
  ExtendedAttributes extended_attributes;
  const Definition* owner = nullptr;
  const Type* type = nullptr;
  bool is_required = false;
  // Null if there is none.
  const Literal* default_value = nullptr;
};

}  // namespace mortise::idl

#endif  // MORTISE_BINDINGS_COMPILER_MEMBERS_H_
