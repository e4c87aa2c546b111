#ifndef MORTISE_CORE_NET_NO_PROXY_H_
#define MORTISE_CORE_NET_NO_PROXY_H_

#include <cstdint>
#include <string_view>

namespace mortise::net {

// Whether `no_proxy`, a list in the manner of the NO_PROXY environment
// variable, takes a host out of the proxy's care.  Commas and blanks separate
// its entries:
//
//   *                          every host
//   example.com, .example.com  that host and those under it
//   192.0.2.7, 2001:db8::7     that address, in any spelling
//   192.0.2.0/24, 2001:db8::/32  the addresses in that block
//
// Each may end with ":PORT", for that port only; IPv6 needs brackets then,
// and may have them always.  Addresses match only hosts that are written as
// addresses: no name is looked up.  `host` is as a URL serialises it, IPv6
// without brackets.
bool IsProxyBypassed(std::string_view no_proxy, std::string_view host,
                     uint16_t port);

}  // namespace mortise::net

#endif  // MORTISE_CORE_NET_NO_PROXY_H_
