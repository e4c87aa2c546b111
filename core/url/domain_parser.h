#ifndef MORTISE_CORE_URL_DOMAIN_PARSER_H_
#define MORTISE_CORE_URL_DOMAIN_PARSER_H_

#include <optional>
#include <string>
#include <string_view>

#include "core/url/validation_error_log.h"

namespace mortise {

// Unicode ToASCII (UTS #46 section 4.2) with the parameters that the URL
// Standard, section 3.3, gives it: CheckHyphens, UseSTD3ASCIIRules and
// VerifyDnsLength are `be_strict`; CheckBidi and CheckJoiners are set;
// Transitional_Processing and IgnoreInvalidPunycode are not.  Returns nullopt
// for a failure value, and for a domain of more than 65,536 bytes.
std::optional<std::string> DomainToAscii(std::string_view domain,
                                         bool be_strict);

// The domain parser (URL Standard section 3.3) with beStrict false.  `domain`
// is UTF-8, the result lower-case ASCII, not empty and free of forbidden
// domain code points.
//
// An ASCII domain with an A-label ("xn--") must pass ToASCII like any other,
// as in the standard's review draft of February 2026 and in
// web-platform-tests.  The draft of August 2026 only lowercases such a domain.
std::optional<std::string> ParseDomain(std::string_view domain,
                                       ValidationErrorLog& log);

}  // namespace mortise

#endif  // MORTISE_CORE_URL_DOMAIN_PARSER_H_
