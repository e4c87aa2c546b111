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

TransportConnector::Log WebSocketConnection::MakeLog() const {
  return [network = network_, id = id_](std::string_view text) {
    if (NetLogger* logger = network->logger()) logger->Log(id, text);
  };
}

WebSocketConnection::WebSocketConnection(WebSocketNetwork* network,
                                         WebSocketConnectOptions options,
                                         WebSocketChannel* channel)
    : network_(network),
      id_(network->NextConnectionId()),
      channel_(channel),
      driver_(network->context(),
              std::make_unique<WebSocketProtocol>(
                  options.request, options.protocol,
                  static_cast<WebSocketProtocol::Delegate*>(this)),
              this) {
  const ClientHandshakeRequest& request = options.request;
  Log("connecting to ", request.secure ? "wss" : "ws", " host ", request.host,
      ", port ", request.port, ", ", request.resource_name);
  if (IsBadPort(request.port)) {
    // A network error, by the Fetch standard; told at the end of the turn.
    driver_.protocol().Fail(kPolicyViolation,
                            Concat("port ", request.port, " is blocked"));
    driver_.OnCommand();
    return;
  }
  transport_.host = request.host;
  transport_.port = request.port;
  transport_.secure = request.secure;
  transport_.offer_http2 = request.secure && options.offer_http2;
  transport_.proxy = options.proxy;
  transport_.timeout = options.connect_timeout;
  if (request.secure || (options.proxy && options.proxy->secure)) {
    transport_.tls_context = network->tls_context();
  }
  if (const auto& proxy = options.proxy) {
    Log("by the proxy at host ", proxy->host, ", port ", proxy->port);
  }
  if (transport_.offer_http2) {
    AskForHttp2();
  } else {
    ConnectForHttp1();
  }
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

// ---- To a transport --------------------------------------------------------

void WebSocketConnection::ConnectForHttp1() {
  transport_.offer_http2 = false;
  connector_ = std::make_unique<TransportConnector>(
      network_->context(), network_->connecting_queue(), transport_, MakeLog(),
      [this](absl::StatusOr<Transport> transport) {
        OnTransport(std::move(transport));
      });
}

void WebSocketConnection::OnTransport(absl::StatusOr<Transport> transport) {
  connector_.reset();
  if (!transport.ok()) {
    driver_.StartFailed(transport.status());
    return;
  }
  ticket_ = std::move(transport->ticket);
  driver_.Start(std::move(transport->stream));
}

void WebSocketConnection::AskForHttp2() {
  http2_timer_.emplace(network_->context()->loop(), [this] {
    StopConnecting();
    driver_.StartFailed(absl::DeadlineExceededError(
        "HTTP/2: the server did not begin in time"));
  });
  http2_timer_->StartTimeout(transport_.timeout);
  http2_request_ = std::make_unique<Http2Pool::Request>(
      network_->http2_pool(), transport_, MakeLog(),
      [this](absl::StatusOr<Http2Pool::Outcome> outcome) {
        OnHttp2Outcome(std::move(outcome));
      });
}

void WebSocketConnection::OnHttp2Outcome(
    absl::StatusOr<Http2Pool::Outcome> outcome) {
  StopConnecting();
  if (!outcome.ok()) {
    OnTransport(outcome.status());
  } else if (outcome->http2) {
    OpenHttp2Stream(outcome->http2);
  } else if (outcome->http1) {
    OnTransport(*std::move(outcome->http1));
  } else {
    Log("the server knows no WebSockets over HTTP/2");
    ConnectForHttp1();
  }
}

void WebSocketConnection::OpenHttp2Stream(Http2Connection* connection) {
  const std::vector<HttpHead::Field> request = driver_.StartExtendedConnect();
  if (request.empty()) return;  // It has failed.
  absl::StatusOr<std::unique_ptr<Http2Stream>> stream = connection->OpenStream(
      request, [this](absl::StatusOr<ExtendedConnectResponse> response) {
        OnHttp2Response(std::move(response));
      });
  if (!stream.ok()) {
    driver_.StartFailed(stream.status());
    return;
  }
  http2_stream_ = *std::move(stream);
  Log("HTTP/2 stream ", http2_stream_->id(), " of the connection to ",
      connection->peer_name());
}

void WebSocketConnection::OnHttp2Response(
    absl::StatusOr<ExtendedConnectResponse> response) {
  std::unique_ptr<Http2Stream> stream = std::move(http2_stream_);
  if (response.ok()) {
    driver_.StartWithResponse(std::move(stream), *response);
    return;
  }
  const absl::Status& error = response.status();
  stream.reset();
  if (absl::IsUnimplemented(error)) {
    Log(ToStd(error.message()), "; once more over HTTP/1.1");
    network_->http2_pool()->UseHttp1(transport_);
    ConnectForHttp1();
  } else if (absl::IsAborted(error) &&
             !std::exchange(http2_tried_again_, true)) {
    // RFC 9113 section 8.7: a request that was not processed may be repeated.
    Log(ToStd(error.message()), "; once more");
    AskForHttp2();
  } else {
    driver_.StartFailed(error);
  }
}

void WebSocketConnection::StopConnecting() {
  connector_.reset();
  http2_request_.reset();
  http2_timer_.reset();
  http2_stream_.reset();
}

// ---- WebSocketProtocol::Delegate, WebSocketDriver::Owner -------------------

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
  StopConnecting();
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
