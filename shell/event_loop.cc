#include "shell/event_loop.h"

#include <libplatform/libplatform.h>

#include <utility>

#include "core/base/check.h"

namespace mortise::shell {
namespace {

// How often to look for the results of V8's background work.
constexpr uint64_t kV8PollMilliseconds = 1;

// V8's tasks may post others without end; sockets and signals get their turn.
constexpr int kV8TasksPerTurn = 100;

template <typename Handle>
void Close(Handle* handle) {
  uv_close(reinterpret_cast<uv_handle_t*>(handle), nullptr);
}

}  // namespace

EventLoop::EventLoop(v8::Isolate* isolate, v8::Platform* platform,
                     Observer* observer)
    : isolate_(isolate), platform_(platform), observer_(observer) {
  MORTISE_CHECK(uv_loop_init(&loop_) == 0);
  loop_.data = this;

  uv_prepare_init(&loop_, &before_waiting_);
  uv_prepare_start(&before_waiting_, [](uv_prepare_t* handle) {
    static_cast<EventLoop*>(handle->loop->data)->BeforeWaiting();
  });
  uv_unref(reinterpret_cast<uv_handle_t*>(&before_waiting_));

  MORTISE_CHECK(uv_async_init(&loop_, &stop_requested_, [](uv_async_t* handle) {
                  static_cast<EventLoop*>(handle->loop->data)->Stop();
                }) == 0);
  uv_unref(reinterpret_cast<uv_handle_t*>(&stop_requested_));

  uv_timer_init(&loop_, &v8_poll_);
  tasks_ = std::make_unique<net::UvTaskRunner>(&loop_);
}

EventLoop::~EventLoop() {
  tasks_.reset();
  Close(&before_waiting_);
  Close(&stop_requested_);
  Close(&v8_poll_);
  while (uv_loop_close(&loop_) == UV_EBUSY) {
    uv_run(&loop_, UV_RUN_ONCE);
  }
}

void EventLoop::PostTask(Task task) {
  tasks_->PostTask(AsTask(std::move(task)));
}

void EventLoop::PostDelayedTask(Task task, absl::Duration delay) {
  tasks_->PostDelayedTask(AsTask(std::move(task)), delay);
}

TaskRunner::Task EventLoop::AsTask(Task task) {
  return [this, task = std::move(task)]() mutable {
    RunTask([&task] { task(); });
  };
}

void EventLoop::RunTask(absl::FunctionRef<void()> steps) {
  if (stopped_) return;
  v8::HandleScope handle_scope(isolate_);
  steps();
  observer_->DidRunTask();
}

void EventLoop::Run() {
  do {
    BeforeWaiting();
    if (stopped_) return;
    uv_run(&loop_, UV_RUN_DEFAULT);
    // V8 may have got new work from the last turn's tasks.
  } while (!stopped_ && isolate_->HasPendingBackgroundTasks());
}

void EventLoop::Stop() {
  stopped_ = true;
  uv_stop(&loop_);
}

void EventLoop::StopFromAnyThread() {
  stopped_ = true;
  uv_async_send(&stop_requested_);
}

void EventLoop::BeforeWaiting() {
  RunV8Tasks();
  if (!stopped_ && isolate_->HasPendingBackgroundTasks()) {
    uv_timer_start(
        &v8_poll_, [](uv_timer_t*) {}, kV8PollMilliseconds, 0);
  }
}

void EventLoop::RunV8Tasks() {
  for (int i = 0; i < kV8TasksPerTurn && !stopped_; ++i) {
    v8::HandleScope handle_scope(isolate_);
    if (!v8::platform::PumpMessageLoop(platform_, isolate_)) return;
    observer_->DidRunV8Task();
  }
}

}  // namespace mortise::shell
