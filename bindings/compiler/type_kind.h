#ifndef MORTISE_BINDINGS_COMPILER_TYPE_KIND_H_
#define MORTISE_BINDINGS_COMPILER_TYPE_KIND_H_

#include <cstdint>
#include <string_view>

namespace mortise::idl {

// The kinds of IDL types, https://webidl.spec.whatwg.org/#idl-types. The order
// matters: the predicates below are range tests.
enum class TypeKind : uint8_t {
  // A name that could not be resolved; an error has been reported. Models that
  // emitters see contain none.
  kInvalid,
  // A name before it is resolved; only in syntax trees.
  kReference,

  kAny,
  kUndefined,

  // Primitive types.
  kBoolean,
  kByte,
  kOctet,
  kShort,
  kUnsignedShort,
  kLong,
  kUnsignedLong,
  kLongLong,
  kUnsignedLongLong,
  kFloat,
  kUnrestrictedFloat,
  kDouble,
  kUnrestrictedDouble,
  kBigInt,

  // String types; with kEnumeration below.
  kDOMString,
  kByteString,
  kUSVString,

  kObject,
  kSymbol,

  // Buffer source types: the buffer types, then the buffer view types.
  kArrayBuffer,
  kSharedArrayBuffer,
  kDataView,
  kInt8Array,
  kInt16Array,
  kInt32Array,
  kUint8Array,
  kUint16Array,
  kUint32Array,
  kUint8ClampedArray,
  kBigInt64Array,
  kBigUint64Array,
  kFloat16Array,
  kFloat32Array,
  kFloat64Array,

  // Parameterised types.
  kSequence,
  kAsyncSequence,
  kFrozenArray,
  kObservableArray,
  kPromise,
  kRecord,
  kUnion,

  // Types that a definition makes.
  kInterface,
  kCallbackInterface,
  kCallbackFunction,
  kDictionary,
  kEnumeration,
};

constexpr bool IsBetween(TypeKind kind, TypeKind first, TypeKind last) {
  return first <= kind && kind <= last;
}

// The predicates bear the standard's names of groups of types.
constexpr bool IsIntegerType(TypeKind kind) {
  return IsBetween(kind, TypeKind::kByte, TypeKind::kUnsignedLongLong);
}
constexpr bool IsFloatingPointType(TypeKind kind) {
  return IsBetween(kind, TypeKind::kFloat, TypeKind::kUnrestrictedDouble);
}
constexpr bool IsNumericType(TypeKind kind) {
  return IsBetween(kind, TypeKind::kByte, TypeKind::kUnrestrictedDouble);
}
constexpr bool IsPrimitiveType(TypeKind kind) {
  return IsBetween(kind, TypeKind::kBoolean, TypeKind::kBigInt);
}
constexpr bool IsStringType(TypeKind kind) {
  return IsBetween(kind, TypeKind::kDOMString, TypeKind::kUSVString) ||
         kind == TypeKind::kEnumeration;
}
constexpr bool IsBufferType(TypeKind kind) {
  return IsBetween(kind, TypeKind::kArrayBuffer, TypeKind::kSharedArrayBuffer);
}
constexpr bool IsBufferViewType(TypeKind kind) {
  return IsBetween(kind, TypeKind::kDataView, TypeKind::kFloat64Array);
}
constexpr bool IsTypedArrayType(TypeKind kind) {
  return IsBetween(kind, TypeKind::kInt8Array, TypeKind::kFloat64Array);
}
constexpr bool IsBufferSourceType(TypeKind kind) {
  return IsBetween(kind, TypeKind::kArrayBuffer, TypeKind::kFloat64Array);
}
constexpr bool IsParameterizedType(TypeKind kind) {
  return IsBetween(kind, TypeKind::kSequence, TypeKind::kUnion);
}
constexpr bool IsDefinedType(TypeKind kind) {
  return IsBetween(kind, TypeKind::kInterface, TypeKind::kEnumeration);
}

// How IDL spells the type ("unsigned long long"), or the name of the
// parameterised type ("sequence"); empty for unions and defined types.
std::string_view TypeKindName(TypeKind kind);

}  // namespace mortise::idl

#endif  // MORTISE_BINDINGS_COMPILER_TYPE_KIND_H_
