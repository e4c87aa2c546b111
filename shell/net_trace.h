#ifndef MORTISE_SHELL_NET_TRACE_H_
#define MORTISE_SHELL_NET_TRACE_H_

#include <uv.h>

#include <cstdint>
#include <string_view>

#include "core/net/net_logger.h"

namespace mortise::shell {

// --trace-net: writes what happens on connections to stderr, a line each:
//
//   [net 1 +12.3 ms] open, protocol "chat", extensions ""
//
// with the connection's number and the time since the trace began.  Control
// characters, which a server may send in a reason, are escaped.
class NetTrace final : public net::NetLogger {
 public:
  NetTrace() : start_(uv_hrtime()) {}

  void Log(uint64_t connection, std::string_view text) override;

 private:
  const uint64_t start_;  // Nanoseconds.
};

}  // namespace mortise::shell

#endif  // MORTISE_SHELL_NET_TRACE_H_
