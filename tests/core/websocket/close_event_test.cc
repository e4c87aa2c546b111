#include "core/websocket/close_event.h"

#include <gtest/gtest.h>

namespace mortise {
namespace {

const AtomString kClose("close");

TEST(CloseEvent, Create_WithoutInit_HasDefaults) {
  const RefPtr<CloseEvent> event = CloseEvent::Create(kClose);
  EXPECT_FALSE(event->was_clean());
  EXPECT_EQ(event->code(), 0);
  EXPECT_EQ(event->reason(), "");
  EXPECT_FALSE(event->bubbles());
  EXPECT_FALSE(event->is_trusted());
}

TEST(CloseEvent, Create_TakesInit) {
  CloseEventInit init;
  init.bubbles = true;
  init.was_clean = true;
  init.code = 65535;
  init.reason = "r\xC3\xA9";
  const RefPtr<CloseEvent> event = CloseEvent::Create(kClose, init);
  EXPECT_TRUE(event->bubbles());
  EXPECT_TRUE(event->was_clean());
  EXPECT_EQ(event->code(), 65535);
  EXPECT_EQ(event->reason(), "r\xC3\xA9");
}

TEST(CloseEvent, InterfaceInfo_InheritsFromEvent) {
  const RefPtr<CloseEvent> event = CloseEvent::Create(kClose);
  EXPECT_STREQ(event->interface_info().name, "CloseEvent");
  EXPECT_EQ(event->interface_info().parent, &Event::kInterfaceInfo);
}

}  // namespace
}  // namespace mortise
