#ifndef MORTISE_CORE_NET_HTTP2_SESSION_STREAM_H_
#define MORTISE_CORE_NET_HTTP2_SESSION_STREAM_H_

#include <cstddef>
#include <vector>

#include "absl/status/status.h"
#include "core/base/byte_buffer.h"
#include "core/net/client_handshake.h"
#include "core/net/http2_session.h"
#include "core/net/http_head.h"
#include "core/net/output_queue.h"

namespace mortise::net {

// What a session knows of one stream.
struct Http2Session::Stream {
  StreamDelegate* delegate = nullptr;  // Null once released.

  ExtendedConnectResponse response;  // As it grows, interim ones too.
  std::vector<HttpHead::Field> fields;
  size_t head_size = 0;
  bool responded = false;  // The final one is complete.

  ByteBuffer held;  // Received while paused.
  size_t held_start = 0;
  bool paused = true;
  bool remote_ended = false;
  bool end_told = false;
  absl::Status error;
  bool error_told = false;

  OutputQueue queue;
  bool writer_waits = false;
  bool writable_due = false;
  bool end_wanted = false;
  bool reset = false;   // RST_STREAM has been submitted.
  bool closed = false;  // nghttp2 has forgotten the stream.
  bool due = false;     // In due_.

  bool is_broken() const { return closed || reset || !error.ok(); }
};

}  // namespace mortise::net

#endif  // MORTISE_CORE_NET_HTTP2_SESSION_STREAM_H_
