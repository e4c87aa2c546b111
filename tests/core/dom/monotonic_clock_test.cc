#include "core/dom/monotonic_clock.h"

#include <gtest/gtest.h>

namespace mortise {
namespace {

TEST(MonotonicClock, Now_NeverGoesBack) {
  int64_t last = MonotonicNow();
  for (int i = 0; i < 10000; ++i) {
    const int64_t now = MonotonicNow();
    ASSERT_GE(now, last);
    last = now;
  }
}

}  // namespace
}  // namespace mortise
