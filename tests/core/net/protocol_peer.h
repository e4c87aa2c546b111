#ifndef MORTISE_TESTS_CORE_NET_PROTOCOL_PEER_H_
#define MORTISE_TESTS_CORE_NET_PROTOCOL_PEER_H_

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/net/web_socket_protocol.h"

namespace mortise::net {

// A client's protocol machine and the raw bytes of a scripted server around
// it, in virtual time.  Everything that happens is written down in order:
//
//   open(protocol|extensions)  text(...)  binary(...)  pong(...)  closing
//   closed(code reason clean? failed?)
//
// and what the machine sends, in sent(): "81:text" for a frame (first byte,
// unmasked payload), Close frames as "88:code reason".
class ProtocolPeer final : public WebSocketProtocol::Delegate {
 public:
  explicit ProtocolPeer(WebSocketProtocolOptions options = {},
                        ClientHandshakeRequest request = DefaultRequest());
  ~ProtocolPeer();

  static ClientHandshakeRequest DefaultRequest();

  // Starts the machine and takes its request.
  void Start();

  // A valid response to the request, with further header lines.
  std::string Response(std::string_view more = "") const;

  // Start(), and the response comes.
  void Open(std::string_view more_headers = "");

  // Bytes come, at once or one by one if `split` is set, each chunk in a heap
  // block of its own.
  void Receive(std::string_view bytes);
  void End();
  void Error();

  // Time passes, with the machine's deadlines in between.
  void Wait(absl::Duration duration);

  // Events so far, joined with spaces, and forgets them.
  std::string TakeEvents();

  // What was sent after the handshake, joined with spaces, and forgets it.
  std::string TakeSent();

  // Raw bytes of the output, which thereby is consumed.
  std::string TakeOutput();

  absl::Time now = absl::FromUnixSeconds(1000);
  bool split = false;

  // Called inside each callback with the event's name ("open", "message",
  // "pong", "closing", "closed").
  std::function<void(std::string_view)> during;

  std::unique_ptr<WebSocketProtocol> machine;
  WebSocketCloseResult result;
  std::string request;  // Of the handshake.
  int closed_count = 0;

 private:
  void OnOpen(std::string_view protocol, std::string_view extensions) override;
  void OnMessage(WebSocketMessage& message) override;
  void OnClosing() override;
  void OnClosed(const WebSocketCloseResult& result) override;
  void OnPong(absl::Span<const uint8_t> payload) override;
  void Note(std::string_view name, std::string event);

  std::vector<std::string> events_;
};

// A frame as a server sends it.
std::string Frame(int first_byte, std::string_view payload);

// A server's Close frame.
std::string CloseFrameOf(int code, std::string_view reason = "");

// Says what frames a client's bytes hold, as ProtocolPeer::TakeSent() does.
std::string DescribeFrames(std::string_view bytes, Role reader);

inline absl::Span<const uint8_t> ToBytes(std::string_view text) {
  return absl::MakeConstSpan(reinterpret_cast<const uint8_t*>(text.data()),
                             text.size());
}

}  // namespace mortise::net

#endif  // MORTISE_TESTS_CORE_NET_PROTOCOL_PEER_H_
