#ifndef MORTISE_CORE_NET_WEB_SOCKET_MESSAGE_H_
#define MORTISE_CORE_NET_WEB_SOCKET_MESSAGE_H_

#include <cstdint>
#include <string_view>
#include <utility>

#include "absl/types/span.h"
#include "core/base/byte_buffer.h"

namespace mortise::net {

enum class WebSocketMessageType : uint8_t { kText, kBinary };

// A received message: a view of bytes that are valid during one callback
// only, unless they are taken.
class WebSocketMessage {
 public:
  // `assembled` holds exactly `payload`, or is null when `payload` lies in
  // the caller's receive buffer.
  WebSocketMessage(WebSocketMessageType type, absl::Span<const uint8_t> payload,
                   ByteBuffer* assembled)
      : type_(type), payload_(payload), assembled_(assembled) {}
  WebSocketMessage(const WebSocketMessage&) = delete;
  WebSocketMessage& operator=(const WebSocketMessage&) = delete;

  WebSocketMessageType type() const { return type_; }
  absl::Span<const uint8_t> payload() const { return payload_; }

  // The payload of a text message: valid UTF-8, a leading BOM included.
  std::string_view text() const {
    return {reinterpret_cast<const char*>(payload_.data()), payload_.size()};
  }

  // Makes the payload the caller's: moved if the message was assembled from
  // pieces, copied if it lies in the receive buffer, which is so for small
  // ones.  Call it once; payload() and text() are empty afterwards.
  ByteBuffer Take() {
    const absl::Span<const uint8_t> payload = std::exchange(payload_, {});
    if (assembled_) return std::move(*std::exchange(assembled_, nullptr));
    return ByteBuffer::CopyOf(payload);
  }

 private:
  const WebSocketMessageType type_;
  absl::Span<const uint8_t> payload_;
  ByteBuffer* assembled_;
};

}  // namespace mortise::net

#endif  // MORTISE_CORE_NET_WEB_SOCKET_MESSAGE_H_
