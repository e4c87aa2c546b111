#include "core/url/domain_parser.h"

#include <unicode/uidna.h>

#include <array>
#include <cstddef>
#include <cstdint>

#include "core/base/check.h"
#include "core/base/utf8.h"
#include "core/url/byte_set.h"

namespace mortise {
namespace {

constexpr std::string_view kAcePrefix = "xn--";

// What ICU reports for the checks that belong to CheckHyphens and
// VerifyDnsLength, which it always makes.
constexpr uint32_t kStrictErrors =
    UIDNA_ERROR_EMPTY_LABEL | UIDNA_ERROR_LABEL_TOO_LONG |
    UIDNA_ERROR_DOMAIN_NAME_TOO_LONG | UIDNA_ERROR_LEADING_HYPHEN |
    UIDNA_ERROR_TRAILING_HYPHEN | UIDNA_ERROR_HYPHEN_3_4;

// ICU's UTS #46 processors are immutable and may be used by all threads; these
// two live as long as the process.
const UIDNA* GetIdna(bool be_strict) {
  const auto open = [](uint32_t std3_rules) {
    UErrorCode status = U_ZERO_ERROR;
    const UIDNA* idna =
        uidna_openUTS46(UIDNA_CHECK_BIDI | UIDNA_CHECK_CONTEXTJ |
                            UIDNA_NONTRANSITIONAL_TO_ASCII |
                            UIDNA_NONTRANSITIONAL_TO_UNICODE | std3_rules,
                        &status);
    MORTISE_CHECK(U_SUCCESS(status));
    return idna;
  };
  static const UIDNA* const relaxed = open(0);
  static const UIDNA* const strict = open(UIDNA_USE_STD3_RULES);
  return be_strict ? strict : relaxed;
}

// Whether `label`, a lower-case label that ICU's ToASCII gave, breaks one of
// two rules on A-labels which UTS #46 has since Unicode 15.1 and ICU before
// version 74 does not know: its Punycode holds a code point above U+007F
// (section 4, step 4), and what it stands for does not start with "xn--" again
// (section 4.1, criterion 4, where CheckHyphens is false).
bool IsInvalidALabel(std::string_view label) {
  if (!label.starts_with(kAcePrefix)) return false;
  if (label.back() == '-') return true;
  // Punycode starts with the label's ASCII code points.
  if (!label.substr(kAcePrefix.size()).starts_with(kAcePrefix)) return false;
  // A character of Punycode gives at most one code point.
  std::string u_label(4 * label.size(), '\0');
  UIDNAInfo info = UIDNA_INFO_INITIALIZER;
  UErrorCode status = U_ZERO_ERROR;
  u_label.resize(uidna_labelToUnicodeUTF8(
      GetIdna(/*be_strict=*/false), label.data(),
      static_cast<int32_t>(label.size()), u_label.data(),
      static_cast<int32_t>(u_label.size()), &info, &status));
  return U_FAILURE(status) || u_label.starts_with(kAcePrefix);
}

bool HasInvalidALabel(std::string_view domain) {
  while (true) {
    const size_t dot = domain.find('.');
    if (IsInvalidALabel(domain.substr(0, dot))) return true;
    if (dot == std::string_view::npos) return false;
    domain.remove_prefix(dot + 1);
  }
}

// A byte of an ASCII domain in lower case, or 0 if it is not ASCII or is a
// forbidden domain code point (URL Standard section 3.2).
constexpr std::array<char, 256> kDomainBytes = [] {
  std::array<char, 256> bytes{};
  constexpr ByteSet kForbidden("#/:<>?@[\\]^|%");
  for (int c = 0x21; c < 0x7F; ++c) {
    if (kForbidden.Contains(static_cast<char>(c))) continue;
    bytes[c] = static_cast<char>(c >= 'A' && c <= 'Z' ? c + 0x20 : c);
  }
  return bytes;
}();

// Copies `domain` in lower case to `out`; false if it is empty or a byte of it
// may not stand in an ASCII domain.
bool LowercaseDomain(std::string_view domain, std::string& out) {
  out.resize(domain.size());
  for (size_t i = 0; i < domain.size(); ++i) {
    const char c = kDomainBytes[static_cast<uint8_t>(domain[i])];
    if (c == 0) return false;
    out[i] = c;
  }
  return !domain.empty();
}

}  // namespace

std::optional<std::string> DomainToAscii(std::string_view domain,
                                         bool be_strict) {
  // ICU's time grows with the square of the number of labels: 25 ms at this
  // length, which is 250 times what DNS has room for.
  constexpr size_t kMaxLength = 1 << 16;
  if (domain.size() > kMaxLength) return std::nullopt;

  std::string result;
  result.resize(domain.size() + 64);
  UIDNAInfo info;
  while (true) {
    info = UIDNA_INFO_INITIALIZER;
    UErrorCode status = U_ZERO_ERROR;
    const int32_t length = uidna_nameToASCII_UTF8(
        GetIdna(be_strict), domain.data(), static_cast<int32_t>(domain.size()),
        result.data(), static_cast<int32_t>(result.size()), &info, &status);
    const bool overflow = status == U_BUFFER_OVERFLOW_ERROR;
    if (!overflow && U_FAILURE(status)) return std::nullopt;
    result.resize(length);
    if (!overflow) break;
  }
  const uint32_t errors =
      be_strict ? info.errors : info.errors & ~kStrictErrors;
  if (errors != 0 || HasInvalidALabel(result)) return std::nullopt;
  return result;
}

std::optional<std::string> ParseDomain(std::string_view domain,
                                       ValidationErrorLog& log) {
  if (log.collects() && !DomainToAscii(domain, /*be_strict=*/true)) {
    log.Report(ValidationError::kDomainToAscii);
  }
  // What follows fails only where the strict run failed too: the error has
  // been reported.
  const auto failure = [&log]() -> std::nullopt_t {
    log.SetFailure(ValidationError::kDomainToAscii);
    return std::nullopt;
  };

  std::string result;
  if (IsAscii(domain)) {
    // ToASCII leaves no ASCII byte out, so a forbidden one stays forbidden.
    if (!LowercaseDomain(domain, result)) return failure();
    if (result.find(kAcePrefix) == std::string::npos) return result;
  }
  std::optional<std::string> ascii = DomainToAscii(domain, /*be_strict=*/false);
  if (!ascii || !LowercaseDomain(*ascii, result)) return failure();
  return result;
}

}  // namespace mortise
