#ifndef MORTISE_SHELL_NET_TRACE_H_
#define MORTISE_SHELL_NET_TRACE_H_

#include <cstdint>
#include <string_view>

#include "core/net/net_logger.h"

namespace mortise::shell {

// Writes what happens on connections to stderr, a line each:
//
//   [   0.0123 s] socket 1: connected to 127.0.0.1:443
//
// The time is since the trace began.  Control characters, which a server may
// send in a reason, are escaped.
class NetTrace final : public net::NetLogger {
 public:
  NetTrace();

  void Log(uint64_t connection, std::string_view text) override;

 private:
  const uint64_t start_;  // Nanoseconds of libuv's clock.
};

}  // namespace mortise::shell

#endif  // MORTISE_SHELL_NET_TRACE_H_
