#ifndef MORTISE_CORE_NET_WEB_SOCKET_PROTOCOL_OPTIONS_H_
#define MORTISE_CORE_NET_WEB_SOCKET_PROTOCOL_OPTIONS_H_

#include <cstddef>
#include <cstdint>

#include "absl/time/time.h"

namespace mortise::net {

class RandomSource;

// How a WebSocketProtocol behaves, in either role.
struct WebSocketProtocolOptions {
  // A longer received message, decompressed, fails the connection with 1009.
  // Bytes.
  uint64_t max_message_size = uint64_t{256} << 20;

  // A longer head of the peer's opening handshake fails the connection.
  // Bytes.
  size_t max_head_size = 256 << 10;

  // Messages that wait to be written may have this much payload, compressed or
  // not; one that goes beyond it fails the connection, which "is full" in the
  // WebSockets standard's words (section 3.1, send()).  Bytes.
  uint64_t max_buffered_amount = uint64_t{1} << 30;

  // Messages are sent in frames of at most this much payload.  Bytes, at
  // least 1.
  uint64_t max_sent_frame_size = UINT64_MAX;

  // With permessage-deflate in use, messages shorter than this are sent
  // uncompressed.  Bytes.
  size_t min_compressed_size = 64;

  // Fails the connection with 1002 when a Close frame carries a code that is
  // not registered with IANA nor in 3000-4999.  By default such codes are
  // handed on as received, as browsers do.
  bool strict_close_codes = false;

  // Server role: accepts permessage-deflate if the client offers it.
  bool accept_deflate = true;

  // From Start() to the end of the opening handshake.
  absl::Duration handshake_timeout = absl::Seconds(60);

  // From our Close frame to the peer's.
  absl::Duration close_timeout = absl::Seconds(10);

  // Client role: how long a server may leave the connection open after the
  // closing handshake (RFC 6455 section 7.1.1 has the server close first).
  absl::Duration linger_timeout = absl::Seconds(2);

  // Sends a Ping whenever nothing has arrived for this long, and fails the
  // connection when nothing arrives for as long again.  Infinite: never.
  absl::Duration ping_interval = absl::InfiniteDuration();

  // Where masking keys and handshake keys come from; must outlive the
  // protocol machine.  Null: the operating system's generator.
  RandomSource* random = nullptr;
};

}  // namespace mortise::net

#endif  // MORTISE_CORE_NET_WEB_SOCKET_PROTOCOL_OPTIONS_H_
