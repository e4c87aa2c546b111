#include "bindings/runtime/traits_buffers.h"

#include <cstdlib>
#include <cstring>
#include <memory>
#include <utility>

#include "absl/strings/str_cat.h"
#include "bindings/v8_compat/v8_compat.h"

namespace mortise::bindings {
namespace {

// A local handle's own address stands for it where V8's types may not go.
const void* ToOpaque(v8::Local<v8::Value> value) {
  static_assert(sizeof(value) == sizeof(const void*));
  const void* opaque;
  std::memcpy(&opaque, &value, sizeof(opaque));
  return opaque;
}

v8::Local<v8::Value> FromOpaque(const void* opaque) {
  v8::Local<v8::Value> value;
  std::memcpy(static_cast<void*>(&value), &opaque, sizeof(opaque));
  return value;
}

v8::Local<v8::ArrayBuffer> MakeArrayBuffer(v8::Isolate* isolate,
                                           ByteBuffer&& bytes) {
  if (bytes.empty()) return v8::ArrayBuffer::New(isolate, 0);
  const size_t size = bytes.size();
  return v8::ArrayBuffer::New(
      isolate,
      v8::ArrayBuffer::NewBackingStore(
          bytes.Leak(), size,
          [](void* data, size_t, void*) { std::free(data); }, nullptr));
}

v8::Local<v8::Value> MakeSharedArrayBuffer(v8::Isolate* isolate,
                                           const ByteBuffer& bytes) {
  std::shared_ptr<v8::BackingStore> store =
      v8::SharedArrayBuffer::NewBackingStore(isolate, bytes.size());
  if (!bytes.empty()) {
    std::memcpy(store->Data(), bytes.data(), bytes.size());
  }
  return v8::SharedArrayBuffer::New(isolate, std::move(store));
}

}  // namespace

BufferType internal::BufferTypeOf(v8::Local<v8::Value> value) {
  if (value->IsArrayBuffer()) return BufferType::kArrayBuffer;
  if (value->IsUint8Array()) return BufferType::kUint8Array;
  if (value->IsDataView()) return BufferType::kDataView;
  if (value->IsInt8Array()) return BufferType::kInt8Array;
  if (value->IsInt16Array()) return BufferType::kInt16Array;
  if (value->IsInt32Array()) return BufferType::kInt32Array;
  if (value->IsUint16Array()) return BufferType::kUint16Array;
  if (value->IsUint32Array()) return BufferType::kUint32Array;
  if (value->IsUint8ClampedArray()) return BufferType::kUint8ClampedArray;
  if (value->IsBigInt64Array()) return BufferType::kBigInt64Array;
  if (value->IsBigUint64Array()) return BufferType::kBigUint64Array;
  if (value->IsFloat32Array()) return BufferType::kFloat32Array;
  if (value->IsFloat64Array()) return BufferType::kFloat64Array;
  return value->IsSharedArrayBuffer() ? BufferType::kSharedArrayBuffer
                                      : BufferType::kFloat16Array;
}

bool internal::ReadBytes(const Conversion& conversion,
                         v8::Local<v8::Value> value, BufferType type,
                         bool allow_shared, bool allow_resizable,
                         BufferSource& out) {
  std::shared_ptr<v8::BackingStore> store;
  size_t offset = 0;
  size_t size = 0;
  if (type == BufferType::kArrayBuffer) {
    store = value.As<v8::ArrayBuffer>()->GetBackingStore();
    size = store->ByteLength();
  } else if (type == BufferType::kSharedArrayBuffer) {
    store = value.As<v8::SharedArrayBuffer>()->GetBackingStore();
    size = store->ByteLength();
  } else {
    v8::Local<v8::ArrayBufferView> view = value.As<v8::ArrayBufferView>();
    // Asking for the buffer also moves a small view's bytes, which V8 keeps
    // inside the object, to where they no longer move.
    store = view->Buffer()->GetBackingStore();
    offset = view->ByteOffset();
    size = view->ByteLength();
    if (!allow_shared && store->IsShared()) {
      conversion.ThrowTypeError("is a view of a SharedArrayBuffer.");
      return false;
    }
  }
  if (!allow_resizable && v8_compat::IsResizable(*store)) {
    conversion.ThrowTypeError("is of a size that may change.");
    return false;
  }
  out.type = type;
  out.script_object = ToOpaque(value);
  // A view that has come to lie outside of its buffer has no bytes.
  out.bytes = {};
  if (size > 0) {
    out.bytes = {static_cast<const uint8_t*>(store->Data()) + offset, size};
  }
  return true;
}

void internal::ThrowNotOfBufferType(const Conversion& conversion,
                                    const char* name) {
  conversion.ThrowTypeError(absl::StrCat("is not of type '", name, "'."));
}

v8::MaybeLocal<v8::Value> internal::MakeBuffer(const Conversion& conversion,
                                               BufferType type,
                                               ByteBuffer&& bytes) {
  v8::Isolate* isolate = conversion.isolate();
  if (type == BufferType::kSharedArrayBuffer) {
    return MakeSharedArrayBuffer(isolate, bytes);
  }
  const size_t length = bytes.size() / ElementSize(type);
  v8::Local<v8::ArrayBuffer> buffer =
      MakeArrayBuffer(isolate, std::move(bytes));
  switch (type) {
    case BufferType::kArrayBuffer:
    case BufferType::kSharedArrayBuffer:
      return buffer;
    case BufferType::kDataView:
      return v8::DataView::New(buffer, 0, length);
    case BufferType::kInt8Array:
      return v8::Int8Array::New(buffer, 0, length);
    case BufferType::kInt16Array:
      return v8::Int16Array::New(buffer, 0, length);
    case BufferType::kInt32Array:
      return v8::Int32Array::New(buffer, 0, length);
    case BufferType::kUint8Array:
      return v8::Uint8Array::New(buffer, 0, length);
    case BufferType::kUint16Array:
      return v8::Uint16Array::New(buffer, 0, length);
    case BufferType::kUint32Array:
      return v8::Uint32Array::New(buffer, 0, length);
    case BufferType::kUint8ClampedArray:
      return v8::Uint8ClampedArray::New(buffer, 0, length);
    case BufferType::kBigInt64Array:
      return v8::BigInt64Array::New(buffer, 0, length);
    case BufferType::kBigUint64Array:
      return v8::BigUint64Array::New(buffer, 0, length);
    case BufferType::kFloat16Array: {
      v8::Local<v8::Value> array;
      if (v8_compat::NewFloat16Array(buffer, length).ToLocal(&array)) {
        return array;
      }
      conversion.ThrowBareTypeError(
          "This JavaScript engine has no Float16Array.");
      return {};
    }
    case BufferType::kFloat32Array:
      return v8::Float32Array::New(buffer, 0, length);
    case BufferType::kFloat64Array:
      return v8::Float64Array::New(buffer, 0, length);
  }
  return {};
}

v8::MaybeLocal<v8::Value> internal::BufferToV8(const Conversion& conversion,
                                               BufferType type,
                                               const BufferSource& source) {
  if (source.script_object) return FromOpaque(source.script_object);
  return MakeBuffer(conversion, type, ByteBuffer::CopyOf(source.bytes));
}

}  // namespace mortise::bindings
