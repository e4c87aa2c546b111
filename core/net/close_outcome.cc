#include "core/net/close_outcome.h"

#include <string>

#include "core/websocket/close_code.h"

namespace mortise::net {

WebSocketCloseResult DecideCloseResult(const ConnectionEnd& end) {
  WebSocketCloseResult result;
  result.detail = std::string(end.detail);
  if (end.was_open && end.close_sent && end.close_received) {
    result.failed = false;
    result.was_clean = true;
    result.code = end.close_received->code;
    result.reason = end.close_received->reason;
    return result;
  }
  result.failed = !end.was_open || end.cause == EndCause::kPeerBroke ||
                  end.cause == EndCause::kFailed;
  result.was_clean = false;
  result.code = static_cast<uint16_t>(CloseCode::kAbnormalClosure);
  return result;
}

}  // namespace mortise::net
