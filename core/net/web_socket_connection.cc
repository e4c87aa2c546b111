#include "core/net/web_socket_connection.h"

#include <utility>

#include "core/base/strings.h"
#include "core/net/bad_port.h"
#include "core/net/web_socket_network.h"

namespace mortise::net {

namespace {

constexpr uint16_t kPolicyViolation = 1008;

}  // namespace

template <typename... Pieces>
void WebSocketConnection::Log(const Pieces&... pieces) {
  if (NetLogger* logger = network_->logger()) {
    logger->Log(id_, Concat(pieces...));
  }
}

WebSocketConnection::WebSocketConnection(WebSocketNetwork* network,
                                         WebSocketConnectOptions options,
                                         WebSocketChannel* channel)
    : network_(network),
      id_(network->NextConnectionId()),
      secure_(options.request.secure),
      host_(options.request.host),
      port_(options.request.port),
      connect_deadline_(WebSocketDriver::Now() + options.connect_timeout),
      channel_(channel),
      driver_(network->context(),
              std::make_unique<WebSocketProtocol>(
                  options.request, options.protocol,
                  static_cast<WebSocketProtocol::Delegate*>(this)),
              this),
      proxy_(options.proxy) {
  Log("connecting to ", secure_ ? "wss" : "ws", " host ", host_, ", port ",
      port_, ", ", options.request.resource_name);
  if (IsBadPort(port_)) {
    // A network error, by the Fetch standard; told at the end of the turn.
    driver_.protocol().Fail(kPolicyViolation,
                            Concat("port ", port_, " is blocked"));
    driver_.OnCommand();
    return;
  }
  // Behind a proxy the host's address is not known, nor is the proxy the
  // remote host whose connections are to come one by one.
  connector_.emplace(network->context(),
                     proxy_ ? nullptr : network->connecting_queue(),
                     proxy_ ? proxy_->host : host_,
                     proxy_ ? proxy_->port : port_, options.connect_timeout,
                     [this](absl::StatusOr<Connector::Connection> connection) {
                       OnConnected(std::move(connection));
                     });
}

WebSocketConnection::~WebSocketConnection() = default;

bool WebSocketConnection::SendText(std::string_view utf8) {
  if (!driver_.protocol().SendText(utf8)) return false;
  unreported_bytes_ += utf8.size();
  driver_.OnCommand();
  return true;
}

bool WebSocketConnection::SendBinary(absl::Span<const uint8_t> payload) {
  if (!driver_.protocol().SendBinary(payload)) return false;
  unreported_bytes_ += payload.size();
  driver_.OnCommand();
  return true;
}

void WebSocketConnection::Close(std::optional<uint16_t> code,
                                std::string_view reason) {
  // The peer's Close frame may come behind messages that nobody will read.
  driver_.SetPaused(false);
  driver_.protocol().Close(code, reason, WebSocketDriver::Now());
  driver_.OnCommand();
}

void WebSocketConnection::SetPaused(bool paused) {
  using State = WebSocketProtocol::State;
  if (paused && driver_.protocol().state() == State::kClosing) return;
  driver_.SetPaused(paused);
}

uint64_t WebSocketConnection::buffered_amount() const {
  return unreported_bytes_;
}

void WebSocketConnection::Detach() {
  channel_ = nullptr;
  driver_.SetKeepsLoopAlive(false);
  Close(1001, "");
}

void WebSocketConnection::OnConnected(
    absl::StatusOr<Connector::Connection> connection) {
  if (!connection.ok()) {
    driver_.StartFailed(connection.status());
    return;
  }
  ticket_ = std::move(connection->ticket);
  connector_.reset();
  Log("connected to ", connection->stream->peer_name());
  if (proxy_ || secure_) {
    step_timer_.emplace(network_->context()->loop(), [this] {
      StartFailed(absl::DeadlineExceededError(
          tls_ ? "TLS handshake: the peer took too long"
               : "proxy: it took too long"));
    });
    step_timer_->StartTimeout(connect_deadline_ - WebSocketDriver::Now());
  }
  if (!proxy_) {
    OnHostReached(std::move(connection->stream));
  } else if (proxy_->secure) {
    StartTls(std::move(connection->stream), proxy_->host, proxy_->port,
             /*is_proxy=*/true);
  } else {
    OpenTunnel(std::move(connection->stream));
  }
}

void WebSocketConnection::OpenTunnel(std::unique_ptr<Stream> stream) {
  tunnel_ = std::make_unique<ProxyTunnel>(
      std::move(stream), *proxy_, host_, port_,
      [this](absl::StatusOr<std::unique_ptr<Stream>> result) {
        OnTunnel(std::move(result));
      });
}

void WebSocketConnection::OnTunnel(
    absl::StatusOr<std::unique_ptr<Stream>> stream) {
  tunnel_.reset();
  if (!stream.ok()) {
    StartFailed(stream.status());
    return;
  }
  Log("tunnel through the proxy is open");
  OnHostReached(*std::move(stream));
}

void WebSocketConnection::OnHostReached(std::unique_ptr<Stream> stream) {
  if (secure_) {
    StartTls(std::move(stream), host_, port_, /*is_proxy=*/false);
    return;
  }
  step_timer_.reset();
  driver_.Start(std::move(stream));
}

void WebSocketConnection::StartTls(std::unique_ptr<Stream> stream,
                                   const std::string& host, uint16_t port,
                                   bool is_proxy) {
  tls_ =
      std::make_unique<TlsStream>(network_->context(), std::move(stream),
                                  network_->tls_context()->NewClientConnection(
                                      host, Concat(host, ":", port)),
                                  [this, is_proxy](const absl::Status& status) {
                                    OnTlsHandshake(is_proxy, status);
                                  });
}

void WebSocketConnection::OnTlsHandshake(bool is_proxy,
                                         const absl::Status& status) {
  if (!status.ok()) {
    StartFailed(status);
    return;
  }
  std::unique_ptr<TlsStream> stream = std::move(tls_);
  Log(is_proxy ? "proxy: " : "", stream->version(),
      stream->resumed() ? ", session resumed" : "");
  if (is_proxy) {
    OpenTunnel(std::move(stream));
  } else {
    step_timer_.reset();
    driver_.Start(std::move(stream));
  }
}

void WebSocketConnection::StartFailed(const absl::Status& status) {
  step_timer_.reset();
  tunnel_.reset();
  tls_.reset();
  driver_.StartFailed(status);
}

void WebSocketConnection::OnOpen(std::string_view protocol,
                                 std::string_view extensions) {
  ticket_.reset();
  Log("open, protocol \"", protocol, "\", extensions \"", extensions, "\"");
  if (channel_) channel_->delegate_->OnOpen(protocol, extensions);
}

void WebSocketConnection::OnMessage(WebSocketMessage& message) {
  Log("received ",
      message.type() == WebSocketMessageType::kText ? "text" : "binary",
      " message, ", message.payload().size(), " bytes");
  if (channel_) channel_->delegate_->OnMessage(message);
}

void WebSocketConnection::OnClosing() {
  Log("the server closes");
  if (channel_) channel_->delegate_->OnClosing();
}

void WebSocketConnection::OnClosed(const WebSocketCloseResult& result) {
  connector_.reset();
  step_timer_.reset();
  tunnel_.reset();
  tls_.reset();
  ticket_.reset();
  Log(result.failed ? "failed" : "closed", result.was_clean ? " cleanly" : "",
      ", code ", result.code, ", reason \"", result.reason, "\"",
      result.detail.empty() ? "" : ": ", result.detail, "; received ",
      driver_.bytes_received(), " bytes, sent ", driver_.bytes_written());
  driver_.OnProtocolClosed(result);
  if (WebSocketChannel* channel = std::exchange(channel_, nullptr)) {
    channel->connection_ = nullptr;
    channel->delegate_->OnClose(result);
  }
}

void WebSocketConnection::OnBufferedAmountFell() {
  const uint64_t left = driver_.protocol().buffered_amount();
  const uint64_t sent = unreported_bytes_ - left;
  unreported_bytes_ = left;
  Log("sent ", sent, " bytes of messages");
  if (channel_) channel_->delegate_->OnBytesSent(sent);
}

void WebSocketConnection::OnDriverFinished() { network_->Delete(this); }

}  // namespace mortise::net
