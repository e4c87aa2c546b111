#include "core/dom/dom_exception_name.h"

#include <gtest/gtest.h>

namespace mortise {
namespace {

TEST(DOMExceptionName, ToString_RoundTripsThroughTheTable) {
  EXPECT_EQ(ToString(DOMExceptionName::kIndexSizeError), "IndexSizeError");
  EXPECT_EQ(ToString(DOMExceptionName::kSyntaxError), "SyntaxError");
  EXPECT_EQ(ToString(DOMExceptionName::kInvalidAccessError),
            "InvalidAccessError");
  EXPECT_EQ(ToString(DOMExceptionName::kURLMismatchError), "URLMismatchError");
  EXPECT_EQ(ToString(DOMExceptionName::kDataCloneError), "DataCloneError");
  EXPECT_EQ(ToString(DOMExceptionName::kOptOutError), "OptOutError");
}

}  // namespace
}  // namespace mortise
