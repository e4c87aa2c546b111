#ifndef MORTISE_SHELL_EVENT_LOOP_H_
#define MORTISE_SHELL_EVENT_LOOP_H_

#include <uv.h>
#include <v8-platform.h>
#include <v8.h>

#include <atomic>
#include <memory>

#include "absl/functional/function_ref.h"
#include "absl/time/time.h"
#include "core/base/task_runner.h"
#include "core/net/uv_task_runner.h"

namespace mortise::shell {

// HTML's event loop on top of libuv's: sockets, tasks posted by core, timers
// and V8's own tasks take turns, and its owner is told when one has run.
//
// All methods but StopFromAnyThread() are called on the loop's thread.
class EventLoop final : public TaskRunner {
 public:
  // What comes after a task: a microtask checkpoint and the like.  May stop the
  // loop.
  class Observer {
   public:
    virtual void DidRunTask() = 0;
    // After one that V8 has posted, to collect garbage for one.
    virtual void DidRunV8Task() = 0;

   protected:
    ~Observer() = default;
  };

  EventLoop(v8::Isolate* isolate, v8::Platform* platform, Observer* observer);
  EventLoop(const EventLoop&) = delete;
  EventLoop& operator=(const EventLoop&) = delete;
  // Whatever uses the loop must have gone.
  ~EventLoop() override;

  void PostTask(Task task) override;
  void PostDelayedTask(Task task, absl::Duration delay) override;

  // Runs `steps` at once as a task of its own; not from within a task.  Does
  // nothing when the loop has been stopped.
  void RunTask(absl::FunctionRef<void()> steps);

  // Runs until nothing is pending or the loop is stopped.
  void Run();

  // Lets no further task begin.
  void Stop();
  bool is_stopped() const { return stopped_; }

  // As Stop(); Run() returns as soon as the loop's thread gets to it.
  void StopFromAnyThread();

  uv_loop_t* uv_loop() { return &loop_; }

 private:
  Task AsTask(Task task);
  // Before the loop waits: V8's tasks have no other way to be noticed.
  void BeforeWaiting();
  void RunV8Tasks();

  v8::Isolate* const isolate_;
  v8::Platform* const platform_;
  Observer* const observer_;
  uv_loop_t loop_;
  uv_prepare_t before_waiting_;
  uv_async_t stop_requested_;
  // Runs while V8 works in the background for a script, compiling WebAssembly
  // for one: the platform announces no results, so the loop has to look.
  uv_timer_t v8_poll_;
  std::unique_ptr<net::UvTaskRunner> tasks_;
  std::atomic<bool> stopped_ = false;
};

}  // namespace mortise::shell

#endif  // MORTISE_SHELL_EVENT_LOOP_H_
