#ifndef MORTISE_CORE_NET_EXTENSION_LIST_H_
#define MORTISE_CORE_NET_EXTENSION_LIST_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"

namespace mortise::net {

// One element of Sec-WebSocket-Extensions (RFC 6455 section 9.1).
struct Extension {
  struct Parameter {
    std::string name;
    std::optional<std::string> value;  // Unquoted.
  };
  std::string name;
  std::vector<Parameter> parameters;
};

// Reads the value of a Sec-WebSocket-Extensions header by the grammar of
// section 9.1.  InvalidArgument, naming the place, for anything else: for an
// empty text, too.
absl::StatusOr<std::vector<Extension>> ParseExtensionList(
    std::string_view text);

}  // namespace mortise::net

#endif  // MORTISE_CORE_NET_EXTENSION_LIST_H_
