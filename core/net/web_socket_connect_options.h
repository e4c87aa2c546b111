#ifndef MORTISE_CORE_NET_WEB_SOCKET_CONNECT_OPTIONS_H_
#define MORTISE_CORE_NET_WEB_SOCKET_CONNECT_OPTIONS_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "absl/time/time.h"

namespace mortise::net {

// Where a WebSocket connects to and how it behaves.
struct WebSocketConnectOptions {
  // Parts of the parsed URL.
  bool secure = false;  // wss:
  std::string host;     // As serialised; IPv6 without brackets.
  uint16_t port = 80;
  std::string resource_name = "/";  // Path and query, starts with '/'.

  // Subprotocols to offer, in order of preference.
  std::vector<std::string> protocols;

  // Header values; an empty one leaves the header out.
  std::string origin;
  std::string user_agent;

  // Further request headers of the embedder: names and values.
  std::vector<std::pair<std::string, std::string>> headers;

  // Offers permessage-deflate (RFC 7692).
  bool offer_deflate = true;

  // Fails the connection with 1002 when a Close frame carries a code that is
  // not registered with IANA nor in 3000-4999.  By default such codes are
  // handed on as received, as browsers do.
  bool strict_close_codes = false;

  // A longer message, decompressed, fails the connection with 1009.  Bytes.
  uint64_t max_message_size = uint64_t{256} << 20;

  // A longer response head fails the connection.  Bytes.
  size_t max_response_header_size = 256 << 10;

  // From the start to the end of the opening handshake, name resolution
  // included.
  absl::Duration handshake_timeout = absl::Seconds(60);

  // From our Close frame to the peer's, and again from there to the end of
  // the connection.
  absl::Duration close_timeout = absl::Seconds(10);

  // Sends a Ping whenever nothing has arrived for this long, and fails the
  // connection when nothing arrives for as long again.  Infinite: never.
  absl::Duration ping_interval = absl::InfiniteDuration();
};

}  // namespace mortise::net

#endif  // MORTISE_CORE_NET_WEB_SOCKET_CONNECT_OPTIONS_H_
