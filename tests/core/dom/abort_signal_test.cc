#include "core/dom/abort_signal.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <string>
#include <vector>

#include "core/dom/abort_controller.h"
#include "core/dom/dom_exception.h"
#include "core/dom/event.h"
#include "core/dom/event_listener.h"
#include "core/dom/simple_environment.h"
#include "tests/core/base/manual_task_runner.h"

namespace mortise {
namespace {

using ::testing::ElementsAre;

const AtomString kAbort("abort");

class CallbackAlgorithm final : public AbortAlgorithm {
 public:
  CallbackAlgorithm(AbortSignal& signal, std::function<void()> callback)
      : AbortAlgorithm(signal), callback_(std::move(callback)) {}

 private:
  void Run() override { callback_(); }
  const std::function<void()> callback_;
};

std::string NameOfReason(const AbortSignal& signal) {
  const auto* object = std::get_if<RefPtr<ScriptWrappable>>(&signal.reason());
  if (!object) return "no object";
  return static_cast<const DOMException*>(object->get())->name().ToUtf8();
}

class AbortSignalTest : public testing::Test {
 protected:
  AbortSignalTest() : live_(AbortSignal::live_instances()) {}
  ~AbortSignalTest() override {
    EXPECT_EQ(AbortSignal::live_instances(), live_) << "a signal leaks";
  }

  RefPtr<EventListener> Log(std::string entry) {
    return MakeEventListener([this, entry](Event& event) {
      EXPECT_TRUE(event.is_trusted());
      log_.push_back(entry);
    });
  }

