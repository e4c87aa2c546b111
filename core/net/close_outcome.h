#ifndef MORTISE_CORE_NET_CLOSE_OUTCOME_H_
#define MORTISE_CORE_NET_CLOSE_OUTCOME_H_

#include <cstdint>
#include <optional>
#include <string_view>

#include "core/net/close_frame.h"
#include "core/net/web_socket_close_result.h"

namespace mortise::net {

// What brought a connection to its end.
enum class EndCause : uint8_t {
  kPeerEnded,      // FIN or close_notify.
  kPeerBroke,      // Reset, time-out of the transport, TLS error.
  kCloseTimedOut,  // The peer did not answer our Close frame, or, client
                   // role, did not end the connection after the handshake.
  kWeEnded,        // Server role: the closing handshake is complete.
  kFailed,         // "Fail the WebSocket connection", by either side's fault.
};

struct ConnectionEnd {
  EndCause cause;
  bool was_open = false;    // The opening handshake had succeeded.
  bool close_sent = false;  // Our Close frame went into the output.
  // The peer's Close frame, if a valid one has come.
  std::optional<CloseFrame> close_received;
  std::string_view detail;  // For the log.
};

// The one function that decides how a connection's end is told: "failed" (an
// error event), wasClean, code and reason.
//
//   was open  Close frames       cause            failed  clean  code
//   no        -                  any              yes     no     1006
//   yes       received and sent  any              no      yes    received
//   yes       otherwise          kPeerEnded       no      no     1006
//   yes       otherwise          kCloseTimedOut   no      no     1006
//   yes       otherwise          kPeerBroke       yes     no     1006
//   yes       otherwise          kFailed          yes     no     1006
//
// "Received" is the code as it came, 1005 for a Close frame without one, and
// brings the received reason along; with 1006 there is none.  A Close frame
// that is received is answered at once, so receiving one without sending one
// does not occur.  kWeEnded occurs only with both frames.
//
// Sections: RFC 6455 7.1.4 (cleanly), 7.1.5 (code), 7.1.6 (reason), 7.1.7
// (fail); WebSockets standard, "when the WebSocket connection is closed".
WebSocketCloseResult DecideCloseResult(const ConnectionEnd& end);

}  // namespace mortise::net

#endif  // MORTISE_CORE_NET_CLOSE_OUTCOME_H_
