#include "bindings/runtime/overload_resolution.h"

#include "bindings/runtime/conversion.h"
#include "bindings/runtime/iteration.h"
#include "bindings/runtime/traits_interface.h"
#include "bindings/v8_compat/v8_compat.h"

namespace mortise::bindings {
namespace {

using Entries = absl::Span<const OverloadType>;

int FindTaking(Entries entries, uint32_t bits) {
  for (size_t i = 0; i < entries.size(); ++i) {
    if (entries[i].takes & bits) return static_cast<int>(i);
  }
  return -1;
}

int FindInterface(v8::Isolate* isolate, v8::Local<v8::Value> value,
                  Entries entries) {
  for (size_t i = 0; i < entries.size(); ++i) {
    for (const WrapperTypeInfo* type : entries[i].interfaces) {
      if (internal::Unwrap(isolate, *type, value)) return static_cast<int>(i);
    }
  }
  return -1;
}

// The bit of the buffer source type that `value` is of, or 0.
uint32_t BufferBit(v8::Local<v8::Value> value) {
  if (value->IsArrayBuffer()) return kTakesArrayBuffer;
  if (value->IsSharedArrayBuffer()) return kTakesSharedArrayBuffer;
  if (!value->IsArrayBufferView()) return 0;
  if (value->IsDataView()) return kTakesDataView;
  if (value->IsInt8Array()) return kTakesInt8Array;
  if (value->IsInt16Array()) return kTakesInt16Array;
  if (value->IsInt32Array()) return kTakesInt32Array;
  if (value->IsUint8Array()) return kTakesUint8Array;
  if (value->IsUint16Array()) return kTakesUint16Array;
  if (value->IsUint32Array()) return kTakesUint32Array;
  if (value->IsUint8ClampedArray()) return kTakesUint8ClampedArray;
  if (value->IsBigInt64Array()) return kTakesBigInt64Array;
  if (value->IsBigUint64Array()) return kTakesBigUint64Array;
  if (v8_compat::IsFloat16Array(value)) return kTakesFloat16Array;
  if (value->IsFloat32Array()) return kTakesFloat32Array;
  if (value->IsFloat64Array()) return kTakesFloat64Array;
  return 0;
}

// The steps for objects.  -1: none takes it; `failed`: an exception is pending.
int SelectForObject(const Conversion& conversion, v8::Local<v8::Value> value,
                    Entries entries, bool& failed) {
  int found = FindInterface(conversion.isolate(), value, entries);
  if (found >= 0) return found;
  if (const uint32_t bit = BufferBit(value)) {
    found = FindTaking(entries, bit | kTakesObject);
    if (found >= 0) return found;
  }
  if (value->IsFunction()) {
    found = FindTaking(entries, kTakesFunction | kTakesObject);
    if (found >= 0) return found;
  }
  v8::Local<v8::Function> method;
  bool is_async = false;
  found = FindTaking(entries, kTakesAsyncSequence);
  // A String object is iterable, and meant as a string.
  if (found >= 0 &&
      !(value->IsStringObject() && FindTaking(entries, kTakesString) >= 0)) {
    failed = !FindAsyncIteratorMethod(conversion, value, method, is_async);
    if (failed) return -1;
    if (!method.IsEmpty()) {
      conversion.RememberIteratorMethod(value, method, is_async);
      return found;
    }
  }
  found = FindTaking(entries, kTakesSequence);
  if (found >= 0) {
    failed = !FindIteratorMethod(conversion, value, method);
    if (failed) return -1;
    if (!method.IsEmpty()) {
      conversion.RememberIteratorMethod(value, method, /*is_async=*/false);
      return found;
    }
  }
  return FindTaking(entries, kTakesAnyObject | kTakesObject);
}

}  // namespace

int SelectOverload(const Conversion& conversion, v8::Local<v8::Value> value,
                   Entries entries) {
  int found = -1;
  if (value->IsUndefined()) found = FindTaking(entries, kTakesMissing);
  if (found < 0 && value->IsNullOrUndefined()) {
    found = FindTaking(entries, kTakesNull);
  }
  if (found < 0 && value->IsUndefined()) {
    found = FindTaking(entries, kTakesUndefined);
  }
  if (found < 0 && value->IsObject()) {
    bool failed = false;
    found = SelectForObject(conversion, value, entries, failed);
    if (failed) return -1;
  }
  if (found < 0 && value->IsBoolean()) {
    found = FindTaking(entries, kTakesBoolean);
  }
  if (found < 0 && value->IsNumber()) found = FindTaking(entries, kTakesNumber);
  if (found < 0 && value->IsBigInt()) found = FindTaking(entries, kTakesBigint);
  if (found < 0 && value->IsSymbol()) found = FindTaking(entries, kTakesSymbol);
  constexpr uint32_t kFallbacks[] = {kTakesString, kTakesNumber, kTakesBoolean,
                                     kTakesBigint, kTakesAny};
  for (const uint32_t bit : kFallbacks) {
    if (found < 0) found = FindTaking(entries, bit);
  }
  if (found < 0) conversion.ThrowNoOverload();
  return found;
}

}  // namespace mortise::bindings
