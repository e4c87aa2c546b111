#include "core/net/web_socket_connection.h"

#include <utility>

#include "core/base/strings.h"
#include "core/net/bad_port.h"
#include "core/net/web_socket_network.h"

namespace mortise::net {

namespace {

constexpr uint16_t kPolicyViolation = 1008;

}  // namespace

WebSocketConnection::WebSocketConnection(WebSocketNetwork* network,
                                         WebSocketConnectOptions options,
                                         WebSocketChannel* channel)
    : network_(network),
      secure_(options.request.secure),
      host_(options.request.host),
      port_(options.request.port),
      connect_deadline_(WebSocketDriver::Now() + options.connect_timeout),
      channel_(channel),
      driver_(network->context(),
              std::make_unique<WebSocketProtocol>(
                  options.request, options.protocol,
                  static_cast<WebSocketProtocol::Delegate*>(this)),
              this) {
  if (IsBadPort(port_)) {
    // A network error, by the Fetch standard; told at the end of the turn.
    driver_.protocol().Fail(kPolicyViolation,
                            Concat("port ", port_, " is blocked"));
    driver_.OnCommand();
    return;
  }
  connector_.emplace(network->context(), network->connecting_queue(), host_,
                     port_, options.connect_timeout,
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
  if (secure_) {
    StartTls(std::move(connection->stream));
  } else {
    driver_.Start(std::move(connection->stream));
  }
}

void WebSocketConnection::StartTls(std::unique_ptr<Stream> stream) {
  tls_ = std::make_unique<TlsStream>(
      network_->context(), std::move(stream),
      network_->tls_context()->NewClientConnection(host_,
                                                   Concat(host_, ":", port_)),
      [this](const absl::Status& status) { OnTlsHandshake(status); });
  tls_timer_.emplace(network_->context()->loop(), [this] {
    OnTlsHandshake(
        absl::DeadlineExceededError("TLS handshake: the peer took too long"));
  });
  tls_timer_->StartTimeout(connect_deadline_ - WebSocketDriver::Now());
}

void WebSocketConnection::OnTlsHandshake(const absl::Status& status) {
  tls_timer_.reset();
  std::unique_ptr<TlsStream> stream = std::move(tls_);
  if (status.ok()) {
    driver_.Start(std::move(stream));
  } else {
    driver_.StartFailed(status);
  }
}

void WebSocketConnection::OnOpen(std::string_view protocol,
                                 std::string_view extensions) {
  ticket_.reset();
  if (channel_) channel_->delegate_->OnOpen(protocol, extensions);
}

void WebSocketConnection::OnMessage(WebSocketMessage& message) {
  if (channel_) channel_->delegate_->OnMessage(message);
}

void WebSocketConnection::OnClosing() {
  if (channel_) channel_->delegate_->OnClosing();
}

void WebSocketConnection::OnClosed(const WebSocketCloseResult& result) {
  connector_.reset();
  tls_timer_.reset();
  tls_.reset();
  ticket_.reset();
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
  if (channel_) channel_->delegate_->OnBytesSent(sent);
}

void WebSocketConnection::OnDriverFinished() { network_->Delete(this); }

}  // namespace mortise::net
