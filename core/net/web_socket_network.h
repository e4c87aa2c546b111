#ifndef MORTISE_CORE_NET_WEB_SOCKET_NETWORK_H_
#define MORTISE_CORE_NET_WEB_SOCKET_NETWORK_H_

#include <uv.h>

#include <cstddef>
#include <memory>

namespace mortise::net {

// What the WebSocket connections of one loop share: read buffer, resolver,
// the queue of connections to the same address, TLS context, logger.  Owns
// the connections whose channel has gone and that still end in order.
//
// Must be destroyed on the loop's thread after all channels and before the
// loop is closed; what is still open is then cut.  The loop has to turn once
// more to let go of the handles.  Open connections keep the loop alive.
class WebSocketNetwork {
 public:
  // `loop` must outlive the network.
  explicit WebSocketNetwork(uv_loop_t* loop);
  WebSocketNetwork(const WebSocketNetwork&) = delete;
  WebSocketNetwork& operator=(const WebSocketNetwork&) = delete;
  ~WebSocketNetwork();

  uv_loop_t* loop() const;

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace mortise::net

#endif  // MORTISE_CORE_NET_WEB_SOCKET_NETWORK_H_
