#include "core/url/form_urlencoded.h"

#include <string>
#include <string_view>

#include "gtest/gtest.h"

namespace mortise {
namespace {

TEST(ParseFormUrlencoded, AnyInput_GivesTuples) {
  struct Case {
    std::string_view input;
    FormUrlencodedList expected;
  };
  const Case cases[] = {
      {"", {}},
      {"&", {}},
      {"&&&", {}},
      {"a", {{"a", ""}}},
      {"a=", {{"a", ""}}},
      {"=", {{"", ""}}},
      {"=b", {{"", "b"}}},
      {"a=b", {{"a", "b"}}},
      {"a=b=c", {{"a", "b=c"}}},
      {"a==", {{"a", "="}}},
      {"a=b&c=d", {{"a", "b"}, {"c", "d"}}},
      {"&a=b&&c=d&", {{"a", "b"}, {"c", "d"}}},
      {"a&b=&=c", {{"a", ""}, {"b", ""}, {"", "c"}}},
      {"a=1&a=2", {{"a", "1"}, {"a", "2"}}},
      {"a+b=c+d", {{"a b", "c d"}}},
      {"a%2Bb=%2b", {{"a+b", "+"}}},
      {"a%20b=%26%3D", {{"a b", "&="}}},
      {"%", {{"%", ""}}},
      {"%zz=%4", {{"%zz", "%4"}}},
      {"?a=b", {{"?a", "b"}}},
      {"%e2%82%ac=\u20AC", {{"\u20AC", "\u20AC"}}},
      {"a=%FF", {{"a", "\uFFFD"}}},
      {"a=%E2%82", {{"a", "\uFFFD"}}},
      {"a=\xC3\x28", {{"a", "\uFFFD("}}},
      {"%EF%BB%BFa=b", {{"\uFEFFa", "b"}}},
      {"a;b=c", {{"a;b", "c"}}},
  };
  for (const Case& test : cases) {
    EXPECT_EQ(ParseFormUrlencoded(test.input), test.expected) << test.input;
  }
}

TEST(SerializeFormUrlencoded, AnyTuples_GiveText) {
  struct Case {
    FormUrlencodedList tuples;
    std::string_view expected;
  };
  const Case cases[] = {
      {{}, ""},
      {{{"", ""}}, "="},
      {{{"a", "b"}}, "a=b"},
      {{{"a", "b"}, {"c", "d"}}, "a=b&c=d"},
      {{{"a b", " c  d "}}, "a+b=+c++d+"},
      {{{"a+b", "%"}}, "a%2Bb=%25"},
      {{{"&", "="}}, "%26=%3D"},
      {{{"*-._", "aZ09"}}, "*-._=aZ09"},
      {{{"!'()~", "\n"}}, "%21%27%28%29%7E=%0A"},
      {{{"\u20AC", "\U0001F4A9"}}, "%E2%82%AC=%F0%9F%92%A9"},
  };
  for (const Case& test : cases) {
    EXPECT_EQ(SerializeFormUrlencoded(test.tuples), test.expected);
    EXPECT_EQ(ParseFormUrlencoded(test.expected), test.tuples) << test.expected;
  }
}

TEST(SerializeFormUrlencoded, EachByte_EncodesAllButTheAllowed) {
  for (int c = 0; c < 0x80; ++c) {
    const std::string name(1, static_cast<char>(c));
    const std::string out = SerializeFormUrlencoded({{name, ""}});
    const bool allowed = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
                         (c >= 'a' && c <= 'z') || c == '*' || c == '-' ||
                         c == '.' || c == '_';
    if (allowed) {
      EXPECT_EQ(out, name + "=");
    } else if (c == ' ') {
      EXPECT_EQ(out, "+=");
    } else {
      EXPECT_EQ(out.size(), 4u);
      EXPECT_EQ(out[0], '%');
    }
  }
}

}  // namespace
}  // namespace mortise
