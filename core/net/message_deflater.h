#ifndef MORTISE_CORE_NET_MESSAGE_DEFLATER_H_
#define MORTISE_CORE_NET_MESSAGE_DEFLATER_H_

#include <memory>

#include "absl/types/span.h"
#include "core/base/byte_buffer.h"

struct z_stream_s;

namespace mortise::net {

// Compresses messages for permessage-deflate (RFC 7692 section 7.2.1).  About
// 260 KiB once it has been used.
class MessageDeflater {
 public:
  // `window_bits` is our LZ77 window, 8 to 15.  With `no_context_takeover`
  // each message is compressed by itself.
  MessageDeflater(int window_bits, bool no_context_takeover);
  MessageDeflater(const MessageDeflater&) = delete;
  MessageDeflater& operator=(const MessageDeflater&) = delete;
  ~MessageDeflater();

  // Appends the payload that stands for `message`.
  void Deflate(absl::Span<const uint8_t> message, ByteBuffer& payload);

 private:
  const int window_bits_;
  const bool no_context_takeover_;
  std::unique_ptr<z_stream_s> stream_;  // Null before the first message.
};

}  // namespace mortise::net

#endif  // MORTISE_CORE_NET_MESSAGE_DEFLATER_H_
