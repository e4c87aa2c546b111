#include "core/base/dom_string.h"

#include <gtest/gtest.h>

#include <string>

#include "absl/hash/hash.h"

namespace mortise {
namespace {

TEST(DomString, Conversions_Table) {
  struct Case {
    std::u16string utf16;
    std::string utf8;
    bool is_8bit;
    bool round_trips;
  };
  const Case cases[] = {
      {u"", "", true, true},
      {u"ascii", "ascii", true, true},
      {std::u16string(u"a\0b", 3), std::string("a\0b", 3), true, true},
      {u"\x80\xFF", "\xC2\x80\xC3\xBF", true, true},
      {u"\x100", "\xC4\x80", false, true},
      {u"a\x4E2D", "a\xE4\xB8\xAD", false, true},
      {u"\xD83D\xDE00", "\xF0\x9F\x98\x80", false, true},
      {u"\xD83D", "\xEF\xBF\xBD", false, false},
      {u"\xDE00\xD83D", "\xEF\xBF\xBD\xEF\xBF\xBD", false, false},
      {u"\xFEFFx", "\xEF\xBB\xBFx", false, true},
  };
  for (const Case& test : cases) {
    const DomString string = DomString::FromUtf16(test.utf16);
    EXPECT_EQ(string.length(), test.utf16.size());
    EXPECT_EQ(string.is_8bit(), test.is_8bit);
    EXPECT_EQ(string.empty(), test.utf16.empty());
    EXPECT_EQ(string.ToUtf16(), test.utf16);
    EXPECT_EQ(string.ToUtf8(), test.utf8);
    for (size_t i = 0; i < string.length(); ++i) {
      EXPECT_EQ(string[i], test.utf16[i]);
    }
    EXPECT_EQ(DomString::FromUtf8(test.utf8) == string, test.round_trips);
  }
}

TEST(DomString, FromUtf8_IllFormed_BecomesReplacementCharacters) {
  EXPECT_EQ(DomString::FromUtf8("a\xFF\xC3").ToUtf16(), u"a\xFFFD\xFFFD");
}

TEST(DomString, EqualTexts_AreEqualWhateverTheirSource) {
  const DomString a = DomString::FromLatin1("caf\xE9");
  const DomString b = DomString::FromUtf16(u"caf\xE9");
  const DomString c = DomString::FromUtf8("caf\xC3\xA9");
  EXPECT_TRUE(a == b);
  EXPECT_TRUE(b == c);
  EXPECT_EQ(absl::HashOf(a), absl::HashOf(b));
  EXPECT_FALSE(a == DomString::FromLatin1("cafe"));
  EXPECT_FALSE(a == DomString::FromUtf16(u"caf\x4E2D"));
  EXPECT_TRUE(DomString() == DomString::FromUtf16(u""));
  EXPECT_TRUE(DomString::FromUtf8("x") == "x");
  EXPECT_FALSE(DomString::FromUtf16(u"\x4E2D") == "x");
}

}  // namespace
}  // namespace mortise
