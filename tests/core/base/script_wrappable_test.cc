#include "core/base/script_wrappable.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <utility>
#include <vector>

#include "core/base/instance_counter.h"

namespace mortise {
namespace {

using ::testing::ElementsAre;

class Object final : public ScriptWrappable, public InstanceCounter<Object> {
 public:
  static constinit inline InterfaceInfo kInterfaceInfo{"Object", nullptr};
  const InterfaceInfo& interface_info() const override {
    return kInterfaceInfo;
  }
};

class Handle final : public WrapperHandle {
 public:
  void SetStrong(bool strong) override { calls.push_back(strong); }
  void Reference(ScriptWrappable&) override {}
  void HoldValues() override {}
  std::vector<bool> calls;
};

TEST(ActivityPin, KeepsTheObject) {
  RefPtr<Object> object = MakeRef<Object>();
  ActivityPin pin(*object);
  EXPECT_TRUE(object->has_pending_activity());
  object = nullptr;
  EXPECT_EQ(Object::live_instances(), 1);
  pin.Reset();
  EXPECT_EQ(Object::live_instances(), 0);
}

TEST(ActivityPin, FirstAndLast_TellTheWrapper) {
  Handle handle;
  const RefPtr<Object> object = MakeRef<Object>();
  object->set_wrapper_handle(&handle);
  {
    const ActivityPin first(*object);
    const ActivityPin second(*object);
    EXPECT_THAT(handle.calls, ElementsAre(true));
  }
  EXPECT_THAT(handle.calls, ElementsAre(true, false));
  EXPECT_FALSE(object->has_pending_activity());
}

TEST(ActivityPin, Move_PassesThePinOn) {
  const RefPtr<Object> object = MakeRef<Object>();
  ActivityPin first(*object);
  ActivityPin second = std::move(first);
  EXPECT_FALSE(first);
  EXPECT_TRUE(second);
  EXPECT_TRUE(object->has_pending_activity());
  second = ActivityPin();
  EXPECT_FALSE(object->has_pending_activity());
}

}  // namespace
}  // namespace mortise
