#ifndef MORTISE_CORE_NET_FRAME_READER_H_
#define MORTISE_CORE_NET_FRAME_READER_H_

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "absl/types/span.h"
#include "core/net/frame.h"

namespace mortise::net {

// A stretch of one frame's payload.
struct FramePiece {
  FrameHeader header;

  // Lies in the input and is masked if header.masked says so; but a control
  // frame always comes in one piece, unmasked.  Valid until the input goes or
  // the next call to the reader.
  absl::Span<const uint8_t> payload;

  uint64_t offset = 0;  // Of payload[0] in the frame's payload.

  // Holds twice where a header came alone: see FrameReader::Read().
  bool starts_frame() const { return offset == 0; }
  bool ends_frame() const {
    return offset + payload.size() == header.payload_length;
  }
  // Only for data frames.
  bool ends_message() const { return header.fin && ends_frame(); }
};

// Cuts a stream of bytes into frames (RFC 6455 section 5.2) and checks each
// header as soon as its bytes are there.  Keeps no payload but that of an
// unfinished control frame, so memory does not depend on the peer.
class FrameReader {
 public:
  enum class Result {
    kPiece,     // `piece` holds the next stretch.
    kNeedData,  // All input has been taken.
    kError,     // error() tells why; the reader must not be used further.
  };

  // `role` is the reader's own: a client refuses masked frames, a server
  // unmasked ones (section 5.1).
  explicit FrameReader(Role role) : role_(role) {}

  // Lets data frames that start a message carry RSV1 (RFC 7692 section 6).
  void AllowCompressedMessages() { allow_rsv1_ = true; }

  // Takes the next frame, or as much of it as `input` has, from the front of
  // `input`.  A frame without payload gives one empty piece; so does the
  // header of a data frame whose payload has not begun to come, so that its
  // length can be refused at once.
  Result Read(absl::Span<const uint8_t>& input, FramePiece& piece);

  // What was wrong with the input: a protocol error (1002).
  std::string_view error() const { return error_; }

 private:
  // The size of the header that starts with `bytes`, as far as they tell (at
  // least 2), or 0 with error_ set if it is none.
  size_t CheckHeader(absl::Span<const uint8_t> bytes);

  // Takes header bytes; false if there are not enough yet, or with error_
  // set.
  bool ReadHeader(absl::Span<const uint8_t>& input);

  const Role role_;
  bool allow_rsv1_ = false;
  bool in_payload_ = false;
  bool in_fragmented_message_ = false;
  uint8_t partial_size_ = 0;
  uint8_t partial_header_[kMaxFrameHeaderSize];
  FrameHeader header_;   // Of the frame whose payload is being read.
  uint64_t offset_ = 0;  // Payload bytes of it that were handed out.
  std::string_view error_;
  uint8_t control_payload_[kMaxControlPayloadSize];
};

}  // namespace mortise::net

#endif  // MORTISE_CORE_NET_FRAME_READER_H_
