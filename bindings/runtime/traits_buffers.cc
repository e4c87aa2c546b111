#include "bindings/runtime/traits_buffers.h"

#include <cstdlib>
#include <cstring>
#include <memory>
#include <utility>

#include "absl/strings/str_cat.h"
#include "bindings/v8_compat/v8_compat.h"

namespace mortise::bindings {
namespace {

absl::Span<const uint8_t> BytesOf(const v8::BackingStore& store) {
  return {static_cast<const uint8_t*>(store.Data()), store.ByteLength()};
}

std::unique_ptr<v8::BackingStore> StoreOf(ByteBuffer&& bytes) {
  const size_t size = bytes.size();
  return v8::ArrayBuffer::NewBackingStore(
      bytes.Leak(), size, [](void* data, size_t, void*) { std::free(data); },
      nullptr);
}

}  // namespace

bool internal::ReadBytes(const Conversion& conversion,
                         v8::Local<v8::Value> value, bool allow_shared,
                         bool allow_resizable, BufferSource& out) {
  std::shared_ptr<v8::BackingStore> store;
  size_t offset = 0;
  if (value->IsArrayBuffer()) {
    store = value.As<v8::ArrayBuffer>()->GetBackingStore();
  } else if (value->IsSharedArrayBuffer()) {
    store = value.As<v8::SharedArrayBuffer>()->GetBackingStore();
  } else {
    v8::Local<v8::ArrayBufferView> view = value.As<v8::ArrayBufferView>();
    // Asking for the buffer also moves a small view's bytes, which V8 keeps
    // inside the object, to where they no longer move.
    store = view->Buffer()->GetBackingStore();
    offset = view->ByteOffset();
    if (!allow_shared && store->IsShared()) {
      conversion.ThrowTypeError("is a view of a SharedArrayBuffer.");
      return false;
    }
  }
  if (!allow_resizable && v8_compat::IsResizable(*store)) {
    conversion.ThrowTypeError("is of a size that may change.");
    return false;
  }
  out.bytes = BytesOf(*store);
  if (value->IsArrayBufferView()) {
    out.bytes = out.bytes.subspan(
        offset, value.As<v8::ArrayBufferView>()->ByteLength());
  }
  return true;
}

bool IdlTraits<IdlArrayBuffer>::ToCpp(const Conversion& conversion,
                                      v8::Local<v8::Value> value, Cpp& out) {
  if (!value->IsArrayBuffer()) {
    conversion.ThrowTypeError("is not of type 'ArrayBuffer'.");
    return false;
  }
  return internal::ReadBytes(conversion, value, /*allow_shared=*/false,
                             /*allow_resizable=*/false, out);
}

bool IdlTraits<IdlSharedArrayBuffer>::ToCpp(const Conversion& conversion,
                                            v8::Local<v8::Value> value,
                                            Cpp& out) {
  if (!value->IsSharedArrayBuffer()) {
    conversion.ThrowTypeError("is not of type 'SharedArrayBuffer'.");
    return false;
  }
  return internal::ReadBytes(conversion, value, /*allow_shared=*/true,
                             /*allow_resizable=*/false, out);
}

v8::MaybeLocal<v8::Value> IdlTraits<IdlSharedArrayBuffer>::ToV8(
    const Conversion& conversion, ByteBuffer&& bytes) {
  std::shared_ptr<v8::BackingStore> store =
      v8::SharedArrayBuffer::NewBackingStore(conversion.isolate(),
                                             bytes.size());
  if (!bytes.empty()) {
    std::memcpy(store->Data(), bytes.data(), bytes.size());
  }
  return v8::SharedArrayBuffer::New(conversion.isolate(), std::move(store));
}

v8::MaybeLocal<v8::Value> IdlTraits<IdlArrayBuffer>::ToV8(
    const Conversion& conversion, ByteBuffer&& bytes) {
  if (bytes.empty()) return v8::ArrayBuffer::New(conversion.isolate(), 0);
  return v8::ArrayBuffer::New(conversion.isolate(), StoreOf(std::move(bytes)));
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
  return internal::ReadBytes(conversion, value, /*allow_shared=*/false,
                             /*allow_resizable=*/false, out);
}

}  // namespace mortise::bindings
