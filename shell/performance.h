#ifndef MORTISE_SHELL_PERFORMANCE_H_
#define MORTISE_SHELL_PERFORMANCE_H_

#include <v8.h>

#include <cstdint>

namespace mortise::shell {

// performance.now() and performance.timeOrigin (High Resolution Time, sections
// "The Performance interface" and "Time origin").
class Performance {
 public:
  Performance() = default;
  Performance(const Performance&) = delete;
  Performance& operator=(const Performance&) = delete;

  // Adds `performance` to the global of a realm, whose time origin is that of
  // the events' time stamps, too.  Must outlive the context.
  void Install(v8::Local<v8::Context> context);

 private:
  static void Now(const v8::FunctionCallbackInfo<v8::Value>& info);

  int64_t time_origin_ = 0;  // On the clock of MonotonicNow(), nanoseconds.
};

}  // namespace mortise::shell

#endif  // MORTISE_SHELL_PERFORMANCE_H_
