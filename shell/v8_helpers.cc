#include "shell/v8_helpers.h"

#include <algorithm>

#include "bindings/v8_compat/v8_compat.h"
#include "core/base/strings.h"

namespace mortise::shell {

v8::Local<v8::String> ToV8(v8::Isolate* isolate, std::string_view text) {
  const size_t length = std::min<size_t>(text.size(), v8::String::kMaxLength);
  return v8::String::NewFromUtf8(isolate, text.data(),
                                 v8::NewStringType::kNormal,
                                 static_cast<int>(length))
      .ToLocalChecked();
}

std::string ToUtf8(v8::Local<v8::Context> context, v8::Local<v8::Value> value) {
  v8::Isolate* isolate = v8::Isolate::GetCurrent();
  v8::TryCatch try_catch(isolate);
  v8::Local<v8::String> string;
  if (!value->ToString(context).ToLocal(&string)) {
    string = value->TypeOf(isolate);
  }
  return v8_compat::ToUtf8(isolate, string);
}

void ThrowTypeError(v8::Isolate* isolate, std::string_view message) {
  isolate->ThrowException(v8::Exception::TypeError(ToV8(isolate, message)));
}

void InstallFunction(v8::Local<v8::Context> context,
                     v8::Local<v8::Object> target,
                     const NativeFunction& function, void* owner) {
  v8::Isolate* isolate = v8::Isolate::GetCurrent();
  v8::Local<v8::String> name = ToV8(isolate, function.name);
  v8::Local<v8::Function> value =
      v8::Function::New(context, function.callback,
                        v8::External::New(isolate, owner), function.length,
                        v8::ConstructorBehavior::kThrow)
          .ToLocalChecked();
  value->SetName(name);
  target->CreateDataProperty(context, name, value).Check();
}

bool CheckArgumentCount(const v8::FunctionCallbackInfo<v8::Value>& info,
                        std::string_view function, int count) {
  if (info.Length() >= count) return true;
  ThrowTypeError(info.GetIsolate(),
                 Concat("Failed to execute '", function, "': ", count,
                        count == 1 ? " argument" : " arguments",
                        " required, but only ", info.Length(), " present."));
  return false;
}

}  // namespace mortise::shell
