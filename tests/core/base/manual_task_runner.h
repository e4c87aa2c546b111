#ifndef MORTISE_TESTS_CORE_BASE_MANUAL_TASK_RUNNER_H_
#define MORTISE_TESTS_CORE_BASE_MANUAL_TASK_RUNNER_H_

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "absl/time/time.h"
#include "core/base/task_runner.h"

namespace mortise {

// A task queue with a clock of its own: both move when a test says so.
class ManualTaskRunner final : public TaskRunner {
 public:
  void PostTask(Task task) override { Post(std::move(task), now_); }
  void PostDelayedTask(Task task, absl::Duration delay) override {
    Post(std::move(task), now_ + std::max(delay, absl::ZeroDuration()));
  }

  size_t pending() const { return tasks_.size(); }

  // Runs the next task that is due, if any.
  bool RunOne() {
    const auto next = Next();
    if (next == tasks_.end() || next->due > now_) return false;
    Task task = std::move(next->task);
    tasks_.erase(next);
    task();
    return true;
  }

  // Runs what is due, and what that posts.
  void RunAll() {
    while (RunOne()) {
    }
  }

  // Moves the clock, running each task at its time.
  void Advance(absl::Duration time) {
    const absl::Duration end = now_ + time;
    for (auto next = Next(); next != tasks_.end() && next->due <= end;
         next = Next()) {
      now_ = std::max(now_, next->due);
      RunOne();
    }
    now_ = end;
  }

  // Drops all tasks, as a runner does that goes.
  void Clear() {
    while (!tasks_.empty()) {
      Task task = std::move(tasks_.back().task);
      tasks_.pop_back();
    }
  }

 private:
  struct Item {
    absl::Duration due;
    uint64_t sequence;
    Task task;
  };

  void Post(Task task, absl::Duration due) {
    tasks_.push_back({due, sequence_++, std::move(task)});
  }

  std::vector<Item>::iterator Next() {
    return std::min_element(
        tasks_.begin(), tasks_.end(), [](const Item& a, const Item& b) {
          return std::pair(a.due, a.sequence) < std::pair(b.due, b.sequence);
        });
  }

  std::vector<Item> tasks_;
  absl::Duration now_ = absl::ZeroDuration();
  uint64_t sequence_ = 0;
};

}  // namespace mortise

#endif  // MORTISE_TESTS_CORE_BASE_MANUAL_TASK_RUNNER_H_
