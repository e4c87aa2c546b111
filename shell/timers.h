#ifndef MORTISE_SHELL_TIMERS_H_
#define MORTISE_SHELL_TIMERS_H_

#include <v8.h>

#include <cstdint>
#include <map>
#include <memory>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"

namespace mortise::shell {

class EventLoop;
class ExceptionReporter;

// HTML's timers: setTimeout(), setInterval() and their clears (HTML section
// "Timers"), and queueMicrotask().
//
// A timer that has not run or been cleared keeps the loop alive, and its
// handler and arguments.
class Timers {
 public:
  Timers(EventLoop* loop, ExceptionReporter* reporter);
  Timers(const Timers&) = delete;
  Timers& operator=(const Timers&) = delete;
  // The loop must turn once more afterwards.
  ~Timers();

  // Adds the functions to the global; they must not be called after the
  // timers have gone.
  void Install(v8::Local<v8::Context> context);

 private:
  // When to run, on uv_hrtime()'s clock, and the order of creation.
  using Due = std::pair<uint64_t, uint64_t>;

  struct Timer {
    Due due;
    v8::Global<v8::Context> context;
    v8::Global<v8::Value> handler;  // A function, or code as a string.
    std::vector<v8::Global<v8::Value>> arguments;
    int32_t timeout_ms = 0;
    bool repeats = false;
    // How many timers set by timers led to this one.
    int nesting_level = 0;
  };

  struct Alarm;

  static void SetTimeout(const v8::FunctionCallbackInfo<v8::Value>& info);
  static void SetInterval(const v8::FunctionCallbackInfo<v8::Value>& info);
  static void Clear(const v8::FunctionCallbackInfo<v8::Value>& info);
  static void QueueMicrotask(const v8::FunctionCallbackInfo<v8::Value>& info);

  // "Timer initialization steps" for a new timer.
  void Set(const v8::FunctionCallbackInfo<v8::Value>& info,
           std::string_view function, bool repeats);
  void Schedule(int32_t id, Timer& timer);
  void Remove(int32_t id);
  // Has RunDueTimers() called when the first is due, unless it is running.
  void SetAlarm();
  void RunDueTimers();
  void RunTimer(int32_t id);
  void CallHandler(const Timer& timer);

  EventLoop* const loop_;
  ExceptionReporter* const reporter_;
  Alarm* const alarm_;
  absl::flat_hash_map<int32_t, std::unique_ptr<Timer>> timers_;
  std::map<Due, int32_t> queue_;
  int32_t last_id_ = 0;
  uint64_t next_sequence_ = 0;
  // Until the loop is past the phase in which it runs timers.
  bool running_ = false;
  // The running timer task's level, 0 in any other task.
  int nesting_level_ = 0;
};

}  // namespace mortise::shell

#endif  // MORTISE_SHELL_TIMERS_H_
