#include "core/url/percent_encoding.h"

#include <string>
#include <string_view>

#include "gtest/gtest.h"

namespace mortise {
namespace {

// All of printable ASCII.
constexpr std::string_view kPrintable =
    " !\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`"
    "abcdefghijklmnopqrstuvwxyz{|}~";

struct SetCase {
  const char* name;
  const PercentEncodeSet& set;
  // The members among printable ASCII, in order.
  std::string_view members;
};

const SetCase kSets[] = {
    {"C0 control", kC0ControlPercentEncodeSet, ""},
    {"fragment", kFragmentPercentEncodeSet, " \"<>`"},
    {"query", kQueryPercentEncodeSet, " \"#<>"},
    {"special-query", kSpecialQueryPercentEncodeSet, " \"#'<>"},
    {"path", kPathPercentEncodeSet, " \"#<>?^`{}"},
    {"userinfo", kUserinfoPercentEncodeSet, " \"#/:;<=>?@[\\]^`{|}"},
    {"component", kComponentPercentEncodeSet, " \"#$%&+,/:;<=>?@[\\]^`{|}"},
    {"application/x-www-form-urlencoded", kFormUrlencodedPercentEncodeSet,
     " !\"#$%&'()+,/:;<=>?@[\\]^`{|}~"},
};

TEST(PercentEncodeSet_Members, PrintableAscii_AreTheStandards) {
  for (const SetCase& test : kSets) {
    std::string members;
    for (char c : kPrintable) {
      if (test.set.Contains(c)) members += c;
    }
    EXPECT_EQ(members, test.members) << test.name;
  }
}

TEST(PercentEncodeSet_Members, ControlsAndNonAscii_AreInEverySet) {
  for (const SetCase& test : kSets) {
    for (int byte = 0; byte < 0x100; ++byte) {
      if (byte >= 0x20 && byte < 0x7F) continue;
      EXPECT_TRUE(test.set.Contains(static_cast<char>(byte)))
          << test.name << " " << byte;
    }
  }
}

TEST(PercentEncode, AnyText_EncodesBytesInSet) {
  struct Case {
    std::string_view input;
    const PercentEncodeSet& set;
    std::string_view expected;
  };
  const Case cases[] = {
      {"", kUserinfoPercentEncodeSet, ""},
      {"plain", kUserinfoPercentEncodeSet, "plain"},
      {"a b", kPathPercentEncodeSet, "a%20b"},
      {" ", kC0ControlPercentEncodeSet, " "},
      {"  ", kPathPercentEncodeSet, "%20%20"},
      {"\x7F", kC0ControlPercentEncodeSet, "%7F"},
      {std::string_view("\0", 1), kC0ControlPercentEncodeSet, "%00"},
      {"\x1F", kC0ControlPercentEncodeSet, "%1F"},
      {"~", kC0ControlPercentEncodeSet, "~"},
      {"\u2261", kUserinfoPercentEncodeSet, "%E2%89%A1"},
      {"What\u203D", kUserinfoPercentEncodeSet, "What%E2%80%BD"},
      {"\u00E9t\u00E9", kQueryPercentEncodeSet, "%C3%A9t%C3%A9"},
      {"\U0001F4A9", kPathPercentEncodeSet, "%F0%9F%92%A9"},
      {"100%", kUserinfoPercentEncodeSet, "100%"},
      {"100%", kComponentPercentEncodeSet, "100%25"},
      {"%41", kPathPercentEncodeSet, "%41"},
      {"it's", kQueryPercentEncodeSet, "it's"},
      {"it's", kSpecialQueryPercentEncodeSet, "it%27s"},
      {"a`b", kQueryPercentEncodeSet, "a`b"},
      {"a`b", kFragmentPercentEncodeSet, "a%60b"},
      {"a^b", kPathPercentEncodeSet, "a%5Eb"},
      {"a^b", kFragmentPercentEncodeSet, "a^b"},
  };
  for (const Case& test : cases) {
    EXPECT_EQ(PercentEncode(test.input, test.set), test.expected);
  }
}

TEST(AppendPercentEncoded, TextBefore_Stays) {
  std::string out = "http://";
  AppendPercentEncoded("a b", kPathPercentEncodeSet, out);
  EXPECT_EQ(out, "http://a%20b");
}

TEST(PercentDecode, AnyText_DecodesCompleteTripletsOnly) {
  struct Case {
    std::string_view input;
    std::string_view expected;
  };
  const Case cases[] = {
      {"", ""},
      {"abc", "abc"},
      {"%41", "A"},
      {"%4a%4A", "JJ"},
      {"a%20b", "a b"},
      {"%", "%"},
      {"%4", "%4"},
      {"%%", "%%"},
      {"%4g", "%4g"},
      {"%g4", "%g4"},
      {"%%41", "%A"},
      {"%2541", "%41"},
      {"%25%s%1G", "%%s%1G"},
      {"x%4", "x%4"},
      {"%00", std::string_view("\0", 1)},
      {"%FF%fe", "\xFF\xFE"},
      {"\u203D%25%2E", "\u203D%."},
      {"%+1", "%+1"},
  };
  for (const Case& test : cases) {
    EXPECT_EQ(PercentDecode(test.input), test.expected) << test.input;
  }
}

TEST(PercentDecode, AnyEncodedByte_ComesBack) {
  for (int byte = 0; byte < 0x100; ++byte) {
    const std::string text(1, static_cast<char>(byte));
    EXPECT_EQ(PercentDecode(PercentEncode(text, kComponentPercentEncodeSet)),
              text);
  }
}

TEST(StartsWithPercentEncodedByte, AnyText_NeedsTwoHexDigits) {
  EXPECT_TRUE(StartsWithPercentEncodedByte("%aF"));
  EXPECT_TRUE(StartsWithPercentEncodedByte("%09rest"));
  EXPECT_FALSE(StartsWithPercentEncodedByte(""));
  EXPECT_FALSE(StartsWithPercentEncodedByte("%"));
  EXPECT_FALSE(StartsWithPercentEncodedByte("%a"));
  EXPECT_FALSE(StartsWithPercentEncodedByte("%ag"));
  EXPECT_FALSE(StartsWithPercentEncodedByte("a%41"));
}

}  // namespace
}  // namespace mortise
