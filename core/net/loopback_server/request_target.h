#ifndef MORTISE_CORE_NET_LOOPBACK_SERVER_REQUEST_TARGET_H_
#define MORTISE_CORE_NET_LOOPBACK_SERVER_REQUEST_TARGET_H_

#include <optional>
#include <string>
#include <string_view>

namespace mortise::net {

// "/close?code=4001&reason=so%20long", taken apart.
class RequestTarget {
 public:
  explicit RequestTarget(std::string_view resource_name);

  const std::string& path() const { return path_; }

  // The first value of that name, percent-decoded and with '+' for a space;
  // nothing if the query has none.
  std::optional<std::string> Parameter(std::string_view name) const;

 private:
  std::string path_;
  std::string query_;
};

}  // namespace mortise::net

#endif  // MORTISE_CORE_NET_LOOPBACK_SERVER_REQUEST_TARGET_H_
