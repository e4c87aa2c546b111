#include "shell/console_table.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <optional>

#include "tests/shell/test_isolate.h"

namespace mortise::shell {
namespace {

using testing::ElementsAre;

TEST(DrawTable, CellsAreAsWideAsTheirCodePoints) {
  EXPECT_EQ(
      DrawTable({.heading = {"a", "b"}, .rows = {{"\u00FC1"}, {"", "x"}}}),
      "┌────┬───┐\n"
      "│ a  │ b │\n"
      "├────┼───┤\n"
      "│ \u00FC1 │   │\n"
      "│    │ x │\n"
      "└────┴───┘");
}

class TableOfTest : public TestWithContext {};

TEST_F(TableOfTest, Objects_BecomeRows) {
  const std::optional<TextTable> table =
      TableOf(context(), Evaluate("[{a: 1}, {b: 'x', a: [2]}]"), std::nullopt);
  ASSERT_TRUE(table);
  EXPECT_THAT(table->heading, ElementsAre("(index)", "a", "b"));
  EXPECT_THAT(table->rows, ElementsAre(ElementsAre("0", "1"),
                                       ElementsAre("1", "[ 2 ]", "'x'")));
}

TEST_F(TableOfTest, Primitives_GetAColumnOfTheirOwn) {
  const std::optional<TextTable> table =
      TableOf(context(), Evaluate("({k: 1, l: {a: 2}})"), std::nullopt);
  ASSERT_TRUE(table);
  EXPECT_THAT(table->heading, ElementsAre("(index)", "a", "Values"));
  EXPECT_THAT(table->rows,
              ElementsAre(ElementsAre("k", "", "1"), ElementsAre("l", "2")));
}

TEST_F(TableOfTest, Columns_AreChosen) {
  const std::optional<TextTable> table =
      TableOf(context(), Evaluate("[{a: 1, b: 2}]"),
              std::vector<std::string>{"b", "c"});
  ASSERT_TRUE(table);
  EXPECT_THAT(table->heading, ElementsAre("(index)", "b", "c"));
  EXPECT_THAT(table->rows, ElementsAre(ElementsAre("0", "2")));
}

TEST_F(TableOfTest, Primitive_IsNoTable) {
  EXPECT_FALSE(TableOf(context(), Evaluate("1"), std::nullopt));
}

}  // namespace
}  // namespace mortise::shell
