#include "bindings/compiler/source_file.h"

#include <gtest/gtest.h>

namespace mortise::idl {
namespace {

TEST(SourceFileTest, Locate_InAnyOrder) {
  const SourceFile file("a.idl",
                        "ab\xE4\xBD\xA0"
                        "c\r\n\nd",
                        SourceFile::Role::kPrimary, 0);
  struct Case {
    uint32_t offset;
    uint32_t line;
    uint32_t column;
  };
  constexpr Case kCases[] = {
      {5, 1, 4}, {0, 1, 1},  {1, 1, 2},   {2, 1, 3}, {9, 3, 1},
      {8, 2, 1}, {10, 3, 2}, {100, 3, 2}, {7, 1, 6}, {0, 1, 1},
  };
  for (const Case& c : kCases) {
    const LineColumn place = file.Locate(c.offset);
    EXPECT_EQ(place.line, c.line) << c.offset;
    EXPECT_EQ(place.column, c.column) << c.offset;
  }
}

TEST(SourceFileTest, Line_IsWithoutItsTerminator) {
  const SourceFile file("a.idl", "ab\r\n\nd", SourceFile::Role::kPrimary, 0);
  EXPECT_EQ(file.Line(1), "ab");
  EXPECT_EQ(file.Line(2), "");
  EXPECT_EQ(file.Line(3), "d");
}

}  // namespace
}  // namespace mortise::idl
