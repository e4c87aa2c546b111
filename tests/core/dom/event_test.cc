#include "core/dom/event.h"

#include <gtest/gtest.h>

#include "core/dom/event_dispatch.h"
#include "core/dom/event_listener.h"
#include "core/dom/event_target.h"
#include "core/dom/monotonic_clock.h"
#include "core/dom/simple_environment.h"
#include "tests/core/base/manual_task_runner.h"

namespace mortise {
namespace {

const AtomString kType("type");

TEST(Event, Create_WithoutInit_HasDefaults) {
  const RefPtr<Event> event = Event::Create(AtomString("x"));
  EXPECT_EQ(event->type(), AtomString("x"));
  EXPECT_EQ(event->target(), nullptr);
  EXPECT_EQ(event->src_element(), nullptr);
  EXPECT_EQ(event->current_target(), nullptr);
  EXPECT_TRUE(event->ComposedPath().empty());
  EXPECT_EQ(event->event_phase(), Event::kNone);
  EXPECT_FALSE(event->cancel_bubble());
  EXPECT_FALSE(event->bubbles());
  EXPECT_FALSE(event->cancelable());
  EXPECT_TRUE(event->return_value());
  EXPECT_FALSE(event->default_prevented());
  EXPECT_FALSE(event->composed());
  EXPECT_FALSE(event->is_trusted());
}

TEST(Event, Create_WithInit_TakesEachMember) {
  for (int bits = 0; bits < 8; ++bits) {
    const EventInit init{(bits & 1) != 0, (bits & 2) != 0, (bits & 4) != 0};
    const RefPtr<Event> event = Event::Create(kType, init);
    EXPECT_EQ(event->bubbles(), init.bubbles);
    EXPECT_EQ(event->cancelable(), init.cancelable);
    EXPECT_EQ(event->composed(), init.composed);
  }
}

TEST(Event, Create_EmptyType_IsAllowed) {
  EXPECT_TRUE(Event::Create(AtomString())->type().empty());
}

TEST(Event, PreventDefault_OnlyIfCancelable) {
  for (const bool cancelable : {false, true}) {
    const RefPtr<Event> event =
        Event::Create(kType, EventInit{.cancelable = cancelable});
    event->PreventDefault();
    EXPECT_EQ(event->default_prevented(), cancelable);
    EXPECT_EQ(event->return_value(), !cancelable);
  }
}

TEST(Event, ReturnValue_SetFalse_CancelsAndStays) {
  const RefPtr<Event> event =
      Event::Create(kType, EventInit{.cancelable = true});
  event->set_return_value(true);
  EXPECT_FALSE(event->default_prevented());
  event->set_return_value(false);
  EXPECT_TRUE(event->default_prevented());
  event->set_return_value(true);
  EXPECT_TRUE(event->default_prevented());
}

TEST(Event, CancelBubble_SetFalse_DoesNothing) {
  const RefPtr<Event> event = Event::Create(kType);
  event->set_cancel_bubble(false);
  EXPECT_FALSE(event->cancel_bubble());
  event->set_cancel_bubble(true);
  EXPECT_TRUE(event->cancel_bubble());
  event->set_cancel_bubble(false);
  EXPECT_TRUE(event->cancel_bubble());
}

TEST(Event, StopImmediatePropagation_SetsCancelBubble) {
  const RefPtr<Event> event = Event::Create(kType);
  event->StopImmediatePropagation();
  EXPECT_TRUE(event->cancel_bubble());
}

TEST(Event, InitEvent_AfterDispatch_ResetsAllButComposedAndTime) {
  const RefPtr<EventTarget> target = EventTarget::Create();
  const RefPtr<Event> event = Event::Create(
      kType, {.bubbles = true, .cancelable = true, .composed = true});
  const int64_t time = event->creation_time();
  FireEvent(*target, *event);
  event->PreventDefault();
  event->StopPropagation();
  event->InitEvent(AtomString("other"));
  EXPECT_EQ(event->type(), AtomString("other"));
  EXPECT_FALSE(event->bubbles());
  EXPECT_FALSE(event->cancelable());
  EXPECT_TRUE(event->composed());
  EXPECT_FALSE(event->default_prevented());
  EXPECT_FALSE(event->cancel_bubble());
  EXPECT_FALSE(event->is_trusted());
  EXPECT_EQ(event->target(), nullptr);
  EXPECT_EQ(event->creation_time(), time);
}

TEST(Event, InitEvent_WhileDispatched_DoesNothing) {
  const RefPtr<EventTarget> target = EventTarget::Create();
  const RefPtr<Event> event = Event::Create(kType);
  target->AddEventListener(kType, MakeEventListener([](Event& event) {
                             event.InitEvent(AtomString("other"), true, true);
                           }));
  FireEvent(*target, *event);
  EXPECT_EQ(event->type(), kType);
  EXPECT_FALSE(event->bubbles());
  EXPECT_EQ(event->target(), target.get());
}

TEST(Event, TimeStamp_CountsFromTheTimeOriginInMilliseconds) {
  ManualTaskRunner runner;
  const SimpleEnvironment environment(&runner);
  const RefPtr<Event> event = Event::Create(kType);
  const double elapsed =
      static_cast<double>(MonotonicNow() - environment.time_origin()) / 1e6;
  EXPECT_GE(event->time_stamp(environment), 0);
  EXPECT_LE(event->time_stamp(environment), elapsed);
}

TEST(Event, LiveInstances_CountsUpAndDown) {
  const int64_t before = Event::live_instances();
  RefPtr<Event> event = Event::Create(kType);
  EXPECT_EQ(Event::live_instances(), before + 1);
  event = nullptr;
  EXPECT_EQ(Event::live_instances(), before);
}

TEST(Event, InterfaceInfo_NamesTheInterface) {
  EXPECT_EQ(&Event::Create(kType)->interface_info(), &Event::kInterfaceInfo);
  EXPECT_STREQ(Event::kInterfaceInfo.name, "Event");
}

}  // namespace
}  // namespace mortise
