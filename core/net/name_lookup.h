#ifndef MORTISE_CORE_NET_NAME_LOOKUP_H_
#define MORTISE_CORE_NET_NAME_LOOKUP_H_

#include <uv.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/functional/any_invocable.h"
#include "absl/status/statusor.h"
#include "core/net/socket_address.h"

namespace mortise::net {

using SocketAddresses = std::vector<SocketAddress>;

// The addresses that need no look-up: of literals, and of "localhost" and the
// names under it, which are the loopback addresses (RFC 6761 section 6.3).
// `host` is as a URL serialises it, IPv6 without brackets.
std::optional<SocketAddresses> ResolveWithoutLookup(std::string_view host,
                                                    uint16_t port);

// One look-up of a name by getaddrinfo(), which runs on libuv's worker
// threads.
class NameLookup {
 public:
  // Not empty where it is no error; in the order of RFC 6724, each address
  // once.  May destroy the look-up.
  using Callback = absl::AnyInvocable<void(absl::StatusOr<SocketAddresses>)>;

  // The callback comes once, in a later turn of the loop; not if the look-up
  // is destroyed before.
  NameLookup(uv_loop_t* loop, const std::string& host, uint16_t port,
             Callback callback);
  NameLookup(const NameLookup&) = delete;
  NameLookup& operator=(const NameLookup&) = delete;
  ~NameLookup();

 private:
  struct Request;

  static void OnAddresses(uv_getaddrinfo_t* uv_request, int status,
                          addrinfo* list);

  Request* request_;  // Lives until libuv is done with it; then null.
};

}  // namespace mortise::net

#endif  // MORTISE_CORE_NET_NAME_LOOKUP_H_
