#include "core/url/url.h"

#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "gtest/gtest.h"

namespace mortise {
namespace {

Url MustParse(std::string_view input) {
  absl::StatusOr<Url> url = Url::Parse(input);
  EXPECT_TRUE(url.ok()) << std::string(input);
  return *std::move(url);
}

TEST(Url, EachPart_IsThere) {
  const Url url =
      MustParse("HTTPS://us%40er:p%3Ass@Example.ORG:8443/a/b?c=d#e");
  EXPECT_EQ(url.scheme(), "https");
  EXPECT_EQ(url.special_scheme(), SpecialScheme::kHttps);
  EXPECT_TRUE(url.is_special());
  EXPECT_EQ(url.username(), "us%40er");
  EXPECT_EQ(url.password(), "p%3Ass");
  EXPECT_TRUE(url.includes_credentials());
  EXPECT_FALSE(url.cannot_have_username_password_port());
  EXPECT_EQ(url.host(), Host::Domain("example.org"));
  EXPECT_EQ(url.port(), 8443);
  EXPECT_EQ(url.effective_port(), 8443);
  EXPECT_EQ(url.path(), "/a/b");
  EXPECT_FALSE(url.has_opaque_path());
  EXPECT_EQ(url.query(), "c=d");
  EXPECT_EQ(url.fragment(), "e");
  EXPECT_EQ(url.RequestTarget(), "/a/b?c=d");
}

TEST(Url, AbsentParts_AreNullOrEmpty) {
  const Url url = MustParse("wss://example.org");
  EXPECT_FALSE(url.includes_credentials());
  EXPECT_EQ(url.port(), std::nullopt);
  EXPECT_EQ(url.effective_port(), 443);
  EXPECT_EQ(url.path(), "/");
  EXPECT_EQ(url.query(), std::nullopt);
  EXPECT_EQ(url.fragment(), std::nullopt);
  EXPECT_EQ(url.RequestTarget(), "/");

  const Url opaque = MustParse("mailto:x@example.org");
  EXPECT_FALSE(opaque.is_special());
  EXPECT_TRUE(opaque.has_opaque_path());
  EXPECT_EQ(opaque.path(), "x@example.org");
  EXPECT_EQ(opaque.host(), std::nullopt);
  EXPECT_EQ(opaque.effective_port(), std::nullopt);
  EXPECT_TRUE(opaque.cannot_have_username_password_port());

  const Url empty = MustParse("http://a/?#");
  EXPECT_EQ(empty.query(), "");
  EXPECT_EQ(empty.fragment(), "");
  EXPECT_EQ(empty.RequestTarget(), "/?");
}

TEST(Url, EffectivePort_IsDefaultOrOwn) {
  struct Case {
    std::string_view input;
    std::optional<uint16_t> port;
    std::optional<uint16_t> effective;
  };
  const Case cases[] = {
      {"http://a:80/", std::nullopt, 80},
      {"http://a:443/", 443, 443},
      {"https://a:443/", std::nullopt, 443},
      {"ws://a", std::nullopt, 80},
      {"ws://a:81", 81, 81},
      {"wss://a:80", 80, 80},
      {"ftp://a", std::nullopt, 21},
      {"file:///a", std::nullopt, std::nullopt},
      {"foo://a", std::nullopt, std::nullopt},
      {"foo://a:80", 80, 80},
      {"http://a:0/", 0, 0},
  };
  for (const Case& test : cases) {
    const Url url = MustParse(test.input);
    EXPECT_EQ(url.port(), test.port) << test.input;
    EXPECT_EQ(url.effective_port(), test.effective) << test.input;
  }
}

TEST(Url, Serialize_JoinsParts) {
  struct Case {
    std::string_view input;
    std::string_view expected;
    std::string_view without_fragment;
  };
  const Case cases[] = {
      {"http://a", "http://a/", "http://a/"},
      {"http://a/#", "http://a/#", "http://a/"},
      {"http://a/?#", "http://a/?#", "http://a/?"},
      {"http://a/?q#f", "http://a/?q#f", "http://a/?q"},
      {"http://u@a", "http://u@a/", "http://u@a/"},
      {"http://u:@a", "http://u@a/", "http://u@a/"},
      {"http://:p@a", "http://:p@a/", "http://:p@a/"},
      {"http://u:p@a:1", "http://u:p@a:1/", "http://u:p@a:1/"},
      {"http://:@a", "http://a/", "http://a/"},
      {"http://[1::]:1", "http://[1::]:1/", "http://[1::]:1/"},
      {"file:///c:/", "file:///c:/", "file:///c:/"},
      {"file://h/p", "file://h/p", "file://h/p"},
      {"foo:", "foo:", "foo:"},
      {"foo:bar#x", "foo:bar#x", "foo:bar"},
      {"foo:/a", "foo:/a", "foo:/a"},
      {"foo://", "foo://", "foo://"},
      {"foo:///", "foo:///", "foo:///"},
      {"foo://h", "foo://h", "foo://h"},
      {"foo:/.//a", "foo:/.//a", "foo:/.//a"},
      {"foo:/a/..//b", "foo:/.//b", "foo:/.//b"},
      {"foo:/.", "foo:/", "foo:/"},
      {"foo://h//a", "foo://h//a", "foo://h//a"},
  };
  for (const Case& test : cases) {
    const Url url = MustParse(test.input);
    EXPECT_EQ(url.Serialize(), test.expected);
    EXPECT_EQ(url.Serialize(ExcludeFragment::kYes), test.without_fragment);
  }
}

TEST(Url, Equals_ComparesSerialisations) {
  const Url a = MustParse("http://a:80/b#x");
  EXPECT_EQ(a, MustParse("HTTP://A/b#x"));
  EXPECT_FALSE(a == MustParse("http://a/b#y"));
  EXPECT_TRUE(a.Equals(MustParse("http://a/b#y"), ExcludeFragment::kYes));
  EXPECT_TRUE(a.Equals(MustParse("http://a/b"), ExcludeFragment::kYes));
  EXPECT_FALSE(a.Equals(MustParse("http://a/b")));
  EXPECT_FALSE(a.Equals(MustParse("https://a/b#x"), ExcludeFragment::kYes));
}

TEST(Url, Origin_IsTupleForNetworkSchemes) {
  struct Case {
    std::string_view input;
    std::string_view expected;
  };
  const Case cases[] = {
      {"http://a:80/b", "http://a"},
      {"https://u:p@a:8443/", "https://a:8443"},
      {"ws://127.1/", "ws://127.0.0.1"},
      {"wss://[::1]/", "wss://[::1]"},
      {"ftp://a/", "ftp://a"},
      {"file:///a", "null"},
      {"file://h/a", "null"},
      {"foo://a/", "null"},
      {"data:,x", "null"},
      {"about:blank", "null"},
      {"javascript:0", "null"},
      {"blob:https://a:444/uuid", "https://a:444"},
      {"blob:http://a/uuid", "http://a"},
      {"blob:ftp://a/uuid", "null"},
      {"blob:ws://a/uuid", "null"},
      {"blob:file:///a", "null"},
      {"blob:blob:http://a/", "null"},
      {"blob:uuid", "null"},
      {"blob:", "null"},
      {"blob://https://a/", "null"},
  };
  for (const Case& test : cases) {
    EXPECT_EQ(MustParse(test.input).origin().Serialize(), test.expected)
        << test.input;
  }
  const Url file = MustParse("file:///a");
  EXPECT_NE(file.origin(), file.origin());
  const Url http = MustParse("http://a/b");
  EXPECT_EQ(http.origin(), MustParse("http://a:80/c").origin());
}

TEST(Url, SetScheme_MapsHttpToWebSocket) {
  struct Case {
    std::string_view input;
    std::string_view scheme;
    std::string_view expected;
    uint16_t effective_port;
  };
  const Case cases[] = {
      {"http://a/b?c", "ws", "ws://a/b?c", 80},
      {"https://a/b", "wss", "wss://a/b", 443},
      {"https://a:8443/", "wss", "wss://a:8443/", 8443},
      {"http://a:443/", "ws", "ws://a:443/", 443},
      {"http://a:443/", "wss", "wss://a/", 443},
      {"ws://a/", "ws", "ws://a/", 80},
  };
  for (const Case& test : cases) {
    Url url = MustParse(test.input);
    url.set_scheme(test.scheme);
    EXPECT_EQ(url.scheme(), test.scheme);
    EXPECT_EQ(url.Serialize(), test.expected);
    EXPECT_EQ(url.effective_port(), test.effective_port);
    EXPECT_EQ(url.special_scheme(), SpecialSchemeOf(test.scheme));
  }
}

TEST(UrlDeathTest, SetScheme_ToOrFromSchemeOfAnotherKind_IsRefused) {
  Url http = MustParse("http://a/");
  EXPECT_DEATH(http.set_scheme("foo"), "check failed");
  EXPECT_DEATH(http.set_scheme("file"), "check failed");
  Url file = MustParse("file:///");
  EXPECT_DEATH(file.set_scheme("http"), "check failed");
  Url foo = MustParse("foo://a/");
  EXPECT_DEATH(foo.set_scheme("http"), "check failed");
}

TEST(Url, SetQueryAndClearFragment_ChangeThose) {
  Url url = MustParse("http://a/?b#c");
  url.clear_fragment();
  EXPECT_EQ(url.Serialize(), "http://a/?b");
  url.set_query("x=y");
  EXPECT_EQ(url.Serialize(), "http://a/?x=y");
  url.set_query(std::nullopt);
  EXPECT_EQ(url.Serialize(), "http://a/");
}

TEST(Url, ParseFailure_NamesTheError) {
  struct Case {
    std::string_view input;
    std::string_view message;
  };
  const Case cases[] = {
      {"", "invalid URL: missing-scheme-non-relative-URL"},
      {"http://", "invalid URL: host-missing"},
      {"http://a b", "invalid URL: domain-to-ASCII"},
      {"http://a:99999", "invalid URL: port-out-of-range"},
      {"http://[::1", "invalid URL: IPv6-unclosed"},
  };
  for (const Case& test : cases) {
    const absl::StatusOr<Url> url = Url::Parse(test.input);
    EXPECT_EQ(url.status().code(), absl::StatusCode::kInvalidArgument);
    EXPECT_EQ(url.status().message(), std::string(test.message));
  }
}

TEST(Url, BaseGoneAfterParsing_DoesNotMatter) {
  std::optional<Url> base = MustParse("http://user@a/b/c?d#e");
  const absl::StatusOr<Url> url = Url::Parse("f", &*base);
  base.reset();
  ASSERT_TRUE(url.ok());
  EXPECT_EQ(url->Serialize(), "http://user@a/b/f");
}

}  // namespace
}  // namespace mortise
