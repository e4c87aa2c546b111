#ifndef MORTISE_CORE_NET_WEB_SOCKET_CONNECTION_H_
#define MORTISE_CORE_NET_WEB_SOCKET_CONNECTION_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "absl/types/span.h"
#include "core/net/client_handshake.h"
#include "core/net/connecting_queue.h"
#include "core/net/http2_pool.h"
#include "core/net/http2_stream.h"
#include "core/net/transport_connector.h"
#include "core/net/uv_timer.h"
#include "core/net/web_socket_channel.h"
#include "core/net/web_socket_connect_options.h"
#include "core/net/web_socket_driver.h"
#include "core/net/web_socket_protocol.h"

namespace mortise::net {

class WebSocketNetwork;

// The connection behind a WebSocketChannel, from name resolution to the last
// FIN.  Owned by the network, which it asks to be deleted when all is over;
// the channel may go before.
class WebSocketConnection final : private WebSocketProtocol::Delegate,
                                  private WebSocketDriver::Owner {
 public:
  WebSocketConnection(WebSocketNetwork* network,
                      WebSocketConnectOptions options,
                      WebSocketChannel* channel);
  WebSocketConnection(const WebSocketConnection&) = delete;
  WebSocketConnection& operator=(const WebSocketConnection&) = delete;
  ~WebSocketConnection();

  bool SendText(std::string_view utf8);
  bool SendBinary(absl::Span<const uint8_t> payload);
  void Close(std::optional<uint16_t> code, std::string_view reason);
  void SetPaused(bool paused);
  uint64_t buffered_amount() const;

  // The channel goes: ends on its own, with 1001 if it is open.
  void Detach();

 private:
  // WebSocketProtocol::Delegate:
  void OnOpen(std::string_view protocol, std::string_view extensions) override;
  void OnMessage(WebSocketMessage& message) override;
  void OnClosing() override;
  void OnClosed(const WebSocketCloseResult& result) override;

  // WebSocketDriver::Owner:
  void OnBufferedAmountFell() override;
  void OnDriverFinished() override;

  // Tells the network's logger, if there is one.
  template <typename... Pieces>
  void Log(const Pieces&... pieces);
  // The same for who may outlive the connection.
  TransportConnector::Log MakeLog() const;

  // One way or the other to a transport, and what comes of it.
  void ConnectForHttp1();
  void AskForHttp2();
  void OnTransport(absl::StatusOr<Transport> transport);
  void OnHttp2Outcome(absl::StatusOr<Http2Pool::Outcome> outcome);
  void OpenHttp2Stream(Http2Connection* connection);
  void OnHttp2Response(absl::StatusOr<ExtendedConnectResponse> response);
  // Lets go of all that leads to a transport.
  void StopConnecting();

  WebSocketNetwork* const network_;
  const uint64_t id_;
  TransportConnector::Options transport_;
  WebSocketChannel* channel_;  // Null once it has gone.
  WebSocketDriver driver_;
  std::unique_ptr<TransportConnector> connector_;
  std::unique_ptr<Http2Pool::Request> http2_request_;
  std::optional<UvTimer> http2_timer_;         // For the request.
  std::unique_ptr<Http2Stream> http2_stream_;  // Until the response comes.
  bool http2_tried_again_ = false;
  // Held while the WebSocket is in CONNECTING state.
  std::unique_ptr<ConnectingQueue::Ticket> ticket_;
  // Payload bytes given to SendText() and SendBinary() and not yet reported
  // as sent.
  uint64_t unreported_bytes_ = 0;
};

}  // namespace mortise::net

#endif  // MORTISE_CORE_NET_WEB_SOCKET_CONNECTION_H_
