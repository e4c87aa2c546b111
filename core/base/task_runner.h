#ifndef MORTISE_CORE_BASE_TASK_RUNNER_H_
#define MORTISE_CORE_BASE_TASK_RUNNER_H_

#include "absl/functional/any_invocable.h"
#include "absl/time/time.h"

namespace mortise {

// Runs tasks one after another on one thread: an HTML event loop's task queue
// as the embedder provides it.  All methods are called on that thread.
class TaskRunner {
 public:
  using Task = absl::AnyInvocable<void()>;

  virtual ~TaskRunner() = default;

  // Queues a task.  Tasks run in the order in which they were posted, never
  // before this call returns.
  virtual void PostTask(Task task) = 0;

  // Queues a task once `delay` has passed; a delay of zero or less counts as
  // the shortest one.
  virtual void PostDelayedTask(Task task, absl::Duration delay) = 0;
};

}  // namespace mortise

#endif  // MORTISE_CORE_BASE_TASK_RUNNER_H_
