#include "core/websocket/close_code.h"

#include <algorithm>

namespace mortise {
namespace {

constexpr CloseCodeInfo kTable[] = {
    {0, 999, "Not used", "", "Status codes in this range are not used.", false,
     false},
    {1000, 1000, "Normal closure", "CLOSE_NORMAL",
     "The purpose for which the connection was made has been fulfilled.", true,
     true},
    {1001, 1001, "Going away", "CLOSE_GOING_AWAY",
     "The endpoint is going away: a server shuts down, or a page is left.",
     false, true},
    {1002, 1002, "Protocol error", "CLOSE_PROTOCOL_ERROR",
     "The endpoint ends the connection because of a protocol error.", false,
     true},
    {1003, 1003, "Unsupported data", "CLOSE_UNSUPPORTED",
     "The endpoint received a type of data that it cannot accept.", false,
     true},
    {1004, 1004, "Reserved", "CLOSE_TOO_LARGE",
     "Reserved.  Early drafts used it for messages that are too large, which "
     "is 1009 now.",
     false, false},
    {1005, 1005, "No status received", "CLOSE_NO_STATUS",
     "Reserved: never on the wire.  The Close frame held no status code.",
     false, false},
    {1006, 1006, "Abnormal closure", "CLOSE_ABNORMAL",
     "Reserved: never on the wire.  The connection ended without a Close "
     "frame.",
     false, false},
    {1007, 1007, "Invalid frame payload data", "",
     "The endpoint received data that does not fit the message's type, such "
     "as text that is not UTF-8.",
     false, true},
    {1008, 1008, "Policy violation", "",
     "The endpoint received a message that violates its policy.", false, true},
    {1009, 1009, "Message too big", "",
     "The endpoint received a message that is too big for it to process.",
     false, true},
    {1010, 1010, "Mandatory extension", "",
     "The client expected the server to negotiate an extension, and it did "
     "not.",
     false, true},
    {1011, 1011, "Internal error", "",
     "The server met an unexpected condition that kept it from fulfilling the "
     "request.",
     false, true},
    {1012, 1012, "Service restart", "",
     "The service is restarted; the client may connect again after a delay.",
     false, true},
    {1013, 1013, "Try again later", "",
     "The service is overloaded; the client should connect to another "
     "address or later.",
     false, true},
    {1014, 1014, "Bad gateway", "",
     "The server is a gateway or proxy and got an invalid response from its "
     "upstream server.",
     false, true},
    {1015, 1015, "TLS handshake", "",
     "Reserved: never on the wire.  The TLS handshake failed.", false, false},
    {1016, 1999, "Reserved for the protocol", "",
     "Reserved for later versions of the WebSocket protocol.", false, false},
    {2000, 2999, "Reserved for extensions", "",
     "Reserved for WebSocket extensions; none is registered.", false, false},
    {3000, 3999, "Libraries and frameworks", "",
     "For libraries, frameworks and applications; registered with IANA.", true,
     true},
    {4000, 4999, "Private use", "",
     "For agreements between applications; not registered.", true, true},
    {5000, 65535, "Invalid", "", "No meaning is defined for these codes.",
     false, false},
};

}  // namespace

absl::Span<const CloseCodeInfo> CloseCodeTable() { return kTable; }

const CloseCodeInfo& LookUpCloseCode(uint16_t code) {
  return *std::lower_bound(
      std::begin(kTable), std::end(kTable), code,
      [](const CloseCodeInfo& row, uint16_t c) { return row.last < c; });
}

}  // namespace mortise
