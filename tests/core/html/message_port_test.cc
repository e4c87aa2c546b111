#include "core/html/message_port.h"

#include <gtest/gtest.h>

namespace mortise {
namespace {

// A port as an embedder might have one.
class TestPort final : public MessagePort {};

TEST(MessagePort, Derived_ImplementsTheInterface) {
  const RefPtr<MessagePort> port = MakeRef<TestPort>();
  EXPECT_EQ(&port->interface_info(), &MessagePort::kInterfaceInfo);
  EXPECT_EQ(MessagePort::kInterfaceInfo.parent, &EventTarget::kInterfaceInfo);
}

}  // namespace
}  // namespace mortise
