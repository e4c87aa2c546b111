#include "shell/performance.h"

#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "bindings/runtime/realm.h"
#include "core/dom/monotonic_clock.h"
#include "shell/v8_helpers.h"

namespace mortise::shell {

void Performance::Install(v8::Local<v8::Context> context) {
  v8::Isolate* isolate = v8::Isolate::GetCurrent();
  time_origin_ = bindings::Realm::From(context).environment().time_origin();
  const absl::Duration age = absl::Nanoseconds(MonotonicNow() - time_origin_);
  const double origin_unix_ms =
      absl::ToDoubleMilliseconds(absl::Now() - age - absl::UnixEpoch());
  v8::Local<v8::Object> performance = v8::Object::New(isolate);
  InstallFunction(context, performance, {"now", &Performance::Now, 0}, this);
  performance
      ->DefineOwnProperty(context, ToV8(isolate, "timeOrigin"),
                          v8::Number::New(isolate, origin_unix_ms),
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
  const int64_t time_origin = OwnerOf<Performance>(info).time_origin_;
  info.GetReturnValue().Set(static_cast<double>(MonotonicNow() - time_origin) /
                            1e6);
}

}  // namespace mortise::shell
