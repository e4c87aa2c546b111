#ifndef MORTISE_CORE_URL_IPV4_H_
#define MORTISE_CORE_URL_IPV4_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/url/validation_error_log.h"

namespace mortise {

// The ends in a number checker (URL Standard section 3.5): whether a domain
// (ASCII, not empty) must be an IPv4 address or nothing.
bool EndsInANumber(std::string_view domain);

// The IPv4 parser (section 3.5), for a domain that ends in a number.
std::optional<uint32_t> ParseIpv4(std::string_view input,
                                  ValidationErrorLog& log);

// The IPv4 serializer (section 3.6).
void AppendIpv4(uint32_t address, std::string& out);

}  // namespace mortise

#endif  // MORTISE_CORE_URL_IPV4_H_
