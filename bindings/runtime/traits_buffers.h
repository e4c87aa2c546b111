#ifndef MORTISE_BINDINGS_RUNTIME_TRAITS_BUFFERS_H_
#define MORTISE_BINDINGS_RUNTIME_TRAITS_BUFFERS_H_

#include <utility>

#include "bindings/runtime/idl_traits.h"
#include "core/base/buffer_source.h"
#include "core/base/byte_buffer.h"

namespace mortise::bindings {

namespace internal {

// The bytes of any buffer or view.  Throws where the type does not allow
// memory that is shared or whose size may change.
bool ReadBytes(const Conversion& conversion, v8::Local<v8::Value> value,
               bool allow_shared, bool allow_resizable, BufferSource& out);

}  // namespace internal

// Buffer source types (WebIDL section 3.2.25).  A view of a SharedArrayBuffer
// needs [AllowShared], a resizable or growable buffer [AllowResizable].
template <>
struct IdlTraits<IdlArrayBuffer> {
  using Cpp = BufferSource;
  static bool Is(const Conversion& conversion, v8::Local<v8::Value> value) {
    return value->IsArrayBuffer();
  }
  static bool ToCpp(const Conversion& conversion, v8::Local<v8::Value> value,
                    Cpp& out);
  // The new ArrayBuffer takes over the memory.
  static v8::MaybeLocal<v8::Value> ToV8(const Conversion& conversion,
                                        ByteBuffer&& bytes);
};

template <>
struct IdlTraits<IdlSharedArrayBuffer> {
  using Cpp = BufferSource;
  static bool Is(const Conversion& conversion, v8::Local<v8::Value> value) {
    return value->IsSharedArrayBuffer();
  }
  static bool ToCpp(const Conversion& conversion, v8::Local<v8::Value> value,
                    Cpp& out);
  static v8::MaybeLocal<v8::Value> ToV8(const Conversion& conversion,
                                        ByteBuffer&& bytes);
};

template <>
struct IdlTraits<IdlArrayBufferView> {
  using Cpp = BufferSource;
  static bool Is(const Conversion& conversion, v8::Local<v8::Value> value) {
    return value->IsArrayBufferView();
  }
  static bool ToCpp(const Conversion& conversion, v8::Local<v8::Value> value,
                    Cpp& out);
};

template <>
struct IdlTraits<IdlBufferSource> {
  using Cpp = BufferSource;
  static bool Is(const Conversion& conversion, v8::Local<v8::Value> value) {
    return value->IsArrayBuffer() || value->IsArrayBufferView();
  }
  static bool ToCpp(const Conversion& conversion, v8::Local<v8::Value> value,
                    Cpp& out);
};

namespace internal {

void ThrowNotOfBufferType(const Conversion& conversion, const char* name);

}  // namespace internal

// One kind of view.  A result takes over the memory of a ByteBuffer, whose
// size is a multiple of the element's.
#define MORTISE_VIEW_TRAITS(View, element_size)                                \
  template <>                                                                  \
  struct IdlTraits<Idl##View> {                                                \
    using Cpp = BufferSource;                                                  \
    static bool Is(const Conversion& conversion, v8::Local<v8::Value> value) { \
      return value->Is##View();                                                \
    }                                                                          \
    static bool ToCpp(const Conversion& conversion,                            \
                      v8::Local<v8::Value> value, Cpp& out) {                  \
      if (!value->Is##View()) {                                                \
        internal::ThrowNotOfBufferType(conversion, #View);                     \
        return false;                                                          \
      }                                                                        \
      return IdlTraits<IdlArrayBufferView>::ToCpp(conversion, value, out);     \
    }                                                                          \
    static v8::MaybeLocal<v8::Value> ToV8(const Conversion& conversion,        \
                                          ByteBuffer&& bytes) {                \
      const size_t length = bytes.size() / element_size;                       \
      v8::Local<v8::Value> buffer;                                             \
      if (!IdlTraits<IdlArrayBuffer>::ToV8(conversion, std::move(bytes))       \
               .ToLocal(&buffer)) {                                            \
        return {};                                                             \
      }                                                                        \
      return v8::View::New(buffer.As<v8::ArrayBuffer>(), 0, length);           \
    }                                                                          \
  };

MORTISE_VIEW_TRAITS(DataView, 1)
MORTISE_VIEW_TRAITS(Int8Array, 1)
MORTISE_VIEW_TRAITS(Int16Array, 2)
MORTISE_VIEW_TRAITS(Int32Array, 4)
MORTISE_VIEW_TRAITS(Uint8Array, 1)
MORTISE_VIEW_TRAITS(Uint16Array, 2)
MORTISE_VIEW_TRAITS(Uint32Array, 4)
MORTISE_VIEW_TRAITS(Uint8ClampedArray, 1)
MORTISE_VIEW_TRAITS(BigInt64Array, 8)
MORTISE_VIEW_TRAITS(BigUint64Array, 8)
MORTISE_VIEW_TRAITS(Float32Array, 4)
MORTISE_VIEW_TRAITS(Float64Array, 8)
#undef MORTISE_VIEW_TRAITS

// The same types under extended attributes.
template <typename Buffer, bool allow_shared, bool allow_resizable>
struct BufferTraits : IdlTraits<Buffer> {
  using Cpp = BufferSource;
  static bool ToCpp(const Conversion& conversion, v8::Local<v8::Value> value,
                    Cpp& out) {
    if (IdlTraits<Buffer>::Is(conversion, value)) {
      return internal::ReadBytes(conversion, value, allow_shared,
                                 allow_resizable, out);
    }
    return IdlTraits<Buffer>::ToCpp(conversion, value, out);
  }
};
template <typename Buffer>
struct IdlTraits<IdlAllowShared<Buffer>> : BufferTraits<Buffer, true, false> {};
template <typename Buffer>
struct IdlTraits<IdlAllowResizable<Buffer>>
    : BufferTraits<Buffer, false, true> {};
template <typename Buffer>
struct IdlTraits<IdlAllowResizable<IdlAllowShared<Buffer>>>
    : BufferTraits<Buffer, true, true> {};

}  // namespace mortise::bindings

#endif  // MORTISE_BINDINGS_RUNTIME_TRAITS_BUFFERS_H_
