#include "core/dom/environment_settings.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <vector>

#include "core/dom/simple_environment.h"
#include "tests/core/base/manual_task_runner.h"

namespace mortise {
namespace {

using ::testing::ElementsAre;

template <int kNumber>
class Supplement final : public EnvironmentSupplement {
 public:
  explicit Supplement(std::vector<int>* log, int value = 0)
      : value(value), log_(log) {}
  ~Supplement() override { log_->push_back(kNumber); }

  const int value;

 private:
  std::vector<int>* const log_;
};

TEST(EnvironmentSettings, Supplements_AreFoundByClass) {
  ManualTaskRunner runner;
  std::vector<int> log;
  SimpleEnvironment environment(&runner);
  EXPECT_EQ(environment.Get<Supplement<1>>(), nullptr);
  environment.Set(std::make_unique<Supplement<1>>(&log, 10));
  environment.Set(std::make_unique<Supplement<2>>(&log, 20));
  EXPECT_EQ(environment.Get<Supplement<1>>()->value, 10);
  EXPECT_EQ(environment.Get<Supplement<2>>()->value, 20);
  environment.Set(std::make_unique<Supplement<1>>(&log, 11));
  EXPECT_EQ(environment.Get<Supplement<1>>()->value, 11);
  EXPECT_THAT(log, ElementsAre(1));
}

TEST(EnvironmentSettings, Supplements_GoInReverseOrder) {
  ManualTaskRunner runner;
  std::vector<int> log;
  {
    SimpleEnvironment environment(&runner);
    environment.Set(std::make_unique<Supplement<1>>(&log));
    environment.Set(std::make_unique<Supplement<2>>(&log));
    environment.Set(std::make_unique<Supplement<3>>(&log));
  }
  EXPECT_THAT(log, ElementsAre(3, 2, 1));
}

}  // namespace
}  // namespace mortise
