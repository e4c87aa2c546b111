#ifndef MORTISE_CORE_BASE_BUFFER_SOURCE_H_
#define MORTISE_CORE_BASE_BUFFER_SOURCE_H_

#include <cstddef>
#include <cstdint>

#include "absl/types/span.h"

namespace mortise {

// The classes of JavaScript objects that hold or show bytes (WebIDL section
// 2.13.34).
enum class BufferType : uint8_t {
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
};

// Bytes an element; 1 for what has no elements.
constexpr size_t ElementSize(BufferType type) {
  switch (type) {
    case BufferType::kInt16Array:
    case BufferType::kUint16Array:
    case BufferType::kFloat16Array:
      return 2;
    case BufferType::kInt32Array:
    case BufferType::kUint32Array:
    case BufferType::kFloat32Array:
      return 4;
    case BufferType::kBigInt64Array:
    case BufferType::kBigUint64Array:
    case BufferType::kFloat64Array:
      return 8;
    default:
      return 1;
  }
}

// A WebIDL buffer source argument: the bytes of an ArrayBuffer or of the part
// of one that a view shows.  They belong to the caller and may change or go
// as soon as script runs again: copy what is needed later.
struct BufferSource {
  absl::Span<const uint8_t> bytes;
  BufferType type = BufferType::kArrayBuffer;
  // Names the script's object to the bindings, for as long as `bytes` is valid:
  // a function that returns the BufferSource it was given returns that object.
  // Null for bytes of C++; to return these makes a new object of `type`.
  const void* script_object = nullptr;

  // To write into the script's object.  Other threads may see shared memory.
  absl::Span<uint8_t> writable_bytes() const {
    return {const_cast<uint8_t*>(bytes.data()), bytes.size()};
  }
};

}  // namespace mortise

#endif  // MORTISE_CORE_BASE_BUFFER_SOURCE_H_
