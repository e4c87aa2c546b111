#ifndef MORTISE_TESTS_CORE_WEBSOCKET_CLOSE_TABLE_H_
#define MORTISE_TESTS_CORE_WEBSOCKET_CLOSE_TABLE_H_

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/time/time.h"
#include "core/net/web_socket_connect_options.h"
#include "core/websocket/web_socket.h"
#include "tests/core/net/protocol_peer.h"

namespace mortise {

// What the server of a row does next.
struct CloseStep {
  enum class Kind : uint8_t {
    kBytes,        // Sends `bytes`.
    kUnencrypted,  // Sends them past TLS.
    kResponse,     // Awaits the request, then sends `bytes` with {accept} and
                   // {deflate} (a header line, if the row runs with it)
                   // replaced.
    kText,         // Sends a message, compressed if the row runs with that.
    kEnd,          // FIN, after a close_notify over TLS; END_STREAM.
    kEndTcp,       // FIN alone.
    kReset,        // RST; RST_STREAM.
    kAwaitRequest,
    kAwaitEvent,  // Until the client's listeners were told `bytes`.
    kAwaitState,  // Until readyState is `number`.
    kAwaitSent,   // Until the client has sent the frames `bytes`; "*": all
                  // that the row expects.
    kAwaitClosed,
    kWait,  // `number` milliseconds.
  };
  Kind kind;
  std::string bytes;
  int number = 0;
};

// One behaviour of a server, and what becomes of it.
//
// `events` are what listeners hear, with readyState in the listener, as
// WebSocketFixture::Log() tells them, separated by "; ".  `sent` are the
// frames that the client sends after its handshake, as DescribeFrames() in
// protocol_peer.h tells them.  Where the server's steps do not end with the
// connection's end, the client must come to its close event by itself.
struct CloseRow {
  // How the row is run: over TCP, TLS and, if it is not about HTTP/1.1, HTTP/2
  // each,
  enum Runs : uint8_t {
    kBoth,            // with and without permessage-deflate
    kWithoutDeflate,  // only without
    kWithDeflate,     // only with
  };

  std::string name;  // As a test's name.
  std::vector<CloseStep> steps;
  std::string events;
  std::string sent = "";
  Runs runs = kBoth;

  // The client's side.
  std::vector<std::string> protocols = {};
  std::function<void(net::WebSocketProtocolOptions&)> configure = nullptr;
  // Runs right after the constructor ("" for `event`) and after each event.
  std::function<void(WebSocket&, std::string_view event)> script = nullptr;
};

// The rows, by subject.
std::vector<CloseRow> HandshakeRows();
std::vector<CloseRow> HandshakeHeaderRows();
std::vector<CloseRow> FrameRows();
std::vector<CloseRow> MessageRows();
std::vector<CloseRow> CloseFrameRows();
std::vector<CloseRow> ClientCloseRows();
std::vector<CloseRow> EndRows();

// ---- The words of the rows --------------------------------------------------

// Never opened.
inline constexpr char kRefused[] = "error 3; close 3 unclean 1006";
// Opened, then failed.
inline constexpr char kFailed[] = "open 1; error 3; close 3 unclean 1006";
// Opened, then ended without a Close frame.
inline constexpr char kDropped[] = "open 1; close 3 unclean 1006";

inline CloseStep Bytes(std::string bytes) {
  return {CloseStep::Kind::kBytes, std::move(bytes)};
}

// Any response, with {accept} and {deflate}.
inline CloseStep ResponseText(std::string text) {
  return {CloseStep::Kind::kResponse, std::move(text)};
}

// A valid response with further header lines, and bytes glued to it.
inline CloseStep Response(std::string_view more_headers = "",
                          std::string_view glued = "") {
  return ResponseText(
      "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n"
      "Connection: Upgrade\r\nSec-WebSocket-Accept: {accept}\r\n{deflate}" +
      std::string(more_headers) + "\r\n" + std::string(glued));
}

inline CloseStep Text(std::string text) {
  return {CloseStep::Kind::kText, std::move(text)};
}

inline CloseStep Close(int code, std::string_view reason = "") {
  return Bytes(net::CloseFrameOf(code, reason));
}

inline CloseStep EmptyClose() { return Bytes(net::Frame(0x88, "")); }

inline CloseStep End() { return {CloseStep::Kind::kEnd, ""}; }
inline CloseStep EndTcp() { return {CloseStep::Kind::kEndTcp, ""}; }
inline CloseStep Reset() { return {CloseStep::Kind::kReset, ""}; }
inline CloseStep AwaitRequest() { return {CloseStep::Kind::kAwaitRequest, ""}; }
inline CloseStep AwaitClosed() { return {CloseStep::Kind::kAwaitClosed, ""}; }

inline CloseStep AwaitEvent(std::string event) {
  return {CloseStep::Kind::kAwaitEvent, std::move(event)};
}

inline CloseStep AwaitState(int state) {
  return {CloseStep::Kind::kAwaitState, "", state};
}

inline CloseStep AwaitSent(std::string frames = "*") {
  return {CloseStep::Kind::kAwaitSent, std::move(frames)};
}

inline CloseStep Wait(int milliseconds) {
  return {CloseStep::Kind::kWait, "", milliseconds};
}

}  // namespace mortise

#endif  // MORTISE_TESTS_CORE_WEBSOCKET_CLOSE_TABLE_H_
