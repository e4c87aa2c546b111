#include <gtest/gtest.h>

#include <string>

#include "tests/bindings/compiler/compile_text.h"

// Inputs that are made to break a compiler. None may crash it, take its memory
// or its time; most must be refused.
namespace mortise::idl {
namespace {

std::string Repeat(std::string_view text, int count) {
  std::string out;
  out.reserve(text.size() * static_cast<size_t>(count));
  for (int i = 0; i < count; ++i) {
    out += text;
  }
  return out;
}

std::string Number(int i) { return std::to_string(i); }

TEST(HostileInputTest, Nesting_IsBounded) {
  const std::string texts[] = {
      "typedef " + Repeat("sequence<", 100000) + "long",
      "typedef " + Repeat("(", 100000),
      "typedef " + Repeat("(long or ", 100000) + "DOMString",
      "typedef " + Repeat("record<DOMString, ", 100000),
      Repeat("[X(", 100000),
      "interface A { undefined f(" + Repeat("[X(optional [X(", 100000),
      "typedef " + Repeat("sequence<[X(long ", 100000),
      Repeat("interface A {", 100000),
      Repeat("{", 100000),
      Repeat("[", 100000),
      Repeat("}", 100000),
      Repeat("dictionary D { D", 50000),
  };
  for (const std::string& text : texts) {
    EXPECT_TRUE(CompileText(text)->diagnostics().has_errors())
        << text.substr(0, 60);
  }
}

TEST(HostileInputTest, Unterminated_IsRefused) {
  const std::string texts[] = {
      "/*" + Repeat("x", 1000000),    "\"" + Repeat("x", 1000000),
      Repeat("\"", 1000001),          Repeat("/*/", 1000001),
      std::string(1000000, '\0'),     Repeat("\xff\xfe", 500000),
      Repeat("\xE4\xBD\xA0", 300000),
  };
  for (const std::string& text : texts) {
    EXPECT_TRUE(CompileText(text)->diagnostics().has_errors());
  }
}

TEST(HostileInputTest, FloodOfSyntaxErrors_EndsTheParsing) {
  for (const std::string_view error : {";", "a;", "interface {};"}) {
    EXPECT_EQ(CompileText(Repeat(error, 100000))->diagnostics().error_count(),
              10000u)
        << error;
  }
}

TEST(HostileInputTest, HugeLiterals_HaveARange) {
  const std::string digits = Repeat("9", 1000000);
  EXPECT_EQ(BrokenRules("[Exposed=*] interface A { const long x = " + digits +
                        "; };"),
            std::vector<std::string>{"literal-range"});
  EXPECT_EQ(BrokenRules("[Exposed=*] interface A { const double x = 0x" +
                        Repeat("f", 1000000) + "; };"),
            std::vector<std::string>{"literal-range"});
  EXPECT_EQ(
      Messages("[Exposed=*] interface A { const bigint x = " + digits + "; };"),
      "");
  EXPECT_EQ(Messages("[Exposed=*] interface A { const double x = 1." + digits +
                     "; };"),
            "");
}

TEST(HostileInputTest, DeepInheritance_NeedsNoStack) {
  std::string text;
  std::string dictionaries;
  constexpr int kDepth = 20000;
  for (int i = 0; i < kDepth; ++i) {
    text += "[Exposed=*]interface I" + Number(i) + ":I" + Number(i + 1) + "{};";
    dictionaries += "dictionary D" + Number(i) + ":D" + Number(i + 1) + "{};";
  }
  EXPECT_EQ(Messages(text + "[Exposed=*]interface I20000{};"), "");
  EXPECT_EQ(Messages(dictionaries + "dictionary D20000{};"), "");
  EXPECT_EQ(BrokenRules(text + "[Exposed=*]interface I20000:I0{};"),
            std::vector<std::string>{"inheritance-cycle"});
}

TEST(HostileInputTest, DeepReferences_NeedNoStack) {
  std::string typedefs = "typedef long T0;";
  std::string dictionaries = "dictionary D0 { long a; };";
  std::string forwards;
  for (int i = 1; i < 20000; ++i) {
    typedefs += "typedef sequence<T" + Number(i - 1) + "> T" + Number(i) + ";";
    dictionaries +=
        "dictionary D" + Number(i) + " { D" + Number(i - 1) + " a; };";
    forwards += "typedef sequence<U" + Number(i + 1) + "> U" + Number(i) + ";";
  }
  // Sixty levels in each of a hundred typedefs.
  std::string both = "typedef long V0;";
  for (int i = 100; i > 0; --i) {
    both += "typedef " + Repeat("sequence<", 60) + "V" + Number(i - 1) +
            Repeat(">", 60) + " V" + Number(i) + ";";
  }
  EXPECT_TRUE(CompileText(both)->diagnostics().has_errors());
  EXPECT_TRUE(CompileText(typedefs)->diagnostics().has_errors());
  EXPECT_TRUE(CompileText(forwards)->diagnostics().has_errors());
  EXPECT_EQ(Messages(dictionaries), "");
  // A JSON type is looked for through all of them.
  EXPECT_EQ(
      Messages(dictionaries + "[Exposed=*] interface A { D19999 toJSON(); };"),
      "");
}

// What is more than linear takes minutes here.
TEST(HostileInputTest, ManyOfEverything_IsJudged) {
  std::string members;
  std::string arguments;
  std::string values;
  std::string errors;
  for (int i = 0; i < 20000; ++i) {
    members += "attribute long a" + Number(i) + ";";
    arguments += (i == 0 ? "optional long a" : ",optional long a") + Number(i);
    values += "\"v" + Number(i) + "\",";
    errors += "attribute Foo" + Number(i) + " b" + Number(i) + ";";
  }
  EXPECT_EQ(Messages("[Exposed=*] interface A {" + members + "};"), "");
  EXPECT_EQ(
      Messages("[Exposed=*] interface A { undefined f(" + arguments + "); };"),
      "");
  EXPECT_EQ(Messages("enum A {" + values + "};"), "");
  EXPECT_TRUE(CompileText("[Exposed=*] interface A {" + errors + "};")
                  ->diagnostics()
                  .has_errors());
  EXPECT_TRUE(
      CompileText("[Exposed=*] interface A {" +
                  Repeat("undefined f(long a, optional long b);", 5000) + "};")
          ->diagnostics()
          .has_errors());
}

}  // namespace
}  // namespace mortise::idl
