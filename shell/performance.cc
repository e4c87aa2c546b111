#include "shell/performance.h"

#include <uv.h>

#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "shell/v8_helpers.h"

namespace mortise::shell {

Performance::Performance()
    : origin_ns_(uv_hrtime()),
      origin_unix_ms_(
          absl::ToDoubleMilliseconds(absl::Now() - absl::UnixEpoch())) {}

void Performance::Install(v8::Local<v8::Context> context) {
  v8::Isolate* isolate = v8::Isolate::GetCurrent();
  v8::Local<v8::Object> performance = v8::Object::New(isolate);
  InstallFunction(context, performance, {"now", &Performance::Now, 0}, this);
  performance
      ->DefineOwnProperty(context, ToV8(isolate, "timeOrigin"),
                          v8::Number::New(isolate, origin_unix_ms_),
                          v8::ReadOnly)
      .Check();
  performance
      ->DefineOwnProperty(
          context, v8::Symbol::GetToStringTag(isolate),
          ToV8(isolate, "Performance"),
          static_cast<v8::PropertyAttribute>(v8::ReadOnly | v8::DontEnum))
      .Check();
  context->Global()
      ->CreateDataProperty(context, ToV8(isolate, "performance"), performance)
      .Check();
}

void Performance::Now(const v8::FunctionCallbackInfo<v8::Value>& info) {
  const uint64_t now = uv_hrtime();
  info.GetReturnValue().Set(
      static_cast<double>(now - OwnerOf<Performance>(info).origin_ns_) / 1e6);
}

}  // namespace mortise::shell
