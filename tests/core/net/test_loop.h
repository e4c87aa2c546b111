#ifndef MORTISE_TESTS_CORE_NET_TEST_LOOP_H_
#define MORTISE_TESTS_CORE_NET_TEST_LOOP_H_

#include <gtest/gtest.h>
#include <uv.h>

#include "absl/functional/function_ref.h"
#include "absl/time/time.h"

namespace mortise::net {

// A loop for one test.  At its end every handle must have been closed: what
// is left over fails the test.
class TestLoop {
 public:
  TestLoop() { EXPECT_EQ(uv_loop_init(&loop_), 0); }
  TestLoop(const TestLoop&) = delete;
  TestLoop& operator=(const TestLoop&) = delete;
  ~TestLoop() {
    // Closed handles need a turn to go.
    for (int i = 0; i < 3; ++i) uv_run(&loop_, UV_RUN_NOWAIT);
    EXPECT_EQ(uv_loop_close(&loop_), 0) << "a handle was left open";
  }

  uv_loop_t* get() { return &loop_; }

  // Turns the loop until `done` says so; false if that takes too long.
  bool RunUntil(absl::FunctionRef<bool()> done,
                absl::Duration limit = absl::Seconds(20)) {
    // Keeps the loop from waiting for ever.
    uv_timer_t tick;
    uv_timer_init(&loop_, &tick);
    uv_timer_start(
        &tick, [](uv_timer_t*) {}, 1, 1);
    const uint64_t start = uv_hrtime();
    bool result = done();
    while (!result && absl::Nanoseconds(uv_hrtime() - start) < limit) {
      uv_run(&loop_, UV_RUN_ONCE);
      result = done();
    }
    bool closed = false;
    tick.data = &closed;
    uv_close(reinterpret_cast<uv_handle_t*>(&tick), [](uv_handle_t* handle) {
      *static_cast<bool*>(handle->data) = true;
    });
    while (!closed) uv_run(&loop_, UV_RUN_NOWAIT);
    return result;
  }

  // Turns the loop for a while, to see that something does not happen.
  void RunFor(absl::Duration time) {
    RunUntil([] { return false; }, time);
  }

  // Runs until nothing keeps the loop alive.
  void RunToEnd() { uv_run(&loop_, UV_RUN_DEFAULT); }

 private:
  uv_loop_t loop_;
};

}  // namespace mortise::net

#endif  // MORTISE_TESTS_CORE_NET_TEST_LOOP_H_
