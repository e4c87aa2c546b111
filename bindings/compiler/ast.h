#ifndef MORTISE_BINDINGS_COMPILER_AST_H_
#define MORTISE_BINDINGS_COMPILER_AST_H_

#include <cstdint>
#include <string_view>
#include <vector>

#include "absl/types/span.h"
#include "bindings/compiler/literal.h"
#include "bindings/compiler/source_file.h"
#include "bindings/compiler/type_kind.h"

// The syntax tree of one file: what the grammar says and no more. Nodes live in
// an Arena and are not changed once the parser is done.
namespace mortise::idl::ast {

struct Argument;

// A name where one is declared or referred to, without the escaping underscore.
struct Identifier {
  std::string_view text;
  SourceRange range;
};

// https://webidl.spec.whatwg.org/#idl-extended-attributes: the forms, and the
// two lists that only the general ExtendedAttribute production matches.
enum class ExtendedAttributeForm : uint8_t {
  kNoArguments,        // [Replaceable]
  kArgumentList,       // [Constructor(double x)]
  kNamedArgumentList,  // [LegacyFactoryFunction=Image(DOMString src)]
  kIdentifier,         // [PutForwards=name]
  kString,             // [Reflect="popover"]
  kInteger,            // [ReflectDefault=2]
  kDecimal,            // [ReflectDefault=2.0]
  kIdentifierList,     // [Exposed=(Window,Worker)]
  kStringList,         // [X=("a","b")]
  kIntegerList,        // [ReflectRange=(2, 600)]
  kDecimalList,        // [X=(0.5, 1.5)]
  kWildcard,           // [Exposed=*]
};

struct ExtendedAttribute {
  ExtendedAttributeForm form = ExtendedAttributeForm::kNoArguments;
  Identifier name;
  // The whole of it: name, "=" and what follows.
  SourceRange range;
  // The identifiers, or the strings, integers or decimals as written (strings
  // without quotes). One of them in the forms that are not lists.
  absl::Span<const Identifier> values;
  absl::Span<const Argument* const> arguments;
};

using ExtendedAttributeList = absl::Span<const ExtendedAttribute>;

struct Type {
  TypeKind kind = TypeKind::kInvalid;
  bool is_nullable = false;
  // Without the extended attributes.
  SourceRange range;
  ExtendedAttributeList extended_attributes;
  // kReference: the name.
  std::string_view name;
  // The parameters in order (a record's key first), or a union's members.
  absl::Span<const Type* const> parameters;
};

struct Argument {
  Identifier name;
  ExtendedAttributeList extended_attributes;
  const Type* type = nullptr;
  const Literal* default_value = nullptr;
  bool is_optional = false;
  bool is_variadic = false;
};

enum class MemberKind : uint8_t {
  kConstant,
  kAttribute,
  kOperation,
  kConstructor,
  kStringifier,  // "stringifier;"
  kIterable,
  kAsyncIterable,
  kMaplike,
  kSetlike,
  kDictionaryMember,
};

enum class SpecialKeyword : uint8_t { kNone, kGetter, kSetter, kDeleter };

// A member of any definition; the comments say which kinds use a field.
struct Member {
  MemberKind kind = MemberKind::kConstant;
  SpecialKeyword special = SpecialKeyword::kNone;  // Operations.
  bool is_static = false;                          // Attributes, operations.
  bool is_readonly = false;     // Attributes, maplikes, setlikes.
  bool is_inherit = false;      // Attributes.
  bool is_stringifier = false;  // Attributes.
  bool is_required = false;     // Dictionary members.
  // Empty text: an operation without identifier, or a kind that has no name.
  // The range is then that of the declaration's first keyword.
  Identifier name;
  // From the extended attributes to the semicolon.
  SourceRange range;
  ExtendedAttributeList extended_attributes;
  // The type of a constant, attribute or dictionary member, the return type,
  // the key type (or only type) of an iterable, maplike or setlike.
  const Type* type = nullptr;
  // The value type where there is also a key type.
  const Type* value_type = nullptr;
  // Operations, constructors, asynchronous iterables.
  absl::Span<const Argument* const> arguments;
  // The value of a constant, the default of a dictionary member.
  const Literal* value = nullptr;
};

enum class DefinitionKind : uint8_t {
  kInterface,
  kMixin,
  kNamespace,
  kCallbackInterface,
  kCallbackFunction,
  kDictionary,
  kEnumeration,
  kTypedef,
  kIncludes,
};

struct Definition {
  DefinitionKind kind = DefinitionKind::kInterface;
  bool is_partial = false;
  // Something inside could not be parsed and is missing. Checks for things
  // that must be there keep quiet.
  bool is_incomplete = false;
  // The interface that includes, for kIncludes.
  Identifier name;
  // From the extended attributes to the semicolon.
  SourceRange range;
  ExtendedAttributeList extended_attributes;
  // The inherited interface or dictionary; empty text if there is none. The
  // mixin for kIncludes.
  Identifier target;
  absl::Span<const Member* const> members;
  // Callback functions: the return type. Typedefs: the type.
  const Type* type = nullptr;
  absl::Span<const Argument* const> arguments;  // Callback functions.
  absl::Span<const Identifier> values;          // Enumerations: the strings.
};

struct File {
  const SourceFile* source = nullptr;
  std::vector<const Definition*> definitions;
  // Whole definitions could not be parsed: any name may be missing.
  bool lost_definitions = false;
};

}  // namespace mortise::idl::ast

#endif  // MORTISE_BINDINGS_COMPILER_AST_H_
