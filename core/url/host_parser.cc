#include "core/url/host_parser.h"

#include <cstddef>
#include <string>
#include <utility>

#include "core/base/utf8.h"
#include "core/url/byte_set.h"
#include "core/url/domain_parser.h"
#include "core/url/ipv4.h"
#include "core/url/ipv6.h"
#include "core/url/percent_encoding.h"

namespace mortise {
namespace {

constexpr ByteSet kForbiddenHostCodePoints(
    std::string_view("\0\t\n\r #/:<>?@[\\]^|", 17));

bool ContainsPercentEncodedByte(std::string_view text) {
  for (size_t at = text.find('%'); at != std::string_view::npos;
       at = text.find('%', at + 1)) {
    if (StartsWithPercentEncodedByte(text.substr(at))) return true;
  }
  return false;
}

// The opaque-host parser (URL Standard section 3.5).
std::optional<Host> ParseOpaqueHost(std::string_view input,
                                    ValidationErrorLog& log) {
  if (kForbiddenHostCodePoints.IsIn(input)) {
    return log.Fail(ValidationError::kHostInvalidCodePoint);
  }
  log.ReportInvalidUrlUnits(input);
  if (input.empty()) return Host();
  return Host::Opaque(PercentEncode(input, kC0ControlPercentEncodeSet));
}

}  // namespace

std::optional<Host> ParseHost(std::string_view input, bool is_opaque,
                              ValidationErrorLog& log) {
  if (!input.empty() && input[0] == '[') {
    if (input.back() != ']') return log.Fail(ValidationError::kIpv6Unclosed);
    const std::optional<Ipv6Pieces> pieces =
        ParseIpv6(input.substr(1, input.size() - 2), log);
    if (!pieces) return std::nullopt;
    return Host::Ipv6(*pieces);
  }
  if (is_opaque) return ParseOpaqueHost(input, log);

  std::string decoded;
  std::string_view domain = input;
  if (input.find('%') != std::string_view::npos) {
    if (log.collects() && ContainsPercentEncodedByte(input)) {
      log.Report(ValidationError::kDomainPercentEncoded);
    }
    // Ill-formed UTF-8 need not become U+FFFD first: the domain parser, which
    // refuses that, refuses it too.
    decoded = PercentDecode(input);
    domain = decoded;
  }
  std::optional<std::string> ascii_domain = ParseDomain(domain, log);
  if (!ascii_domain) return std::nullopt;
  if (EndsInANumber(*ascii_domain)) {
    if (log.collects() && !IsAscii(domain)) {
      log.Report(ValidationError::kIpv4NonAsciiInput);
    }
    const std::optional<uint32_t> address = ParseIpv4(*ascii_domain, log);
    if (!address) return std::nullopt;
    return Host::Ipv4(*address);
  }
  return Host::Domain(*std::move(ascii_domain));
}

}  // namespace mortise
