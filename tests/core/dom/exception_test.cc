#include "core/dom/exception.h"

#include <gtest/gtest.h>

#include "core/dom/dom_exception.h"

namespace mortise {
namespace {

TEST(Exception, ToString_NamesKindAndMessage) {
  EXPECT_EQ(Exception::TypeError("t").ToString(), "TypeError: t");
  EXPECT_EQ(Exception::RangeError("r").ToString(), "RangeError: r");
  EXPECT_EQ(
      Exception::DOMException(DOMExceptionName::kSyntaxError, "s").ToString(),
      "SyntaxError: s");
  EXPECT_EQ(Exception::AttributeValue(
                DOMException::Create(DOMExceptionName::kDataError, DomString()),
                "message")
                .ToString(),
            "DOMException.message");
}

}  // namespace
}  // namespace mortise
