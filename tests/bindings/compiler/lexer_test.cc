#include "bindings/compiler/lexer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace mortise::idl {
namespace {

// The spellings of the tokens of `text`, and the number of errors.
struct Lexed {
  explicit Lexed(std::string_view text)
      : source("t.idl", std::string(text), SourceFile::Role::kPrimary, 0),
        tokens(Tokenize(source, &diagnostics)) {}

  std::vector<std::string> Texts() const {
    std::vector<std::string> texts;
    for (size_t i = 0; i + 1 < tokens.size(); ++i) {
      texts.emplace_back(source.text().substr(tokens[i].begin,
                                              tokens[i].end - tokens[i].begin));
    }
    return texts;
  }
  std::vector<TokenKind> Kinds() const {
    std::vector<TokenKind> kinds;
    for (size_t i = 0; i + 1 < tokens.size(); ++i) {
      kinds.push_back(tokens[i].kind);
    }
    return kinds;
  }

  SourceFile source;
  Diagnostics diagnostics;
  std::vector<Token> tokens;
};

using testing::ElementsAre;

TEST(LexerTest, Tokens_LongestMatchWins) {
  struct Case {
    std::string_view text;
    std::vector<std::string> texts;
    std::vector<TokenKind> kinds;
  };
  using K = TokenKind;
  const Case cases[] = {
      {"long longer", {"long", "longer"}, {K::kLong, K::kIdentifier}},
      {"_long", {"_long"}, {K::kIdentifier}},
      {"-Infinity", {"-Infinity"}, {K::kMinusInfinity}},
      {"-Infinity-", {"-Infinity-"}, {K::kIdentifier}},
      {"-foo", {"-foo"}, {K::kIdentifier}},
      {"- foo", {"-", "foo"}, {K::kOther, K::kIdentifier}},
      {"__foo", {"_", "_foo"}, {K::kOther, K::kIdentifier}},
      {"0", {"0"}, {K::kInteger}},
      {"089", {"0", "89"}, {K::kInteger, K::kInteger}},
      {"0x", {"0", "x"}, {K::kInteger, K::kIdentifier}},
      {"0x1g", {"0x1", "g"}, {K::kInteger, K::kIdentifier}},
      {"-0X1F", {"-0X1F"}, {K::kInteger}},
      {"1.", {"1."}, {K::kDecimal}},
      {".5", {".5"}, {K::kDecimal}},
      {"-.5e-3", {"-.5e-3"}, {K::kDecimal}},
      {"1e5", {"1e5"}, {K::kDecimal}},
      {"1e", {"1", "e"}, {K::kInteger, K::kIdentifier}},
      {"1.e+", {"1.", "e", "+"}, {K::kDecimal, K::kIdentifier, K::kOther}},
      {"..", {".", "."}, {K::kOther, K::kOther}},
      {"...", {"..."}, {K::kEllipsis}},
      {"1...", {"1.", ".", "."}, {K::kDecimal, K::kOther, K::kOther}},
      {"long...x",
       {"long", "...", "x"},
       {K::kLong, K::kEllipsis, K::kIdentifier}},
      {"\"a\nb\"", {"\"a\nb\""}, {K::kString}},
      {"\"\\\"", {"\"\\\""}, {K::kString}},
      {"a/b", {"a", "/", "b"}, {K::kIdentifier, K::kOther, K::kIdentifier}},
      {"a//b\nc", {"a", "c"}, {K::kIdentifier, K::kIdentifier}},
      {"a/*/b*/c", {"a", "c"}, {K::kIdentifier, K::kIdentifier}},
      {"/**/a", {"a"}, {K::kIdentifier}},
      {"\xEF\xBB\xBF"
       "a",
       {"a"},
       {K::kIdentifier}},
      {"\xE4\xBD\xA0", {"\xE4\xBD\xA0"}, {K::kOther}},
  };
  for (const Case& c : cases) {
    const Lexed lexed(c.text);
    EXPECT_EQ(lexed.Texts(), c.texts) << c.text;
    EXPECT_EQ(lexed.Kinds(), c.kinds) << c.text;
    EXPECT_EQ(lexed.diagnostics.error_count(), 0u) << c.text;
  }
}

TEST(LexerTest, Keywords_AreAllFoundAndOthersAreNot) {
  for (int i = static_cast<int>(kFirstKeyword);
       i <= static_cast<int>(kLastKeyword); ++i) {
    const auto kind = static_cast<TokenKind>(i);
    EXPECT_EQ(KeywordOrIdentifier(TokenKindSpelling(kind)), kind);
    const std::string longer = std::string(TokenKindSpelling(kind)) + "_";
    EXPECT_EQ(KeywordOrIdentifier(longer), TokenKind::kIdentifier);
  }
}

TEST(LexerTest, Column_CountsCodePoints) {
  const Lexed lexed("/* \xE4\xBD\xA0\xF0\x9F\x98\x80 */ a\n  b");
  const LineColumn a = lexed.source.Locate(lexed.tokens[0].begin);
  EXPECT_EQ(a.line, 1u);
  EXPECT_EQ(a.column, 10u);
  const LineColumn b = lexed.source.Locate(lexed.tokens[1].begin);
  EXPECT_EQ(b.line, 2u);
  EXPECT_EQ(b.column, 3u);
}

TEST(LexerTest, Hostile_IsReportedOnceAndLeftOut) {
  const std::string_view cases[] = {
      std::string_view("a\0\0b", 4),
      "a\x80\xff"
      "b",
      "a /*\xC0*/ b",
      "a \"\xED\xA0\x80\" b",  // A surrogate.
      "a \xF4\x90\x80\x80 b",  // Beyond U+10FFFF.
      "a \xC1\x81 b",          // Not the shortest form.
      "a \xE4\xBD",
  };
  for (const std::string_view text : cases) {
    const Lexed lexed(text);
    EXPECT_EQ(lexed.diagnostics.error_count(), 1u) << text;
    EXPECT_EQ(lexed.diagnostics.all()[0].rule, Rule::kEncoding) << text;
    EXPECT_EQ(lexed.Texts()[0], "a");
  }
}

}  // namespace
}  // namespace mortise::idl
