#include "core/dom/map_entries.h"

#include <gtest/gtest.h>

#include <string>

#include "core/dom/set_entries.h"

namespace mortise {
namespace {

using Entries = MapEntries<std::string, int>;

std::string Text(const Entries& entries) {
  std::string text;
  for (const auto& [key, value] : entries.entries()) {
    text += key + std::to_string(value);
  }
  return text;
}

// Writes down what it hears.
class Log final : public Entries::Mirror {
 public:
  void DidSet(const std::string& key, const int& value) override {
    text += "+" + key + std::to_string(value);
  }
  void DidDelete(const std::string& key) override { text += "-" + key; }
  void DidClear() override { text += "0"; }

  std::string text;
};

TEST(MapEntries, Set_OfAKnownKey_KeepsItsPlace) {
  Entries entries;
  entries.Set("b", 1);
  entries.Set("a", 2);
  entries.Set("b", 3);
  EXPECT_EQ(Text(entries), "b3a2");
  EXPECT_EQ(entries.size(), 2u);
}

TEST(MapEntries, Delete_ThenSet_PutsTheKeyLast) {
  Entries entries;
  entries.Set("b", 1);
  entries.Set("a", 2);
  EXPECT_TRUE(entries.Delete("b"));
  EXPECT_FALSE(entries.Delete("b"));
  entries.Set("b", 1);
  EXPECT_EQ(Text(entries), "a2b1");
}

TEST(MapEntries, Find_OfAnUnknownKey_IsNull) {
  Entries entries;
  entries.Set("a", 1);
  EXPECT_EQ(*entries.Find("a"), 1);
  EXPECT_EQ(entries.Find("b"), nullptr);
}

TEST(MapEntries, Mirror_HearsOfEachChange_InOrder) {
  Entries entries;
  Log log;
  entries.set_mirror(&log);
  entries.Set("a", 1);
  entries.Set("a", 2);
  entries.Delete("a");
  entries.Delete("a");
  entries.Clear();
  EXPECT_EQ(log.text, "+a1+a2-a0");
}

TEST(MapEntries, DeleteByTheEntrysOwnKey_IsSafe) {
  Entries entries;
  entries.Set("a", 1);
  EXPECT_TRUE(entries.Delete(entries.entries().front().first));
  EXPECT_EQ(entries.size(), 0u);
}

TEST(SetEntries, Add_OfAKnownValue_ChangesNothing) {
  SetEntries<int> entries;
  entries.Add(2);
  entries.Add(1);
  entries.Add(2);
  EXPECT_EQ(entries.size(), 2u);
  EXPECT_EQ(entries.entries().front().first, 2);
  EXPECT_TRUE(entries.Delete(2));
  EXPECT_FALSE(entries.Has(2));
}

}  // namespace
}  // namespace mortise
