#include "bindings/compiler/diagnostics.h"

#include <gtest/gtest.h>

namespace mortise::idl {
namespace {

std::string FormatAt(const std::string& text, uint32_t begin, uint32_t end) {
  const SourceFile source("t.idl", text, SourceFile::Role::kPrimary, 0);
  Diagnostics diagnostics;
  diagnostics.Report(Rule::kSyntax, {&source, begin, end}, "oops");
  return diagnostics.Format(1);
}

TEST(DiagnosticsTest, Excerpt_UnderlinesThePlace) {
  EXPECT_EQ(FormatAt("one\ntwo three\n", 8, 13),
            "t.idl:2:5: error: oops [syntax]\n"
            "    2 | two three\n"
            "      |     ^~~~~\n");
}

TEST(DiagnosticsTest, Excerpt_KeepsTabsAndCountsColumnsOfTheTerminal) {
  EXPECT_EQ(FormatAt("\t\xE4\xBD\xA0 x", 5, 6),
            "t.idl:1:4: error: oops [syntax]\n"
            "    1 | \t\xE4\xBD\xA0 x\n"
            "      | \t   ^\n");
  // One column and none: an umlaut, an e with a combining acute.
  EXPECT_EQ(FormatAt("\xC3\xA4"
                     "e\xCC\x81 x",
                     6, 7),
            "t.idl:1:5: error: oops [syntax]\n"
            "    1 | \xC3\xA4"
            "e\xCC\x81 x\n"
            "      |    ^\n");
  EXPECT_EQ(FormatAt("\xF0\x9F\x98\x80\xE4\xBD\xA0", 0, 7),
            "t.idl:1:1: error: oops [syntax]\n"
            "    1 | \xF0\x9F\x98\x80\xE4\xBD\xA0\n"
            "      | ^~~~\n");
}

TEST(DiagnosticsTest, Excerpt_AtTheEndOfTheFile) {
  EXPECT_EQ(FormatAt("ab", 2, 2),
            "t.idl:1:3: error: oops [syntax]\n"
            "    1 | ab\n"
            "      |   ^\n");
  EXPECT_EQ(FormatAt("", 0, 0),
            "t.idl:1:1: error: oops [syntax]\n"
            "    1 | \n"
            "      | ^\n");
}

TEST(DiagnosticsTest, Excerpt_ShowsNoControlCharacters) {
  const std::string shown = FormatAt("a\x1b[31m\xff\x7f", 0, 1);
  EXPECT_EQ(shown.find('\x1b'), std::string::npos);
  EXPECT_NE(shown.find("a\uFFFD[31m\uFFFD\uFFFD"), std::string::npos) << shown;
}

TEST(DiagnosticsTest, Excerpt_ShowsNoC1ControlCharacters) {
  const std::string shown = FormatAt(
      "a\xC2\x9B"
      "31m\xC2\xA0",
      0, 1);
  EXPECT_NE(shown.find("a\uFFFD"
                       "31m\xC2\xA0"),
            std::string::npos)
      << shown;
}

TEST(DiagnosticsTest, Message_ShowsNoControlCharacters) {
  Diagnostics diagnostics;
  diagnostics.Report(Rule::kInput, {}, "found \"a\nb\x1b[31m\xff\"");
  EXPECT_EQ(diagnostics.Format(1),
            "mortise-idl: error: found \"a\uFFFDb\uFFFD[31m\uFFFD\" [input]\n");
}

TEST(DiagnosticsTest, Excerpt_OfAnEndlessLineIsAWindow) {
  const std::string shown = FormatAt(std::string(1000000, 'x'), 500000, 500001);
  EXPECT_LT(shown.size(), 500u);
  EXPECT_NE(shown.find("..."), std::string::npos);
  EXPECT_NE(shown.find('^'), std::string::npos);
}

TEST(DiagnosticsTest, Format_SortsByPlaceAndCountsTheRest) {
  const SourceFile a("a.idl", "x\ny\n", SourceFile::Role::kPrimary, 0);
  const SourceFile b("b.idl", "z\n", SourceFile::Role::kPrimary, 1);
  Diagnostics diagnostics;
  diagnostics.Report(Rule::kSyntax, {&b, 0, 1}, "third");
  diagnostics.Report(Rule::kSyntax, {&a, 2, 3}, "second");
  diagnostics.Report(Rule::kSyntax, {&a, 0, 1}, "first")
      .AddNote({&b, 0, 1}, "see here");
  EXPECT_EQ(diagnostics.Format(1),
            "a.idl:1:1: error: first [syntax]\n"
            "    1 | x\n"
            "      | ^\n"
            "b.idl:1:1: note: see here\n"
            "    1 | z\n"
            "      | ^\n"
            "... and 2 more\n");
}

TEST(DiagnosticsTest, Report_TheSameTwiceCountsOnce) {
  const SourceFile a("a.idl", "x", SourceFile::Role::kPrimary, 0);
  Diagnostics diagnostics;
  diagnostics.Report(Rule::kSyntax, {&a, 0, 1}, "x").AddNote({}, "y");
  diagnostics.Report(Rule::kSyntax, {&a, 0, 1}, "x").AddNote({}, "y");
  EXPECT_EQ(diagnostics.error_count(), 1u);
  EXPECT_EQ(diagnostics.all()[0].notes.size(), 1u);
}

TEST(DiagnosticsTest, Allow_MakesAWarning) {
  Diagnostics diagnostics;
  diagnostics.Allow(Rule::kSameObject);
  diagnostics.Report(Rule::kSameObject, {}, "hm");
  EXPECT_FALSE(diagnostics.has_errors());
  EXPECT_EQ(diagnostics.Format(9), "mortise-idl: warning: hm [same-object]\n");
}

TEST(DiagnosticsTest, Report_KeepsABoundedNumber) {
  const SourceFile a("a.idl", std::string(30000, 'x'),
                     SourceFile::Role::kPrimary, 0);
  Diagnostics diagnostics;
  for (uint32_t i = 0; i < 30000; ++i) {
    diagnostics.Report(Rule::kSyntax, {&a, i, i + 1}, "x");
  }
  EXPECT_EQ(diagnostics.error_count(), 30000u);
  EXPECT_LE(diagnostics.all().size(), 10000u);
}

}  // namespace
}  // namespace mortise::idl
