#ifndef MORTISE_CORE_URL_HOST_PARSER_H_
#define MORTISE_CORE_URL_HOST_PARSER_H_

#include <optional>
#include <string_view>

#include "core/url/host.h"
#include "core/url/validation_error_log.h"

namespace mortise {

// The host parser (URL Standard section 3.5).  `is_opaque` is true for URLs
// that are not special.  `input` is UTF-8, and not empty unless `is_opaque`.
std::optional<Host> ParseHost(std::string_view input, bool is_opaque,
                              ValidationErrorLog& log);

}  // namespace mortise

#endif  // MORTISE_CORE_URL_HOST_PARSER_H_
