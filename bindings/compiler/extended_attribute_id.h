#ifndef MORTISE_BINDINGS_COMPILER_EXTENDED_ATTRIBUTE_ID_H_
#define MORTISE_BINDINGS_COMPILER_EXTENDED_ATTRIBUTE_ID_H_

#include <cstdint>

namespace mortise::idl {

// The known extended attributes. extended_attribute_table.h says of each where
// it may stand and what it does; docs/webidl.md explains ours.
enum class ExtendedAttributeId : uint8_t {
  // Web IDL: applicable to types.
  kAllowResizable,
  kAllowShared,
  kClamp,
  kEnforceRange,
  kLegacyNullToEmptyString,

  // Web IDL: the others.
  kCrossOriginIsolated,
  kDefault,
  kExposed,
  kGlobal,
  kLegacyFactoryFunction,
  kLegacyLenientSetter,
  kLegacyLenientThis,
  kLegacyNamespace,
  kLegacyNoInterfaceObject,
  kLegacyOverrideBuiltIns,
  kLegacyTreatNonObjectAsNull,
  kLegacyUnenumerableNamedProperties,
  kLegacyUnforgeable,
  kLegacyWindowAlias,
  kNewObject,
  kPutForwards,
  kReplaceable,
  kSameObject,
  kSecureContext,
  kUnscopable,

  // Ours.
  kActiveObject,
  kCallWith,
  kCustomBinding,
  kImplementedAs,
  kImplementedIn,
  kInvalidatesSlots,
  kRaisesException,
  kStoreInSlot,

  // HTML.
  kCEReactions,
  kHTMLConstructor,
  kReflect,
  kReflectDefault,
  kReflectNonNegative,
  kReflectPositive,
  kReflectPositiveWithFallback,
  kReflectRange,
  kReflectSetter,
  kReflectURL,
  kSerializable,
  kTransferable,

  // Other standards.
  kInjectionMitigated,
  kIsolatedContext,
  kStringContext,
  kWebGLHandlesContextLoss,

  kCount,
};

}  // namespace mortise::idl

#endif  // MORTISE_BINDINGS_COMPILER_EXTENDED_ATTRIBUTE_ID_H_
