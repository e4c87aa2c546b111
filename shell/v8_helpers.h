#ifndef MORTISE_SHELL_V8_HELPERS_H_
#define MORTISE_SHELL_V8_HELPERS_H_

#include <v8.h>

#include <string>
#include <string_view>

namespace mortise::shell {

// `text` is UTF-8.  A text longer than V8's longest string is cut.
v8::Local<v8::String> ToV8(v8::Isolate* isolate, std::string_view text);

// ECMAScript's ToString() as UTF-8; the name of the type where that throws.
// No exception is left pending.
std::string ToUtf8(v8::Local<v8::Context> context, v8::Local<v8::Value> value);

void ThrowTypeError(v8::Isolate* isolate, std::string_view message);

// A function of a namespace or global, as WebIDL's operations are installed:
// writable, enumerable, configurable, no constructor.
struct NativeFunction {
  const char* name;
  v8::FunctionCallback callback;
  int length;
};

// Installs `function`, whose callback finds `owner` with OwnerOf().  The owner
// must outlive the context.
void InstallFunction(v8::Local<v8::Context> context,
                     v8::Local<v8::Object> target,
                     const NativeFunction& function, void* owner);

template <typename T>
T& OwnerOf(const v8::FunctionCallbackInfo<v8::Value>& info) {
  return *static_cast<T*>(info.Data().As<v8::External>()->Value());
}

// WebIDL's check of the number of arguments; throws and is false if there are
// fewer than `count`.
bool CheckArgumentCount(const v8::FunctionCallbackInfo<v8::Value>& info,
                        std::string_view function, int count);

}  // namespace mortise::shell

#endif  // MORTISE_SHELL_V8_HELPERS_H_
