#include "tests/core/url/parse_cases.h"

#include <string>
#include <utility>

#include "core/url/url.h"
#include "gtest/gtest.h"

namespace mortise {
namespace {

std::string Names(const ValidationErrors& errors) {
  std::string names;
  for (ValidationError error : errors) {
    names += ValidationErrorName(error);
    names += ' ';
  }
  return names;
}

}  // namespace

void ExpectParses(const std::vector<ParseCase>& cases) {
  for (const ParseCase& test : cases) {
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

}  // namespace mortise
