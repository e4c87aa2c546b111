#include "core/dom/frozen_array.h"

#include <gtest/gtest.h>

#include <vector>

namespace mortise {
namespace {

TEST(FrozenArray, Default_IsEmpty_AndLikeNoOther) {
  const FrozenArray<int> array;
  EXPECT_TRUE(array.items().empty());
  EXPECT_FALSE(array == FrozenArray<int>());
}

TEST(FrozenArray, Copy_IsTheSameArray_AnEqualOneIsNot) {
  const FrozenArray<int> array(std::vector<int>{1, 2});
  const FrozenArray<int> copy = array;
  EXPECT_TRUE(copy == array);
  EXPECT_FALSE(array == FrozenArray<int>(std::vector<int>{1, 2}));
}

TEST(FrozenArray, Assigned_TakesTheOthersIdentity_AndItems) {
  FrozenArray<int> array;
  const FrozenArray<int> other(std::vector<int>{3});
  array = other;
  EXPECT_TRUE(array == other);
  const std::vector<int>& items = array;
  EXPECT_EQ(items, std::vector<int>{3});
}

}  // namespace
}  // namespace mortise
