// The file, path, query and fragment states.

#include <string>
#include <string_view>

#include "core/url/basic_url_parser.h"
#include "gtest/gtest.h"
#include "tests/core/url/parse_cases.h"

namespace mortise {
namespace {

using Error = ValidationError;

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

}  // namespace
}  // namespace mortise
