#ifndef MORTISE_CORE_NET_NET_LOGGER_H_
#define MORTISE_CORE_NET_NET_LOGGER_H_

#include <cstdint>
#include <string_view>

namespace mortise::net {

// Hears what happens on the connections of a WebSocketNetwork: states,
// reasons, sizes.  For people: the words may change.
class NetLogger {
 public:
  // `connection` is the same for all that concerns one connection, and counts
  // from 1.  Must not call into the network.
  virtual void Log(uint64_t connection, std::string_view text) = 0;

 protected:
  ~NetLogger() = default;
};

}  // namespace mortise::net

#endif  // MORTISE_CORE_NET_NET_LOGGER_H_
