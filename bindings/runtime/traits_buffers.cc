#include "bindings/runtime/traits_buffers.h"

#include <cstdlib>
#include <memory>

#include "absl/strings/str_cat.h"

namespace mortise::bindings {
namespace {

absl::Span<const uint8_t> BytesOf(v8::Local<v8::ArrayBuffer> buffer) {
  std::shared_ptr<v8::BackingStore> store = buffer->GetBackingStore();
  return {static_cast<const uint8_t*>(store->Data()), store->ByteLength()};
}

}  // namespace

bool IdlTraits<IdlArrayBuffer>::ToCpp(const Conversion& conversion,
                                      v8::Local<v8::Value> value, Cpp& out) {
  if (!value->IsArrayBuffer()) {
    conversion.ThrowTypeError("is not of type 'ArrayBuffer'.");
    return false;
  }
  out.bytes = BytesOf(value.As<v8::ArrayBuffer>());
  return true;
}

v8::MaybeLocal<v8::Value> IdlTraits<IdlArrayBuffer>::ToV8(
    const Conversion& conversion, ByteBuffer&& bytes) {
  const size_t size = bytes.size();
  if (size == 0) return v8::ArrayBuffer::New(conversion.isolate(), 0);
  std::unique_ptr<v8::BackingStore> store = v8::ArrayBuffer::NewBackingStore(
      bytes.Leak(), size, [](void* data, size_t, void*) { std::free(data); },
      nullptr);
  return v8::ArrayBuffer::New(conversion.isolate(), std::move(store));
}

void internal::ThrowNotOfBufferType(const Conversion& conversion,
                                    const char* name) {
  conversion.ThrowTypeError(absl::StrCat("is not of type '", name, "'."));
}

bool IdlTraits<IdlBufferSource>::ToCpp(const Conversion& conversion,
                                       v8::Local<v8::Value> value, Cpp& out) {
  return value->IsArrayBuffer()
             ? IdlTraits<IdlArrayBuffer>::ToCpp(conversion, value, out)
             : IdlTraits<IdlArrayBufferView>::ToCpp(conversion, value, out);
}

bool IdlTraits<IdlArrayBufferView>::ToCpp(const Conversion& conversion,
                                          v8::Local<v8::Value> value,
                                          Cpp& out) {
  if (!value->IsArrayBufferView()) {
    conversion.ThrowTypeError("is not of type 'ArrayBufferView'.");
    return false;
  }
  v8::Local<v8::ArrayBufferView> view = value.As<v8::ArrayBufferView>();
  // Asking for the buffer also moves a small view's bytes, which V8 keeps
  // inside the object, to where they no longer move.
  v8::Local<v8::ArrayBuffer> buffer = view->Buffer();
  if (buffer.As<v8::Value>()->IsSharedArrayBuffer()) {
    conversion.ThrowTypeError("is a view of a SharedArrayBuffer.");
    return false;
  }
  out.bytes = BytesOf(buffer).subspan(view->ByteOffset(), view->ByteLength());
  return true;
}

}  // namespace mortise::bindings
