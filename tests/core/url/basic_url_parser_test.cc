#include "core/url/basic_url_parser.h"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/url/url_api.h"
#include "gtest/gtest.h"

namespace mortise {
namespace {

using Error = ValidationError;

constexpr std::string_view kNoBase;

struct Case {
  std::string_view input;
  std::string_view base;
  // The serialised URL, or nullopt for failure.
  std::optional<std::string_view> href;
  // In order; for a failure, the last is its reason.
  ValidationErrors errors = {};
};

std::string Names(const ValidationErrors& errors) {
  std::string names;
  for (Error error : errors) {
    names += ValidationErrorName(error);
    names += ' ';
  }
  return names;
}

void ExpectParses(const std::vector<Case>& cases) {
  for (const Case& test : cases) {
    SCOPED_TRACE("<" + std::string(test.input) + "> against <" +
                 std::string(test.base) + ">");
    std::optional<Url> base;
    if (!test.base.empty()) {
      absl::StatusOr<Url> parsed = Url::Parse(test.base);
      ASSERT_TRUE(parsed.ok());
      base = *std::move(parsed);
    }
    const Url* const base_pointer = base ? &*base : nullptr;
    ValidationErrors errors;
    const absl::StatusOr<Url> url =
        Url::Parse(test.input, base_pointer, &errors);
    EXPECT_EQ(Names(errors), Names(test.errors));

    // Whether errors are asked for changes nothing else.
    const absl::StatusOr<Url> quiet = Url::Parse(test.input, base_pointer);
    EXPECT_EQ(quiet.status(), url.status());
    if (!test.href) {
      EXPECT_FALSE(url.ok());
      continue;
    }
    ASSERT_TRUE(url.ok()) << url.status();
    EXPECT_EQ(quiet->Serialize(), url->Serialize());
    EXPECT_EQ(url->Serialize(), *test.href);

    const absl::StatusOr<Url> again = Url::Parse(url->Serialize());
    ASSERT_TRUE(again.ok());
    EXPECT_EQ(again->Serialize(), url->Serialize()) << "not idempotent";
  }
}

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

TEST(BasicUrlParser, FileStates_KnowHosts) {
  const Error slashes = Error::kSpecialSchemeMissingFollowingSolidus;
  const Error backslash = Error::kInvalidReverseSolidus;
  ExpectParses({
      {"file:", kNoBase, "file:///", {slashes}},
      {"file:a", kNoBase, "file:///a", {slashes}},
      {"file:/a", kNoBase, "file:///a", {slashes}},
      {"file://", kNoBase, "file:///"},
      {"file:///a", kNoBase, "file:///a"},
      {"file:////a", kNoBase, "file:////a"},
      {"file://h/a", kNoBase, "file://h/a"},
      {"file://H", kNoBase, "file://h/"},
      {"file://localhost/a", kNoBase, "file:///a"},
      {"file://LOC%41LHOST/a",
       kNoBase,
       "file:///a",
       {Error::kDomainPercentEncoded}},
      {"file://1.2.3.4/", kNoBase, "file://1.2.3.4/"},
      {"file://[::1]/", kNoBase, "file://[::1]/"},
      {"file:\\\\h\\a",
       kNoBase,
       "file://h/a",
       {slashes, backslash, backslash, backslash}},
      {"file:?q", kNoBase, "file:///?q", {slashes}},
      {"file:#f", kNoBase, "file:///#f", {slashes}},
      {"file://?q", kNoBase, "file:///?q"},
      {"file://h?q", kNoBase, "file://h/?q"},
      {"file://h#f", kNoBase, "file://h/#f"},
      {"file://u@h/", kNoBase, std::nullopt, {Error::kDomainToAscii}},
      {"file://h:80/", kNoBase, std::nullopt, {Error::kDomainToAscii}},
      {"file://a b/", kNoBase, std::nullopt, {Error::kDomainToAscii}},
      // Against a base.
      {"", "file://h/a/b?q#f", "file://h/a/b?q"},
      {"#x", "file://h/a/b?q#f", "file://h/a/b?q#x"},
      {"?x", "file://h/a/b?q#f", "file://h/a/b?x"},
      {"x", "file://h/a/b?q#f", "file://h/a/x"},
      {"/x", "file://h/a/b", "file://h/x"},
      {"//x", "file://h/a/b", "file://x/"},
      {"//", "file://h/a/b", "file:///"},
      {"\\x", "file://h/a/b", "file://h/x", {backslash}},
      {"file:x", "file://h/a/b", "file://h/a/x", {slashes}},
      {"file:x", "http://h/a/b", "file:///x", {slashes}},
      {"file:", "file://h/a/b?q", "file://h/a/b?q", {slashes}},
      {"..", "file:///a/b/c", "file:///a/"},
  });
}

TEST(BasicUrlParser, FileStates_KnowDriveLetters) {
  const Error drive = Error::kFileInvalidWindowsDriveLetter;
  const Error drive_host = Error::kFileInvalidWindowsDriveLetterHost;
  const Error unit = Error::kInvalidUrlUnit;
  const Error slashes = Error::kSpecialSchemeMissingFollowingSolidus;
  ExpectParses({
      {"file:///c:/a", kNoBase, "file:///c:/a"},
      {"file:///C|/a", kNoBase, "file:///C:/a", {unit}},
      {"file:///c|", kNoBase, "file:///c:", {unit}},
      {"file:c:/a", kNoBase, "file:///c:/a", {slashes}},
      {"file://c:/a", kNoBase, "file:///c:/a", {drive_host}},
      {"file://c|/a", kNoBase, "file:///c:/a", {drive_host}},
      {"file://c|", kNoBase, "file:///c:", {drive_host}},
      {"file://c|?q<", kNoBase, "file:///c:?q%3C", {drive_host, unit}},
      {"file:///c:/..", kNoBase, "file:///c:/"},
      {"file:///c:/../..", kNoBase, "file:///c:/"},
      {"file:///c:/a/../../..", kNoBase, "file:///c:/"},
      {"file:///c:/../d:", kNoBase, "file:///c:/d:"},
      {"file:///a/c|", kNoBase, "file:///a/c|", {unit}},
      {"file:///cd:/..", kNoBase, "file:///"},
      {"file:///c:a/..", kNoBase, "file:///"},
      {"file://h/c:/..", kNoBase, "file://h/c:/"},
      {"..", "file:///c:/a", "file:///c:/"},
      {"..", "file:///c:/", "file:///c:/"},
      {"/", "file:///c:/a", "file:///c:/"},
      {"/x", "file:///c:/a", "file:///c:/x"},
      {"/d:", "file:///c:/a", "file:///d:"},
      {"/d:/x", "file:///c:/a", "file:///d:/x"},
      {"/x", "file://h/c:/a", "file://h/c:/x"},
      {"/x", "file:///c:", "file:///c:/x"},
      {"d:", "file:///c:/a", "d:"},
      {"d|", "file:///c:/a", "file:///d:", {drive, unit}},
      {"d|/x", "file:///c:/a", "file:///d:/x", {drive, unit}},
      {"d|x", "file:///c:/a", "file:///c:/d|x", {unit}},
      {"file:d:/x", "file:///c:/a", "file:///d:/x", {slashes, drive}},
      {"x", "file:///c:", "file:///c:/x"},
      {"//d:/x", "file:///c:/a", "file:///d:/x", {drive_host}},
      // Only "file:" URLs have drives.
      {"http://a/c|/..", kNoBase, "http://a/", {unit}},
      {"foo:/c:/..", kNoBase, "foo:/"},
  });
}

TEST(BasicUrlParser, PathStates_NormaliseSegments) {
  const Error backslash = Error::kInvalidReverseSolidus;
  ExpectParses({
      {"http://a/b/c", kNoBase, "http://a/b/c"},
      {"http://a/b/", kNoBase, "http://a/b/"},
      {"http://a//", kNoBase, "http://a//"},
      {"http://a//b//", kNoBase, "http://a//b//"},
      {"http://a/.", kNoBase, "http://a/"},
      {"http://a/./", kNoBase, "http://a/"},
      {"http://a/./b", kNoBase, "http://a/b"},
      {"http://a/b/.", kNoBase, "http://a/b/"},
      {"http://a/..", kNoBase, "http://a/"},
      {"http://a/b/..", kNoBase, "http://a/"},
      {"http://a/b/../", kNoBase, "http://a/"},
      {"http://a/b/../c", kNoBase, "http://a/c"},
      {"http://a/b/c/../..", kNoBase, "http://a/"},
      {"http://a/b//../c", kNoBase, "http://a/b/c"},
      {"http://a/../../b", kNoBase, "http://a/b"},
      {"http://a/...", kNoBase, "http://a/..."},
      {"http://a/.b/..b/b..", kNoBase, "http://a/.b/..b/b.."},
      {"http://a/b/%2e", kNoBase, "http://a/b/"},
      {"http://a/b/%2E/c", kNoBase, "http://a/b/c"},
      {"http://a/b/%2e%2E/c", kNoBase, "http://a/c"},
      {"http://a/b/.%2e", kNoBase, "http://a/"},
      {"http://a/b/%2E.", kNoBase, "http://a/"},
      {"http://a/b/%2e%2e%2e", kNoBase, "http://a/b/%2e%2e%2e"},
      {"http://a/b/%2", kNoBase, "http://a/b/%2", {Error::kInvalidUrlUnit}},
      {"http://a/b/%2ex", kNoBase, "http://a/b/%2ex"},
      {"http://a/b%2ec", kNoBase, "http://a/b%2ec"},
      {"http://a\\b\\..\\c",
       kNoBase,
       "http://a/c",
       {backslash, backslash, backslash}},
      {"http://a/b\\", kNoBase, "http://a/b/", {backslash}},
      {"foo://a/b\\..", kNoBase, "foo://a/b\\..", {Error::kInvalidUrlUnit}},
      {"foo://a/..", kNoBase, "foo://a/"},
      {"foo://a/.", kNoBase, "foo://a/"},
      {"foo:/..", kNoBase, "foo:/"},
      {"foo:/b/../..", kNoBase, "foo:/"},
      {"foo:/..//b", kNoBase, "foo:/.//b"},
      {"http://a?q", kNoBase, "http://a/?q"},
      {"http://a#f", kNoBase, "http://a/#f"},
      {"http://a/..?q", kNoBase, "http://a/?q"},
      {"http://a/b/..#f", kNoBase, "http://a/#f"},
      {"foo://a?q", kNoBase, "foo://a?q"},
      {"foo://a#f", kNoBase, "foo://a#f"},
  });
}

TEST(BasicUrlParser, EachState_UsesItsPercentEncodeSet) {
  // What of the printable ASCII without "\", "?" and "#" comes out encoded.
  struct SetCase {
    std::string_view prefix;
    std::string_view encoded;
  };
  const SetCase sets[] = {
      {"http://a/x", " \"<>^`{}"},
      {"foo://a/x", " \"<>^`{}"},
      {"foo:x", ""},
      {"http://a/?x", " \"'<>"},
      {"wss://a/?x", " \"'<>"},
      {"file:///?x", " \"'<>"},
      {"foo://a/?x", " \"<>"},
      {"foo:?x", " \"<>"},
      {"http://a/#x", " \"<>`"},
      {"foo:#x", " \"<>`"},
  };
  for (const SetCase& test : sets) {
    for (char c = 0x20; c < 0x7F; ++c) {
      if (c == '\\' || c == '?' || c == '#') continue;
      const std::string input = std::string(test.prefix) + c + "z";
      const absl::StatusOr<Url> url = Url::Parse(input);
      ASSERT_TRUE(url.ok()) << input;
      const bool encoded = test.encoded.find(c) != std::string_view::npos;
      EXPECT_EQ(url->Serialize() == input, !encoded) << input;
    }
  }
}

TEST(BasicUrlParser, NonAscii_IsPercentEncodedAsUtf8) {
  ExpectParses({
      {"http://a/\u00E9?\u20AC#\U0001F4A9", kNoBase,
       "http://a/%C3%A9?%E2%82%AC#%F0%9F%92%A9"},
      {"foo:\u00E9?\u20AC#\U0001F4A9", kNoBase,
       "foo:%C3%A9?%E2%82%AC#%F0%9F%92%A9"},
      {"http://a/\uFDD0?\u0085#\uFFFF", kNoBase,
       "http://a/%EF%B7%90?%C2%85#%EF%BF%BF",
       ValidationErrors(3, Error::kInvalidUrlUnit)},
  });
}

TEST(BasicUrlParser, OpaquePathState_KeepsText) {
  const Error unit = Error::kInvalidUrlUnit;
  ExpectParses({
      {"foo:", kNoBase, "foo:"},
      {"mailto:a@b", kNoBase, "mailto:a@b"},
      {"data:text/html,<p>", kNoBase, "data:text/html,<p>", {unit, unit}},
      {"foo:a/../b", kNoBase, "foo:a/../b"},
      {"foo:..", kNoBase, "foo:.."},
      {"foo:a\\b", kNoBase, "foo:a\\b", {unit}},
      {"foo:a b", kNoBase, "foo:a b", {unit}},
      {"foo:a ", kNoBase, "foo:a", {unit}},
      {"foo: ?q", kNoBase, "foo:%20?q", {unit}},
      {"foo:  #f", kNoBase, "foo: %20#f", {unit, unit}},
      {"foo:a b ?c", kNoBase, "foo:a b%20?c", {unit, unit}},
      {"foo:a %20?c", kNoBase, "foo:a %20?c", {unit}},
      {"foo:\x01", kNoBase, "foo:", {unit}},
      {"foo:\x01z", kNoBase, "foo:%01z", {unit}},
      {"foo:\u00E9", kNoBase, "foo:%C3%A9"},
      {"foo:%zz", kNoBase, "foo:%zz", {unit}},
      {"foo:?", kNoBase, "foo:?"},
      {"foo:#", kNoBase, "foo:#"},
      {"foo:a?b?c#d#e", kNoBase, "foo:a?b?c#d#e", {unit}},
  });
}

TEST(BasicUrlParser, QueryAndFragmentStates_KeepText) {
  const Error unit = Error::kInvalidUrlUnit;
  ExpectParses({
      {"http://a/?", kNoBase, "http://a/?"},
      {"http://a/??", kNoBase, "http://a/??"},
      {"http://a/?b?c/d\\..", kNoBase, "http://a/?b?c/d\\..", {unit}},
      {"http://a/?%", kNoBase, "http://a/?%", {unit}},
      {"http://a/?%41", kNoBase, "http://a/?%41"},
      {"http://a/?b=c d+e", kNoBase, "http://a/?b=c%20d+e", {unit}},
      {"http://a/?it's", kNoBase, "http://a/?it%27s"},
      {"foo://a/?it's", kNoBase, "foo://a/?it's"},
      {"http://a/#", kNoBase, "http://a/#"},
      {"http://a/##", kNoBase, "http://a/##", {unit}},
      {"http://a/#?/\\..", kNoBase, "http://a/#?/\\..", {unit}},
      {"http://a/#b'`c", kNoBase, "http://a/#b'%60c", {unit}},
      {"http://a/#%4", kNoBase, "http://a/#%4", {unit}},
      {"http://a/%?%#%", kNoBase, "http://a/%?%#%", {unit, unit, unit}},
      {"http://a/[]?[]#[]", kNoBase, "http://a/[]?[]#[]",
       ValidationErrors(6, unit)},
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
