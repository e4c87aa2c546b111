#ifndef MORTISE_CORE_NET_UV_TASK_RUNNER_H_
#define MORTISE_CORE_NET_UV_TASK_RUNNER_H_

#include <uv.h>

#include <cstddef>
#include <cstdint>
#include <deque>
#include <vector>

#include "absl/time/time.h"
#include "core/base/task_runner.h"

namespace mortise::net {

// A task queue served by a libuv loop.
//
// Immediate tasks run in the order in which they were posted, twice a loop
// turn: right after the sockets were served, so that what they posted runs
// without another turn, and before the loop would block.  One service runs
// until the queue is empty or kServiceBudget has passed, whichever comes
// first; what is left waits until timers and sockets had their turn.
//
// Delayed tasks are queued as immediate ones when their time has come, in
// order of their due times and, among equals, in the order of posting.  Time
// counts from the call, not from the start of the loop's turn.
//
// A runner with tasks keeps its loop alive.  It must be destroyed on the
// loop's thread, before the loop is closed and outside its own tasks; tasks
// that have not run are destroyed, not run.  The loop has to turn once more
// to let go of the runner's handles.
class UvTaskRunner final : public TaskRunner {
 public:
  // The longest time that tasks may keep sockets and timers waiting, plus the
  // task that runs when it is up.
  static constexpr absl::Duration kServiceBudget = absl::Milliseconds(2);

  // `loop` must outlive the runner.
  explicit UvTaskRunner(uv_loop_t* loop);
  UvTaskRunner(const UvTaskRunner&) = delete;
  UvTaskRunner& operator=(const UvTaskRunner&) = delete;
  ~UvTaskRunner() override;

  void PostTask(Task task) override;
  void PostDelayedTask(Task task, absl::Duration delay) override;

  // Whether a task waits, delayed ones included.
  bool has_pending_tasks() const {
    return !tasks_.empty() || !delayed_.empty();
  }

  // The number of tasks waiting to run as soon as possible.
  size_t immediate_task_count() const { return tasks_.size(); }

  uv_loop_t* loop() const { return loop_; }

 private:
  // The libuv handles live on until the loop has closed them.
  struct Handles;

  struct DelayedTask {
    uint64_t due_ns;  // On uv_hrtime()'s clock.
    uint64_t sequence;
    Task task;
  };

  // Orders a heap whose front is the next task to come due.
  static bool DueLater(const DelayedTask& a, const DelayedTask& b);

  void RunTasks();
  void QueueDueTasks();
  void SetTimer();
  void StartServing();
  void StopServing();

  uv_loop_t* const loop_;
  Handles* const handles_;
  std::deque<Task> tasks_;
  std::vector<DelayedTask> delayed_;
  uint64_t next_sequence_ = 0;
  bool serving_ = false;
  bool running_ = false;
};

}  // namespace mortise::net

#endif  // MORTISE_CORE_NET_UV_TASK_RUNNER_H_
