#include "core/dom/abort_algorithm.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "core/dom/abort_signal.h"

namespace mortise {
namespace {

using ::testing::ElementsAre;

class CallbackAlgorithm final : public AbortAlgorithm {
 public:
  CallbackAlgorithm(AbortSignal& signal, std::function<void()> callback)
      : AbortAlgorithm(signal), callback_(std::move(callback)) {}

 private:
  void Run() override { callback_(); }
  const std::function<void()> callback_;
};

class AbortAlgorithmTest : public testing::Test {
 protected:
  std::vector<std::string> log_;
};

TEST_F(AbortAlgorithmTest, DestroyedBeforehand_DoesNotRun) {
  const RefPtr<AbortSignal> signal = AbortSignal::Create();
  {
    CallbackAlgorithm algorithm(*signal, [&] { log_.push_back("1"); });
    EXPECT_EQ(algorithm.signal(), signal.get());
  }
  signal->SignalAbort(Undefined());
  EXPECT_TRUE(log_.empty());
}

TEST_F(AbortAlgorithmTest, MayDestroyItselfAndOthers) {
  const RefPtr<AbortSignal> signal = AbortSignal::Create();
  std::unique_ptr<CallbackAlgorithm> first, second, third;
  first = std::make_unique<CallbackAlgorithm>(*signal, [&] {
    log_.push_back("1");
    second = nullptr;
    first = nullptr;
  });
  second = std::make_unique<CallbackAlgorithm>(*signal,
                                               [&] { log_.push_back("2"); });
  third = std::make_unique<CallbackAlgorithm>(*signal,
                                              [&] { log_.push_back("3"); });
  signal->SignalAbort(Undefined());
  EXPECT_THAT(log_, ElementsAre("1", "3"));
}

TEST_F(AbortAlgorithmTest, OutlivesItsSignal) {
  RefPtr<AbortSignal> signal = AbortSignal::Create();
  CallbackAlgorithm algorithm(*signal, [] {});
  signal = nullptr;
  EXPECT_EQ(algorithm.signal(), nullptr);
}

}  // namespace
}  // namespace mortise
