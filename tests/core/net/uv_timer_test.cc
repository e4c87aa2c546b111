#include "core/net/uv_timer.h"

#include <gtest/gtest.h>

#include <memory>
#include <optional>

#include "tests/core/net/test_loop.h"

namespace mortise::net {
namespace {

TEST(UvTimerTest, Start_Once_FiresOnceAndNotEarly) {
  TestLoop loop;
  int fired = 0;
  UvTimer timer(loop.get(), [&] { ++fired; });
  const uint64_t start = uv_hrtime();
  timer.Start(absl::Milliseconds(10));
  loop.RunToEnd();
  EXPECT_EQ(fired, 1);
  EXPECT_GE(uv_hrtime() - start, 10'000'000u);
}

TEST(UvTimerTest, Start_Again_ReplacesTheEarlierOne) {
  TestLoop loop;
  int fired = 0;
  UvTimer timer(loop.get(), [&] { ++fired; });
  timer.Start(absl::Milliseconds(1));
  timer.Start(absl::Milliseconds(5));
  loop.RunToEnd();
  EXPECT_EQ(fired, 1);
}

TEST(UvTimerTest, Start_ZeroFromTheCallback_LetsTheLoopTurn) {
  TestLoop loop;
  int fired = 0;
  std::optional<UvTimer> timer;
  timer.emplace(loop.get(), [&] {
    ++fired;
    timer->Start(absl::ZeroDuration());
  });
  timer->Start(-absl::Seconds(1));
  uv_run(loop.get(), UV_RUN_ONCE);
  uv_run(loop.get(), UV_RUN_ONCE);
  // A turn of this kind looks at the timers twice.
  EXPECT_LE(fired, 4);
  timer.reset();
}

TEST(UvTimerTest, Stop_AndInfinite_NeverFire) {
  TestLoop loop;
  UvTimer timer(loop.get(), [] { FAIL(); });
  timer.Start(absl::Milliseconds(1));
  timer.Stop();
  timer.Start(absl::Milliseconds(1));
  timer.Start(absl::InfiniteDuration());
  loop.RunToEnd();
}

TEST(UvTimerTest, Destructor_InItsCallback_KeepsTheCallbackUntilItReturns) {
  TestLoop loop;
  auto token = std::make_shared<int>(7);
  std::optional<UvTimer> timer;
  int seen = 0;
  timer.emplace(loop.get(), [&timer, &seen, token] {
    timer.reset();
    seen = *token;
  });
  timer->Start(absl::Milliseconds(1));
  loop.RunToEnd();
  EXPECT_EQ(seen, 7);
  EXPECT_EQ(token.use_count(), 1);
}

TEST(UvTimerTest, Destructor_Running_DropsTheCallback) {
  TestLoop loop;
  auto token = std::make_shared<int>(7);
  {
    UvTimer timer(loop.get(), [token] { FAIL(); });
    timer.Start(absl::Milliseconds(1));
  }
  EXPECT_EQ(token.use_count(), 1);
}

TEST(UvTimerTest, SetKeepsLoopAlive_False_LoopEnds) {
  TestLoop loop;
  UvTimer timer(loop.get(), [] { FAIL(); });
  timer.SetKeepsLoopAlive(false);
  timer.Start(absl::Seconds(100));
  loop.RunToEnd();
}

TEST(UvTimerTest, StartTimeout_ThreadWasBusy_ServesSocketsFirst) {
  TestLoop loop;
  bool served = false, served_before_timeout = false;
  UvTimer timer(loop.get(), [&] { served_before_timeout = served; });
  timer.StartTimeout(absl::Milliseconds(5));
  // Stands for a socket that became readable while the thread was busy.
  int pipe_fds[2];
  ASSERT_EQ(pipe(pipe_fds), 0);
  uv_poll_t poll;
  uv_poll_init(loop.get(), &poll, pipe_fds[0]);
  poll.data = &served;
  uv_poll_start(&poll, UV_READABLE, [](uv_poll_t* handle, int, int) {
    *static_cast<bool*>(handle->data) = true;
    uv_poll_stop(handle);
  });
  const uint64_t start = uv_hrtime();
  while (uv_hrtime() - start < 20'000'000) {
  }
  ASSERT_EQ(write(pipe_fds[1], "x", 1), 1);
  loop.RunToEnd();
  EXPECT_TRUE(served_before_timeout);
  uv_close(reinterpret_cast<uv_handle_t*>(&poll), nullptr);
  loop.RunToEnd();
  close(pipe_fds[0]);
  close(pipe_fds[1]);
}

}  // namespace
}  // namespace mortise::net
