#include "core/net/uv_task_runner.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <optional>
#include <vector>

#include "tests/core/net/test_loop.h"

namespace mortise::net {
namespace {

using ::testing::ElementsAre;
using ::testing::ElementsAreArray;

class UvTaskRunnerTest : public ::testing::Test {
 protected:
  TestLoop loop_;
  std::optional<UvTaskRunner> runner_{loop_.get()};
  std::vector<int> ran_;

  void TearDown() override { runner_.reset(); }
  UvTaskRunner::Task Note(int n) {
    return [this, n] { ran_.push_back(n); };
  }
};

TEST_F(UvTaskRunnerTest, PostTask_Several_RunInOrderAndNotAtOnce) {
  for (int i = 0; i < 5; ++i) runner_->PostTask(Note(i));
  EXPECT_THAT(ran_, ElementsAre());
  EXPECT_TRUE(runner_->has_pending_tasks());
  loop_.RunToEnd();
  EXPECT_THAT(ran_, ElementsAre(0, 1, 2, 3, 4));
  EXPECT_FALSE(runner_->has_pending_tasks());
}

TEST_F(UvTaskRunnerTest, PostTask_FromTask_RunsAfterThoseBefore) {
  runner_->PostTask([this] {
    ran_.push_back(1);
    runner_->PostTask(Note(3));
    EXPECT_THAT(ran_, ElementsAre(1));
  });
  runner_->PostTask(Note(2));
  loop_.RunToEnd();
  EXPECT_THAT(ran_, ElementsAre(1, 2, 3));
}

TEST_F(UvTaskRunnerTest, PostTask_AfterAnEmptyQueue_WakesTheLoopAgain) {
  runner_->PostTask(Note(1));
  loop_.RunToEnd();
  runner_->PostTask(Note(2));
  loop_.RunToEnd();
  EXPECT_THAT(ran_, ElementsAre(1, 2));
}

TEST_F(UvTaskRunnerTest, PostTask_EndlessChain_LeavesTimersTheirTurn) {
  bool stop = false;
  std::function<void()> again = [&] {
    if (!stop) runner_->PostTask(again);
  };
  runner_->PostTask(again);
  runner_->PostDelayedTask([&] { stop = true; }, absl::Milliseconds(5));
  EXPECT_TRUE(loop_.RunUntil([&] { return stop; }));
  loop_.RunToEnd();
}

TEST_F(UvTaskRunnerTest, PostDelayedTask_ByDelayThenByOrder_Runs) {
  runner_->PostDelayedTask(Note(4), absl::Milliseconds(20));
  runner_->PostDelayedTask(Note(2), absl::Milliseconds(5));
  runner_->PostDelayedTask(Note(1), absl::ZeroDuration());
  runner_->PostDelayedTask(Note(0), -absl::Seconds(1));
  runner_->PostDelayedTask(Note(3), absl::Milliseconds(10));
  loop_.RunToEnd();
  EXPECT_THAT(ran_, ElementsAre(1, 0, 2, 3, 4));
}

TEST_F(UvTaskRunnerTest, PostDelayedTask_Always_NeverEarly) {
  for (const double ms : {0.2, 1.0, 1.7, 3.0, 10.5}) {
    const absl::Duration delay = absl::Milliseconds(ms);
    const uint64_t start = uv_hrtime();
    uint64_t end = 0;
    runner_->PostDelayedTask([&] { end = uv_hrtime(); }, delay);
    loop_.RunToEnd();
    EXPECT_GE(absl::Nanoseconds(end - start), delay) << ms;
  }
}

TEST_F(UvTaskRunnerTest, PostDelayedTask_AfterABusyTask_CountsFromTheCall) {
  uint64_t posted = 0, ran = 0;
  runner_->PostTask([&] {
    const uint64_t start = uv_hrtime();
    while (uv_hrtime() - start < 30'000'000) {
    }
    posted = uv_hrtime();
    runner_->PostDelayedTask([&] { ran = uv_hrtime(); },
                             absl::Milliseconds(20));
  });
  loop_.RunToEnd();
  EXPECT_GE(ran - posted, 20'000'000u);
}

TEST_F(UvTaskRunnerTest, PostDelayedTask_SameDueTime_KeepsOrder) {
  std::vector<int> expected;
  for (int i = 0; i < 100; ++i) {
    runner_->PostDelayedTask(Note(i), absl::Milliseconds(2));
    expected.push_back(i);
  }
  loop_.RunToEnd();
  EXPECT_THAT(ran_, ElementsAreArray(expected));
}

TEST_F(UvTaskRunnerTest, PostDelayedTask_Infinite_IsPendingAndNeverRuns) {
  runner_->PostDelayedTask(Note(1), absl::InfiniteDuration());
  loop_.RunFor(absl::Milliseconds(5));
  EXPECT_TRUE(runner_->has_pending_tasks());
  EXPECT_THAT(ran_, ElementsAre());
}

TEST_F(UvTaskRunnerTest, Destructor_WithTasks_DestroysThemWithoutRunning) {
  auto token = std::make_shared<int>(1);
  runner_->PostTask([token] { FAIL(); });
  runner_->PostDelayedTask([token] { FAIL(); }, absl::Milliseconds(1));
  runner_.reset();
  EXPECT_EQ(token.use_count(), 1);
  loop_.RunToEnd();
}

// Posts a task when it is destroyed, as a task's captures may.
struct PostsWhenDestroyed {
  UvTaskRunner* runner;
  explicit PostsWhenDestroyed(UvTaskRunner* r) : runner(r) {}
  PostsWhenDestroyed(PostsWhenDestroyed&& o) noexcept
      : runner(std::exchange(o.runner, nullptr)) {}
  ~PostsWhenDestroyed() {
    if (runner) runner->PostTask([] { FAIL(); });
  }
};

TEST_F(UvTaskRunnerTest, Destructor_TaskPostsWhenDestroyed_IsSafe) {
  runner_->PostTask([p = PostsWhenDestroyed(&*runner_)] { FAIL(); });
  runner_.reset();
  loop_.RunToEnd();
}

TEST_F(UvTaskRunnerTest, PostTask_Nothing_LoopEnds) { loop_.RunToEnd(); }

}  // namespace
}  // namespace mortise::net
