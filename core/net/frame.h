#ifndef MORTISE_CORE_NET_FRAME_H_
#define MORTISE_CORE_NET_FRAME_H_

#include <cstddef>
#include <cstdint>

#include "core/net/masking.h"

namespace mortise::net {

// RFC 6455 section 11.8.
enum class Opcode : uint8_t {
  kContinuation = 0x0,
  kText = 0x1,
  kBinary = 0x2,
  kClose = 0x8,
  kPing = 0x9,
  kPong = 0xA,
};

// Which end of a connection this is.  The client masks its frames, the server
// does not (section 5.1).
enum class Role : uint8_t { kClient, kServer };

// Section 5.2.
struct FrameHeader {
  bool fin = true;
  bool rsv1 = false;  // Starts a compressed message (RFC 7692 section 6).
  Opcode opcode = Opcode::kBinary;
  bool masked = false;
  MaskingKey masking_key = {};
  uint64_t payload_length = 0;  // Bytes, below 2^63.

  bool is_control() const { return (static_cast<uint8_t>(opcode) & 0x8) != 0; }
};

inline constexpr size_t kMaxFrameHeaderSize = 14;      // Bytes.
inline constexpr size_t kMaxControlPayloadSize = 125;  // Bytes; section 5.5.

}  // namespace mortise::net

#endif  // MORTISE_CORE_NET_FRAME_H_
