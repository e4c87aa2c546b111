#include "core/net/loopback_server/request_target.h"

#include <cstddef>

#include "absl/strings/ascii.h"
#include "absl/strings/escaping.h"

namespace mortise::net {

namespace {

std::string Decode(std::string_view text) {
  std::string result;
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%' && text.size() - i > 2 &&
        absl::ascii_isxdigit(text[i + 1]) &&
        absl::ascii_isxdigit(text[i + 2])) {
      result +=
          absl::HexStringToBytes(absl::string_view(text.data() + i + 1, 2));
      i += 2;
    } else {
      result += text[i] == '+' ? ' ' : text[i];
    }
  }
  return result;
}

}  // namespace

RequestTarget::RequestTarget(std::string_view resource_name) {
  const size_t mark = resource_name.find('?');
  path_ = resource_name.substr(0, mark);
  if (mark != std::string_view::npos) query_ = resource_name.substr(mark + 1);
}

std::optional<std::string> RequestTarget::Parameter(
    std::string_view name) const {
  std::string_view rest = query_;
  while (!rest.empty()) {
    const std::string_view pair = rest.substr(0, rest.find('&'));
    rest.remove_prefix(pair.size() < rest.size() ? pair.size() + 1
                                                 : pair.size());
    const size_t equals = pair.find('=');
    if (pair.substr(0, equals) != name) continue;
    if (equals == std::string_view::npos) return "";
    return Decode(pair.substr(equals + 1));
  }
  return std::nullopt;
}

}  // namespace mortise::net
