#include "core/net/http_head.h"

#include <string>

#include "core/base/strings.h"
#include "gtest/gtest.h"

namespace mortise::net {
namespace {

std::string Print(const HttpHead& head) {
  std::string text = head.start_line();
  for (const HttpHead::Field& field : head.fields()) {
    text += "|" + field.name + "=" + field.value;
  }
  return text;
}

TEST(HttpHead, Lenient_AsBrowsersAre) {
  const struct {
    std::string_view text;
    std::string_view printed;
  } kCases[] = {
      {"S\r\n\r\n", "S"},
      {"S\r\nA: b\r\n\r\n", "S|A=b"},
      {"S\nA: b\nC:d\n\n", "S|A=b|C=d"},
      {"S\r\nA:\t b \t\r\n\r\n", "S|A=b"},
      {"S\r\nA:\r\nB: \r\n\r\n", "S|A=|B="},
      {"S\r\nA: b:c\r\n\r\n", "S|A=b:c"},
      // obs-fold.
      {"S\r\nA: b\r\n c\r\n\t d\r\n\r\n", "S|A=b c d"},
      {"S\r\nA:\r\n b\r\n \r\nC: d\r\n\r\n", "S|A=b|C=d"},
      // A fold that continues no field.
      {"S\r\n folded\r\nA: b\r\n\r\n", "S|A=b"},
      {"S\r\njunk\r\n folded\r\nA: b\r\n\r\n", "S|A=b"},
      // No fields.
      {"S\r\njunk\r\nA: b\r\n: x\r\nB C: d\r\n\r\n", "S|A=b"},
      {"S\r\nA : b\r\n\r\n", "S|A=b"},
      {"S\r\nA: caf\xE9\r\n\r\n", "S|A=caf\xE9"},
      // A carriage return alone ends no line, nor the head.
      {"S\rT\r\nA: b\rB: c\r\nX\rY: z\r\nC: d\r\r\n\r\r\nD: e\r\n\r\n",
       "S T|A=b B: c|C=d|D=e"},
  };
  for (const auto& c : kCases) {
    const auto head = HttpHead::Parse(c.text);
    ASSERT_TRUE(head.ok()) << EscapedForLog(c.text);
    EXPECT_EQ(Print(*head), c.printed);
  }
}

TEST(HttpHead, Nul_IsRefused) {
  for (std::string_view text : {std::string_view("S\0\r\n\r\n", 6),
                                std::string_view("S\r\nA: \0\r\n\r\n", 10),
                                std::string_view("S\r\nA\0: b\r\n\r\n", 11)}) {
    EXPECT_FALSE(HttpHead::Parse(text).ok()) << EscapedForLog(text);
  }
}

TEST(HttpHead, Values_AreFoundInAnyCase) {
  const auto head =
      HttpHead::Parse("S\r\nAb: 1\r\naB: 2, 3,,\r\nAbc: 4\r\n\r\n");
  ASSERT_TRUE(head.ok());
  using Views = std::vector<std::string_view>;
  EXPECT_EQ(head->Values("AB"), (Views{"1", "2, 3,,"}));
  EXPECT_EQ(head->ListElements("ab"), (Views{"1", "2", "3"}));
  EXPECT_EQ(head->Values("none"), Views{});
}

TEST(HttpText, TokensAndValues_AreToldApart) {
  EXPECT_TRUE(IsHttpToken("!#$%&'*+-.^_`|~09azAZ"));
  for (std::string_view text : {"", " ", "a b", "a:", "a,b", "\"a\"", "\x7F",
                                "\x80", "a\r\n", "a/b", "a@b", "[a]"}) {
    EXPECT_FALSE(IsHttpToken(text)) << text;
  }
  for (std::string_view text : {"", "a", "a b", "a\tb", "caf\xE9", "a: b"}) {
    EXPECT_TRUE(IsHttpFieldValue(text)) << text;
  }
  for (std::string_view text :
       {std::string_view(" a"), std::string_view("a "), std::string_view("\t"),
        std::string_view("a\r\nB: c"), std::string_view("a\n"),
        std::string_view("a\0b", 3), std::string_view("\x7F")}) {
    EXPECT_FALSE(IsHttpFieldValue(text)) << EscapedForLog(text);
  }
}

}  // namespace
}  // namespace mortise::net
