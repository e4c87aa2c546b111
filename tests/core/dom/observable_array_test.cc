#include "core/dom/observable_array.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace mortise {
namespace {

class ObservableArrayTest : public testing::Test {
 protected:
  using Array = ObservableArray<std::string>;

  // Writes down what it is told.
  class Log final : public Array::Mirror {
   public:
    void DidSet(size_t index) override {
      text += "set" + std::to_string(index) + " ";
    }
    void DidTruncate() override { text += "truncate "; }
    void DidAssign() override { text += "assign "; }
    std::string text;
  };

  ExceptionOr<void> DidSet(const std::string& value, size_t index) {
    if (value == "bad") return Exception::RangeError("Bad.");
    told_ += "+" + value + std::to_string(index) + " ";
    return {};
  }
  ExceptionOr<void> WillDelete(const std::string& value, size_t index) {
    if (value == "kept") return Exception::RangeError("Kept.");
    told_ += "-" + value + std::to_string(index) + " ";
    return {};
  }

  std::string told_;
  Array array_{
      [this](const std::string& v, size_t i) { return DidSet(v, i); },
      [this](const std::string& v, size_t i) { return WillDelete(v, i); }};
};

TEST_F(ObservableArrayTest, SetByScript_RunsTheAlgorithms_BeforeTheChange) {
  EXPECT_FALSE(array_.SetByScript(0, "a").has_exception());
  EXPECT_FALSE(array_.SetByScript(0, "b").has_exception());
  EXPECT_EQ(told_, "+a0 -a0 +b0 ");
  EXPECT_EQ(array_.items(), std::vector<std::string>{"b"});
}

TEST_F(ObservableArrayTest, SetByScript_OfWhatIsRefused_ChangesNothing) {
  array_.Assign({"kept", "a"});
  EXPECT_TRUE(array_.SetByScript(0, "b").has_exception());
  EXPECT_TRUE(array_.SetByScript(1, "bad").has_exception());
  EXPECT_EQ(array_.items(), (std::vector<std::string>{"kept", "a"}));
}

TEST_F(ObservableArrayTest, DeleteLastByScript_RunsTheAlgorithm_AndMayFail) {
  array_.Assign({"kept", "a"});
  EXPECT_FALSE(array_.DeleteLastByScript().has_exception());
  EXPECT_TRUE(array_.DeleteLastByScript().has_exception());
  EXPECT_EQ(told_, "-a1 ");
  EXPECT_EQ(array_.items(), std::vector<std::string>{"kept"});
}

TEST_F(ObservableArrayTest, Changes_ByCpp_TellTheMirrorAndNoAlgorithm) {
  Log log;
  array_.set_mirror(&log);
  array_.Append("a");
  array_.Append("b");
  array_.Set(0, "bad");
  array_.Truncate(1);
  array_.Truncate(1);
  array_.Assign({"x"});
  EXPECT_EQ(log.text, "set0 set1 set0 truncate assign ");
  EXPECT_EQ(told_, "");
}

TEST(ObservableArray, SetByScript_WhoseAlgorithmEmptiesTheList_DropsTheValue) {
  ObservableArray<int>* seen = nullptr;
  ObservableArray<int> array([&seen](int, size_t) -> ExceptionOr<void> {
    seen->Truncate(0);
    return {};
  });
  seen = &array;
  array.Assign({1, 2, 3});
  EXPECT_FALSE(array.SetByScript(2, 5).has_exception());
  EXPECT_TRUE(array.items().empty());
}

TEST(ObservableArray, WithoutAlgorithms_ScriptsMayDoAll) {
  ObservableArray<bool> array;
  EXPECT_FALSE(array.SetByScript(0, true).has_exception());
  EXPECT_FALSE(array.SetByScript(0, false).has_exception());
  EXPECT_EQ(array.items(), std::vector<bool>{false});
  EXPECT_FALSE(array.DeleteLastByScript().has_exception());
  EXPECT_EQ(array.size(), 0u);
}

}  // namespace
}  // namespace mortise
