#include "core/base/check.h"

#include <gtest/gtest.h>

namespace mortise {
namespace {

TEST(CheckDeathTest, Failed_NamesThePlaceAndEndsTheProcess) {
  EXPECT_DEATH(MORTISE_CHECK(1 + 1 == 3),
               "check_test\\.cc:[0-9]+: check failed: 1 \\+ 1 == 3");
}

TEST(Check, Held_EvaluatesOnce) {
  int evaluations = 0;
  MORTISE_CHECK(++evaluations == 1);
  EXPECT_EQ(evaluations, 1);
}

}  // namespace
}  // namespace mortise
