#include "core/net/close_frame.h"

#include <cstring>

#include "core/base/check.h"
#include "core/base/utf8.h"
#include "core/websocket/close_code.h"

namespace mortise::net {
namespace {

constexpr uint16_t kProtocolError =
    static_cast<uint16_t>(CloseCode::kProtocolError);
constexpr uint16_t kInvalidPayload =
    static_cast<uint16_t>(CloseCode::kInvalidFramePayloadData);

// Section 7.4.1: "MUST NOT be set as a status code in a Close control frame".
bool IsForbiddenOnTheWire(uint16_t code) {
  return code == 1005 || code == 1006 || code == 1015;
}

}  // namespace

std::variant<CloseFrame, ProtocolError> ParseCloseFrame(
    absl::Span<const uint8_t> payload, bool strict_codes) {
  if (payload.empty()) return CloseFrame();
  if (payload.size() == 1) {
    return ProtocolError{kProtocolError, "Close frame with half a code"};
  }
  const uint16_t code = static_cast<uint16_t>(payload[0] << 8 | payload[1]);
  if (IsForbiddenOnTheWire(code)) {
    return ProtocolError{kProtocolError,
                         "Close frame with a code reserved for local use"};
  }
  if (strict_codes && !LookUpCloseCode(code).allowed_in_close_frame) {
    return ProtocolError{kProtocolError, "Close frame with an invalid code"};
  }
  const std::string_view reason(
      reinterpret_cast<const char*>(payload.data()) + 2, payload.size() - 2);
  if (!IsValidUtf8(reason)) {
    return ProtocolError{kInvalidPayload, "Close reason is not UTF-8"};
  }
  return CloseFrame{code, std::string(reason)};
}

size_t WriteClosePayload(std::optional<uint16_t> code, std::string_view reason,
                         uint8_t (&to)[kMaxControlPayloadSize]) {
  if (!code) return 0;
  MORTISE_CHECK(reason.size() <= kMaxCloseReasonSize);
  to[0] = static_cast<uint8_t>(*code >> 8);
  to[1] = static_cast<uint8_t>(*code);
  if (!reason.empty()) std::memcpy(to + 2, reason.data(), reason.size());
  return 2 + reason.size();
}

}  // namespace mortise::net
