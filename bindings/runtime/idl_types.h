#ifndef MORTISE_BINDINGS_RUNTIME_IDL_TYPES_H_
#define MORTISE_BINDINGS_RUNTIME_IDL_TYPES_H_

namespace mortise::bindings {

// WebIDL's types (section 2.13) as C++ tags.  Generated code names a
// conversion by such a tag: IdlTraits<IdlClamp<IdlUnsignedShort>>.

struct IdlUndefined {};
struct IdlAny {};
struct IdlBoolean {};
struct IdlByte {};
struct IdlOctet {};
struct IdlShort {};
struct IdlUnsignedShort {};
struct IdlLong {};
struct IdlUnsignedLong {};
struct IdlLongLong {};
struct IdlUnsignedLongLong {};
struct IdlFloat {};
struct IdlUnrestrictedFloat {};
struct IdlDouble {};
struct IdlUnrestrictedDouble {};
struct IdlBigint {};
struct IdlDOMString {};
struct IdlByteString {};
struct IdlUSVString {};
struct IdlObject {};
struct IdlSymbol {};

// Integer types under an extended attribute (sections 3.3.2 and 3.3.3).
template <typename Integer>
struct IdlClamp {};
template <typename Integer>
struct IdlEnforceRange {};
// [LegacyNullToEmptyString] (section 3.3.5)
template <typename String>
struct IdlLegacyNullToEmptyString {};

// Types that name a definition, by the C++ type that stands for it.
template <typename T>
struct IdlInterface {};
template <typename T>
struct IdlDictionary {};
template <typename T>
struct IdlEnumeration {};
template <typename T>
struct IdlCallbackInterface {};
template <typename T>
struct IdlCallbackFunction {};

template <typename Inner>
struct IdlNullable {};
template <typename Element>
struct IdlSequence {};
template <typename Element>
struct IdlFrozenArray {};
template <typename Key, typename Value>
struct IdlRecord {};
template <typename Value>
struct IdlPromise {};
template <typename Element>
struct IdlAsyncSequence {};
template <typename... Members>
struct IdlUnion {};

// Buffer source types (section 3.2.25).
struct IdlArrayBuffer {};
struct IdlSharedArrayBuffer {};
struct IdlArrayBufferView {};
struct IdlBufferSource {};
struct IdlDataView {};
struct IdlInt8Array {};
struct IdlInt16Array {};
struct IdlInt32Array {};
struct IdlUint8Array {};
struct IdlUint16Array {};
struct IdlUint32Array {};
struct IdlUint8ClampedArray {};
struct IdlBigInt64Array {};
struct IdlBigUint64Array {};
struct IdlFloat16Array {};
struct IdlFloat32Array {};
struct IdlFloat64Array {};
// [AllowShared]
template <typename Buffer>
struct IdlAllowShared {};
// [AllowResizable], around that if both.
template <typename Buffer>
struct IdlAllowResizable {};

}  // namespace mortise::bindings

#endif  // MORTISE_BINDINGS_RUNTIME_IDL_TYPES_H_
