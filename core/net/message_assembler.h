#ifndef MORTISE_CORE_NET_MESSAGE_ASSEMBLER_H_
#define MORTISE_CORE_NET_MESSAGE_ASSEMBLER_H_

#include <cstdint>
#include <optional>

#include "absl/types/span.h"
#include "core/base/byte_buffer.h"
#include "core/base/utf8.h"
#include "core/net/close_frame.h"
#include "core/net/frame_reader.h"
#include "core/net/message_inflater.h"
#include "core/net/web_socket_message.h"

namespace mortise::net {

// Makes messages of data frames: joins fragments, unmasks, decompresses,
// checks UTF-8 as it goes and keeps to a maximal size, which a frame's header
// can already be over.
//
// A message that lies unmasked and whole in the input is not copied.
class MessageAssembler {
 public:
  // `max_message_size` in bytes, decompressed.
  explicit MessageAssembler(uint64_t max_message_size);

  // Decompresses messages that carry RSV1.
  void AllowCompressedMessages() { inflater_.emplace(); }

  // Takes the next piece of a data frame, in the order of FrameReader.  An
  // error (1007 or 1009) ends the assembler's use.
  std::optional<ProtocolError> Add(const FramePiece& piece);

  // The message whose last piece was added last.  Valid as long as that
  // piece, and until FinishMessage().
  WebSocketMessage message();

  // Bytes that have come out of the decompressor since ever.
  uint64_t inflated_bytes() const { return inflated_bytes_; }

  // Lets go of the message.  A small buffer is kept for the next one.
  void FinishMessage();

 private:
  void StartMessage(const FrameHeader& header);
  // Whether a frame of that header can still fit into the message.
  bool Fits(const FrameHeader& header) const;
  std::optional<ProtocolError> AddPlain(const FramePiece& piece);
  std::optional<ProtocolError> AddCompressed(const FramePiece& piece);
  std::optional<ProtocolError> CheckText(absl::Span<const uint8_t> text,
                                         bool is_end);

  const uint64_t max_message_size_;
  std::optional<MessageInflater> inflater_;
  uint64_t inflated_bytes_ = 0;

  // The message under way.
  WebSocketMessageType type_ = WebSocketMessageType::kBinary;
  bool compressed_ = false;
  Utf8Validator utf8_;
  ByteBuffer buffer_;
  // A whole message in the input, in place of buffer_.
  std::optional<absl::Span<const uint8_t>> in_place_;
};

}  // namespace mortise::net

#endif  // MORTISE_CORE_NET_MESSAGE_ASSEMBLER_H_
