#ifndef MORTISE_CORE_NET_PROXY_ENVIRONMENT_H_
#define MORTISE_CORE_NET_PROXY_ENVIRONMENT_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "absl/functional/function_ref.h"
#include "absl/status/statusor.h"
#include "core/net/proxy_tunnel.h"

namespace mortise::net {

// A proxy as people write it: "http://user:password@proxy.example:3128".
// Without a scheme it is http:; without a port it has its scheme's, 80 or 443.
// User name and password are percent-decoded.
//
// InvalidArgument for what cannot be used: another scheme (socks5:), a bad
// URL, credentials that Basic authentication cannot carry (RFC 7617 section
// 2).  The message does not repeat the text, which may hold a password.
absl::StatusOr<ProxyOptions> ParseProxy(std::string_view text);

// The proxies that environment variables name, by the rules that curl made
// common:
//
//   http_proxy, HTTP_PROXY    for ws:
//   https_proxy, HTTPS_PROXY  for wss:
//   all_proxy, ALL_PROXY      for both, where the one above is not set
//   no_proxy, NO_PROXY        hosts without a proxy: see IsProxyBypassed()
//
// The lower-case name counts where both are set.  A variable that is set to
// nothing means no proxy.  HTTP_PROXY is not read where REQUEST_METHOD is set:
// in a CGI program it is the header Proxy of whoever sent the request.
class ProxyEnvironment {
 public:
  // No proxies.
  ProxyEnvironment() = default;

  // Returns a variable's value, or null where it is not set.
  using Getter = absl::FunctionRef<const char*(const char* name)>;

  // InvalidArgument, naming the variable, where ParseProxy() refuses its
  // value.
  static absl::StatusOr<ProxyEnvironment> Read(Getter get);

  // From this process's environment.
  static absl::StatusOr<ProxyEnvironment> Read();

  // The proxy for a connection; nothing for none.  `host` is as a URL
  // serialises it, IPv6 without brackets.
  std::optional<ProxyOptions> Choose(bool secure, std::string_view host,
                                     uint16_t port) const;

 private:
  std::optional<ProxyOptions> for_ws_;
  std::optional<ProxyOptions> for_wss_;
  std::string no_proxy_;
};

}  // namespace mortise::net

#endif  // MORTISE_CORE_NET_PROXY_ENVIRONMENT_H_
