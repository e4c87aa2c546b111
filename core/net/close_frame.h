#ifndef MORTISE_CORE_NET_CLOSE_FRAME_H_
#define MORTISE_CORE_NET_CLOSE_FRAME_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "absl/types/span.h"
#include "core/net/frame.h"

namespace mortise::net {

inline constexpr size_t kMaxCloseReasonSize = kMaxControlPayloadSize - 2;

// What a Close frame says (RFC 6455 section 5.5.1).
struct CloseFrame {
  uint16_t code = 1005;  // 1005 if the frame had none.
  std::string reason;    // Valid UTF-8.
};

// Why a connection must be failed, and the code to tell the peer.
struct ProtocolError {
  uint16_t code;
  std::string_view detail;
};

// Reads a Close frame's payload of at most 125 bytes.
//
//   payload                                   result
//   empty                                     1005, no reason
//   1 byte                                    error 1002
//   code 1005, 1006 or 1015                   error 1002 (section 7.4.1)
//   other codes that no endpoint may send     as received; error 1002 with
//   (0-999, 1004, 1016-2999, 5000-65535)      `strict_codes`
//   reason that is not UTF-8                  error 1007
//   else                                      as received
std::variant<CloseFrame, ProtocolError> ParseCloseFrame(
    absl::Span<const uint8_t> payload, bool strict_codes);

// Writes a Close frame's payload, empty without a code, and returns its size.
// `reason` has at most kMaxCloseReasonSize bytes.
size_t WriteClosePayload(std::optional<uint16_t> code, std::string_view reason,
                         uint8_t (&to)[kMaxControlPayloadSize]);

}  // namespace mortise::net

#endif  // MORTISE_CORE_NET_CLOSE_FRAME_H_
