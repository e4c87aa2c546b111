#include "bindings/compiler/distinguishable.h"

#include <gtest/gtest.h>

#include "tests/bindings/compiler/compile_text.h"

namespace mortise::idl {
namespace {

constexpr std::string_view kDefinitions =
    "[Exposed=*] interface Base {}; [Exposed=*] interface Derived : Base {};"
    "[Exposed=*] interface Other {};"
    "callback interface CallbackInterface { undefined f(); };"
    "callback Callback = undefined ();"
    "[LegacyTreatNonObjectAsNull] callback LegacyCallback = undefined ();"
    "dictionary Dict {}; enum Enum { \"a\" };";

bool Distinguishable(std::string_view a, std::string_view b) {
  LinkedText text(std::string(kDefinitions) + "typedef " + std::string(a) +
                  " A; typedef " + std::string(b) + " B;");
  EXPECT_TRUE(text.ok()) << text.errors();
  return text.ok() && AreDistinguishable(text.TypeOf("A"), text.TypeOf("B"));
}

// The table of https://webidl.spec.whatwg.org/#dfn-distinguishable: a type for
// each row, and in its line the columns to its right (and on the diagonal).
TEST(DistinguishableTest, Table_IsThatOfTheStandard) {
  constexpr std::string_view kTypes[] = {"undefined",
                                         "boolean",
                                         "double",
                                         "bigint",
                                         "DOMString",
                                         "object",
                                         "symbol",
                                         "Base",
                                         "Callback",
                                         "Dict",
                                         "async_sequence<long>",
                                         "sequence<long>"};
  constexpr std::string_view kRows[] = {
      ".********.**", " .**********", "  .*********", "   .********",
      "    .*******", "     .*.....", "      .*****", "       .****",
      "        .***", "         .**", "          ..", "           .",
  };
  for (size_t i = 0; i < std::size(kTypes); ++i) {
    for (size_t j = i; j < std::size(kTypes); ++j) {
      const bool expected = kRows[i][j] == '*';
      EXPECT_EQ(Distinguishable(kTypes[i], kTypes[j]), expected)
          << kTypes[i] << " " << kTypes[j];
      EXPECT_EQ(Distinguishable(kTypes[j], kTypes[i]), expected)
          << kTypes[j] << " " << kTypes[i];
    }
  }
}

TEST(DistinguishableTest, Pairs_FollowTheFootnotesAndSteps) {
  struct Case {
    std::string_view a;
    std::string_view b;
    bool expected;
  };
  constexpr Case kCases[] = {
      // The members of a category.
      {"long", "double", false},
      {"Enum", "USVString", false},
      {"record<DOMString, long>", "Dict", false},
      {"CallbackInterface", "Dict", false},
      {"CallbackInterface", "Base", true},
      // (a)
      {"Base", "Derived", false},
      {"Base", "Other", true},
      {"Base", "ArrayBuffer", true},
      {"Uint8Array", "Int8Array", true},
      {"Uint8Array", "Uint8Array", false},
      // (c)
      {"Callback", "record<DOMString, long>", true},
      {"LegacyCallback", "Dict", false},
      // Not in the table.
      {"any", "long", false},
      {"Promise<long>", "long", false},
      // Step 1, the examples of the standard.
      {"double?", "Dict", false},
      {"(Base or long)?", "(Other or DOMString)?", false},
      {"(Base or long?)", "(Other or DOMString)?", false},
      {"(Base or long?)", "(Other or DOMString?)", false},
      {"(Dict or long)", "(Other or DOMString)?", false},
      {"(Dict or long)", "(Other or DOMString?)", false},
      {"double?", "DOMString", true},
      // Steps 2 and 3.
      {"(Base or long)", "(Other or DOMString)", true},
      {"(Base or long)", "(Other or double)", false},
      {"(Base or long)", "DOMString", true},
      {"(Base or long)", "Derived", false},
      // Annotations do not matter.
      {"[Clamp] long", "[EnforceRange] octet", false},
  };
  for (const Case& c : kCases) {
    EXPECT_EQ(Distinguishable(c.a, c.b), c.expected) << c.a << " " << c.b;
    EXPECT_EQ(Distinguishable(c.b, c.a), c.expected) << c.b << " " << c.a;
  }
}

}  // namespace
}  // namespace mortise::idl
