// Runs the cases of web-platform-tests' url/resources, where the environment
// variable MORTISE_URL_TEST_DATA names the folder that has them.

#include <unicode/uchar.h>
#include <unicode/utf16.h>

#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/base/utf8.h"
#include "core/url/form_urlencoded.h"
#include "core/url/url.h"
#include "core/url/url_api.h"
#include "gtest/gtest.h"
#include "tests/core/url/json_value.h"

namespace mortise {
namespace {

constexpr char kFolderVariable[] = "MORTISE_URL_TEST_DATA";

// The objects of a data file, which is an array of cases and of comments.
std::vector<JsonValue> ReadCases(const std::string& file_name) {
  const std::string path =
      std::string(std::getenv(kFolderVariable)) + "/" + file_name;
  std::ifstream file(path, std::ios::binary);
  const std::string text((std::istreambuf_iterator<char>(file)), {});
  const std::optional<JsonValue> document = JsonValue::Parse(text);
  EXPECT_TRUE(document.has_value()) << path;
  std::vector<JsonValue> cases;
  if (!document) return cases;
  for (const JsonValue& element : document->elements()) {
    if (element.is_object()) cases.push_back(element);
  }
  EXPECT_FALSE(cases.empty()) << path;
  std::printf("%s: %zu cases\n", file_name.c_str(), cases.size());
  return cases;
}

// The value of an attribute of the URL interface; nullopt if `name` is none.
std::optional<std::string> GetAttribute(Url& url, const std::string& name) {
  const UrlApi api(url);
  if (name == "href") return api.href();
  if (name == "origin") return api.origin();
  if (name == "protocol") return api.protocol();
  if (name == "username") return api.username();
  if (name == "password") return api.password();
  if (name == "host") return api.host();
  if (name == "hostname") return api.hostname();
  if (name == "port") return api.port();
  if (name == "pathname") return api.pathname();
  if (name == "search") return api.search();
  if (name == "hash") return api.hash();
  if (name == "searchParams") {
    return SerializeFormUrlencoded(
        ParseFormUrlencoded(url.query().value_or("")));
  }
  return std::nullopt;
}

void SetAttribute(Url& url, const std::string& name, const std::string& value) {
  UrlApi api(url);
  if (name == "href") {
    EXPECT_TRUE(api.set_href(value).ok()) << value;
  } else if (name == "protocol") {
    api.set_protocol(value);
  } else if (name == "username") {
    api.set_username(value);
  } else if (name == "password") {
    api.set_password(value);
  } else if (name == "host") {
    api.set_host(value);
  } else if (name == "hostname") {
    api.set_hostname(value);
  } else if (name == "port") {
    api.set_port(value);
  } else if (name == "pathname") {
    api.set_pathname(value);
  } else if (name == "search") {
    api.set_search(value);
  } else if (name == "hash") {
    api.set_hash(value);
  } else {
    ADD_FAILURE() << "no setter " << name;
  }
}

void TestParsing() {
  for (const JsonValue& test : ReadCases("urltestdata.json")) {
    const std::string& input = test.Find("input")->string();
    const JsonValue& base_text = *test.Find("base");
    SCOPED_TRACE("<" + input + "> against <" + base_text.string() + ">");

    std::optional<Url> base;
    bool parsed_base = true;
    if (!base_text.is_null()) {
      absl::StatusOr<Url> result = Url::Parse(base_text.string());
      parsed_base = result.ok();
      if (parsed_base) base = *std::move(result);
    }
    absl::StatusOr<Url> url = absl::UnknownError("base");
    if (parsed_base) url = Url::Parse(input, base ? &*base : nullptr);

    if (test.Find("failure")) {
      EXPECT_FALSE(url.ok());
      continue;
    }
    ASSERT_TRUE(url.ok()) << url.status();
    for (const auto& [name, expected] : test.members()) {
      const std::optional<std::string> actual = GetAttribute(*url, name);
      if (actual) {
        EXPECT_EQ(*actual, expected.string()) << name;
      }
    }
    const absl::StatusOr<Url> again = Url::Parse(url->Serialize());
    ASSERT_TRUE(again.ok());
    EXPECT_EQ(again->Serialize(), url->Serialize());
  }
}

void TestSetters() {
  const std::string path =
      std::string(std::getenv(kFolderVariable)) + "/setters_tests.json";
  std::ifstream file(path, std::ios::binary);
  const std::string text((std::istreambuf_iterator<char>(file)), {});
  const std::optional<JsonValue> document = JsonValue::Parse(text);
  ASSERT_TRUE(document.has_value());
  for (const auto& [attribute, tests] : document->members()) {
    if (attribute == "comment") continue;
    for (const JsonValue& test : tests.elements()) {
      const std::string& href = test.Find("href")->string();
      const std::string& value = test.Find("new_value")->string();
      SCOPED_TRACE(attribute + " of <" + href + "> to <" + value + ">");
      absl::StatusOr<Url> url = Url::Parse(href);
      ASSERT_TRUE(url.ok());
      SetAttribute(*url, attribute, value);
      for (const auto& [name, expected] : test.Find("expected")->members()) {
        EXPECT_EQ(GetAttribute(*url, name), expected.string()) << name;
      }
    }
  }
}

// The code points of the cases whose status in the IDNA mapping table (UTS #46
// section 5) changed after Unicode 15.0, which is ICU 72's.  They were
// disallowed then, and are mapped or ignored now; the sharp S was mapped to
// "ss", and is to U+00DF now.
struct ChangedCodePoints {
  char32_t first;
  char32_t last;
  const char* name;
};
constexpr ChangedCodePoints kChangedSinceUnicode15[] = {
    {0x04C0, 0x04C0, "CYRILLIC LETTER PALOCHKA"},
    {0x10A0, 0x10C5, "GEORGIAN CAPITAL LETTER AN to HOE"},
    {0x115F, 0x1160, "HANGUL CHOSEONG FILLER and JUNGSEONG FILLER"},
    {0x17B4, 0x17B4, "KHMER VOWEL INHERENT AQ"},
    {0x180E, 0x180E, "MONGOLIAN VOWEL SEPARATOR"},
    {0x1E9E, 0x1E9E, "LATIN CAPITAL LETTER SHARP S"},
    {0x206B, 0x206B, "ACTIVATE SYMMETRIC SWAPPING"},
    {0x2132, 0x2132, "TURNED CAPITAL F"},
    {0x2183, 0x2183, "ROMAN NUMERAL REVERSED ONE HUNDRED"},
    {0xFFA0, 0xFFA0, "HALFWIDTH HANGUL FILLER"},
    {0x1D175, 0x1D175, "MUSICAL SYMBOL BEGIN TIE"},
    {0x2F868, 0x2F868, "CJK COMPATIBILITY IDEOGRAPH-2F868"},
    {0x2F874, 0x2F874, "CJK COMPATIBILITY IDEOGRAPH-2F874"},
    {0x2F91F, 0x2F91F, "CJK COMPATIBILITY IDEOGRAPH-2F91F"},
    {0x2F95F, 0x2F95F, "CJK COMPATIBILITY IDEOGRAPH-2F95F"},
    {0x2F9BF, 0x2F9BF, "CJK COMPATIBILITY IDEOGRAPH-2F9BF"},
};

// The name of the first such code point in `input`; null if there is none, or
// if this ICU has the data of Unicode 16.
const char* FindChangedCodePoint(const std::string& input) {
  UVersionInfo version;
  u_getUnicodeVersion(version);
  if (version[0] >= 16) return nullptr;
  const std::u16string units = Utf8ToUtf16(input);
  for (size_t i = 0; i < units.size();) {
    UChar32 code_point;
    U16_NEXT(units, i, units.size(), code_point);
    for (const ChangedCodePoints& changed : kChangedSinceUnicode15) {
      if (static_cast<char32_t>(code_point) >= changed.first &&
          static_cast<char32_t>(code_point) <= changed.last) {
        return changed.name;
      }
    }
  }
  return nullptr;
}

// "input" is a domain; "output" what domain to ASCII makes of it, or null.
void TestToAscii(const std::string& file_name) {
  std::map<std::string, int> differences;
  for (const JsonValue& test : ReadCases(file_name)) {
    const std::string& input = test.Find("input")->string();
    const JsonValue& output = *test.Find("output");
    // The API cannot be handed an empty host.
    if (input.empty()) continue;
    SCOPED_TRACE("<" + input + ">");

    const absl::StatusOr<Url> url = Url::Parse("https://" + input + "/x");
    const std::string host = url.ok() ? url->host()->Serialize() : "";
    if (host != output.string()) {
      if (const char* name = FindChangedCodePoint(input)) {
        ++differences[name];
        continue;
      }
    }
    absl::StatusOr<Url> by_host = Url::Parse("https://x/x");
    UrlApi(*by_host).set_host(input);
    absl::StatusOr<Url> by_hostname = Url::Parse("https://x/x");
    UrlApi(*by_hostname).set_hostname(input);
    if (output.is_null()) {
      EXPECT_FALSE(url.ok());
      EXPECT_EQ(UrlApi(*by_host).host(), "x");
      EXPECT_EQ(UrlApi(*by_hostname).hostname(), "x");
    } else {
      EXPECT_TRUE(url.ok()) << url.status();
      EXPECT_EQ(host, output.string());
      EXPECT_EQ(UrlApi(*by_host).host(), output.string());
      EXPECT_EQ(UrlApi(*by_hostname).hostname(), output.string());
    }
  }
  for (const auto& [name, count] : differences) {
    std::printf("%s: %d case(s) differ for %s, changed since Unicode 15.0\n",
                file_name.c_str(), count, name.c_str());
  }
}

// Queries and fragments in UTF-8, the one encoding that is kept here.
void TestPercentEncoding() {
  for (const JsonValue& test : ReadCases("percent-encoding.json")) {
    const std::string& input = test.Find("input")->string();
    const std::string& expected = test.Find("output")->Find("utf-8")->string();
    SCOPED_TRACE("<" + input + ">");
    const absl::StatusOr<Url> url =
        Url::Parse("https://doesnotmatter.invalid/?" + input + "#" + input);
    ASSERT_TRUE(url.ok());
    EXPECT_EQ(url->query(), expected);
    EXPECT_EQ(url->fragment(), expected);
  }
}

class DataTest : public testing::Test {
 public:
  explicit DataTest(void (*run)()) : run_(run) {}
  void TestBody() override { run_(); }

 private:
  void (*const run_)();
};

bool RegisterDataTests() {
  if (!std::getenv(kFolderVariable)) {
    std::printf("%s is not set: web-platform-tests' URL cases are not run\n",
                kFolderVariable);
    return false;
  }
  const auto add = [](const char* name, void (*run)()) {
    testing::RegisterTest(
        "UrlData", name, nullptr, nullptr, __FILE__, __LINE__,
        [run]() -> testing::Test* { return new DataTest(run); });
  };
  add("UrlTestData_EachCase_ParsesAsExpected", TestParsing);
  add("SettersTests_EachCase_SetsAsExpected", TestSetters);
  add("ToAscii_EachCase_GivesHost", [] { TestToAscii("toascii.json"); });
  add("IdnaTestV2_EachCase_GivesHost", [] { TestToAscii("IdnaTestV2.json"); });
  add("PercentEncoding_Utf8Cases_EncodeAsExpected", TestPercentEncoding);
  return true;
}

[[maybe_unused]] const bool registered = RegisterDataTests();

}  // namespace
}  // namespace mortise
