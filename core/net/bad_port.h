#ifndef MORTISE_CORE_NET_BAD_PORT_H_
#define MORTISE_CORE_NET_BAD_PORT_H_

#include <cstdint>

namespace mortise::net {

// Whether `port` is a bad port of the Fetch standard (section "Port
// blocking"): one where another protocol's server could take a request for
// its own commands.
bool IsBadPort(uint16_t port);

}  // namespace mortise::net

#endif  // MORTISE_CORE_NET_BAD_PORT_H_
