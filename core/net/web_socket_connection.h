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
#include "core/net/connecting_queue.h"
#include "core/net/connector.h"
#include "core/net/proxy_tunnel.h"
#include "core/net/stream.h"
#include "core/net/tls_stream.h"
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

  void OnConnected(absl::StatusOr<Connector::Connection> connection);
  // Tells the network's logger, if there is one.
  template <typename... Pieces>
  void Log(const Pieces&... pieces);

  // The steps to a transport: TLS to the proxy, a tunnel through it, TLS to
  // the host, each where it is wanted.
  void OpenTunnel(std::unique_ptr<Stream> stream);
  void OnTunnel(absl::StatusOr<std::unique_ptr<Stream>> stream);
  void OnHostReached(std::unique_ptr<Stream> stream);
  void StartTls(std::unique_ptr<Stream> stream, const std::string& host,
                uint16_t port, bool is_proxy);
  void OnTlsHandshake(bool is_proxy, const absl::Status& status);
  void StartFailed(const absl::Status& status);

  WebSocketNetwork* const network_;
  const uint64_t id_;
  const bool secure_;
  const std::string host_;
  const uint16_t port_;
  // When the transport must have been established.
  const absl::Time connect_deadline_;
  WebSocketChannel* channel_;  // Null once it has gone.
  WebSocketDriver driver_;
  std::optional<Connector> connector_;
  const std::optional<ProxyOptions> proxy_;
  std::unique_ptr<ProxyTunnel> tunnel_;  // While it opens.
  std::unique_ptr<TlsStream> tls_;       // While it shakes hands.
  std::optional<UvTimer> step_timer_;    // For both of them.
  // Held while the WebSocket is in CONNECTING state.
  std::unique_ptr<ConnectingQueue::Ticket> ticket_;
  // Payload bytes given to SendText() and SendBinary() and not yet reported
  // as sent.
  uint64_t unreported_bytes_ = 0;
};

}  // namespace mortise::net

#endif  // MORTISE_CORE_NET_WEB_SOCKET_CONNECTION_H_
