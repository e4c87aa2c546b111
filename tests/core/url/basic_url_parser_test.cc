// The states up to the port state; the later ones have
// basic_url_parser_path_test.cc.

#include "core/url/basic_url_parser.h"

#include <string>
#include <string_view>

#include "gtest/gtest.h"
#include "tests/core/url/parse_cases.h"

namespace mortise {
namespace {

using Error = ValidationError;

TEST(BasicUrlParser, Input_IsTrimmedAndTabsAreRemoved) {
  const Error unit = Error::kInvalidUrlUnit;
  ExpectParses({
      {" http://a/ ", kNoBase, "http://a/", {unit}},
      {"\x1F\x01 http://a/\x0C\n", kNoBase, "http://a/", {unit}},
      {std::string_view("\0http://a/\0", 11), kNoBase, "http://a/", {unit}},
      {"ht\ntp://a/", kNoBase, "http://a/", {unit}},
      {"http\t://\ra/b\tc?d\ne#f\rg", kNoBase, "http://a/bc?de#fg", {unit}},
      {"\thttp:\n//a/\r ", kNoBase, "http://a/", {unit, unit}},
      {" ", "http://a/b", "http://a/b", {unit}},
      {"\t", "http://a/b", "http://a/b", {unit}},
      {"http://a/\x7F", kNoBase, "http://a/%7F", {unit}},
      {"http://a/b\xC2\xA0", kNoBase, "http://a/b%C2%A0"},
      {"http://a/.\t./b", kNoBase, "http://a/b", {unit}},
      {"http://a\t:\n8\r0\t8/", kNoBase, "http://a:808/", {unit}},
      {"\t",
       kNoBase,
       std::nullopt,
       {unit, Error::kMissingSchemeNonRelativeUrl}},
  });
}

TEST(BasicUrlParser, SchemeStates_ReadScheme) {
  ExpectParses({
      {"http://a", kNoBase, "http://a/"},
      {"HtTp://a", kNoBase, "http://a/"},
      {"a:", kNoBase, "a:"},
      {"A1+-.z:b", kNoBase, "a1+-.z:b"},
      {"web+demo:x", kNoBase, "web+demo:x"},
      {"httpx://A/", kNoBase, "httpx://A/"},
      // No scheme after all.
      {"1a:b", "http://h/", "http://h/1a:b"},
      {"+a:b", "http://h/", "http://h/+a:b"},
      {"a_b:c", "http://h/", "http://h/a_b:c"},
      {"a b:c", "http://h/", "http://h/a%20b:c", {Error::kInvalidUrlUnit}},
      {"ab", "http://h/", "http://h/ab"},
      {":ab", "http://h/", "http://h/:ab"},
      {"\u00E9:x", "http://h/", "http://h/%C3%A9:x"},
      {"http", "http://h/a/b", "http://h/a/http"},
  });
}

TEST(BasicUrlParser, NoSchemeState_NeedsBase) {
  const ValidationErrors missing = {Error::kMissingSchemeNonRelativeUrl};
  ExpectParses({
      {"", kNoBase, std::nullopt, missing},
      {"a", kNoBase, std::nullopt, missing},
      {"/a", kNoBase, std::nullopt, missing},
      {"//a", kNoBase, std::nullopt, missing},
      {"#a", kNoBase, std::nullopt, missing},
      {"?a", kNoBase, std::nullopt, missing},
      {"http", kNoBase, std::nullopt, missing},
      {"\U0001F4A9", kNoBase, std::nullopt, missing},
      // A base with an opaque path serves for fragments only.
      {"a", "mailto:x", std::nullopt, missing},
      {"", "mailto:x", std::nullopt, missing},
      {"/a", "mailto:x", std::nullopt, missing},
      {"?a", "mailto:x", std::nullopt, missing},
      {"#", "mailto:x", "mailto:x#"},
      {"#a", "mailto:x", "mailto:x#a"},
      {"#a", "mailto:x?y#z", "mailto:x?y#a"},
      {"#a b", "data:,x y", "data:,x y#a%20b", {Error::kInvalidUrlUnit}},
      {"foo:y", "mailto:x", "foo:y"},
  });
}

TEST(BasicUrlParser, SpecialSchemeSlashes_AreCountedLeniently) {
  const Error slashes = Error::kSpecialSchemeMissingFollowingSolidus;
  ExpectParses({
      {"http:a", kNoBase, "http://a/", {slashes}},
      {"http:/a", kNoBase, "http://a/", {slashes, slashes}},
      {"http:///a", kNoBase, "http://a/", {slashes}},
      {"http:////a//b", kNoBase, "http://a//b", {slashes, slashes}},
      {"http:\\\\a", kNoBase, "http://a/", {slashes, slashes, slashes}},
      {"http:/\\a", kNoBase, "http://a/", {slashes, slashes, slashes}},
      {"http://\\a", kNoBase, "http://a/", {slashes}},
      {"ws:a/b", kNoBase, "ws://a/b", {slashes}},
      // The base's scheme: relative unless two slashes follow.
      {"http:a", "http://h/x/y", "http://h/x/a", {slashes}},
      {"http:/a", "http://h/x/y", "http://h/a", {slashes}},
      {"http://a", "http://h/x/y", "http://a/"},
      {"http:///a", "http://h/x/y", "http://a/", {slashes}},
      {"http:", "http://h/x?y#z", "http://h/x?y", {slashes}},
      {"http:?q", "http://h/x?y#z", "http://h/x?q", {slashes}},
      {"http:#f", "http://h/x?y#z", "http://h/x?y#f", {slashes}},
      {"https:a", "http://h/x/y", "https://a/", {slashes}},
      {"http:a", "mailto:x", "http://a/", {slashes}},
      {"http:a", "foo://h/", "http://a/", {slashes}},
  });
}

TEST(BasicUrlParser, PathOrAuthorityState_ChoosesBySecondSlash) {
  ExpectParses({
      {"foo:/", kNoBase, "foo:/"},
      {"foo:/a", kNoBase, "foo:/a"},
      {"foo://", kNoBase, "foo://"},
      {"foo://a", kNoBase, "foo://a"},
      {"foo:///a", kNoBase, "foo:///a"},
      {"foo:/?q", kNoBase, "foo:/?q"},
      {"foo:/#f", kNoBase, "foo:/#f"},
      {"foo:\\a", kNoBase, "foo:\\a", {Error::kInvalidUrlUnit}},
      {"foo:/\\a", kNoBase, "foo:/\\a", {Error::kInvalidUrlUnit}},
  });
}

TEST(BasicUrlParser, RelativeStates_TakeFromBase) {
  constexpr std::string_view base = "http://u:p@h:81/a/b/c?q#f";
  const Error backslash = Error::kInvalidReverseSolidus;
  ExpectParses({
      {"", base, "http://u:p@h:81/a/b/c?q"},
      {"#", base, "http://u:p@h:81/a/b/c?q#"},
      {"#x", base, "http://u:p@h:81/a/b/c?q#x"},
      {"?", base, "http://u:p@h:81/a/b/c?"},
      {"?x", base, "http://u:p@h:81/a/b/c?x"},
      {"?x#y", base, "http://u:p@h:81/a/b/c?x#y"},
      {"x", base, "http://u:p@h:81/a/b/x"},
      {"x?y#z", base, "http://u:p@h:81/a/b/x?y#z"},
      {".", base, "http://u:p@h:81/a/b/"},
      {"..", base, "http://u:p@h:81/a/"},
      {"../..", base, "http://u:p@h:81/"},
      {"../../../..", base, "http://u:p@h:81/"},
      {"./x", base, "http://u:p@h:81/a/b/x"},
      {"../x", base, "http://u:p@h:81/a/x"},
      {"x/../y", base, "http://u:p@h:81/a/b/y"},
      {"/", base, "http://u:p@h:81/"},
      {"/x/y", base, "http://u:p@h:81/x/y"},
      {"\\x", base, "http://u:p@h:81/x", {backslash}},
      {"//i", base, "http://i/"},
      {"//i/x", base, "http://i/x"},
      {"\\\\i", base, "http://i/", {backslash, backslash}},
      {"/\\i", base, "http://i/", {backslash}},
      {"///i",
       base,
       "http://i/",
       {Error::kSpecialSchemeMissingFollowingSolidus}},
      {"//", base, std::nullopt, {Error::kHostMissing}},
      {"//v@i:82", base, "http://v@i:82/", {Error::kInvalidCredentials}},
      // A base that is not special.
      {"x", "foo://h/a/b", "foo://h/a/x"},
      {"/x", "foo://h/a/b", "foo://h/x"},
      {"//x", "foo://h/a/b", "foo://x"},
      {"//", "foo://h/a/b", "foo://"},
      {"///x", "foo://h/a/b", "foo:///x"},
      {"\\x", "foo://h/a/b", "foo://h/a/\\x", {Error::kInvalidUrlUnit}},
      {"..", "foo:/a/b/c", "foo:/a/"},
      {"", "foo://h", "foo://h"},
      {"x", "foo://h", "foo://h/x"},
      {"?x", "foo://h", "foo://h?x"},
      {"..", "foo://h", "foo://h/"},
      {"x", "foo:/", "foo:/x"},
      {"..//x", "foo:/a/b", "foo:/.//x"},
  });
}

TEST(BasicUrlParser, AuthorityState_SplitsCredentials) {
  const Error credentials = Error::kInvalidCredentials;
  ExpectParses({
      {"http://u@a", kNoBase, "http://u@a/", {credentials}},
      {"http://u:@a", kNoBase, "http://u@a/", {credentials}},
      {"http://:p@a", kNoBase, "http://:p@a/", {credentials}},
      {"http://u:p@a", kNoBase, "http://u:p@a/", {credentials}},
      {"http://u:p:q@a", kNoBase, "http://u:p%3Aq@a/", {credentials}},
      {"http://@a", kNoBase, "http://a/", {credentials}},
      {"http://:@a", kNoBase, "http://a/", {credentials}},
      {"http://u@v@a", kNoBase, "http://u%40v@a/", {credentials, credentials}},
      {"http://u@v:w@x@a",
       kNoBase,
       "http://u%40v:w%40x@a/",
       {credentials, credentials, credentials}},
      {"http://@@a", kNoBase, "http://%40@a/", {credentials, credentials}},
      {"http://u\u00E9:\u20AC@a",
       kNoBase,
       "http://u%C3%A9:%E2%82%AC@a/",
       {credentials}},
      {"http://;=[]^|\"<>`{}%20@a",
       kNoBase,
       "http://%3B%3D%5B%5D%5E%7C%22%3C%3E%60%7B%7D%20@a/",
       {credentials}},
      {"http://a/@b", kNoBase, "http://a/@b"},
      {"http://a?@b", kNoBase, "http://a/?@b"},
      {"http://a#@b", kNoBase, "http://a/#@b"},
      {"http://a\\@b", kNoBase, "http://a/@b", {Error::kInvalidReverseSolidus}},
      {"foo://u:p@a", kNoBase, "foo://u:p@a", {credentials}},
      {"foo://u\\:p@a", kNoBase, "foo://u%5C:p@a", {credentials}},
      {"http://u@", kNoBase, std::nullopt, {credentials, Error::kHostMissing}},
      {"http://u@/x",
       kNoBase,
       std::nullopt,
       {credentials, Error::kHostMissing}},
      {"http://@", kNoBase, std::nullopt, {credentials, Error::kHostMissing}},
      {"http://u@:80",
       kNoBase,
       std::nullopt,
       {credentials, Error::kHostMissing}},
      {"foo://u@", kNoBase, std::nullopt, {credentials, Error::kHostMissing}},
      {"foo://u@/x", kNoBase, std::nullopt, {credentials, Error::kHostMissing}},
  });
}

TEST(BasicUrlParser, HostState_ReadsHost) {
  ExpectParses({
      {"http://EXAMPLE.org/", kNoBase, "http://example.org/"},
      {"http://b\u00FCcher.example/", kNoBase, "http://xn--bcher-kva.example/"},
      {"http://[2001:DB8::1]/", kNoBase, "http://[2001:db8::1]/"},
      {"http://[::1]:81/", kNoBase, "http://[::1]:81/"},
      {"foo://[::1]:81", kNoBase, "foo://[::1]:81"},
      {"foo://EXAMPLE.org", kNoBase, "foo://EXAMPLE.org"},
      {"foo://1.2.3", kNoBase, "foo://1.2.3"},
      {"foo://b\u00FCcher", kNoBase, "foo://b%C3%BCcher"},
      {"foo://?q", kNoBase, "foo://?q"},
      {"foo://#f", kNoBase, "foo://#f"},
      {"http://2130706433/",
       kNoBase,
       "http://127.0.0.1/",
       {Error::kIpv4TooFewParts, Error::kIpv4OutOfRangePart}},
      {"http://", kNoBase, std::nullopt, {Error::kHostMissing}},
      {"http://?", kNoBase, std::nullopt, {Error::kHostMissing}},
      {"http://#", kNoBase, std::nullopt, {Error::kHostMissing}},
      {"http://:80", kNoBase, std::nullopt, {Error::kHostMissing}},
      {"foo://:80", kNoBase, std::nullopt, {Error::kHostMissing}},
      {"http://[::1", kNoBase, std::nullopt, {Error::kIpv6Unclosed}},
      {"http://[::1/]", kNoBase, std::nullopt, {Error::kIpv6Unclosed}},
      {"http://[a:b", kNoBase, std::nullopt, {Error::kIpv6Unclosed}},
      {"http://a]b", kNoBase, std::nullopt, {Error::kDomainToAscii}},
      {"http://a[:80", kNoBase, std::nullopt, {Error::kDomainToAscii}},
      {"foo://a[b", kNoBase, std::nullopt, {Error::kHostInvalidCodePoint}},
      {"foo://a b", kNoBase, std::nullopt, {Error::kHostInvalidCodePoint}},
      {"foo://a\\b", kNoBase, std::nullopt, {Error::kHostInvalidCodePoint}},
      {"http://a b", kNoBase, std::nullopt, {Error::kDomainToAscii}},
      {"http://%zz", kNoBase, std::nullopt, {Error::kDomainToAscii}},
  });
}

TEST(BasicUrlParser, PortState_ReadsPort) {
  ExpectParses({
      {"http://a:", kNoBase, "http://a/"},
      {"http://a:/", kNoBase, "http://a/"},
      {"http://a:80", kNoBase, "http://a/"},
      {"http://a:080", kNoBase, "http://a/"},
      {"http://a:0", kNoBase, "http://a:0/"},
      {"http://a:00000000000000000081/", kNoBase, "http://a:81/"},
      {"http://a:65535", kNoBase, "http://a:65535/"},
      {"http://a:81?q", kNoBase, "http://a:81/?q"},
      {"http://a:81#f", kNoBase, "http://a:81/#f"},
      {"http://a:81\\b",
       kNoBase,
       "http://a:81/b",
       {Error::kInvalidReverseSolidus}},
      {"https://a:443", kNoBase, "https://a/"},
      {"ws://a:80", kNoBase, "ws://a/"},
      {"wss://a:443", kNoBase, "wss://a/"},
      {"ftp://a:21", kNoBase, "ftp://a/"},
      {"foo://a:80", kNoBase, "foo://a:80"},
      {"foo://a:", kNoBase, "foo://a"},
      {"http://a:65536", kNoBase, std::nullopt, {Error::kPortOutOfRange}},
      {"http://a:99999999999999999999",
       kNoBase,
       std::nullopt,
       {Error::kPortOutOfRange}},
      {"http://a:7z", kNoBase, std::nullopt, {Error::kPortInvalid}},
      {"http://a:-1", kNoBase, std::nullopt, {Error::kPortInvalid}},
      {"http://a: 80", kNoBase, std::nullopt, {Error::kPortInvalid}},
      {"http://a:80:80", kNoBase, std::nullopt, {Error::kPortInvalid}},
      {"http://a:\u0661", kNoBase, std::nullopt, {Error::kPortInvalid}},
      {"foo://a:80\\", kNoBase, std::nullopt, {Error::kPortInvalid}},
      {"http://a:b@c", kNoBase, "http://a:b@c/", {Error::kInvalidCredentials}},
  });
}

TEST(BasicUrlParser, HostileInput_EndsQuickly) {
  const std::string long_text(1 << 20, 'a');
  std::string dots = "http://a";
  std::string ups = "http://a";
  std::string ats = "http://";
  for (int i = 0; i < 200'000; ++i) {
    dots += "/.";
    ups += "/a/..";
    ats += "a@";
  }
  EXPECT_EQ(Url::Parse(dots)->Serialize(), "http://a/");
  EXPECT_EQ(Url::Parse(ups)->Serialize(), "http://a/");
  EXPECT_EQ(Url::Parse(ats + "h")->host(), Host::Domain("h"));
  EXPECT_EQ(Url::Parse("http://a/" + long_text)->path(), "/" + long_text);
  EXPECT_EQ(Url::Parse(long_text + ":")->scheme(), long_text);
  EXPECT_FALSE(Url::Parse(long_text).ok());
  EXPECT_FALSE(Url::Parse("http://[" + long_text).ok());
  EXPECT_FALSE(Url::Parse("http://a:" + std::string(1 << 20, '9')).ok());
  EXPECT_FALSE(Url::Parse("http://" + std::string(1 << 20, '1') + ".0x1").ok());
  EXPECT_EQ(
      Url::Parse("http://a/" + std::string(1 << 20, '\xFF'))->path().size(),
      3u * (1 << 20) + 1);
}

TEST(ParseWithOverride, EachState_TellsFailure) {
  using State = BasicUrlParser::State;
  struct OverrideCase {
    std::string_view url;
    std::string_view input;
    State state;
    bool success;
    std::string_view href;
  };
  const OverrideCase cases[] = {
      {"http://a/", "https:", State::kSchemeStart, true, "https://a/"},
      {"http://a/", "foo:", State::kSchemeStart, true, "http://a/"},
      {"http://a/", "1:", State::kSchemeStart, false, "http://a/"},
      {"http://a/", "", State::kSchemeStart, false, "http://a/"},
      {"http://a/", "ws", State::kSchemeStart, false, "http://a/"},
      {"http://a/", "w s:", State::kSchemeStart, false, "http://a/"},
      {"http://a/", "b:81", State::kHost, true, "http://b:81/"},
      {"http://a/", "b:", State::kHost, false, "http://b/"},
      {"http://a/", "b:99999", State::kHost, false, "http://b/"},
      {"http://a/", "", State::kHost, false, "http://a/"},
      {"http://a/", ":81", State::kHost, false, "http://a/"},
      {"http://a/", "b:81", State::kHostname, false, "http://a/"},
      {"http://a/", "b/c", State::kHostname, true, "http://b/"},
      {"foo://a:1/", "", State::kHostname, false, "foo://a:1/"},
      {"foo://u@a/", "", State::kHost, false, "foo://u@a/"},
      {"foo://a/", "", State::kHost, true, "foo:///"},
      {"file://a/", "b", State::kHost, true, "file://b/"},
      {"file://a/", "c:", State::kHost, false, "file://a/"},
      {"http://a/", "81", State::kPort, true, "http://a:81/"},
      {"http://a/", "81x", State::kPort, true, "http://a:81/"},
      {"http://a/", "x", State::kPort, false, "http://a/"},
      {"http://a/", "65536", State::kPort, false, "http://a/"},
  };
  for (const OverrideCase& test : cases) {
    absl::StatusOr<Url> url = Url::Parse(test.url);
    ASSERT_TRUE(url.ok());
    ValidationErrorLog log;
    EXPECT_EQ(BasicUrlParser(*url, nullptr, log)
                  .ParseWithOverride(test.input, test.state),
              test.success)
        << test.url << " " << test.input;
    EXPECT_EQ(url->Serialize(), test.href) << test.input;
  }
}

}  // namespace
}  // namespace mortise
