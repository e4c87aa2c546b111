#ifndef MORTISE_CORE_NET_WEB_SOCKET_CONNECT_OPTIONS_H_
#define MORTISE_CORE_NET_WEB_SOCKET_CONNECT_OPTIONS_H_

#include <optional>

#include "absl/time/time.h"
#include "core/net/client_handshake.h"
#include "core/net/proxy_tunnel.h"
#include "core/net/web_socket_protocol_options.h"

namespace mortise::net {

// Where a WebSocket connects to and how it behaves.
struct WebSocketConnectOptions {
  // The parts of the URL, and what the opening handshake asks for.
  ClientHandshakeRequest request;

  // Limits and time-outs from the opening handshake on.
  WebSocketProtocolOptions protocol;

  // wss: only: offers HTTP/2 by ALPN, beside HTTP/1.1.  Where the server
  // takes it and knows extended CONNECT (RFC 8441), WebSockets to the same
  // origin, with the same proxy and TLS settings, share a connection; where
  // it does not, HTTP/1.1 is used.
  bool offer_http2 = false;

  // The proxy to go through; none if absent.
  std::optional<ProxyOptions> proxy;

  // From the start to an established transport: name resolution, waiting for
  // other connections to the same address, connecting, proxy, TLS, the
  // server's HTTP/2 settings.
  absl::Duration connect_timeout = absl::Seconds(60);
};

}  // namespace mortise::net

#endif  // MORTISE_CORE_NET_WEB_SOCKET_CONNECT_OPTIONS_H_
