#include "shell/inspect_layout.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>

namespace mortise::shell {
namespace {

TEST(QuoteString, PicksTheQuoteThatNeedsNoEscape) {
  const struct {
    std::string_view text;
    std::string_view expected;
  } kCases[] = {
      {"", "''"},
      {"plain", "'plain'"},
      {"it's", "\"it's\""},
      {"'\"", "`'\"`"},
      {"'\"`", "'\\'\"`'"},
      {"'\"${x}", "'\\'\"${x}'"},
      {"a\nb\t\\", "'a\\nb\\t\\\\'"},
      {std::string_view("\0\x1B", 2), "'\\x00\\x1B'"},
      {"\u00FC", "'\u00FC'"},
  };
  for (const auto& c : kCases) EXPECT_EQ(QuoteString(c.text), c.expected);
}

TEST(PropertyKey, QuotesWhatIsNoIdentifier) {
  const struct {
    std::string_view name;
    std::string_view expected;
  } kCases[] = {
      {"a", "a"},       {"$_9", "$_9"}, {"9a", "'9a'"},
      {"a-b", "'a-b'"}, {"", "''"},     {"\u00FC", "'\u00FC'"},
  };
  for (const auto& c : kCases) EXPECT_EQ(PropertyKey(c.name), c.expected);
}

TEST(LayOut, ShortObject_StaysOnOneLine) {
  EXPECT_EQ(LayOut({}), "{}");
  EXPECT_EQ(LayOut({.prefix = "Foo"}), "Foo {}");
  EXPECT_EQ(LayOut({.prefix = "Set(1)", .entries = {"1"}}), "Set(1) { 1 }");
  EXPECT_EQ(LayOut({.open = '[', .close = ']', .entries = {"1", "2"}}),
            "[ 1, 2 ]");
}

TEST(LayOut, LongObject_TakesALineForEachEntry) {
  const std::string a(40, 'a');
  const std::string b(40, 'b');
  EXPECT_EQ(LayOut({.entries = {a, b}}), "{\n  " + a + ",\n  " + b + "\n}");
}

TEST(LayOut, EntryOfSeveralLines_IsIndented) {
  EXPECT_EQ(LayOut({.entries = {"x: {\n  1\n}"}}), "{\n  x: {\n    1\n  }\n}");
}

TEST(LayOut, LongList_IsFilled) {
  ObjectLayout list{.open = '[', .close = ']', .is_list = true};
  for (int i = 100; i < 130; ++i) list.entries.push_back(std::to_string(i));
  list.rest = "... 1 more item";
  const std::string text = LayOut(list);
  EXPECT_EQ(text.substr(0, 14), "[\n  100, 101, ");
  EXPECT_NE(text.find("129,\n  ... 1 more item\n]"), std::string::npos);
  EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 4);
}

}  // namespace
}  // namespace mortise::shell
