#include "bindings/compiler/spelling.h"

#include <gtest/gtest.h>

#include <string>

namespace mortise::idl {
namespace {

TEST(SpellingTest, ClosestSpelling_FindsWhatWasMeant) {
  constexpr std::string_view kNames[] = {"EventTarget", "Event", "DOMString",
                                         "interface"};
  struct Case {
    std::string_view word;
    std::string_view meant;
  };
  constexpr Case kCases[] = {
      {"Evnet", "Event"},
      {"eventtarget", "EventTarget"},
      {"DomString", "DOMString"},
      {"interfcae", "interface"},
      {"EventTargets", "EventTarget"},
      {"Blob", ""},
      {"x", ""},
      {"", ""},
  };
  for (const Case& c : kCases) {
    EXPECT_EQ(ClosestSpelling(c.word, kNames), c.meant) << c.word;
  }
}

TEST(SpellingTest, ClosestSpelling_DoesNotCompareEndlessNames) {
  const std::string word(1000000, 'a');
  const std::string_view names[] = {"aa"};
  EXPECT_EQ(ClosestSpelling(word, names), "");
}

}  // namespace
}  // namespace mortise::idl
