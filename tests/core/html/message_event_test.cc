#include "core/html/message_event.h"

#include <gtest/gtest.h>

#include "core/dom/event_dispatch.h"
#include "core/dom/event_listener.h"

namespace mortise {
namespace {

const AtomString kMessage("message");

// A port as an embedder might have one.
class TestPort final : public MessagePort {};

TEST(MessageEvent, Create_WithoutInit_HasDefaults) {
  const RefPtr<MessageEvent> event = MessageEvent::Create(kMessage);
  EXPECT_TRUE(std::holds_alternative<Null>(event->data()));
  EXPECT_EQ(event->origin(), "");
  EXPECT_TRUE(event->last_event_id().empty());
  EXPECT_EQ(event->source(), nullptr);
  EXPECT_TRUE(event->ports().empty());
  EXPECT_FALSE(event->bubbles());
}

TEST(MessageEvent, Create_TakesInit) {
  const RefPtr<MessagePort> port = MakeRef<TestPort>();
  MessageEventInit init;
  init.cancelable = true;
  init.data = std::string("data");
  init.origin = "ws://a.test";
  init.last_event_id = DomString::FromUtf8("7");
  init.source = port;
  init.ports = {port, port};
  const RefPtr<MessageEvent> event =
      MessageEvent::Create(kMessage, std::move(init));
  EXPECT_TRUE(event->cancelable());
  EXPECT_EQ(std::get<std::string>(event->data()), "data");
  EXPECT_EQ(event->origin(), "ws://a.test");
  EXPECT_TRUE(event->last_event_id() == "7");
  EXPECT_EQ(event->source(), port.get());
  EXPECT_EQ(event->ports().size(), 2u);
  EXPECT_EQ(event->interface_info().parent, &Event::kInterfaceInfo);
}

TEST(MessageEvent, TakeData_HandsOverTheBytes) {
  MessageEventInit init;
  ByteBuffer buffer(100);
  const uint8_t* const bytes = buffer.data();
  init.data = std::move(buffer);
  const RefPtr<MessageEvent> event =
      MessageEvent::Create(kMessage, std::move(init));
  EXPECT_EQ(std::get<ByteBuffer>(event->TakeData()).data(), bytes);
  EXPECT_TRUE(std::holds_alternative<Undefined>(event->data()));
}

TEST(MessageEvent, InitMessageEvent_ReplacesAll) {
  MessageEventInit init;
  init.origin = "o";
  init.source = MakeRef<TestPort>();
  const RefPtr<MessageEvent> event =
      MessageEvent::Create(kMessage, std::move(init));
  event->InitMessageEvent(AtomString("other"), true, true, 1.0, "p",
                          DomString::FromUtf8("8"));
  EXPECT_EQ(event->type(), AtomString("other"));
  EXPECT_TRUE(event->bubbles());
  EXPECT_TRUE(event->cancelable());
  EXPECT_EQ(std::get<double>(event->data()), 1.0);
  EXPECT_EQ(event->origin(), "p");
  EXPECT_TRUE(event->last_event_id() == "8");
  EXPECT_EQ(event->source(), nullptr);
}

TEST(MessageEvent, InitMessageEvent_WhileDispatched_DoesNothing) {
  const RefPtr<MessageEvent> event = MessageEvent::Create(kMessage);
  const RefPtr<EventTarget> target = EventTarget::Create();
  target->AddEventListener(kMessage, MakeEventListener([&](Event&) {
                             event->InitMessageEvent(AtomString("x"), true,
                                                     true, 1.0, "p");
                           }));
  FireEvent(*target, *event);
  EXPECT_EQ(event->type(), kMessage);
  EXPECT_EQ(event->origin(), "");
  EXPECT_TRUE(std::holds_alternative<Null>(event->data()));
}

}  // namespace
}  // namespace mortise
