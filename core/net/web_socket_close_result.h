#ifndef MORTISE_CORE_NET_WEB_SOCKET_CLOSE_RESULT_H_
#define MORTISE_CORE_NET_WEB_SOCKET_CLOSE_RESULT_H_

#include <cstdint>
#include <string>

namespace mortise::net {

// How a connection ended, in the words of the WebSockets standard.
struct WebSocketCloseResult {
  // The WebSocket connection was "failed" (an error event precedes close).
  bool failed = false;

  // "Closed cleanly": after the closing handshake was completed (RFC 6455
  // section 7.1.4).
  bool was_clean = false;

  // The WebSocket connection close code (section 7.1.5): as received, 1005 or
  // 1006.
  uint16_t code = 1006;

  // The WebSocket connection close reason (section 7.1.6), valid UTF-8.
  std::string reason;

  // What happened, for the embedder's log; never for scripts.
  std::string detail;
};

}  // namespace mortise::net

#endif  // MORTISE_CORE_NET_WEB_SOCKET_CLOSE_RESULT_H_
