#ifndef MORTISE_BINDINGS_RUNTIME_OVERLOAD_RESOLUTION_H_
#define MORTISE_BINDINGS_RUNTIME_OVERLOAD_RESOLUTION_H_

#include <v8.h>

#include <cstdint>

#include "absl/types/span.h"
#include "bindings/runtime/wrapper_type_info.h"

namespace mortise::bindings {

class Conversion;

// What a type takes, as far as the overload resolution algorithm asks: the
// bits of its flattened member types, if it is a union.
enum OverloadTypeBits : uint32_t {
  // The argument is optional: missing, which undefined is too.
  kTakesMissing = 1u << 0,
  // A nullable type, a dictionary, or a union that includes one.
  kTakesNull = 1u << 1,
  kTakesObject = 1u << 2,
  kTakesFunction = 1u << 3,
  kTakesAsyncSequence = 1u << 4,
  kTakesSequence = 1u << 5,
  // A callback interface, dictionary or record.
  kTakesAnyObject = 1u << 6,
  kTakesBoolean = 1u << 7,
  kTakesNumber = 1u << 8,
  kTakesBigint = 1u << 9,
  kTakesString = 1u << 10,
  kTakesAny = 1u << 11,
  kTakesSymbol = 1u << 12,
  kTakesUndefined = 1u << 13,
  kTakesArrayBuffer = 1u << 14,
  kTakesSharedArrayBuffer = 1u << 15,
  kTakesDataView = 1u << 16,
  kTakesInt8Array = 1u << 17,
  kTakesInt16Array = 1u << 18,
  kTakesInt32Array = 1u << 19,
  kTakesUint8Array = 1u << 20,
  kTakesUint16Array = 1u << 21,
  kTakesUint32Array = 1u << 22,
  kTakesUint8ClampedArray = 1u << 23,
  kTakesBigInt64Array = 1u << 24,
  kTakesBigUint64Array = 1u << 25,
  kTakesFloat32Array = 1u << 26,
  kTakesFloat64Array = 1u << 27,
  kTakesFloat16Array = 1u << 28,
};

// One entry of an effective overload set at the distinguishing argument index.
struct OverloadType {
  uint32_t takes;
  // The interface types, which take the objects that implement them.
  absl::Span<const WrapperTypeInfo* const> interfaces = {};
};

// The position in `entries` of the one that `value` selects, or -1, with the
// exception thrown: the part of the overload resolution algorithm (section
// 3.6.1) that looks at the distinguishing argument.
int SelectOverload(const Conversion& conversion, v8::Local<v8::Value> value,
                   absl::Span<const OverloadType> entries);

}  // namespace mortise::bindings

#endif  // MORTISE_BINDINGS_RUNTIME_OVERLOAD_RESOLUTION_H_
