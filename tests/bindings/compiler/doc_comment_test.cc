#include "bindings/compiler/doc_comment.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/bindings/compiler/compile_text.h"

namespace mortise::idl {
namespace {

TEST(DocCommentTest, Comment_StandsDirectlyAbove) {
  struct Case {
    std::string_view text;
    std::vector<std::string> lines;
  };
  const Case cases[] = {
      {"typedef long A;", {}},
      {"// one\n// two\ntypedef long A;", {"one", "two"}},
      {"/// one\n///\n/// two\ntypedef long A;", {"one", "", "two"}},
      {"//\n// one\ntypedef long A;", {"one"}},
      {"/* one */\ntypedef long A;", {"one"}},
      {"/**\n * one\n *\n * two\n */\ntypedef long A;", {"one", "", "two"}},
      {"// far\n\ntypedef long A;", {}},
      {"// of B\ntypedef long B; typedef long A;", {}},
      {"typedef long B; // of B\ntypedef long A;", {}},
  };
  for (const Case& c : cases) {
    LinkedText linked(c.text);
    ASSERT_TRUE(linked.ok());
    EXPECT_EQ(DocComment(linked->Find("A")->declaration), c.lines) << c.text;
  }
}

}  // namespace
}  // namespace mortise::idl
