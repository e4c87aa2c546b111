#include "bindings/compiler/wrap_lines.h"

#include <string>

#include "gtest/gtest.h"

namespace mortise::idl {
namespace {

// So long that what is behind it goes to the next line.
const std::string kFiller(60, 'x');

TEST(WrapLinesTest, ShortLine_Stays) {
  EXPECT_EQ(WrapLines("int a = 1;\n\n  f(a, b);\n"),
            "int a = 1;\n\n  f(a, b);\n");
}

struct WrapCase {
  const char* name;
  std::string line;
  std::string wrapped;
};

TEST(WrapLinesTest, LongLine_BreaksWhereAPersonWould) {
  const WrapCase kCases[] = {
      {"behind a comma", "  f(" + kFiller + ", second_argument);",
       "  f(" + kFiller + ",\n      second_argument);"},
      {"behind an assignment", "  " + kFiller + " = some_function(1, 2, 3);",
       "  " + kFiller + " =\n      some_function(1, 2, 3);"},
      {"behind a parenthesis", kFiller + "(one_argument_alone_12345);",
       kFiller + "(\n    one_argument_alone_12345);"},
      {"not inside angle brackets",
       "  call(" + kFiller + ", T<aaaaa, bbbbbbbbbbbbbbb>(c));",
       "  call(" + kFiller + ",\n      T<aaaaa, bbbbbbbbbbbbbbb>(c));"},
      {"not inside a string", "  f(\"" + kFiller + ", second, third\");",
       "  f(\n      \"" + kFiller + ", second, third\");"},
      {"a comment between words", "  // " + kFiller + " four words more here.",
       "  // " + kFiller + " four words\n  // more here."},
      {"nowhere", "  " + kFiller + kFiller, "  " + kFiller + kFiller},
      {"not behind the last character", kFiller + kFiller + ",",
       kFiller + kFiller + ","},
  };
  for (const WrapCase& wrap : kCases) {
    EXPECT_EQ(WrapLines(wrap.line), wrap.wrapped) << wrap.name;
  }
}

}  // namespace
}  // namespace mortise::idl
