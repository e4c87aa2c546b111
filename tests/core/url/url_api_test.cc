#include "core/url/url_api.h"

#include <string>
#include <string_view>
#include <vector>

#include "gtest/gtest.h"

namespace mortise {
namespace {

struct SetterCase {
  std::string_view url;
  std::string_view value;
  std::string_view expected;
};

void ExpectSets(void (UrlApi::*setter)(std::string_view),
                const std::vector<SetterCase>& cases) {
  for (const SetterCase& test : cases) {
    SCOPED_TRACE("<" + std::string(test.url) + "> to <" +
                 std::string(test.value) + ">");
    absl::StatusOr<Url> url = Url::Parse(test.url);
    ASSERT_TRUE(url.ok());
    UrlApi api(*url);
    (api.*setter)(test.value);
    EXPECT_EQ(api.href(), test.expected);

    const absl::StatusOr<Url> again = Url::Parse(api.href());
    ASSERT_TRUE(again.ok());
    EXPECT_EQ(again->Serialize(), api.href()) << "not idempotent";
  }
}

TEST(UrlApi, Getters_GiveAttributes) {
  absl::StatusOr<Url> url = Url::Parse("https://u:p@h:81/a/b?q=1#f");
  ASSERT_TRUE(url.ok());
  const UrlApi api(*url);
  EXPECT_EQ(api.href(), "https://u:p@h:81/a/b?q=1#f");
  EXPECT_EQ(api.origin(), "https://h:81");
  EXPECT_EQ(api.protocol(), "https:");
  EXPECT_EQ(api.username(), "u");
  EXPECT_EQ(api.password(), "p");
  EXPECT_EQ(api.host(), "h:81");
  EXPECT_EQ(api.hostname(), "h");
  EXPECT_EQ(api.port(), "81");
  EXPECT_EQ(api.pathname(), "/a/b");
  EXPECT_EQ(api.search(), "?q=1");
  EXPECT_EQ(api.hash(), "#f");
}

TEST(UrlApi, GettersOfAbsentParts_GiveEmptyStrings) {
  for (std::string_view input : {"foo:x", "foo:x?", "foo:x#", "foo:x?#"}) {
    absl::StatusOr<Url> url = Url::Parse(input);
    ASSERT_TRUE(url.ok());
    const UrlApi api(*url);
    EXPECT_EQ(api.origin(), "null");
    EXPECT_EQ(api.username(), "");
    EXPECT_EQ(api.password(), "");
    EXPECT_EQ(api.host(), "");
    EXPECT_EQ(api.hostname(), "");
    EXPECT_EQ(api.port(), "");
    EXPECT_EQ(api.pathname(), "x");
    EXPECT_EQ(api.search(), "");
    EXPECT_EQ(api.hash(), "");
  }
}

TEST(UrlApi, SetHref_ReplacesAllOrNothing) {
  absl::StatusOr<Url> url = Url::Parse("https://u:p@h:81/a/b?q#f");
  ASSERT_TRUE(url.ok());
  UrlApi api(*url);
  EXPECT_EQ(api.set_href("/relative").code(),
            absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(api.set_href("http://").code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(api.href(), "https://u:p@h:81/a/b?q#f");
  EXPECT_TRUE(api.set_href(" mailto:x ").ok());
  EXPECT_EQ(api.href(), "mailto:x");
}

TEST(UrlApi, SetProtocol_ChangesSchemeOfTheSameKind) {
  ExpectSets(&UrlApi::set_protocol,
             {
                 {"http://a/", "https", "https://a/"},
                 {"http://a/", "https:", "https://a/"},
                 {"http://a/", "WSS:", "wss://a/"},
                 {"http://a/", "ws:whatever:x", "ws://a/"},
                 {"http://a/", "h\tt\ntps", "https://a/"},
                 {"http://a:443/", "https", "https://a/"},
                 {"http://a:81/", "https", "https://a:81/"},
                 {"https://a:80/", "http", "http://a/"},
                 {"http://a/", "", "http://a/"},
                 {"http://a/", ":", "http://a/"},
                 {"http://a/", "1s", "http://a/"},
                 {"http://a/", "w s", "http://a/"},
                 {"http://a/", "\u00E9", "http://a/"},
                 {"http://a/", "foo", "http://a/"},
                 {"foo://a/", "http", "foo://a/"},
                 {"foo://a/", "bar", "bar://a/"},
                 {"foo://a/", "b+r-.1", "b+r-.1://a/"},
                 {"foo:x", "bar", "bar:x"},
                 {"foo:/.//x", "bar", "bar:/.//x"},
                 {"http://a/", "file", "file://a/"},
                 {"http://u@a/", "file", "http://u@a/"},
                 {"http://:p@a/", "file", "http://:p@a/"},
                 {"http://a:81/", "file", "http://a:81/"},
                 {"file://a/", "http", "http://a/"},
                 {"file:///x", "http", "file:///x"},
                 {"file:///x", "foo", "file:///x"},
                 {"mailto:x", "http", "mailto:x"},
             });
}

TEST(UrlApi, SetUsername_EncodesWhereAllowed) {
  ExpectSets(&UrlApi::set_username,
             {
                 {"http://a/", "u", "http://u@a/"},
                 {"http://u:p@a/", "v", "http://v:p@a/"},
                 {"http://u:p@a/", "", "http://:p@a/"},
                 {"http://u@a/", "", "http://a/"},
                 {"http://a/", "u:v@w/x", "http://u%3Av%40w%2Fx@a/"},
                 {"http://a/", "%41\u00E9", "http://%41%C3%A9@a/"},
                 {"http://a/", "a\tb", "http://a%09b@a/"},
                 {"foo://a", "u", "foo://u@a"},
                 {"foo:///x", "u", "foo:///x"},
                 {"foo:/x", "u", "foo:/x"},
                 {"mailto:x", "u", "mailto:x"},
                 {"file://a/", "u", "file://a/"},
             });
}

TEST(UrlApi, SetPassword_EncodesWhereAllowed) {
  ExpectSets(&UrlApi::set_password,
             {
                 {"http://a/", "p", "http://:p@a/"},
                 {"http://u@a/", "p", "http://u:p@a/"},
                 {"http://u:p@a/", "", "http://u@a/"},
                 {"http://:p@a/", "", "http://a/"},
                 {"http://a/", ":@", "http://:%3A%40@a/"},
                 {"http://a/", "\u20AC", "http://:%E2%82%AC@a/"},
                 {"foo:///x", "p", "foo:///x"},
                 {"mailto:x", "p", "mailto:x"},
                 {"file://a/", "p", "file://a/"},
             });
}

TEST(UrlApi, SetHost_TakesHostAndPort) {
  ExpectSets(&UrlApi::set_host,
             {
                 {"http://a/", "b", "http://b/"},
                 {"http://a:81/x", "b", "http://b:81/x"},
                 {"http://a/", "b:82", "http://b:82/"},
                 {"http://a:81/", "b:80", "http://b/"},
                 {"http://a/", "B\u00DCCHER", "http://xn--bcher-kva/"},
                 {"http://a/", "127.1", "http://127.0.0.1/"},
                 {"http://a/", "[::1]:82", "http://[::1]:82/"},
                 {"http://a/", "b/c?d#e", "http://b/"},
                 {"http://a/", "b?c", "http://b/"},
                 {"http://a/", "b#c", "http://b/"},
                 {"http://a/", "b\\c", "http://b/"},
                 {"http://a/", "b:82/c", "http://b:82/"},
                 {"http://a/", "b:", "http://b/"},
                 {"http://a:81/", "b:", "http://b:81/"},
                 {"http://a/", "b:x", "http://b/"},
                 {"http://a:81/", "b:x", "http://b:81/"},
                 {"http://a/", "b:82x", "http://b:82/"},
                 {"http://a/", "b:65536", "http://b/"},
                 {"http://a/", "b\t\nc", "http://bc/"},
                 {"http://a/", " b", "http://a/"},
                 {"http://a/", "", "http://a/"},
                 {"http://a/", ":82", "http://a/"},
                 {"http://a/", "u@b", "http://a/"},
                 {"http://a/", "b c", "http://a/"},
                 {"http://a/", "[::1", "http://a/"},
                 {"http://a/", "1.2.3.4.5", "http://a/"},
                 {"foo://a/", "B", "foo://B/"},
                 {"foo://a/x", "", "foo:///x"},
                 {"foo://u@a/x", "", "foo://u@a/x"},
                 {"foo://a:81/x", "", "foo://a:81/x"},
                 {"foo://a/", "b\\c", "foo://a/"},
                 {"foo:/x", "b", "foo://b/x"},
                 {"foo:/.//x", "b", "foo://b//x"},
                 {"foo:x", "b", "foo:x"},
                 {"file:///x", "b", "file://b/x"},
                 {"file://a/x", "", "file:///x"},
                 {"file://a/x", "localhost", "file:///x"},
                 {"file://a/x", "b:81", "file://a/x"},
                 {"file://a/x", "c:", "file://a/x"},
                 {"file://a/x", "c|", "file://a/x"},
             });
}

TEST(UrlApi, SetHostname_TakesNoPort) {
  ExpectSets(&UrlApi::set_hostname, {
                                        {"http://a:81/", "b", "http://b:81/"},
                                        {"http://a/", "b:82", "http://a/"},
                                        {"http://a/", "b:", "http://a/"},
                                        {"http://a/", ":", "http://a/"},
                                        {"http://a/", "[::1]", "http://[::1]/"},
                                        {"http://a/", "[::1]:82", "http://a/"},
                                        {"http://a/", "b/c", "http://b/"},
                                        {"http://a/", "b%2Ec", "http://b.c/"},
                                        {"http://a/", "", "http://a/"},
                                        {"foo://a/", "", "foo:///"},
                                        {"foo://a:81/", "", "foo://a:81/"},
                                        {"foo:/x", "", "foo:///x"},
                                        {"foo:x", "b", "foo:x"},
                                        {"file:///x", "b", "file://b/x"},
                                    });
}

TEST(UrlApi, SetPort_TakesLeadingDigits) {
  ExpectSets(&UrlApi::set_port,
             {
                 {"http://a/", "81", "http://a:81/"},
                 {"http://a:81/", "", "http://a/"},
                 {"http://a:81/", "80", "http://a/"},
                 {"https://a/", "80", "https://a:80/"},
                 {"http://a/", "0081", "http://a:81/"},
                 {"http://a/", "0", "http://a:0/"},
                 {"http://a/", "65535", "http://a:65535/"},
                 {"http://a:81/", "65536", "http://a:81/"},
                 {"http://a:81/", "99999999999", "http://a:81/"},
                 {"http://a/", "82x", "http://a:82/"},
                 {"http://a/", "82/x", "http://a:82/"},
                 {"http://a/", "8\t2", "http://a:82/"},
                 {"http://a:81/", "x82", "http://a:81/"},
                 {"http://a:81/", "-1", "http://a:81/"},
                 {"http://a:81/", " 82", "http://a:81/"},
                 {"foo://a", "81", "foo://a:81"},
                 {"foo:///x", "81", "foo:///x"},
                 {"file://a/", "81", "file://a/"},
                 {"mailto:x", "81", "mailto:x"},
             });
}

TEST(UrlApi, SetPathname_ReplacesPath) {
  ExpectSets(&UrlApi::set_pathname,
             {
                 {"http://a/x?q#f", "/y", "http://a/y?q#f"},
                 {"http://a/x", "y", "http://a/y"},
                 {"http://a/x", "", "http://a/"},
                 {"http://a/x", "//y", "http://a//y"},
                 {"http://a/x", "\\y\\z", "http://a/y/z"},
                 {"http://a/x", "y/../z", "http://a/z"},
                 {"http://a/x", "..", "http://a/"},
                 {"http://a/x", "?y#z", "http://a/%3Fy%23z"},
                 {"http://a/x", "y z\u00E9", "http://a/y%20z%C3%A9"},
                 {"http://a/x", "y\tz", "http://a/yz"},
                 {"http://a/x", " y ", "http://a/%20y%20"},
                 {"foo://a/x", "y", "foo://a/y"},
                 {"foo://a/x", "", "foo://a"},
                 {"foo://a", "\\y", "foo://a/\\y"},
                 {"foo://a/x", "?", "foo://a/%3F"},
                 {"foo:/x", "", "foo:/"},
                 {"foo:/x", "//y", "foo:/.//y"},
                 {"foo:///x", "", "foo://"},
                 {"foo:x", "/y", "foo:x"},
                 {"file:///x", "c|/y", "file:///c:/y"},
                 {"file:///c:/x", "/", "file:///"},
                 {"file://h/x", "/d:/..", "file://h/d:/"},
             });
}

TEST(UrlApi, SetSearch_ReplacesQuery) {
  ExpectSets(&UrlApi::set_search, {
                                      {"http://a/x?q#f", "y", "http://a/x?y#f"},
                                      {"http://a/x?q", "?y", "http://a/x?y"},
                                      {"http://a/x", "??y", "http://a/x??y"},
                                      {"http://a/x?q#f", "", "http://a/x#f"},
                                      {"http://a/x?q", "?", "http://a/x?"},
                                      {"http://a/x", "#y", "http://a/x?%23y"},
                                      {"http://a/x", "it's <\u00E9>",
                                       "http://a/x?it%27s%20%3C%C3%A9%3E"},
                                      {"foo://a/x", "it's", "foo://a/x?it's"},
                                      {"http://a/x", "y\nz", "http://a/x?yz"},
                                      {"mailto:x", "y", "mailto:x?y"},
                                      {"foo:x y?q", "", "foo:x y"},
                                      {"foo:x ?q", "", "foo:x%20"},
                                  });
}

TEST(UrlApi, SetHash_ReplacesFragment) {
  ExpectSets(&UrlApi::set_hash,
             {
                 {"http://a/x?q#f", "y", "http://a/x?q#y"},
                 {"http://a/x#f", "#y", "http://a/x#y"},
                 {"http://a/x", "##y", "http://a/x##y"},
                 {"http://a/x#f", "", "http://a/x"},
                 {"http://a/x#f", "#", "http://a/x#"},
                 {"http://a/x", "y z`\u00E9", "http://a/x#y%20z%60%C3%A9"},
                 {"http://a/x", "y\tz", "http://a/x#yz"},
                 {"http://a/x", "?y", "http://a/x#?y"},
                 {"mailto:x", "y", "mailto:x#y"},
                 {"javascript:0", "y", "javascript:0#y"},
                 {"foo:x #f", "", "foo:x%20"},
             });
}

TEST(UrlApi, SettersOnParsedUrl_KeepItSound) {
  // Each setter with each value on each kind of URL: what comes out parses
  // back to itself.
  constexpr std::string_view kUrls[] = {
      "http://u:p@a:81/b/c?d#e",
      "wss://a/",
      "file:///c:/x",
      "file://h/x",
      "foo://a:81/x",
      "foo:/x/y",
      "foo:/.//x",
      "foo:x y?z",
      "foo://",
      "foo:///x",
      "mailto:a@b",
      "data:,x y",
  };
  constexpr std::string_view kValues[] = {
      "",   "/",     "//",  "///x", "?",      "#",     ":",     "::",
      "@",  "a b",   " ",   "\t",   "..",     "/..",   ".",     "c:",
      "c|", "x:y",   "81",  "http", "file",   "foo",   "[::1]", "127.1",
      "\\", "\\\\x", "%2e", "%",    "\u00E9", "x?y#z", "/.//x", "a@b:82",
  };
  using Setter = void (UrlApi::*)(std::string_view);
  constexpr Setter kSetters[] = {
      &UrlApi::set_protocol, &UrlApi::set_username, &UrlApi::set_password,
      &UrlApi::set_host,     &UrlApi::set_hostname, &UrlApi::set_port,
      &UrlApi::set_pathname, &UrlApi::set_search,   &UrlApi::set_hash,
  };
  for (std::string_view input : kUrls) {
    for (std::string_view first : kValues) {
      for (Setter setter : kSetters) {
        for (Setter second : kSetters) {
          absl::StatusOr<Url> url = Url::Parse(input);
          ASSERT_TRUE(url.ok());
          UrlApi api(*url);
          (api.*setter)(first);
          (api.*second)("x");
          const absl::StatusOr<Url> again = Url::Parse(api.href());
          ASSERT_TRUE(again.ok()) << api.href();
          EXPECT_EQ(again->Serialize(), api.href());
        }
      }
    }
  }
}

}  // namespace
}  // namespace mortise
