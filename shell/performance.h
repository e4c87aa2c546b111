#ifndef MORTISE_SHELL_PERFORMANCE_H_
#define MORTISE_SHELL_PERFORMANCE_H_

#include <v8.h>

#include <cstdint>

namespace mortise::shell {

// performance.now() and performance.timeOrigin (High Resolution Time, sections
// "The Performance interface" and "Time origin").
class Performance {
 public:
  // The time origin is now.
  Performance();
  Performance(const Performance&) = delete;
  Performance& operator=(const Performance&) = delete;

  // Adds `performance` to the global.  Must outlive the context.
  void Install(v8::Local<v8::Context> context);

 private:
  static void Now(const v8::FunctionCallbackInfo<v8::Value>& info);

  const uint64_t origin_ns_;  // On uv_hrtime()'s clock.
  const double origin_unix_ms_;
};

}  // namespace mortise::shell

#endif  // MORTISE_SHELL_PERFORMANCE_H_
