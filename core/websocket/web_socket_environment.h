#ifndef MORTISE_CORE_WEBSOCKET_WEB_SOCKET_ENVIRONMENT_H_
#define MORTISE_CORE_WEBSOCKET_WEB_SOCKET_ENVIRONMENT_H_

#include <vector>

#include "core/dom/environment_settings.h"
#include "core/net/proxy_environment.h"
#include "core/net/web_socket_connect_options.h"

namespace mortise {

class WebSocket;

namespace net {
class WebSocketNetwork;
}

// What an environment must carry so that WebSockets can be made in it:
//
//   environment.Set(std::make_unique<WebSocketEnvironment>(&network));
//
// When it goes, the connections of its sockets are closed with 1001 (going
// away), as far as they are open, and no event follows.
class WebSocketEnvironment final : public EnvironmentSupplement {
 public:
  // `network` must outlive the environment.
  explicit WebSocketEnvironment(net::WebSocketNetwork* network);
  ~WebSocketEnvironment() override;

  net::WebSocketNetwork* network() const { return network_; }

  // Where each connection's options start from; what follows from a socket's
  // URL, its protocols and the environment's origin is filled in.
  net::WebSocketConnectOptions& connect_options() { return connect_options_; }

  // Where connections find their proxies from here on, unless
  // connect_options() names one for all:
  //
  //   auto proxies = net::ProxyEnvironment::Read();
  //   if (proxies.ok()) web_socket_environment->set_proxies(*proxies);
  void set_proxies(const net::ProxyEnvironment& proxies) { proxies_ = proxies; }

 private:
  friend class WebSocket;

  void Add(WebSocket& socket);
  void Remove(WebSocket& socket);

  net::WebSocketNetwork* const network_;
  net::WebSocketConnectOptions connect_options_;
  net::ProxyEnvironment proxies_;
  // Those that have not fired their close event; each knows its index.
  std::vector<WebSocket*> sockets_;
};

}  // namespace mortise

#endif  // MORTISE_CORE_WEBSOCKET_WEB_SOCKET_ENVIRONMENT_H_
