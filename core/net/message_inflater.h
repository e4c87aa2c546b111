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
//
// What a peer agreed to leave unused, a part of the window or what earlier
// messages left in it, may be referred to all the same.
class MessageInflater {
 public:
  enum class Result {
    kOk,
    kCorrupt,  // No DEFLATE data.
    kTooBig,   // The message is longer than allowed.
  };

  MessageInflater();
  MessageInflater(const MessageInflater&) = delete;
  MessageInflater& operator=(const MessageInflater&) = delete;
  ~MessageInflater();

  // Decompresses the next bytes of a message and appends what comes out to
  // `message`, which never gets longer than `max_size` + 1 bytes: a bomb is
  // found out before it goes off.
  Result Inflate(absl::Span<const uint8_t> payload, uint64_t max_size,
                 ByteBuffer& message);

  // The message has no further bytes.  One that stops inside a block is what
  // has come out of it; the next message then goes on inside that block.
  Result Finish(uint64_t max_size, ByteBuffer& message);

 private:
  Result Run(absl::Span<const uint8_t> payload, uint64_t max_size,
             ByteBuffer& message);

  std::unique_ptr<z_stream_s> stream_;  // Null before the first message.
};

}  // namespace mortise::net

#endif  // MORTISE_CORE_NET_MESSAGE_INFLATER_H_
