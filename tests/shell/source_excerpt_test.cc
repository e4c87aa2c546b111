#include "shell/source_excerpt.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace mortise::shell {
namespace {

TEST(SourceExcerpt, Columns_AreMarked) {
  const struct {
    std::string_view line;
    int start;
    int end;
    std::string_view expected;
  } kCases[] = {
      {"throw 1;", 0, 5, "throw 1;\n^^^^^\n"},
      {"\t a.b", 4, 5, "\t a.b\n\t   ^\n"},
      {"x", 0, 0, "x\n^\n"},
      {"x", 5, 9, "x\n ^\n"},
      {"x", 1, 0, "x\n ^\n"},
      {"", 0, 1, "\n^\n"},
      // Two bytes and one code unit; four bytes and two code units.
      {"\u00E4 y", 2, 3, "\u00E4 y\n  ^\n"},
      {"\U0001F600y", 2, 3, "\U0001F600y\n ^\n"},
  };
  for (const auto& c : kCases) {
    EXPECT_EQ(SourceExcerpt(c.line, c.start, c.end), c.expected);
  }
}

TEST(SourceExcerpt, LongLine_IsCutAroundThePlace) {
  const std::string line =
      std::string(5000, 'a') + "!" + std::string(5000, 'b');
  const std::string excerpt = SourceExcerpt(line, 5000, 5001);
  const size_t newline = excerpt.find('\n');
  EXPECT_LT(newline, 130u);
  EXPECT_EQ(excerpt.find('!'), excerpt.find('^') - newline - 1);
}

}  // namespace
}  // namespace mortise::shell
