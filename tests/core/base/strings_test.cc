#include "core/base/strings.h"

#include "gtest/gtest.h"

namespace mortise {
namespace {

TEST(Strings, ConcatAndAppend_TakeAnyKindOfText) {
  const std::string_view view = "view";
  const std::string string = "string";
  std::string text = Concat(view, 1, string, "literal", absl::string_view("x"));
  EXPECT_EQ(text, "view1stringliteralx");
  AppendTo(text, view, uint16_t{65535});
  EXPECT_EQ(text, "view1stringliteralxview65535");
  EXPECT_EQ(ToStd(ToAbsl(view)).data(), view.data());
}

TEST(Strings, EqualsIgnoringAsciiCase_FoldsAsciiAlone) {
  EXPECT_TRUE(EqualsIgnoringAsciiCase("", ""));
  EXPECT_TRUE(EqualsIgnoringAsciiCase("WebSocket", "websocKET"));
  EXPECT_FALSE(EqualsIgnoringAsciiCase("a", "ab"));
  EXPECT_FALSE(EqualsIgnoringAsciiCase("k", "\xE2\x84\xAA"));  // Kelvin sign.
  EXPECT_FALSE(EqualsIgnoringAsciiCase("[", "{"));
}

TEST(Strings, SplitAndJoin_AreInverse) {
  using Views = std::vector<std::string_view>;
  EXPECT_EQ(Split("", ','), Views{""});
  EXPECT_EQ(Split("a", ','), Views{"a"});
  EXPECT_EQ(Split(",a,,b,", ','), (Views{"", "a", "", "b", ""}));
  EXPECT_EQ(Join(Views{}, ", "), "");
  EXPECT_EQ(Join(Split(",a,,b,", ','), ","), ",a,,b,");
  EXPECT_EQ(Join(std::vector<std::string>{"a", "b"}, ", "), "a, b");
}

TEST(Strings, EscapedForLog_ShowsEachByte) {
  EXPECT_EQ(EscapedForLog("plain"), "plain");
  EXPECT_EQ(EscapedForLog("a\r\n\t\"\x01\xFF"), "a\\r\\n\\t\\\"\\x01\\xff");
}

}  // namespace
}  // namespace mortise
