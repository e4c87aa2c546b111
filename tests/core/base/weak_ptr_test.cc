#include "core/base/weak_ptr.h"

#include <gtest/gtest.h>

#include <memory>

namespace mortise {
namespace {

struct Owner {
  int value = 1;
  WeakPtrFactory<Owner> factory{this};
};

TEST(WeakPtr, TurnsNullWithItsOwner) {
  auto owner = std::make_unique<Owner>();
  const WeakPtr<Owner> a = owner->factory.GetWeakPtr();
  const WeakPtr<Owner> b = a;
  EXPECT_EQ(a->value, 1);
  EXPECT_EQ(b.get(), owner.get());
  owner = nullptr;
  EXPECT_FALSE(a);
  EXPECT_EQ(b.get(), nullptr);
}

TEST(WeakPtr, Default_IsNull) {
  EXPECT_FALSE(WeakPtr<Owner>());
  EXPECT_FALSE(WeakPtr<Owner>(nullptr));
}

TEST(WeakPtr, Invalidate_NewOnesWork) {
  Owner owner;
  const WeakPtr<Owner> old = owner.factory.GetWeakPtr();
  owner.factory.InvalidateWeakPtrs();
  EXPECT_FALSE(old);
  EXPECT_TRUE(owner.factory.GetWeakPtr());
}

}  // namespace
}  // namespace mortise
