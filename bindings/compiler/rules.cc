#include "bindings/compiler/rules.h"

#include <cstddef>
#include <iterator>

namespace mortise::idl {
namespace {

constexpr bool kCanBeAllowed = true;

constexpr RuleInfo kRules[] = {
    {Rule::kInput, "input", "", "Files and options must make sense."},
    {Rule::kSyntax, "syntax", "idl-grammar",
     "The text must match the grammar."},
    {Rule::kEncoding, "encoding", "idl-grammar",
     "The text must be a sequence of scalar values, in UTF-8."},
    {Rule::kNesting, "nesting", "",
     "Types and extended attributes must not be nested without bound."},

    {Rule::kReservedIdentifier, "reserved-identifier", "idl-names",
     "An identifier must not be \"constructor\" or \"toString\"."},
    {Rule::kDuplicateDefinition, "duplicate-definition", "idl-names",
     "The identifiers of definitions must be unique."},
    {Rule::kPartialWithoutDefinition, "partial-without-definition",
     "idl-interfaces", "A partial must have the identifier of a definition."},
    {Rule::kPartialOfWrongKind, "partial-of-wrong-kind", "idl-interfaces",
     "A partial must be of the same kind as the definition."},
    {Rule::kIncludesUnknown, "includes-unknown", "includes-statement",
     "An includes statement must name an interface and a mixin."},
    {Rule::kIncludesWrongKind, "includes-wrong-kind", "includes-statement",
     "Interfaces include, and mixins are included."},
    {Rule::kDuplicateIncludes, "duplicate-includes", "includes-statement",
     "An interface must not include a mixin twice."},
    {Rule::kUnknownType, "unknown-type", "idl-types",
     "A type's identifier must identify a definition."},
    {Rule::kNotAType, "not-a-type", "idl-types",
     "Namespaces and mixins do not create types."},
    {Rule::kInheritUnknown, "inherit-unknown", "idl-interfaces",
     "The inherited interface or dictionary must be defined."},
    {Rule::kInheritWrongKind, "inherit-wrong-kind", "idl-interfaces",
     "Interfaces inherit from interfaces, dictionaries from dictionaries."},
    {Rule::kInheritanceCycle, "inheritance-cycle", "idl-interfaces",
     "Inheritance must not have a cycle."},

    {Rule::kTypedefOfTypedef, "typedef-of-typedef", "idl-typedefs",
     "The type of a typedef must not be the identifier of a typedef.",
     kCanBeAllowed},
    {Rule::kTypedefCycle, "typedef-cycle", "idl-typedefs",
     "A typedef must not refer to itself, directly or indirectly."},
    {Rule::kTypeLimit, "type-limit", "",
     "A type, its typedefs written out, must not be without bound."},
    {Rule::kNullableInner, "nullable-inner", "idl-nullable-type",
     "The inner type of a nullable type must not be any, a promise, an "
     "observable array, nullable, or a union that includes a nullable or "
     "dictionary type."},
    {Rule::kUnionMemberAny, "union-member-any", "idl-union",
     "any and promises must not be member types of a union."},
    {Rule::kUnionNullableMembers, "union-nullable-members", "idl-union",
     "A union must have at most one nullable member type, and none beside a "
     "dictionary type."},
    {Rule::kUnionDistinguishable, "union-distinguishable", "idl-union",
     "The flattened member types of a union must be distinguishable."},
    {Rule::kUndefinedPlace, "undefined-place", "idl-undefined",
     "undefined must not be the type of an argument or dictionary member."},
    {Rule::kFrozenArrayPlace, "frozen-array-place", "idl-frozen-array",
     "A frozen array must only be the type of an attribute.", kCanBeAllowed},
    {Rule::kObservableArrayPlace, "observable-array-place",
     "idl-observable-array",
     "An observable array must only be the type of a regular attribute of an "
     "interface."},
    {Rule::kObservableArrayElement, "observable-array-element",
     "idl-observable-array",
     "An observable array must not hold dictionaries, sequences, records or "
     "observable arrays."},
    {Rule::kTypeAnnotation, "type-annotation", "idl-annotated-types",
     "An extended attribute must be applicable to the type it annotates.",
     kCanBeAllowed},
    {Rule::kTypeAnnotationConflict, "type-annotation-conflict", "Clamp",
     "A type must not have both [Clamp] and [EnforceRange]."},
    {Rule::kTypeAnnotationReadOnly, "type-annotation-read-only", "Clamp",
     "[Clamp] and [EnforceRange] must not appear in a read only attribute.",
     kCanBeAllowed},

    {Rule::kDuplicateMember, "duplicate-member", "idl-members",
     "The identifiers of constants and attributes must be unique on an "
     "interface; only operations may share one."},
    {Rule::kConstantName, "constant-name", "idl-constants",
     "A constant must not be named \"length\", \"name\" or \"prototype\"."},
    {Rule::kConstantType, "constant-type", "idl-constants",
     "The type of a constant must be primitive."},
    {Rule::kLiteralType, "literal-type", "idl-constants",
     "The type of a value must be that of what it is the value of."},
    {Rule::kLiteralRange, "literal-range", "idl-constants",
     "A value must not lie outside the range of its type."},
    {Rule::kStaticName, "static-name", "idl-attributes",
     "A static attribute or operation must not be named \"prototype\"."},
    {Rule::kAttributeType, "attribute-type", "idl-attributes",
     "The type of an attribute must not be a sequence, async sequence, "
     "dictionary or record, or a union with one of them.",
     kCanBeAllowed},
    {Rule::kPromiseAttribute, "promise-attribute", "idl-attributes",
     "An attribute of promise type must be read only, without "
     "[LegacyLenientSetter], [PutForwards], [Replaceable] and [SameObject].",
     kCanBeAllowed},
    {Rule::kInheritAttribute, "inherit-attribute", "dfn-inherit-getter",
     "An attribute that inherits its getter must have a read only attribute "
     "of the same name and type on an ancestor."},
    {Rule::kStringifierType, "stringifier-type", "idl-stringifiers",
     "A stringifier attribute must be of type DOMString or USVString."},
    {Rule::kStringifierDuplicate, "stringifier-duplicate", "idl-stringifiers",
     "An interface must have at most one stringifier."},
    {Rule::kOperationName, "operation-name", "idl-operations",
     "An operation without identifier must be a special operation."},
    {Rule::kSpecialOperation, "special-operation", "idl-special-operations",
     "A special operation must take unsigned long or DOMString first, the "
     "right number of arguments, and none optional or variadic."},
    {Rule::kSpecialOperationDuplicate, "special-operation-duplicate",
     "idl-special-operations",
     "An interface must have at most one of each variety of special "
     "operation."},
    {Rule::kSpecialOperationWithoutGetter, "special-operation-without-getter",
     "idl-special-operations",
     "A setter or deleter must have a getter of the same variety."},
    {Rule::kIndexedLength, "indexed-length", "idl-indexed-properties",
     "An interface with an indexed getter must have an integer attribute "
     "\"length\".",
     kCanBeAllowed},
    {Rule::kToJson, "to-json", "idl-tojson-operation",
     "toJSON must be a regular operation without arguments that returns a "
     "JSON type.",
     kCanBeAllowed},
    {Rule::kExceptionInterface, "exception-interface",
     "idl-DOMException-derived-interfaces",
     "An interface that inherits from DOMException must be named ...Error and "
     "have a constructor that takes an optional message first.",
     kCanBeAllowed},

    {Rule::kDuplicateArgument, "duplicate-argument", "idl-operations",
     "The identifiers of an operation's arguments must be unique."},
    {Rule::kVariadicLast, "variadic-last", "dfn-variadic",
     "Only the final argument can be variadic."},
    {Rule::kArgumentNullableDictionary, "nullable-dictionary", "idl-operations",
     "An argument or dictionary member must not be of a nullable dictionary "
     "type."},
    {Rule::kArgumentDictionaryOptional, "dictionary-argument-optional",
     "idl-operations",
     "A dictionary argument without required members, followed by optional "
     "arguments only, must be optional and have a default value.",
     kCanBeAllowed},
    {Rule::kDefaultValue, "default-value",
     "dfn-optional-argument-default-value",
     "A default value must be a value of the type."},

    {Rule::kOverloadAcrossParts, "overload-across-parts", "idl-overloading",
     "Operations must not be overloaded across partials and mixins.",
     kCanBeAllowed},
    {Rule::kOverloadPromise, "overload-promise", "idl-overloading",
     "Either all or none of overloaded operations must return promises.",
     kCanBeAllowed},
    {Rule::kOverloadDistinguishable, "overload-distinguishable",
     "dfn-distinguishing-argument-index",
     "Overloads that take the same number of arguments must be "
     "distinguishable at some argument."},
    {Rule::kOverloadPrefix, "overload-prefix",
     "dfn-distinguishing-argument-index",
     "Before the distinguishing argument, overloads must have the same types "
     "and optionality."},
    {Rule::kOverloadBigInt, "overload-bigint",
     "limit-bigint-numeric-overloading",
     "Overloads must not be distinguished by bigint and a numeric type.",
     kCanBeAllowed},

    {Rule::kIterableDuplicate, "iterable-duplicate", "idl-iterable",
     "An interface and its ancestors must have at most one iterable, "
     "async_iterable, maplike or setlike declaration."},
    {Rule::kIterableMember, "iterable-member", "idl-iterable",
     "The names that such a declaration defines must not be members' names."},
    {Rule::kIterableConflict, "iterable-indexed", "idl-maplike",
     "A maplike or setlike interface must not have an indexed getter."},
    {Rule::kValueIterator, "value-iterator", "dfn-value-iterator",
     "A value iterator needs an indexed getter that returns the same type."},
    {Rule::kPairIterator, "pair-iterator", "dfn-pair-iterator",
     "A pair iterator must not be on an interface with an indexed getter."},
    {Rule::kAsyncIterableArgument, "async-iterable-argument",
     "idl-async-iterable-declaration",
     "The arguments of an asynchronously iterable declaration must be "
     "optional."},

    {Rule::kCallbackInterfaceOperation, "callback-interface-operation",
     "idl-callback-interfaces",
     "A callback interface must define exactly one regular operation."},
    {Rule::kDuplicateDictionaryMember, "duplicate-dictionary-member",
     "idl-dictionaries",
     "The members of a dictionary and its ancestors must have different "
     "identifiers."},
    {Rule::kDictionaryCycle, "dictionary-cycle", "idl-dictionaries",
     "The type of a dictionary member must not include the dictionary."},
    {Rule::kDuplicateEnumerationValue, "duplicate-enumeration-value",
     "idl-enums", "The values of an enumeration must be different."},

    {Rule::kUnknownExtendedAttribute, "unknown-extended-attribute",
     "idl-extended-attributes", "An extended attribute must be known.",
     kCanBeAllowed},
    {Rule::kExtendedAttributePlace, "extended-attribute-place",
     "idl-extended-attributes",
     "An extended attribute must be applicable to the construct.",
     kCanBeAllowed},
    {Rule::kExtendedAttributeForm, "extended-attribute-form",
     "idl-extended-attributes",
     "An extended attribute must be in one of its forms."},
    {Rule::kExtendedAttributeDuplicate, "extended-attribute-duplicate",
     "idl-extended-attributes",
     "An extended attribute must not be given twice."},
    {Rule::kExposedMissing, "exposed-missing", "Exposed",
     "Interfaces, namespaces, and callback interfaces with constants must "
     "have [Exposed].",
     kCanBeAllowed},
    {Rule::kExposedUnknownGlobal, "exposed-unknown-global", "Exposed",
     "The names in [Exposed] must be global names, each once."},
    {Rule::kExposedSubset, "exposed-subset", "Exposed",
     "A construct must not be exposed where what it is part of is not.",
     kCanBeAllowed},
    {Rule::kExposedTwice, "exposed-twice", "Exposed",
     "[Exposed] must not be both on a member and on its partial.",
     kCanBeAllowed},
    {Rule::kExposedOverload, "exposed-overload", "Exposed",
     "[Exposed], [SecureContext] and [CrossOriginIsolated] must be the same "
     "on all overloads.",
     kCanBeAllowed},
    {Rule::kSecureContext, "secure-context", "SecureContext",
     "[SecureContext] must not be doubled, nor missing on what inherits from "
     "an interface that has it.",
     kCanBeAllowed},
    {Rule::kCrossOriginIsolated, "cross-origin-isolated", "CrossOriginIsolated",
     "[CrossOriginIsolated] must not be doubled, nor missing on what inherits "
     "from an interface that has it.",
     kCanBeAllowed},
    {Rule::kDefaultOperation, "default-operation", "Default",
     "[Default] must be on a toJSON operation that returns object.",
     kCanBeAllowed},
    {Rule::kGlobal, "global", "Global",
     "A [Global] interface must not have constructors, indexed or named "
     "setters, indexed getters, heirs, or be [LegacyOverrideBuiltIns].",
     kCanBeAllowed},
    {Rule::kNewObject, "new-object", "NewObject",
     "[NewObject] must be on an operation that returns an interface or "
     "promise type.",
     kCanBeAllowed},
    {Rule::kPutForwards, "put-forwards", "PutForwards",
     "[PutForwards] must be on a read only attribute of interface type, name "
     "an attribute of that interface, and form no cycle."},
    {Rule::kReadOnlyOnly, "read-only-only", "Replaceable",
     "[Replaceable], [LegacyLenientSetter] and [StoreInSlot] must be on read "
     "only attributes, and the former two not beside each other or "
     "[PutForwards].",
     kCanBeAllowed},
    {Rule::kSameObject, "same-object", "SameObject",
     "[SameObject] must be on a read only attribute of interface type or "
     "object.",
     kCanBeAllowed},
    {Rule::kLegacyFactoryFunction, "legacy-factory-function",
     "LegacyFactoryFunction",
     "The identifiers of legacy factory functions must not be taken, and not "
     "be on a [Global] interface."},
    {Rule::kLegacyNamespace, "legacy-namespace", "LegacyNamespace",
     "[LegacyNamespace] must name a namespace, and not be on an interface "
     "with [LegacyNoInterfaceObject]."},
    {Rule::kLegacyNoInterfaceObject, "legacy-no-interface-object",
     "LegacyNoInterfaceObject",
     "An interface with [LegacyNoInterfaceObject] must have no constructors "
     "or static operations, and no heirs without it.",
     kCanBeAllowed},
    {Rule::kLegacyOverrideBuiltIns, "legacy-override-built-ins",
     "LegacyOverrideBuiltIns",
     "[LegacyOverrideBuiltIns] must be on an interface with a named getter.",
     kCanBeAllowed},
    {Rule::kLegacyUnenumerableNamedProperties,
     "legacy-unenumerable-named-properties",
     "LegacyUnenumerableNamedProperties",
     "[LegacyUnenumerableNamedProperties] must be on an interface with a "
     "named getter, and not again on what inherits from it.",
     kCanBeAllowed},
    {Rule::kLegacyUnforgeable, "legacy-unforgeable", "LegacyUnforgeable",
     "[LegacyUnforgeable] must be on all overloads, and the member not be "
     "redefined by what inherits it.",
     kCanBeAllowed},
    {Rule::kLegacyWindowAlias, "legacy-window-alias", "LegacyWindowAlias",
     "[LegacyWindowAlias] must be on an interface exposed to Window that has "
     "an interface object, and its identifiers not be taken.",
     kCanBeAllowed},
    {Rule::kMortise, "mortise", "",
     "Mortise's own extended attributes must be used as docs/webidl.md says."},

    {Rule::kNotEmitted, "not-emitted", "",
     "The emitter must be able to write every construct."},
};
static_assert(std::size(kRules) == static_cast<size_t>(Rule::kCount));

constexpr bool IsInOrder() {
  for (size_t i = 0; i < std::size(kRules); ++i) {
    if (kRules[i].rule != static_cast<Rule>(i)) {
      return false;
    }
  }
  return true;
}
static_assert(IsInOrder());

}  // namespace

const RuleInfo& InfoOf(Rule rule) { return kRules[static_cast<size_t>(rule)]; }

absl::Span<const RuleInfo> AllRules() { return kRules; }

}  // namespace mortise::idl
