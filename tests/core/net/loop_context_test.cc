#include "core/net/loop_context.h"

#include <gtest/gtest.h>
#include <signal.h>

#include <functional>
#include <memory>
#include <optional>

#include "tests/core/net/test_loop.h"

namespace mortise::net {
namespace {

class Observer final : public LoopContext::TurnEndObserver {
 public:
  explicit Observer(std::function<void()> callback)
      : callback_(std::move(callback)) {}

 private:
  void OnTurnEnd() override { callback_(); }

  std::function<void()> callback_;
};

TEST(LoopContextTest, AwaitTurnEnd_SeveralTimes_CalledOnceAndLoopEnds) {
  TestLoop loop;
  LoopContext context(loop.get());
  int calls = 0;
  Observer observer([&] { ++calls; });
  context.AwaitTurnEnd(&observer);
  context.AwaitTurnEnd(&observer);
  EXPECT_EQ(calls, 0);
  loop.RunToEnd();
  EXPECT_EQ(calls, 1);
  context.AwaitTurnEnd(&observer);
  loop.RunToEnd();
  EXPECT_EQ(calls, 2);
}

TEST(LoopContextTest, AwaitTurnEnd_FromOnTurnEnd_ComesInTheNextTurn) {
  TestLoop loop;
  LoopContext context(loop.get());
  std::vector<uint64_t> turns;
  std::optional<Observer> observer;
  observer.emplace([&] {
    turns.push_back(context.turn());
    if (turns.size() < 3) context.AwaitTurnEnd(&*observer);
  });
  context.AwaitTurnEnd(&*observer);
  loop.RunToEnd();
  ASSERT_EQ(turns.size(), 3u);
  EXPECT_EQ(turns[1], turns[0] + 1);
  EXPECT_EQ(turns[2], turns[1] + 1);
}

TEST(LoopContextTest, TurnEndObserver_DestroyedByAnother_IsNotCalled) {
  TestLoop loop;
  LoopContext context(loop.get());
  auto second = std::make_unique<Observer>([] { FAIL(); });
  auto fourth = std::make_unique<Observer>([] { FAIL(); });
  int calls = 0;
  Observer first([&] {
    ++calls;
    second.reset();
    // Awaits the next turn, and goes before it comes.
    context.AwaitTurnEnd(fourth.get());
    fourth.reset();
  });
  Observer third([&] { ++calls; });
  context.AwaitTurnEnd(&first);
  context.AwaitTurnEnd(second.get());
  context.AwaitTurnEnd(&third);
  loop.RunToEnd();
  EXPECT_EQ(calls, 2);
}

TEST(LoopContextTest, TurnEndObserver_DestroysItself_IsSafe) {
  TestLoop loop;
  LoopContext context(loop.get());
  std::unique_ptr<Observer> observer;
  observer = std::make_unique<Observer>([&] {
    auto* keep = &observer;
    keep->reset();
  });
  context.AwaitTurnEnd(observer.get());
  loop.RunToEnd();
  EXPECT_FALSE(observer);
}

TEST(LoopContextTest, Destructor_BeforeItsObservers_LetsThemGo) {
  TestLoop loop;
  Observer observer([] { FAIL(); });
  std::optional<LoopContext> context(loop.get());
  context->AwaitTurnEnd(&observer);
  context.reset();
  loop.RunToEnd();
}

TEST(LoopContextTest, Constructor_SigpipeByDefault_IsIgnoredFromThenOn) {
  const auto dispositions = {SIG_DFL, SIG_IGN};
  for (const auto before : dispositions) {
    signal(SIGPIPE, before);
    TestLoop loop;
    LoopContext context(loop.get());
    EXPECT_EQ(signal(SIGPIPE, SIG_DFL), SIG_IGN);
  }
  signal(SIGPIPE, [](int) {});
  TestLoop loop;
  LoopContext context(loop.get());
  EXPECT_NE(signal(SIGPIPE, SIG_IGN), SIG_IGN);
}

}  // namespace
}  // namespace mortise::net
