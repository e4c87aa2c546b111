#include "core/url/drive_letter.h"

#include <string_view>

#include "gtest/gtest.h"

namespace mortise {
namespace {

TEST(WindowsDriveLetter, AnyText_IsRecognised) {
  struct Case {
    std::string_view text;
    bool is;
    bool is_normalized;
    bool starts_with;
  };
  const Case cases[] = {
      {"", false, false, false},    {"c", false, false, false},
      {"c:", true, true, true},     {"C|", true, false, true},
      {"z:", true, true, true},     {"1:", false, false, false},
      {"::", false, false, false},  {"c;", false, false, false},
      {"c:/", false, false, true},  {"c|\\", false, false, true},
      {"c:?", false, false, true},  {"c:#x", false, false, true},
      {"c:a", false, false, false}, {"c::", false, false, false},
      {"/c:", false, false, false}, {"\xC3:", false, false, false},
  };
  for (const Case& test : cases) {
    EXPECT_EQ(IsWindowsDriveLetter(test.text), test.is) << test.text;
    EXPECT_EQ(IsNormalizedWindowsDriveLetter(test.text), test.is_normalized)
        << test.text;
    EXPECT_EQ(StartsWithWindowsDriveLetter(test.text), test.starts_with)
        << test.text;
  }
}

}  // namespace
}  // namespace mortise
