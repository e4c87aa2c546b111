#ifndef MORTISE_CORE_URL_IPV6_H_
#define MORTISE_CORE_URL_IPV6_H_

#include <optional>
#include <string>
#include <string_view>

#include "core/url/host.h"
#include "core/url/validation_error_log.h"

namespace mortise {

// The IPv6 parser (URL Standard section 3.5); `input` is without brackets.
std::optional<Ipv6Pieces> ParseIpv6(std::string_view input,
                                    ValidationErrorLog& log);

// The IPv6 serializer (section 3.6); appends no brackets.
void AppendIpv6(const Ipv6Pieces& pieces, std::string& out);

}  // namespace mortise

#endif  // MORTISE_CORE_URL_IPV6_H_
