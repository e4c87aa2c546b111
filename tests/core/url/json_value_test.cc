#include "tests/core/url/json_value.h"

#include "gtest/gtest.h"

namespace mortise {
namespace {

TEST(JsonValue, Document_IsRead) {
  const std::optional<JsonValue> value = JsonValue::Parse(
      R"( {"a": ["x", null, true, false, -1.5e3, {}], "b\n": "\u00e9\ud83d\ude00\"\\\/"} )");
  ASSERT_TRUE(value.has_value());
  const JsonValue* const a = value->Find("a");
  ASSERT_NE(a, nullptr);
  ASSERT_EQ(a->elements().size(), 6u);
  EXPECT_EQ(a->elements()[0].string(), "x");
  EXPECT_TRUE(a->elements()[1].is_null());
  EXPECT_TRUE(a->elements()[2].is_true());
  EXPECT_FALSE(a->elements()[3].is_true());
  EXPECT_TRUE(a->elements()[5].is_object());
  ASSERT_NE(value->Find("b\n"), nullptr);
  EXPECT_EQ(value->Find("b\n")->string(), "\u00E9\U0001F600\"\\/");
  EXPECT_EQ(value->Find("c"), nullptr);
}

TEST(JsonValue, Malformed_IsRefused) {
  for (std::string_view text : {"", "{", "[1,", "\"a", "\"\\x\"", "\"\\u12\"",
                                "{\"a\"}", "[1] 2", "nul", "\"\\"}) {
    EXPECT_FALSE(JsonValue::Parse(text).has_value()) << text;
  }
}

}  // namespace
}  // namespace mortise
