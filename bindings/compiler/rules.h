#ifndef MORTISE_BINDINGS_COMPILER_RULES_H_
#define MORTISE_BINDINGS_COMPILER_RULES_H_

#include <cstdint>
#include <string_view>

#include "absl/types/span.h"

namespace mortise::idl {

// The rules that inputs are held to. Each error names its rule, so that a
// reader can look it up and a test can ask for it.
enum class Rule : uint8_t {
  // Reading files and options.
  kInput,

  // The grammar.
  kSyntax,
  kEncoding,
  kNesting,

  // Names and definitions.
  kReservedIdentifier,
  kDuplicateDefinition,
  kPartialWithoutDefinition,
  kPartialOfWrongKind,
  kIncludesUnknown,
  kIncludesWrongKind,
  kDuplicateIncludes,
  kUnknownType,
  kNotAType,
  kInheritUnknown,
  kInheritWrongKind,
  kInheritanceCycle,

  // Types.
  kTypedefOfTypedef,
  kTypedefCycle,
  kTypeLimit,
  kNullableInner,
  kUnionMemberAny,
  kUnionNullableMembers,
  kUnionDistinguishable,
  kUndefinedPlace,
  kFrozenArrayPlace,
  kObservableArrayPlace,
  kObservableArrayElement,
  kTypeAnnotation,
  kTypeAnnotationConflict,
  kTypeAnnotationReadOnly,

  // Members of interfaces, mixins and namespaces.
  kDuplicateMember,
  kConstantName,
  kConstantType,
  kLiteralType,
  kLiteralRange,
  kStaticName,
  kAttributeType,
  kPromiseAttribute,
  kInheritAttribute,
  kStringifierType,
  kStringifierDuplicate,
  kOperationName,
  kSpecialOperation,
  kSpecialOperationDuplicate,
  kSpecialOperationWithoutGetter,
  kIndexedLength,
  kToJson,
  kExceptionInterface,

  // Arguments.
  kDuplicateArgument,
  kVariadicLast,
  kArgumentNullableDictionary,
  kArgumentDictionaryOptional,
  kDefaultValue,

  // Overloads.
  kOverloadAcrossParts,
  kOverloadPromise,
  kOverloadDistinguishable,
  kOverloadPrefix,
  kOverloadBigInt,

  // Iterables, maplikes and setlikes.
  kIterableDuplicate,
  kIterableMember,
  kIterableConflict,
  kValueIterator,
  kPairIterator,
  kAsyncIterableArgument,

  // Callback interfaces, dictionaries, enumerations.
  kCallbackInterfaceOperation,
  kDuplicateDictionaryMember,
  kDictionaryCycle,
  kDuplicateEnumerationValue,

  // Extended attributes.
  kUnknownExtendedAttribute,
  kExtendedAttributePlace,
  kExtendedAttributeForm,
  kExtendedAttributeDuplicate,
  kExposedMissing,
  kExposedUnknownGlobal,
  kExposedSubset,
  kExposedTwice,
  kExposedOverload,
  kSecureContext,
  kCrossOriginIsolated,
  kDefaultOperation,
  kGlobal,
  kNewObject,
  kPutForwards,
  kReadOnlyOnly,
  kSameObject,
  kLegacyFactoryFunction,
  kLegacyNamespace,
  kLegacyNoInterfaceObject,
  kLegacyOverrideBuiltIns,
  kLegacyUnenumerableNamedProperties,
  kLegacyUnforgeable,
  kLegacyWindowAlias,
  kMortise,

  // A construct that the chosen emitter cannot write.
  kNotEmitted,

  kCount,
};

struct RuleInfo {
  Rule rule;
  // As printed after a message, and as --allow takes it.
  std::string_view name;
  // The anchor in https://webidl.spec.whatwg.org/, or empty for ours.
  std::string_view section;
  // What the rule asks, in a sentence.
  std::string_view text;
  // --allow may make a warning of it: the model has a meaning all the same.
  bool can_be_allowed = false;
};

const RuleInfo& InfoOf(Rule rule);

// All rules, in the order of the enumeration.
absl::Span<const RuleInfo> AllRules();

}  // namespace mortise::idl

#endif  // MORTISE_BINDINGS_COMPILER_RULES_H_
