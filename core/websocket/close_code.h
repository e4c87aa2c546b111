#ifndef MORTISE_CORE_WEBSOCKET_CLOSE_CODE_H_
#define MORTISE_CORE_WEBSOCKET_CLOSE_CODE_H_

#include <cstdint>
#include <string_view>

#include "absl/types/span.h"

namespace mortise {

// WebSocket close codes that this module makes itself (RFC 6455 section
// 7.4.1).
enum class CloseCode : uint16_t {
  kNormalClosure = 1000,
  kGoingAway = 1001,
  kProtocolError = 1002,
  kUnsupportedData = 1003,
  kNoStatusReceived = 1005,
  kAbnormalClosure = 1006,
  kInvalidFramePayloadData = 1007,
  kPolicyViolation = 1008,
  kMessageTooBig = 1009,
  kMandatoryExtension = 1010,
  kInternalError = 1011,
};

// What is known of one close code or of a range of them.
struct CloseCodeInfo {
  uint16_t first;
  uint16_t last;  // Inclusive; equal to `first` for a single code.

  std::string_view name;

  // The constant of the historic CloseEvent drafts, as "CLOSE_NORMAL"; empty
  // if there was none.
  std::string_view historic_name;

  std::string_view description;

  // May a script pass it to WebSocket.close() (WebSockets standard, close()
  // step 1)?
  bool allowed_in_close_method;

  // May an endpoint put it into a Close frame (RFC 6455 section 7.4,
  // registry of IANA)?  Others do arrive.
  bool allowed_in_close_frame;

  bool Contains(uint16_t code) const { return first <= code && code <= last; }
};

// The whole code space: ascending, without gaps, from 0 to 65535.
absl::Span<const CloseCodeInfo> CloseCodeTable();

// The row that holds `code`.
const CloseCodeInfo& LookUpCloseCode(uint16_t code);

}  // namespace mortise

#endif  // MORTISE_CORE_WEBSOCKET_CLOSE_CODE_H_
