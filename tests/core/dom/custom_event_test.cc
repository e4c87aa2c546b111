#include "core/dom/custom_event.h"

#include <gtest/gtest.h>

#include "core/dom/event_dispatch.h"
#include "core/dom/event_listener.h"
#include "core/dom/event_target.h"

namespace mortise {
namespace {

const AtomString kType("type");

TEST(CustomEvent, Create_DetailIsNullByDefault) {
  EXPECT_TRUE(
      std::holds_alternative<Null>(CustomEvent::Create(kType)->detail()));
}

TEST(CustomEvent, Create_TakesInit) {
  CustomEventInit init;
  init.bubbles = true;
  init.detail = 4.5;
  const RefPtr<CustomEvent> event = CustomEvent::Create(kType, std::move(init));
  EXPECT_TRUE(event->bubbles());
  EXPECT_EQ(std::get<double>(event->detail()), 4.5);
  EXPECT_EQ(event->interface_info().parent, &Event::kInterfaceInfo);
}

TEST(CustomEvent, InitCustomEvent_ReplacesDetail_ButNotWhileDispatched) {
  const RefPtr<CustomEvent> event = CustomEvent::Create(kType);
  event->InitCustomEvent(kType, true, true, true);
  EXPECT_TRUE(std::get<bool>(event->detail()));
  const RefPtr<EventTarget> target = EventTarget::Create();
  target->AddEventListener(kType, MakeEventListener([&](Event&) {
                             event->InitCustomEvent(AtomString("x"));
                           }));
  FireEvent(*target, *event);
  EXPECT_EQ(event->type(), kType);
  EXPECT_TRUE(std::get<bool>(event->detail()));
}

}  // namespace
}  // namespace mortise
