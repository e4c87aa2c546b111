#include "core/dom/event_target.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "core/dom/event.h"
#include "core/dom/event_dispatch.h"
#include "core/dom/event_handler.h"
#include "core/dom/event_listener.h"

namespace mortise {
namespace {

using ::testing::ElementsAre;

const AtomString kType("type");

RefPtr<EventListener> Count(int* calls) {
  return MakeEventListener([calls](Event&) { ++*calls; });
}

// Listeners that are equal if they have the same number, as wrappers of one
// script function are.
class NumberedListener final : public EventListener {
 public:
  NumberedListener(int number, std::vector<int>* log, int* ties = nullptr)
      : number_(number), log_(log), ties_(ties) {}

  void HandleEvent(Event&) override { log_->push_back(number_); }
  bool Equals(const EventListener& other) const override {
    return other.kind() == &kKind &&
           static_cast<const NumberedListener&>(other).number_ == number_;
  }
  const void* kind() const override { return &kKind; }
  void WasAdded(EventTarget&) override {
    if (ties_) ++*ties_;
  }
  void WasRemoved(EventTarget&) override {
    if (ties_) --*ties_;
  }

 private:
  static constexpr char kKind = 0;
  const int number_;
  std::vector<int>* const log_;
  int* const ties_;
};

class HookedTarget final : public EventTarget {
 public:
  std::vector<std::string> log;

