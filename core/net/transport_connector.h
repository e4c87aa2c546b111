#ifndef MORTISE_CORE_NET_TRANSPORT_CONNECTOR_H_
#define MORTISE_CORE_NET_TRANSPORT_CONNECTOR_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "absl/functional/any_invocable.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "core/net/connecting_queue.h"
#include "core/net/connector.h"
#include "core/net/proxy_tunnel.h"
#include "core/net/stream.h"
#include "core/net/tls_context.h"
#include "core/net/tls_stream.h"
#include "core/net/uv_timer.h"

namespace mortise::net {

class LoopContext;

// A way to a host, ready for the first byte of HTTP.
struct Transport {
  std::unique_ptr<Stream> stream;
  // The right to be in CONNECTING state at the host's address; null behind a
  // proxy.
  std::unique_ptr<ConnectingQueue::Ticket> ticket;
  bool is_http2 = false;  // ALPN chose "h2".
};

// Establishes a transport: name resolution, TCP, a tunnel through a proxy,
// TLS, each where it is wanted.
class TransportConnector {
 public:
  struct Options {
    std::string host;  // As a URL serialises it; IPv6 without brackets.
    uint16_t port = 80;
    bool secure = false;
    bool offer_http2 = false;           // Beside HTTP/1.1, by ALPN.
    std::optional<ProxyOptions> proxy;  // None if absent.
    // Null where there is no TLS, to the host or the proxy.
    TlsContext* tls_context = nullptr;
    absl::Duration timeout = absl::InfiniteDuration();  // For all of it.
  };

  // For people.
  using Log = absl::AnyInvocable<void(std::string_view)>;
  // May destroy the connector.
  using Callback = absl::AnyInvocable<void(absl::StatusOr<Transport>)>;

  // The callback comes once, in a later turn of the loop; not if the connector
  // is destroyed before.
  TransportConnector(LoopContext* context, ConnectingQueue* queue,
                     Options options, Log log, Callback callback);
  TransportConnector(const TransportConnector&) = delete;
  TransportConnector& operator=(const TransportConnector&) = delete;
  ~TransportConnector();

 private:
  void OnConnected(absl::StatusOr<Connector::Connection> connection);
  void OpenTunnel(std::unique_ptr<Stream> stream);
  void OnTunnel(absl::StatusOr<std::unique_ptr<Stream>> stream);
  void OnHostReached(std::unique_ptr<Stream> stream);
  void StartTls(std::unique_ptr<Stream> stream, const std::string& host,
                uint16_t port, bool is_proxy);
  void OnTlsHandshake(bool is_proxy, const absl::Status& status);
  // `this` may be gone after these.
  void Succeed(std::unique_ptr<Stream> stream, bool is_http2);
  void Fail(const absl::Status& status);

  LoopContext* const context_;
  const Options options_;
  const absl::Time deadline_;
  Log log_;
  Callback callback_;
  std::optional<Connector> connector_;
  std::unique_ptr<ProxyTunnel> tunnel_;  // While it opens.
  std::unique_ptr<TlsStream> tls_;       // While it shakes hands.
  std::optional<UvTimer> timer_;         // For both of them.
  std::unique_ptr<ConnectingQueue::Ticket> ticket_;
};

}  // namespace mortise::net

#endif  // MORTISE_CORE_NET_TRANSPORT_CONNECTOR_H_
