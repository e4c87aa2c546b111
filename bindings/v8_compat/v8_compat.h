#ifndef MORTISE_BINDINGS_V8_COMPAT_V8_COMPAT_H_
#define MORTISE_BINDINGS_V8_COMPAT_V8_COMPAT_H_

#include <v8.h>

#include <cstddef>
#include <cstdint>
#include <string>

// The only place that asks which V8 this is.  Each function stands for one
// piece of V8's API that changed between 10.2 and 14.
#define MORTISE_V8_AT_LEAST(major, minor) \
  (V8_MAJOR_VERSION > (major) ||          \
   (V8_MAJOR_VERSION == (major) && V8_MINOR_VERSION >= (minor)))

namespace mortise::v8_compat {

// A private symbol as the value that a script's keyed load takes.  Scripts
// never see one unless the bindings hand it to their own code.
inline v8::Local<v8::Value> PrivateAsValue(v8::Local<v8::Private> key) {
  return v8::Local<v8::Data>(key).As<v8::Value>();
}

// The context whose built-ins the object was created with.
inline v8::MaybeLocal<v8::Context> CreationContext(
    v8::Isolate* isolate, v8::Local<v8::Object> object) {
#if MORTISE_V8_AT_LEAST(12, 9)
  return object->GetCreationContext(isolate);
#else
  return object->GetCreationContext();
#endif
}

// A classic script's name, as messages and stacks show it.
inline v8::ScriptOrigin ScriptOrigin(v8::Isolate* isolate,
                                     v8::Local<v8::Value> name) {
#if MORTISE_V8_AT_LEAST(13, 0)
  return v8::ScriptOrigin(name);
#else
  return v8::ScriptOrigin(isolate, name);
#endif
}

// The [[Prototype]] as scripts see it.
inline v8::Local<v8::Value> Prototype(v8::Local<v8::Object> object) {
#if MORTISE_V8_AT_LEAST(13, 0)
  return object->GetPrototypeV2();
#else
  return object->GetPrototype();
#endif
}

// The global object behind a global proxy.
inline v8::Local<v8::Object> ObjectBehindProxy(v8::Local<v8::Object> proxy) {
  return proxy->GetPrototype().As<v8::Object>();
}

#if MORTISE_V8_AT_LEAST(14, 0)
inline constexpr v8::EmbedderDataTypeTag kPointerTag = 1;
#endif

inline void SetPointerField(v8::Local<v8::Object> object, int index,
                            void* pointer) {
#if MORTISE_V8_AT_LEAST(14, 0)
  object->SetAlignedPointerInInternalField(index, pointer, kPointerTag);
#else
  object->SetAlignedPointerInInternalField(index, pointer);
#endif
}

inline void* GetPointerField(v8::Isolate* isolate, v8::Local<v8::Object> object,
                             int index) {
#if MORTISE_V8_AT_LEAST(14, 0)
  return object->GetAlignedPointerFromInternalField(isolate, index,
                                                    kPointerTag);
#else
  return object->GetAlignedPointerFromInternalField(index);
#endif
}

// A JavaScript value in an internal field.
inline v8::Local<v8::Value> GetValueField(v8::Local<v8::Object> object,
                                          int index) {
#if MORTISE_V8_AT_LEAST(11, 0)
  return object->GetInternalField(index).As<v8::Value>();
#else
  return object->GetInternalField(index);
#endif
}

inline void SetEmbedderPointer(v8::Local<v8::Context> context, int index,
                               void* pointer) {
#if MORTISE_V8_AT_LEAST(14, 0)
  context->SetAlignedPointerInEmbedderData(index, pointer, kPointerTag);
#else
  context->SetAlignedPointerInEmbedderData(index, pointer);
#endif
}

inline void* GetEmbedderPointer(v8::Isolate* isolate,
                                v8::Local<v8::Context> context, int index) {
#if MORTISE_V8_AT_LEAST(14, 0)
  return context->GetAlignedPointerFromEmbedderData(isolate, index,
                                                    kPointerTag);
#else
  return context->GetAlignedPointerFromEmbedderData(index);
#endif
}

// The object's receiver as the callback's signature found it.
template <typename T>
v8::Local<v8::Object> Receiver(const v8::FunctionCallbackInfo<T>& info) {
  return info.This();
}

// Copies all code units of a string whose units are all at most U+00FF.
inline void WriteOneByte(v8::Isolate* isolate, v8::Local<v8::String> string,
                         uint8_t* out) {
#if MORTISE_V8_AT_LEAST(13, 0)
  string->WriteOneByteV2(isolate, 0, string->Length(), out);
#else
  string->WriteOneByte(isolate, out, 0, -1, v8::String::NO_NULL_TERMINATION);
#endif
}

inline void WriteTwoByte(v8::Isolate* isolate, v8::Local<v8::String> string,
                         char16_t* out) {
  auto* units = reinterpret_cast<uint16_t*>(out);
#if MORTISE_V8_AT_LEAST(13, 0)
  string->WriteV2(isolate, 0, string->Length(), units);
#else
  string->Write(isolate, units, 0, -1, v8::String::NO_NULL_TERMINATION);
#endif
}

// As UTF-8; each lone surrogate becomes U+FFFD.
inline std::string ToUtf8(v8::Isolate* isolate, v8::Local<v8::String> string) {
  std::string out;
#if MORTISE_V8_AT_LEAST(13, 0)
  out.resize(string->Utf8LengthV2(isolate));
  string->WriteUtf8V2(isolate, out.data(), out.size(),
                      v8::String::WriteFlags::kReplaceInvalidUtf8);
#else
  out.resize(static_cast<size_t>(string->Utf8Length(isolate)));
  string->WriteUtf8(
      isolate, out.data(), static_cast<int>(out.size()), nullptr,
      v8::String::NO_NULL_TERMINATION | v8::String::REPLACE_INVALID_UTF8);
#endif
  return out;
}

// Whether scripts can change the memory's size.  Before V8 11 they cannot make
// such memory, unless V8 is told by a flag.
inline bool IsResizable(const v8::BackingStore& store) {
#if MORTISE_V8_AT_LEAST(11, 0)
  return store.IsResizableByUserJavaScript();
#else
  return false;
#endif
}

// Float16Array came with V8 13: before, no value is one and none can be made.
inline bool IsFloat16Array(v8::Local<v8::Value> value) {
#if MORTISE_V8_AT_LEAST(13, 6)
  return value->IsFloat16Array();
#else
  return false;
#endif
}
inline v8::MaybeLocal<v8::Value> NewFloat16Array(
    v8::Local<v8::ArrayBuffer> buffer, size_t length) {
#if MORTISE_V8_AT_LEAST(13, 6)
  return v8::Float16Array::New(buffer, 0, length);
#else
  return {};
#endif
}

// The heap's version as V8 prints it.
inline const char* Version() { return v8::V8::GetVersion(); }

}  // namespace mortise::v8_compat

#endif  // MORTISE_BINDINGS_V8_COMPAT_V8_COMPAT_H_
