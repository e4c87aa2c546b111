#include "core/base/utf8.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace mortise {
namespace {

struct Case {
  std::string_view text;
  // Where valid text ends: the index of the byte at which it must be refused,
  // or kCut if only the end is missing.
  size_t bad_at;
  const char16_t* decoded;
};
constexpr size_t kGood = 1000;
constexpr size_t kCut = 1001;

// Unicode chapter 3.9, tables 3-7 to 3-11.
const Case kCases[] = {
    {"", kGood, u""},
    {"ascii, longer than a word", kGood, u"ascii, longer than a word"},
    {"\xC2\x80\xDF\xBF", kGood, u"\x80\x7FF"},
    {"\xE0\xA0\x80\xEF\xBF\xBF", kGood, u"\x800\xFFFF"},
    {"\xED\x9F\xBF\xEE\x80\x80", kGood, u"\xD7FF\xE000"},
    {"\xF0\x90\x80\x80\xF4\x8F\xBF\xBF", kGood, u"\xD800\xDC00\xDBFF\xDFFF"},
    {"\x80", 0, u"\xFFFD"},
    {"\xBF", 0, u"\xFFFD"},
    {"\xC0\x80", 0, u"\xFFFD\xFFFD"},
    {"\xC1\xBF", 0, u"\xFFFD\xFFFD"},
    {"\xE0\x80\x80", 1, u"\xFFFD\xFFFD\xFFFD"},
    {"\xE0\x9F\xBF", 1, u"\xFFFD\xFFFD\xFFFD"},
    {"\xED\xA0\x80", 1, u"\xFFFD\xFFFD\xFFFD"},
    {"\xF0\x80\x80\x80", 1, u"\xFFFD\xFFFD\xFFFD\xFFFD"},
    {"\xF4\x90\x80\x80", 1, u"\xFFFD\xFFFD\xFFFD\xFFFD"},
    {"\xF5\x80\x80\x80", 0, u"\xFFFD\xFFFD\xFFFD\xFFFD"},
    {"\xFF", 0, u"\xFFFD"},
    {"abcdefgh\xFE", 8, u"abcdefgh\xFFFD"},
    {"\xC3", kCut, u"\xFFFD"},
    {"\xE1\x80", kCut, u"\xFFFD"},
    {"\xF1\x80\x80", kCut, u"\xFFFD"},
    {"\xC3 ", 1, u"\xFFFD "},
    {"\xE1\x80 ", 2, u"\xFFFD "},
    {"\xE1\x80\xE2\xF0\x91\x92\xF1\xBF"
     "A",
     2,
     u"\xFFFD\xFFFD\xFFFD\xFFFD"
     u"A"},
};

TEST(Utf8, Validity_WholeAndByteByByte) {
  for (const Case& test : kCases) {
    EXPECT_EQ(IsValidUtf8(test.text), test.bad_at == kGood) << test.text;
    Utf8Validator validator;
    for (size_t i = 0; i < test.text.size(); ++i) {
      const bool expected = test.bad_at >= kGood || i < test.bad_at;
      EXPECT_EQ(validator.Append(test.text.substr(i, 1)), expected)
          << test.text << " at " << i;
    }
    EXPECT_EQ(validator.IsComplete(), test.bad_at == kGood) << test.text;
    validator.Reset();
    EXPECT_TRUE(validator.IsComplete());
  }
}

TEST(Utf8, Decoding_ReplacesMaximalIllFormedPieces) {
  for (const Case& test : kCases) {
    EXPECT_EQ(Utf8ToUtf16(test.text), test.decoded) << test.text;
  }
}

TEST(Utf8, EveryScalarValue_RoundTrips) {
  for (char32_t c = 0; c <= 0x10FFFF; ++c) {
    if (c >= 0xD800 && c <= 0xDFFF) continue;
    std::string utf8;
    AppendUtf8(c, utf8);
    if (!IsValidUtf8(utf8) || Utf16ToUtf8(Utf8ToUtf16(utf8)) != utf8) {
      ADD_FAILURE() << std::hex << static_cast<uint32_t>(c);
    }
  }
}

TEST(Utf8, Encoding_LoneSurrogatesAreReplaced) {
  EXPECT_EQ(Utf16ToUtf8(u"a\xD800z"), "a\xEF\xBF\xBDz");
  EXPECT_EQ(Utf16ToUtf8(u"\xDC00\xD800"), "\xEF\xBF\xBD\xEF\xBF\xBD");
}

TEST(Utf8, Latin1_BecomesTwoBytesAboveAscii) {
  EXPECT_EQ(Latin1ToUtf8("a\x80\xFF"), "a\xC2\x80\xC3\xBF");
}

TEST(Utf8, AsciiPrefixLength_AtAllOffsets) {
  for (size_t length = 0; length < 40; ++length) {
    EXPECT_EQ(AsciiPrefixLength(std::string(length, 'a')), length);
    EXPECT_EQ(AsciiPrefixLength(std::string(length, 'a') + "\x80"
                                                           "aaaaaaaaa"),
              length);
  }
}

}  // namespace
}  // namespace mortise
