#include "core/url/byte_set.h"

#include <string_view>

#include "gtest/gtest.h"

namespace mortise {
namespace {

TEST(ByteSet, Members_AreFound) {
  constexpr ByteSet kSet(std::string_view("\0?\xFF", 3));
  EXPECT_TRUE(kSet.Contains('\0'));
  EXPECT_TRUE(kSet.Contains('?'));
  EXPECT_TRUE(kSet.Contains('\xFF'));
  EXPECT_FALSE(kSet.Contains('a'));

  EXPECT_EQ(kSet.FindIn("a?b?"), 1u);
  EXPECT_EQ(kSet.FindIn("a?b?", 2), 3u);
  EXPECT_EQ(kSet.FindIn("abc"), 3u);
  EXPECT_EQ(kSet.FindIn("abc", 3), 3u);
  EXPECT_EQ(kSet.FindIn(""), 0u);
  EXPECT_TRUE(kSet.IsIn("ab?"));
  EXPECT_FALSE(kSet.IsIn("ab"));
}

}  // namespace
}  // namespace mortise