  const int64_t live_;
  ManualTaskRunner runner_;
  SimpleEnvironment environment_{&runner_};
  std::vector<std::string> log_;
};

TEST_F(AbortSignalTest, Create_IsNotAborted) {
  const RefPtr<AbortSignal> signal = AbortSignal::Create();
  EXPECT_FALSE(signal->aborted());
  EXPECT_TRUE(std::holds_alternative<Undefined>(signal->reason()));
  EXPECT_FALSE(signal->ThrowIfAborted().has_exception());
}

TEST_F(AbortSignalTest, Abort_Undefined_MakesAnAbortError) {
  const RefPtr<AbortSignal> signal = AbortSignal::Abort(Undefined());
  EXPECT_TRUE(signal->aborted());
  EXPECT_EQ(NameOfReason(*signal), "AbortError");
}

TEST_F(AbortSignalTest, Abort_OtherReasons_AreKept) {
  EXPECT_TRUE(
      std::holds_alternative<Null>(AbortSignal::Abort(Null())->reason()));
  EXPECT_EQ(std::get<double>(AbortSignal::Abort(4.0)->reason()), 4.0);
  EXPECT_EQ(
      std::get<std::string>(AbortSignal::Abort(std::string("x"))->reason()),
      "x");
}

TEST_F(AbortSignalTest, ThrowIfAborted_ThrowsTheReason) {
  const RefPtr<AbortSignal> signal = AbortSignal::Abort(1.0);
  const ExceptionOr<void> result = signal->ThrowIfAborted();
  ASSERT_TRUE(result.has_exception());
  EXPECT_EQ(result.exception().kind(), Exception::Kind::kAttributeValue);
  EXPECT_EQ(result.exception().object(), signal.get());
  EXPECT_STREQ(result.exception().attribute(), "reason");
}

TEST_F(AbortSignalTest, SignalAbort_RunsAlgorithmsThenFires) {
  const RefPtr<AbortController> controller = AbortController::Create();
  AbortSignal& signal = *controller->signal();
  CallbackAlgorithm first(signal, [&] { log_.push_back("1"); });
  CallbackAlgorithm second(signal, [&] {
    EXPECT_TRUE(signal.aborted());
    log_.push_back("2");
  });
  signal.AddEventListener(kAbort, Log("event"));
  controller->Abort(Undefined());
  controller->Abort(1.0);
  EXPECT_THAT(log_, ElementsAre("1", "2", "event"));
  EXPECT_EQ(NameOfReason(signal), "AbortError");
  EXPECT_EQ(first.signal(), nullptr);
}

TEST_F(AbortSignalTest, Timeout_AbortsWithATimeoutError) {
  const RefPtr<AbortSignal> signal = AbortSignal::Timeout(environment_, 100);
  runner_.Advance(absl::Milliseconds(99));
  EXPECT_FALSE(signal->aborted());
  runner_.Advance(absl::Milliseconds(1));
  EXPECT_TRUE(signal->aborted());
  EXPECT_EQ(NameOfReason(*signal), "TimeoutError");
}

TEST_F(AbortSignalTest, Timeout_Unheard_MayGo) {
  AbortSignal::Timeout(environment_, 100);
  EXPECT_EQ(AbortSignal::live_instances(), live_);
  runner_.Advance(absl::Seconds(1));
}

TEST_F(AbortSignalTest, Timeout_WithListener_StaysUntilItsTime) {
  RefPtr<AbortSignal> signal = AbortSignal::Timeout(environment_, 100);
  const RefPtr<EventListener> listener = Log("event");
  signal->AddEventListener(kAbort, listener);
  EXPECT_TRUE(signal->has_pending_activity());
  signal->RemoveEventListener(kAbort, listener);
  EXPECT_FALSE(signal->has_pending_activity());
  signal->AddEventListener(kAbort, listener);
  signal = nullptr;
  EXPECT_EQ(AbortSignal::live_instances(), live_ + 1);
  runner_.Advance(absl::Milliseconds(100));
  EXPECT_THAT(log_, ElementsAre("event"));
  EXPECT_EQ(AbortSignal::live_instances(), live_);
}

TEST_F(AbortSignalTest, Timeout_TaskDropped_LetsTheSignalGo) {
  AbortSignal::Timeout(environment_, 100)
      ->AddEventListener(kAbort, Log("event"));
  EXPECT_EQ(AbortSignal::live_instances(), live_ + 1);
  runner_.Clear();
  EXPECT_EQ(AbortSignal::live_instances(), live_);
}

TEST_F(AbortSignalTest, Timeout_LongestPossible_IsAccepted) {
  const RefPtr<AbortSignal> signal =
      AbortSignal::Timeout(environment_, (uint64_t{1} << 53) - 1);
  runner_.Advance(absl::Hours(1));
  EXPECT_FALSE(signal->aborted());
}

TEST_F(AbortSignalTest, Any_OfNone_IsNeverAborted) {
  EXPECT_FALSE(AbortSignal::CreateDependent({})->aborted());
}

TEST_F(AbortSignalTest, Any_OfAnAbortedOne_TakesTheFirstReason) {
  const RefPtr<AbortSignal> signal = AbortSignal::CreateDependent(
      {AbortSignal::Create(), AbortSignal::Abort(1.0),
       AbortSignal::Abort(2.0)});
  EXPECT_TRUE(signal->aborted());
  EXPECT_EQ(std::get<double>(signal->reason()), 1.0);
}

TEST_F(AbortSignalTest, Any_IsAbortedByEachSource) {
  for (int which = 0; which < 3; ++which) {
    std::vector<RefPtr<AbortSignal>> sources;
    for (int i = 0; i < 3; ++i) sources.push_back(AbortSignal::Create());
    const RefPtr<AbortSignal> signal = AbortSignal::CreateDependent(sources);
    sources[which]->SignalAbort(static_cast<double>(which));
    EXPECT_TRUE(signal->aborted());
    EXPECT_EQ(std::get<double>(signal->reason()), which);
    sources[(which + 1) % 3]->SignalAbort(7.0);
    EXPECT_EQ(std::get<double>(signal->reason()), which);
  }
}

TEST_F(AbortSignalTest, Any_SameSourceTwice_FiresOnce) {
  const RefPtr<AbortSignal> source = AbortSignal::Create();
  const RefPtr<AbortSignal> signal =
      AbortSignal::CreateDependent({source, source});
  signal->AddEventListener(kAbort, Log("event"));
  source->SignalAbort(Undefined());
  EXPECT_THAT(log_, ElementsAre("event"));
}

TEST_F(AbortSignalTest, Any_OfDependents_DependsOnTheirSources) {
  const RefPtr<AbortSignal> source = AbortSignal::Create();
  RefPtr<AbortSignal> middle = AbortSignal::CreateDependent({source});
  const RefPtr<AbortSignal> signal = AbortSignal::CreateDependent({middle});
  middle = nullptr;
  source->SignalAbort(1.0);
  EXPECT_TRUE(signal->aborted());
}

TEST_F(AbortSignalTest, Any_AllAreAbortedBeforeAnyEvent) {
  const RefPtr<AbortSignal> source = AbortSignal::Create();
  const RefPtr<AbortSignal> first = AbortSignal::CreateDependent({source});
  const RefPtr<AbortSignal> second = AbortSignal::CreateDependent({first});
  source->AddEventListener(kAbort, MakeEventListener([&](Event&) {
                             log_.push_back("source");
                             EXPECT_TRUE(first->aborted());
                             EXPECT_TRUE(second->aborted());
                           }));
  first->AddEventListener(kAbort, Log("first"));
  second->AddEventListener(kAbort, Log("second"));
  source->SignalAbort(Undefined());
  EXPECT_THAT(log_, ElementsAre("source", "first", "second"));
}

TEST_F(AbortSignalTest, Any_WithListener_StaysWhileASourceLives) {
  RefPtr<AbortController> controller = AbortController::Create();
  AbortSignal::CreateDependent({RefPtr<AbortSignal>(controller->signal())})
      ->AddEventListener(kAbort, Log("event"));
  EXPECT_EQ(AbortSignal::live_instances(), live_ + 2);
  controller->Abort(Undefined());
  EXPECT_THAT(log_, ElementsAre("event"));
  EXPECT_EQ(AbortSignal::live_instances(), live_ + 1);
}

TEST_F(AbortSignalTest, Any_LastSourceGone_LetsTheSignalGo) {
  RefPtr<AbortController> first = AbortController::Create();
  RefPtr<AbortController> second = AbortController::Create();
  AbortSignal::CreateDependent({RefPtr<AbortSignal>(first->signal()),
                                RefPtr<AbortSignal>(second->signal())})
      ->AddEventListener(kAbort, Log("event"));
  first = nullptr;
  EXPECT_EQ(AbortSignal::live_instances(), live_ + 2);
  second = nullptr;
  EXPECT_EQ(AbortSignal::live_instances(), live_);
}

// One goes with the source and takes its listener off the other, which looks
// at its sources then.
TEST_F(AbortSignalTest, Any_DependentsThatReachEachOther_GoWithTheSource) {
  for (const bool swapped : {false, true}) {
    RefPtr<AbortController> controller = AbortController::Create();
    const RefPtr<AbortSignal> source(controller->signal());
    RefPtr<AbortSignal> one = AbortSignal::CreateDependent({source});
    RefPtr<AbortSignal> other = AbortSignal::CreateDependent({source});
    AddEventListenerOptions options;
    options.signal = swapped ? other : one;
    (swapped ? one : other)->AddEventListener(kAbort, Log("event"), options);
    options.signal = nullptr;
    one = other = nullptr;
    EXPECT_EQ(AbortSignal::live_instances(), live_ + 3);
  }
  EXPECT_EQ(AbortSignal::live_instances(), live_);
}

TEST_F(AbortSignalTest, Any_OfATimeout_FiresThoughBothAreUnreferenced) {
  AbortSignal::CreateDependent({AbortSignal::Timeout(environment_, 100)})
      ->AddEventListener(kAbort, Log("event"));
  runner_.Advance(absl::Milliseconds(100));
  EXPECT_THAT(log_, ElementsAre("event"));
}

TEST_F(AbortSignalTest, Any_AbortedOtherwise_LetsTheTimeoutGo) {
  const RefPtr<AbortController> controller = AbortController::Create();
  AbortSignal::CreateDependent({AbortSignal::Timeout(environment_, 100),
                                RefPtr<AbortSignal>(controller->signal())})
      ->AddEventListener(kAbort, Log("event"));
  EXPECT_EQ(AbortSignal::live_instances(), live_ + 3);
  controller->Abort(Undefined());
  EXPECT_EQ(AbortSignal::live_instances(), live_ + 1);
}

TEST_F(AbortSignalTest, Any_ReasonOutlivesTheSource) {
  RefPtr<AbortSignal> source = AbortSignal::Create();
  const RefPtr<AbortSignal> signal = AbortSignal::CreateDependent({source});
  source->SignalAbort(std::string("why"));
  source = nullptr;
  EXPECT_EQ(std::get<std::string>(signal->reason()), "why");
}

}  // namespace
}  // namespace mortise
