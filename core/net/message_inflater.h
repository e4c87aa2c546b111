#ifndef MORTISE_CORE_NET_MESSAGE_INFLATER_H_
#define MORTISE_CORE_NET_MESSAGE_INFLATER_H_

#include <cstdint>
#include <memory>

#include "absl/types/span.h"
#include "core/base/byte_buffer.h"

struct z_stream_s;

namespace mortise::net {

// Decompresses messages of permessage-deflate (RFC 7692 section 7.2.2) as
// their bytes arrive.  About 40 KiB once it has been used.
class MessageInflater {
 public:
  enum class Result {
    kOk,
    kCorrupt,  // No DEFLATE data, or its end is missing.
    kTooBig,   // The message is longer than allowed.
  };

  // With `no_context_takeover` each message starts with an empty window.
  explicit MessageInflater(bool no_context_takeover);
  MessageInflater(const MessageInflater&) = delete;
  MessageInflater& operator=(const MessageInflater&) = delete;
  ~MessageInflater();

  // Decompresses the next bytes of a message and appends what comes out to
  // `message`, which never gets longer than `max_size` + 1 bytes: a bomb is
  // found out before it goes off.
  Result Inflate(absl::Span<const uint8_t> payload, uint64_t max_size,
                 ByteBuffer& message);

  // The message has no further bytes.
  Result Finish(uint64_t max_size, ByteBuffer& message);

 private:
  Result Run(absl::Span<const uint8_t> payload, uint64_t max_size,
             ByteBuffer& message);

  const bool no_context_takeover_;
  std::unique_ptr<z_stream_s> stream_;  // Null before the first message.

  // What has come so far of the message ends with a final block or is
  // nothing at all.
  bool at_stream_end_ = true;
};

}  // namespace mortise::net

#endif  // MORTISE_CORE_NET_MESSAGE_INFLATER_H_
