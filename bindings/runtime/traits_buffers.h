#ifndef MORTISE_BINDINGS_RUNTIME_TRAITS_BUFFERS_H_
#define MORTISE_BINDINGS_RUNTIME_TRAITS_BUFFERS_H_

#include <utility>

#include "bindings/runtime/idl_traits.h"
#include "bindings/v8_compat/v8_compat.h"
#include "core/base/buffer_source.h"
#include "core/base/byte_buffer.h"

namespace mortise::bindings {

namespace internal {

// The bytes of any buffer or view.  Throws where the type does not allow
// memory that is shared or whose size may change.
bool ReadBytes(const Conversion& conversion, v8::Local<v8::Value> value,
               BufferType type, bool allow_shared, bool allow_resizable,
               BufferSource& out);
void ThrowNotOfBufferType(const Conversion& conversion, const char* name);
// Of any buffer or view.
BufferType BufferTypeOf(v8::Local<v8::Value> value);

// A new object that takes over the memory; copies it, if that is to be shared.
// The size is a multiple of the element's.
v8::MaybeLocal<v8::Value> MakeBuffer(const Conversion& conversion,
                                     BufferType type, ByteBuffer&& bytes);
// The script's own object, or a new one of `type` with a copy of C++'s bytes.
v8::MaybeLocal<v8::Value> BufferToV8(const Conversion& conversion,
                                     BufferType type,
                                     const BufferSource& source);

}  // namespace internal

// Buffer source types (WebIDL section 3.2.25).  A view of a SharedArrayBuffer
// needs [AllowShared], a resizable or growable buffer [AllowResizable].
// `Derived` has Is(), TypeOf() of a value that Is() it, kNewType, and kName.
template <typename Derived>
struct BufferTraits {
  using Cpp = BufferSource;
  static bool ToCpp(const Conversion& conversion, v8::Local<v8::Value> value,
                    Cpp& out) {
    return Read(conversion, value, false, false, out);
  }
  static bool Read(const Conversion& conversion, v8::Local<v8::Value> value,
                   bool allow_shared, bool allow_resizable, Cpp& out) {
    if (!Derived::Is(conversion, value)) {
      internal::ThrowNotOfBufferType(conversion, Derived::kName);
      return false;
    }
    return internal::ReadBytes(conversion, value, Derived::TypeOf(value),
                               allow_shared, allow_resizable, out);
  }
  static v8::MaybeLocal<v8::Value> ToV8(const Conversion& conversion,
                                        ByteBuffer&& bytes) {
    return internal::MakeBuffer(conversion, Derived::kNewType,
                                std::move(bytes));
  }
  static v8::MaybeLocal<v8::Value> ToV8(const Conversion& conversion,
                                        const BufferSource& source) {
    return internal::BufferToV8(conversion, Derived::kNewType, source);
  }
};

// One class of objects.
#define MORTISE_BUFFER_TRAITS(Class, is)                                       \
  template <>                                                                  \
  struct IdlTraits<Idl##Class> : BufferTraits<IdlTraits<Idl##Class>> {         \
    static constexpr const char* kName = #Class;                               \
    static constexpr BufferType kNewType = BufferType::k##Class;               \
    static bool Is(const Conversion& conversion, v8::Local<v8::Value> value) { \
      return is;                                                               \
    }                                                                          \
    static BufferType TypeOf(v8::Local<v8::Value> value) { return kNewType; }  \
  };

MORTISE_BUFFER_TRAITS(ArrayBuffer, value->IsArrayBuffer())
MORTISE_BUFFER_TRAITS(SharedArrayBuffer, value->IsSharedArrayBuffer())
MORTISE_BUFFER_TRAITS(DataView, value->IsDataView())
MORTISE_BUFFER_TRAITS(Int8Array, value->IsInt8Array())
MORTISE_BUFFER_TRAITS(Int16Array, value->IsInt16Array())
MORTISE_BUFFER_TRAITS(Int32Array, value->IsInt32Array())
MORTISE_BUFFER_TRAITS(Uint8Array, value->IsUint8Array())
MORTISE_BUFFER_TRAITS(Uint16Array, value->IsUint16Array())
MORTISE_BUFFER_TRAITS(Uint32Array, value->IsUint32Array())
MORTISE_BUFFER_TRAITS(Uint8ClampedArray, value->IsUint8ClampedArray())
MORTISE_BUFFER_TRAITS(BigInt64Array, value->IsBigInt64Array())
MORTISE_BUFFER_TRAITS(BigUint64Array, value->IsBigUint64Array())
MORTISE_BUFFER_TRAITS(Float16Array, v8_compat::IsFloat16Array(value))
MORTISE_BUFFER_TRAITS(Float32Array, value->IsFloat32Array())
MORTISE_BUFFER_TRAITS(Float64Array, value->IsFloat64Array())
#undef MORTISE_BUFFER_TRAITS

// Several classes.
template <>
struct IdlTraits<IdlArrayBufferView>
    : BufferTraits<IdlTraits<IdlArrayBufferView>> {
  static constexpr const char* kName = "ArrayBufferView";
  static constexpr BufferType kNewType = BufferType::kUint8Array;
  static bool Is(const Conversion& conversion, v8::Local<v8::Value> value) {
    return value->IsArrayBufferView();
  }
  static BufferType TypeOf(v8::Local<v8::Value> value) {
    return internal::BufferTypeOf(value);
  }
};

template <>
struct IdlTraits<IdlBufferSource> : BufferTraits<IdlTraits<IdlBufferSource>> {
  static constexpr const char* kName = "BufferSource";
  static constexpr BufferType kNewType = BufferType::kArrayBuffer;
  static bool Is(const Conversion& conversion, v8::Local<v8::Value> value) {
    return value->IsArrayBuffer() || value->IsArrayBufferView();
  }
  static BufferType TypeOf(v8::Local<v8::Value> value) {
    return internal::BufferTypeOf(value);
  }
};

// The same types under extended attributes.
template <typename Buffer, bool allow_shared, bool allow_resizable>
struct AnnotatedBufferTraits : IdlTraits<Buffer> {
  using Cpp = BufferSource;
  static bool ToCpp(const Conversion& conversion, v8::Local<v8::Value> value,
                    Cpp& out) {
    return IdlTraits<Buffer>::Read(conversion, value, allow_shared,
                                   allow_resizable, out);
  }
};
template <typename Buffer>
struct IdlTraits<IdlAllowShared<Buffer>>
    : AnnotatedBufferTraits<Buffer, true, false> {};
template <typename Buffer>
struct IdlTraits<IdlAllowResizable<Buffer>>
    : AnnotatedBufferTraits<Buffer, false, true> {};
template <typename Buffer>
struct IdlTraits<IdlAllowResizable<IdlAllowShared<Buffer>>>
    : AnnotatedBufferTraits<Buffer, true, true> {};

}  // namespace mortise::bindings

#endif  // MORTISE_BINDINGS_RUNTIME_TRAITS_BUFFERS_H_
