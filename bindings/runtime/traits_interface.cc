#include "bindings/runtime/traits_interface.h"

#include "absl/strings/str_cat.h"
#include "bindings/v8_compat/v8_compat.h"

namespace mortise::bindings::internal {

ScriptWrappable* Unwrap(v8::Isolate* isolate, const WrapperTypeInfo& type,
                        v8::Local<v8::Value> value) {
  if (!value->IsObject() ||
      !IsolateData::From(isolate).TemplateOf(type)->HasInstance(value)) {
    return nullptr;
  }
  return static_cast<ScriptWrappable*>(v8_compat::GetPointerField(
      isolate, value.As<v8::Object>(), kObjectField));
}

void ThrowNotOfType(const Conversion& conversion, const char* name) {
  conversion.ThrowTypeError(absl::StrCat("is not of type '", name, "'."));
}

}  // namespace mortise::bindings::internal
