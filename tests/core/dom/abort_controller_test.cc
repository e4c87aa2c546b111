#include "core/dom/abort_controller.h"

#include <gtest/gtest.h>

namespace mortise {
namespace {

TEST(AbortController, Signal_IsOneObject) {
  const RefPtr<AbortController> controller = AbortController::Create();
  EXPECT_EQ(controller->signal(), controller->signal());
  EXPECT_FALSE(controller->signal()->aborted());
}

TEST(AbortController, Abort_PassesTheReasonOn) {
  const RefPtr<AbortController> controller = AbortController::Create();
  controller->Abort(2.5);
  EXPECT_TRUE(controller->signal()->aborted());
  EXPECT_EQ(std::get<double>(controller->signal()->reason()), 2.5);
}

TEST(AbortController, Gone_ItsSignalStaysWithItsUsers) {
  RefPtr<AbortController> controller = AbortController::Create();
  const RefPtr<AbortSignal> signal(controller->signal());
  controller = nullptr;
  EXPECT_EQ(AbortController::live_instances(), 0);
  EXPECT_FALSE(signal->aborted());
}

}  // namespace
}  // namespace mortise
