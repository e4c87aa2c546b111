#include "core/net/transport_connector.h"

#include <utility>

#include "core/base/strings.h"
#include "core/net/loop_context.h"
#include "core/net/web_socket_driver.h"

namespace mortise::net {

TransportConnector::TransportConnector(LoopContext* context,
                                       ConnectingQueue* queue, Options options,
                                       Log log, Callback callback)
    : context_(context),
      options_(std::move(options)),
      deadline_(WebSocketDriver::Now() + options_.timeout),
      log_(std::move(log)),
      callback_(std::move(callback)) {
  const std::optional<ProxyOptions>& proxy = options_.proxy;
  // Behind a proxy the host's address is not known, nor is the proxy the
  // remote host whose connections are to come one by one.
  connector_.emplace(context_, proxy ? nullptr : queue,
                     proxy ? proxy->host : options_.host,
                     proxy ? proxy->port : options_.port, options_.timeout,
                     [this](absl::StatusOr<Connector::Connection> connection) {
                       OnConnected(std::move(connection));
                     });
}

TransportConnector::~TransportConnector() = default;

void TransportConnector::OnConnected(
    absl::StatusOr<Connector::Connection> connection) {
  if (!connection.ok()) {
    Fail(connection.status());
    return;
  }
  ticket_ = std::move(connection->ticket);
  connector_.reset();
  log_(Concat("connected to ", connection->stream->peer_name()));
  const std::optional<ProxyOptions>& proxy = options_.proxy;
  if (proxy || options_.secure) {
    timer_.emplace(context_->loop(), [this] {
      Fail(absl::DeadlineExceededError(
          tls_ ? "TLS handshake: the peer took too long"
               : "proxy: it took too long"));
    });
    timer_->StartTimeout(deadline_ - WebSocketDriver::Now());
  }
  if (!proxy) {
    OnHostReached(std::move(connection->stream));
  } else if (proxy->secure) {
    StartTls(std::move(connection->stream), proxy->host, proxy->port,
             /*is_proxy=*/true);
  } else {
    OpenTunnel(std::move(connection->stream));
  }
}

void TransportConnector::OpenTunnel(std::unique_ptr<Stream> stream) {
  tunnel_ = std::make_unique<ProxyTunnel>(
      std::move(stream), *options_.proxy, options_.host, options_.port,
      [this](absl::StatusOr<std::unique_ptr<Stream>> result) {
        OnTunnel(std::move(result));
      });
}

void TransportConnector::OnTunnel(
    absl::StatusOr<std::unique_ptr<Stream>> stream) {
  tunnel_.reset();
  if (!stream.ok()) {
    Fail(stream.status());
    return;
  }
  log_("tunnel through the proxy is open");
  OnHostReached(*std::move(stream));
}

void TransportConnector::OnHostReached(std::unique_ptr<Stream> stream) {
  if (options_.secure) {
    StartTls(std::move(stream), options_.host, options_.port,
             /*is_proxy=*/false);
  } else {
    Succeed(std::move(stream), /*is_http2=*/false);
  }
}

void TransportConnector::StartTls(std::unique_ptr<Stream> stream,
                                  const std::string& host, uint16_t port,
                                  bool is_proxy) {
  const TlsAlpn alpn =
      options_.offer_http2 && !is_proxy ? TlsAlpn::kHttp2 : TlsAlpn::kHttp1;
  tls_ =
      std::make_unique<TlsStream>(context_, std::move(stream),
                                  options_.tls_context->NewClientConnection(
                                      host, Concat(host, ":", port), alpn),
                                  [this, is_proxy](const absl::Status& status) {
                                    OnTlsHandshake(is_proxy, status);
                                  });
}

void TransportConnector::OnTlsHandshake(bool is_proxy,
                                        const absl::Status& status) {
  if (!status.ok()) {
    Fail(status);
    return;
  }
  std::unique_ptr<TlsStream> stream = std::move(tls_);
  const bool is_http2 = stream->alpn() == "h2";
  log_(Concat(is_proxy ? "proxy: " : "", stream->version(),
              is_http2 ? ", HTTP/2" : "",
              stream->resumed() ? ", session resumed" : ""));
  if (is_proxy) {
    OpenTunnel(std::move(stream));
  } else {
    Succeed(std::move(stream), is_http2);
  }
}

void TransportConnector::Succeed(std::unique_ptr<Stream> stream,
                                 bool is_http2) {
  timer_.reset();
  Callback callback = std::move(callback_);
  callback(Transport{std::move(stream), std::move(ticket_), is_http2});
}

void TransportConnector::Fail(const absl::Status& status) {
  timer_.reset();
  tunnel_.reset();
  tls_.reset();
  ticket_.reset();
  Callback callback = std::move(callback_);
  callback(status);
}

}  // namespace mortise::net
