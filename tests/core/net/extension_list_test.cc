#include "core/net/extension_list.h"

#include <string>

#include "gtest/gtest.h"

namespace mortise::net {
namespace {

// "a;b=c,d" for comparison.
std::string Print(const std::vector<Extension>& extensions) {
  std::string text;
  for (const Extension& extension : extensions) {
    if (!text.empty()) text += ",";
    text += extension.name;
    for (const Extension::Parameter& parameter : extension.parameters) {
      text += ";" + parameter.name;
      if (parameter.value) text += "=" + *parameter.value;
    }
  }
  return text;
}

TEST(ExtensionList, WellFormed_IsRead) {
  const struct {
    std::string_view text;
    std::string_view printed;
  } kCases[] = {
      {"a", "a"},
      {"a,b", "a,b"},
      {"a,", "a"},
      {", ,\ta", "a"},
      {"a, ,b;c ,", "a,b;c"},
      {" a\t,  b ; c ;d = e ", "a,b;c;d=e"},
      {"a; b=\"c\"", "a;b=c"},
      {"a; b=\"\\c\\d\"", "a;b=cd"},
      {"permessage-deflate; client_max_window_bits=15, x-y",
       "permessage-deflate;client_max_window_bits=15,x-y"},
  };
  for (const auto& c : kCases) {
    const auto parsed = ParseExtensionList(c.text);
    ASSERT_TRUE(parsed.ok()) << c.text;
    EXPECT_EQ(Print(*parsed), c.printed);
  }
}

TEST(ExtensionList, Malformed_IsRefused) {
  for (std::string_view text :
       {"",        " \t",       ",",        " ,, ",        "a;",
        "a;,b",    "a;;b",      ";a",       ",;a",         "a b",
        "a=b",     "a;b=",      "a;b=,",    "a;b=c d",     "a;b=\"",
        "a;b=\"c", "a;b=\"c\\", "a;b=\"\"", "a;b=\"c d\"", "a;b=\"c\"d",
        "a;=c",    "\"a\"",     "a/b",      "a;b\x80",     "a(b)",
        "a;b==c"}) {
    EXPECT_FALSE(ParseExtensionList(text).ok()) << text;
  }
}

}  // namespace
}  // namespace mortise::net
