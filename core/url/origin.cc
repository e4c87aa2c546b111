#include "core/url/origin.h"

#include <atomic>
#include <utility>

#include "absl/strings/str_cat.h"

namespace mortise {

Origin Origin::NewOpaque() {
  static std::atomic<uint64_t> last_id = 0;
  Origin origin;
  origin.opaque_id_ = ++last_id;
  return origin;
}

Origin Origin::Tuple(std::string scheme, Host host,
                     std::optional<uint16_t> port) {
  Origin origin;
  origin.scheme_ = std::move(scheme);
  origin.host_ = std::move(host);
  origin.port_ = port;
  return origin;
}

std::string Origin::Serialize() const {
  if (is_opaque()) return "null";
  std::string out = absl::StrCat(scheme_, "://");
  host_.AppendTo(out);
  if (port_) absl::StrAppend(&out, ":", *port_);
  return out;
}

}  // namespace mortise
