#include "core/dom/simple_environment.h"

#include <gtest/gtest.h>

#include "core/dom/monotonic_clock.h"
#include "tests/core/base/manual_task_runner.h"

namespace mortise {
namespace {

TEST(SimpleEnvironment, Settings_AreWhatWasSet) {
  ManualTaskRunner runner;
  const int64_t before = MonotonicNow();
  SimpleEnvironment environment(&runner);
  EXPECT_EQ(&environment.task_runner(), &runner);
  EXPECT_GE(environment.time_origin(), before);
  EXPECT_LE(environment.time_origin(), MonotonicNow());
  EXPECT_EQ(environment.api_base_url(), "");
  EXPECT_EQ(environment.origin(), "");
  environment.set_api_base_url("http://a.test/x");
  environment.set_origin("http://a.test");
  EXPECT_EQ(environment.api_base_url(), "http://a.test/x");
  EXPECT_EQ(environment.origin(), "http://a.test");
}

}  // namespace
}  // namespace mortise
