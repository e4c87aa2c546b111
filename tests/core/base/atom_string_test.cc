#include "core/base/atom_string.h"

#include <gtest/gtest.h>

#include <string>
#include <thread>
#include <vector>

namespace mortise {
namespace {

using internal::AtomTable;

TEST(AtomString, EqualTexts_AreOneAtom) {
  const AtomString a("close");
  const AtomString b(DomString::FromUtf16(u"close"));
  const AtomString c = DomString::FromUtf8("close");
  EXPECT_EQ(a, b);
  EXPECT_EQ(b, c);
  EXPECT_EQ(a.identity(), c.identity());
  EXPECT_FALSE(a == AtomString("Close"));
  EXPECT_TRUE(a.string() == "close");
}

TEST(AtomString, Empty_IsOneAtomWithoutEntry) {
  const size_t before = AtomTable::size();
  EXPECT_EQ(AtomString(), AtomString(""));
  EXPECT_EQ(AtomString(), AtomString(DomString()));
  EXPECT_TRUE(AtomString("").empty());
  EXPECT_EQ(AtomTable::size(), before);
}

TEST(AtomString, WideTexts_AreAtomsToo) {
  const AtomString a(DomString::FromUtf16(u"\x4E2D\xD800"));
  EXPECT_EQ(a, AtomString(DomString::FromUtf16(u"\x4E2D\xD800")));
  EXPECT_FALSE(a == AtomString(DomString::FromUtf16(u"\x4E2D")));
}

TEST(AtomString, LastReference_LeavesTheTable) {
  const size_t before = AtomTable::size();
  {
    std::vector<AtomString> atoms;
    for (int i = 0; i < 1000; ++i) {
      atoms.emplace_back("unique atom " + std::to_string(i));
    }
    EXPECT_EQ(AtomTable::size(), before + 1000);
  }
  EXPECT_EQ(AtomTable::size(), before);
}

TEST(AtomString, StringOfAnAtom_KeepsItAnAtom) {
  DomString string;
  const void* identity;
  {
    const AtomString atom("kept by its string");
    string = atom.string();
    identity = atom.identity();
  }
  EXPECT_EQ(AtomString(string).identity(), identity);
}

TEST(AtomString, Threads_HaveTablesOfTheirOwn) {
  const AtomString here("thread test");
  const void* there = nullptr;
  std::thread([&] { there = AtomString("thread test").identity(); }).join();
  EXPECT_NE(there, nullptr);
  EXPECT_NE(there, here.identity());
}

}  // namespace
}  // namespace mortise
