#ifndef MORTISE_TESTS_CORE_URL_PARSE_CASES_H_
#define MORTISE_TESTS_CORE_URL_PARSE_CASES_H_

#include <optional>
#include <string_view>
#include <vector>

#include "core/url/validation_error.h"

namespace mortise {

inline constexpr std::string_view kNoBase;

// One call of the basic URL parser and what it gives.
struct ParseCase {
  std::string_view input;
  std::string_view base;
  // The serialised URL, or nullopt for failure.
  std::optional<std::string_view> href;
  // In order; for a failure, the last is its reason.
  ValidationErrors errors = {};
};

// Also expects that each result parses back to itself, and that it is the
// same when errors are not asked for.
void ExpectParses(const std::vector<ParseCase>& cases);

}  // namespace mortise

#endif  // MORTISE_TESTS_CORE_URL_PARSE_CASES_H_
