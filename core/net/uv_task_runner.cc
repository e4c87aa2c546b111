#include "core/net/uv_task_runner.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "core/base/check.h"

namespace mortise::net {

struct UvTaskRunner::Handles {
  explicit Handles(UvTaskRunner* owner) : runner(owner) {
    uv_idle_init(owner->loop_, &idle);
    uv_check_init(owner->loop_, &check);
    uv_timer_init(owner->loop_, &timer);
    idle.data = check.data = timer.data = this;
  }

  // Deletes this once the loop has let go of all three.
  void Close() {
    runner = nullptr;
    auto on_closed = [](uv_handle_t* handle) {
      auto* self = static_cast<Handles*>(handle->data);
      if (--self->open == 0) delete self;
    };
    uv_close(reinterpret_cast<uv_handle_t*>(&idle), on_closed);
    uv_close(reinterpret_cast<uv_handle_t*>(&check), on_closed);
    uv_close(reinterpret_cast<uv_handle_t*>(&timer), on_closed);
  }

  UvTaskRunner* runner;
  // Serves before the loop polls, and by being active keeps it from blocking.
  uv_idle_t idle;
  // Serves after the loop has polled.
  uv_check_t check;
  // Runs while delayed tasks wait, until the first of them is due.
  uv_timer_t timer;
  int open = 3;
};

UvTaskRunner::UvTaskRunner(uv_loop_t* loop)
    : loop_(loop), handles_(new Handles(this)) {}

UvTaskRunner::~UvTaskRunner() {
  MORTISE_CHECK(!running_);
  // Destroying a task may destroy what posts another.
  while (has_pending_tasks()) {
    std::exchange(tasks_, {});
    std::exchange(delayed_, {});
  }
  handles_->Close();
}

void UvTaskRunner::PostTask(Task task) {
  tasks_.push_back(std::move(task));
  StartServing();
}

void UvTaskRunner::PostDelayedTask(Task task, absl::Duration delay) {
  if (delay <= absl::ZeroDuration()) {
    PostTask(std::move(task));
    return;
  }
  constexpr uint64_t kNever = std::numeric_limits<uint64_t>::max();
  const uint64_t now = uv_hrtime();
  const uint64_t delay_ns =
      static_cast<uint64_t>(absl::ToInt64Nanoseconds(delay));
  const uint64_t due = delay_ns > kNever - now ? kNever : now + delay_ns;
  delayed_.push_back({due, next_sequence_++, std::move(task)});
  std::push_heap(delayed_.begin(), delayed_.end(), DueLater);
  if (delayed_.front().due_ns == due) SetTimer();
}

bool UvTaskRunner::DueLater(const DelayedTask& a, const DelayedTask& b) {
  if (a.due_ns != b.due_ns) return a.due_ns > b.due_ns;
  return a.sequence > b.sequence;
}

void UvTaskRunner::StartServing() {
  if (serving_) return;
  serving_ = true;
  uv_idle_start(&handles_->idle, [](uv_idle_t* handle) {
    static_cast<Handles*>(handle->data)->runner->RunTasks();
  });
  uv_check_start(&handles_->check, [](uv_check_t* handle) {
    static_cast<Handles*>(handle->data)->runner->RunTasks();
  });
}

void UvTaskRunner::StopServing() {
  serving_ = false;
  uv_idle_stop(&handles_->idle);
  uv_check_stop(&handles_->check);
}

void UvTaskRunner::RunTasks() {
  if (running_) return;  // A task turns the loop itself.
  running_ = true;
  const uint64_t deadline =
      uv_hrtime() +
      static_cast<uint64_t>(absl::ToInt64Nanoseconds(kServiceBudget));
  while (!tasks_.empty()) {
    Task task = std::move(tasks_.front());
    tasks_.pop_front();
    std::move(task)();
    if (!tasks_.empty() && uv_hrtime() >= deadline) break;
  }
  running_ = false;
  if (tasks_.empty()) StopServing();
}

void UvTaskRunner::QueueDueTasks() {
  const uint64_t now = uv_hrtime();
  while (!delayed_.empty() && delayed_.front().due_ns <= now) {
    std::pop_heap(delayed_.begin(), delayed_.end(), DueLater);
    PostTask(std::move(delayed_.back().task));
    delayed_.pop_back();
  }
  if (!delayed_.empty()) SetTimer();
}

void UvTaskRunner::SetTimer() {
  constexpr uint64_t kNanosecondsPerMillisecond = 1'000'000;
  const uint64_t now = uv_hrtime();
  const uint64_t due = delayed_.front().due_ns;
  const uint64_t wait_ns = due > now ? due - now : 0;
  // The loop's clock may lag behind, so the timer may be early; then
  // QueueDueTasks() sets it again.
  const uint64_t wait_ms = wait_ns / kNanosecondsPerMillisecond +
                           (wait_ns % kNanosecondsPerMillisecond != 0 ? 1 : 0);
  uv_timer_start(
      &handles_->timer,
      [](uv_timer_t* handle) {
        static_cast<Handles*>(handle->data)->runner->QueueDueTasks();
      },
      wait_ms, 0);
}

}  // namespace mortise::net