 private:
  void DidAddListener(const AtomString& type) override {
    log.push_back("+" + type.string().ToUtf8());
  }
  void DidRemoveListener(const AtomString& type) override {
    log.push_back("-" + type.string().ToUtf8());
  }
};

TEST(EventTarget, AddNull_DoesNothing) {
  const RefPtr<EventTarget> target = EventTarget::Create();
  target->AddEventListener(kType, nullptr);
  target->RemoveEventListener(kType, nullptr);
  EXPECT_FALSE(target->HasEventListeners(kType));
}

TEST(EventTarget, AddTwice_KeepsTheFirst) {
  const RefPtr<EventTarget> target = EventTarget::Create();
  int calls = 0;
  const RefPtr<EventListener> listener = Count(&calls);
  AddEventListenerOptions once;
  once.once = true;
  target->AddEventListener(kType, listener);
  target->AddEventListener(kType, listener, once);
  FireEvent(*target, kType);
  EXPECT_EQ(calls, 1);
  FireEvent(*target, kType);
  EXPECT_EQ(calls, 2) << "the second call's `once` had no effect";
}

TEST(EventTarget, CaptureAndNot_AreTwoEntries) {
  const RefPtr<EventTarget> target = EventTarget::Create();
  int calls = 0;
  const RefPtr<EventListener> listener = Count(&calls);
  target->AddEventListener(kType, listener, true);
  target->AddEventListener(kType, listener, false);
  FireEvent(*target, kType);
  EXPECT_EQ(calls, 2);
  target->RemoveEventListener(kType, listener, true);
  FireEvent(*target, kType);
  EXPECT_EQ(calls, 3);
  target->RemoveEventListener(kType, listener,
                              EventListenerOptions{.capture = true});
  FireEvent(*target, kType);
  EXPECT_EQ(calls, 4);
  target->RemoveEventListener(kType, listener);
  EXPECT_FALSE(target->HasEventListeners(kType));
}

TEST(EventTarget, EqualListeners_AreOne) {
  const RefPtr<EventTarget> target = EventTarget::Create();
  std::vector<int> log;
  int ties = 0;
  for (int i = 0; i < 3; ++i) {
    target->AddEventListener(kType, MakeRef<NumberedListener>(1, &log, &ties));
    target->AddEventListener(kType, MakeRef<NumberedListener>(2, &log, &ties));
  }
  EXPECT_EQ(ties, 2);
  FireEvent(*target, kType);
  EXPECT_THAT(log, ElementsAre(1, 2));
  target->RemoveEventListener(kType, MakeRef<NumberedListener>(1, &log));
  EXPECT_EQ(ties, 1);
  FireEvent(*target, kType);
  EXPECT_THAT(log, ElementsAre(1, 2, 2));
}

TEST(EventTarget, Types_AreCaseSensitiveAndMayBeAnyText) {
  const RefPtr<EventTarget> target = EventTarget::Create();
  const AtomString types[] = {
      AtomString("a"), AtomString("A"), AtomString(),
      AtomString(DomString::FromUtf16(u"\xD800\u4E2D"))};
  int calls = 0;
  for (const AtomString& type : types) {
    target->AddEventListener(type, Count(&calls));
  }
  for (const AtomString& type : types) {
    calls = 0;
    FireEvent(*target, type);
    EXPECT_EQ(calls, 1);
  }
}

TEST(EventTarget, Hooks_TellOfListenersAndHandlers) {
  const RefPtr<HookedTarget> target = MakeRef<HookedTarget>();
  int calls = 0;
  const RefPtr<EventListener> listener = Count(&calls);
  AddEventListenerOptions once;
  once.once = true;
  target->AddEventListener(AtomString("a"), listener);
  target->AddEventListener(AtomString("a"), listener);
  target->RemoveEventListener(AtomString("b"), listener);
  target->RemoveEventListener(AtomString("a"), listener);
  target->RemoveEventListener(AtomString("a"), listener);
  const auto handler = [] {
    return MakeEventHandler(
        [](Event&) { return EventHandler::Result::kOther; });
  };
  target->SetEventHandler(AtomString("b"), handler());
  target->SetEventHandler(AtomString("b"), handler());
  target->SetEventHandler(AtomString("b"), nullptr);
  target->AddEventListener(AtomString("c"), listener, once);
  FireEvent(*target, AtomString("c"));
  EXPECT_THAT(target->log, ElementsAre("+a", "-a", "+b", "-b", "+c", "-c"));
}

TEST(EventTarget, DispatchEvent_MakesTheEventUntrusted) {
  const RefPtr<EventTarget> target = EventTarget::Create();
  const RefPtr<Event> event = Event::Create(kType);
  FireEvent(*target, *event);
  EXPECT_TRUE(event->is_trusted());
  EXPECT_TRUE(target->DispatchEvent(*event).value());
  EXPECT_FALSE(event->is_trusted());
}

TEST(EventTarget, DispatchEvent_Canceled_ReturnsFalse) {
  const RefPtr<EventTarget> target = EventTarget::Create();
  target->AddEventListener(
      kType, MakeEventListener([](Event& event) { event.PreventDefault(); }));
  EXPECT_FALSE(
      target->DispatchEvent(*Event::Create(kType, {.cancelable = true}))
          .value());
}

TEST(EventTarget, DispatchEvent_WhileDispatched_Throws) {
  const RefPtr<EventTarget> target = EventTarget::Create();
  bool ran = false;
  target->AddEventListener(kType, MakeEventListener([&](Event& event) {
                             ran = true;
                             const auto result = target->DispatchEvent(event);
                             ASSERT_TRUE(result.has_exception());
                             EXPECT_EQ(result.exception().name(),
                                       DOMExceptionName::kInvalidStateError);
                             EXPECT_TRUE(event.is_trusted());
                           }));
  FireEvent(*target, kType);
  EXPECT_TRUE(ran);
}

TEST(EventTarget, Listener_MayDropTheLastReferenceToTheTarget) {
  const int64_t targets = EventTarget::live_instances();
  RefPtr<EventTarget> target = EventTarget::Create();
  int calls = 0;
  target->AddEventListener(kType, MakeEventListener([&](Event& event) {
                             ++calls;
                             target = nullptr;
                           }));
  target->AddEventListener(kType, Count(&calls));
  FireEvent(*target, kType);
  EXPECT_EQ(calls, 2);
  EXPECT_EQ(EventTarget::live_instances(), targets);
}

}  // namespace
}  // namespace mortise
