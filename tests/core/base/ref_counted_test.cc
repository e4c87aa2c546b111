#include "core/base/ref_counted.h"

#include <gtest/gtest.h>

#include <utility>

#include "core/base/instance_counter.h"

namespace mortise {
namespace {

class Object : public RefCounted<Object>, public InstanceCounter<Object> {
 public:
  virtual ~Object() = default;
};
class Derived final : public Object {};

class RefCountedTest : public testing::Test {
 protected:
  ~RefCountedTest() override { EXPECT_EQ(Object::live_instances(), 0); }
};

TEST_F(RefCountedTest, LastReference_Deletes) {
  RefPtr<Object> a = MakeRef<Object>();
  EXPECT_TRUE(a->HasOneRef());
  RefPtr<Object> b = a;
  EXPECT_FALSE(a->HasOneRef());
  a = nullptr;
  EXPECT_EQ(Object::live_instances(), 1);
  b = nullptr;
  EXPECT_EQ(Object::live_instances(), 0);
}

TEST_F(RefCountedTest, Move_TransfersTheReference) {
  RefPtr<Object> a = MakeRef<Object>();
  RefPtr<Object> b = std::move(a);
  EXPECT_EQ(a, nullptr);
  EXPECT_TRUE(b->HasOneRef());
}

TEST_F(RefCountedTest, Derived_ConvertsToBase) {
  const RefPtr<Derived> derived = MakeRef<Derived>();
  RefPtr<Object> base = derived;
  EXPECT_EQ(base, derived);
  base = MakeRef<Derived>();
  EXPECT_FALSE(base == derived);
}

TEST_F(RefCountedTest, SelfAssignment_KeepsTheObject) {
  RefPtr<Object> a = MakeRef<Object>();
  RefPtr<Object>& alias = a;
  a = alias;
  EXPECT_TRUE(a->HasOneRef());
  a = std::move(alias);
  EXPECT_TRUE(a->HasOneRef());
}

TEST_F(RefCountedTest, LeakAndAdopt_KeepTheCount) {
  RefPtr<Object> a = MakeRef<Object>();
  Object* const raw = a.Leak();
  EXPECT_FALSE(a);
  EXPECT_TRUE(raw->HasOneRef());
  const RefPtr<Object> b = RefPtr<Object>::Adopt(raw);
  EXPECT_TRUE(b->HasOneRef());
}

}  // namespace
}  // namespace mortise
