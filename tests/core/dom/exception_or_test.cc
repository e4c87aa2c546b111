#include "core/dom/exception_or.h"

#include <gtest/gtest.h>

namespace mortise {
namespace {

TEST(ExceptionOr, HoldsOneOrTheOther) {
  ExceptionOr<int> value = 7;
  EXPECT_FALSE(value.has_exception());
  EXPECT_EQ(value.value(), 7);
  EXPECT_EQ(value.TakeValue(), 7);
  ExceptionOr<int> thrown = Exception::TypeError("t");
  EXPECT_TRUE(thrown.has_exception());
  EXPECT_EQ(thrown.TakeException().message(), "t");
  EXPECT_FALSE(ExceptionOr<void>().has_exception());
  EXPECT_TRUE(ExceptionOr<void>(Exception::TypeError("t")).has_exception());
}

}  // namespace
}  // namespace mortise
