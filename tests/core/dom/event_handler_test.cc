#include "core/dom/event_handler.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "core/dom/event.h"
#include "core/dom/event_dispatch.h"
#include "core/dom/event_listener.h"
#include "core/dom/event_target.h"

namespace mortise {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

const AtomString kType("type");

// Counts the handlers' ties to their target.
class CountingHandler final : public EventHandler {
 public:
  explicit CountingHandler(int* count) : count_(count) {}
  Result Invoke(Event&) override { return Result::kOther; }
  void WasAdded(EventTarget&) override { ++*count_; }
  void WasRemoved(EventTarget&) override { --*count_; }

 private:
  int* const count_;
};

class EventHandlerTest : public testing::Test {
 protected:
  RefPtr<EventHandler> Handler(
      std::string name,
      EventHandler::Result result = EventHandler::Result::kOther) {
    return MakeEventHandler([this, name, result](Event&) {
      log_.push_back(name);
      return result;
    });
  }
  RefPtr<EventListener> Listener(std::string name) {
    return MakeEventListener([this, name](Event&) { log_.push_back(name); });
  }
  std::vector<std::string> Fire() {
    FireEvent(*target_, kType);
    return std::exchange(log_, {});
  }

  const RefPtr<EventTarget> target_ = EventTarget::Create();
  std::vector<std::string> log_;
};

TEST_F(EventHandlerTest, Get_GivesWhatWasSet) {
  EXPECT_EQ(target_->GetEventHandler(kType), nullptr);
  const RefPtr<EventHandler> handler = Handler("a");
  target_->SetEventHandler(kType, handler);
  EXPECT_EQ(target_->GetEventHandler(kType), handler.get());
  EXPECT_EQ(target_->GetEventHandler(AtomString("other")), nullptr);
  target_->SetEventHandler(kType, nullptr);
  EXPECT_EQ(target_->GetEventHandler(kType), nullptr);
  EXPECT_FALSE(target_->HasEventListeners(kType));
}

TEST_F(EventHandlerTest, SetNull_WithoutHandler_DoesNothing) {
  target_->SetEventHandler(kType, nullptr);
  EXPECT_THAT(Fire(), IsEmpty());
}

TEST_F(EventHandlerTest, Place_IsThatOfTheFirstNonNullValue) {
  target_->AddEventListener(kType, Listener("1"));
  target_->SetEventHandler(kType, Handler("a"));
  target_->AddEventListener(kType, Listener("2"));
  EXPECT_THAT(Fire(), ElementsAre("1", "a", "2"));
  target_->SetEventHandler(kType, Handler("b"));
  EXPECT_THAT(Fire(), ElementsAre("1", "b", "2"));
}

TEST_F(EventHandlerTest, Place_AfterNull_IsTheEnd) {
  target_->SetEventHandler(kType, Handler("a"));
  target_->AddEventListener(kType, Listener("1"));
  target_->SetEventHandler(kType, nullptr);
  EXPECT_THAT(Fire(), ElementsAre("1"));
  target_->SetEventHandler(kType, Handler("b"));
  EXPECT_THAT(Fire(), ElementsAre("1", "b"));
}

TEST_F(EventHandlerTest, ReturnFalse_CancelsACancelableEvent) {
  for (const bool cancelable : {false, true}) {
    for (const bool returns_false : {false, true}) {
      target_->SetEventHandler(
          kType, Handler("a", returns_false ? EventHandler::Result::kFalse
                                            : EventHandler::Result::kOther));
      const RefPtr<Event> event =
          Event::Create(kType, {.cancelable = cancelable});
      EXPECT_EQ(Dispatch(*event, *target_), !(cancelable && returns_false));
    }
  }
}

TEST_F(EventHandlerTest, Replaced_BeforeItsTurn_TheNewOneRuns) {
  target_->AddEventListener(kType, MakeEventListener([&](Event&) {
                              target_->SetEventHandler(kType, Handler("new"));
                            }));
  target_->SetEventHandler(kType, Handler("old"));
  EXPECT_THAT(Fire(), ElementsAre("new"));
}

TEST_F(EventHandlerTest, Removed_BeforeItsTurn_DoesNotRun) {
  target_->AddEventListener(kType, MakeEventListener([&](Event&) {
                              target_->SetEventHandler(kType, nullptr);
                            }));
  target_->SetEventHandler(kType, Handler("old"));
  EXPECT_THAT(Fire(), IsEmpty());
}

TEST_F(EventHandlerTest, RemovedAndSet_BeforeItsTurn_RunsNextTime) {
  bool done = false;
  target_->AddEventListener(kType, MakeEventListener([&](Event&) {
                              if (std::exchange(done, true)) return;
                              target_->SetEventHandler(kType, nullptr);
                              target_->SetEventHandler(kType, Handler("new"));
                            }));
  target_->SetEventHandler(kType, Handler("old"));
  EXPECT_THAT(Fire(), IsEmpty());
  EXPECT_THAT(Fire(), ElementsAre("new"));
}

TEST_F(EventHandlerTest, Itself_MayBeReplacedWhileItRuns) {
  target_->SetEventHandler(
      kType, MakeEventHandler([this, payload = std::string(100, 'x')](Event&) {
        target_->SetEventHandler(kType, nullptr);
        log_.push_back(payload.substr(0, 1));
        return EventHandler::Result::kOther;
      }));
  EXPECT_THAT(Fire(), ElementsAre("x"));
  EXPECT_THAT(Fire(), IsEmpty());
}

TEST_F(EventHandlerTest, Handler_RunsInTheBubblePassOnly) {
  std::vector<uint16_t> phases;
  target_->SetEventHandler(kType, MakeEventHandler([&](Event& event) {
                             phases.push_back(event.event_phase());
                             return EventHandler::Result::kOther;
                           }));
  Fire();
  EXPECT_THAT(phases, ElementsAre(Event::kAtTarget));
}

TEST_F(EventHandlerTest, Hooks_FollowTheValue) {
  int count = 0;
  RefPtr<EventHandler> first = MakeRef<CountingHandler>(&count);
  target_->SetEventHandler(kType, first);
  EXPECT_EQ(count, 1);
  target_->SetEventHandler(kType, first);
  EXPECT_EQ(count, 1);
  target_->SetEventHandler(kType, MakeRef<CountingHandler>(&count));
  EXPECT_EQ(count, 1);
  target_->SetEventHandler(kType, nullptr);
  EXPECT_EQ(count, 0);
}

}  // namespace
}  // namespace mortise
