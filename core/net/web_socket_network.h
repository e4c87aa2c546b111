#ifndef MORTISE_CORE_NET_WEB_SOCKET_NETWORK_H_
#define MORTISE_CORE_NET_WEB_SOCKET_NETWORK_H_

#include <uv.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "absl/status/status.h"
#include "core/net/connecting_queue.h"
#include "core/net/http2_pool.h"
#include "core/net/loop_context.h"
#include "core/net/net_logger.h"
#include "core/net/tls_context.h"
#include "core/net/web_socket_connect_options.h"

namespace mortise::net {

class WebSocketChannel;
class WebSocketConnection;

// What the WebSocket connections of one loop share, and the owner of these
// connections: those whose channel has gone still end in order.
//
// Must be destroyed on the loop's thread after all channels, before the loop
// is closed and outside of callbacks; what is still open is then cut.  The
// loop has to turn once more to let go of the handles.  A connection keeps
// the loop alive as long as its channel is there.
class WebSocketNetwork {
 public:
  // `loop` must outlive the network.
  explicit WebSocketNetwork(uv_loop_t* loop);
  WebSocketNetwork(const WebSocketNetwork&) = delete;
  WebSocketNetwork& operator=(const WebSocketNetwork&) = delete;
  ~WebSocketNetwork();

  uv_loop_t* loop() const { return context_.loop(); }

  // Whom wss: connections trust from here on and who they are.  Without a
  // call the system's certificate authorities are trusted.  InvalidArgument
  // where PEM text cannot be read; then nothing changes.
  absl::Status SetTlsOptions(const TlsClientOptions& options);

  // Hears of all connections from here on; null for nobody, as at first.
  // Must outlive the network or be replaced.
  void SetLogger(NetLogger* logger) { logger_ = logger; }

  // WebSocket connections that are not over, those without a channel
  // included.
  size_t connection_count() const { return connections_.size(); }

  // HTTP/2 connections, each for any number of those; they end some time
  // after the last one.
  size_t http2_connection_count() const {
    return http2_pool_.connection_count();
  }

 private:
  friend class WebSocketChannel;
  friend class WebSocketConnection;

  WebSocketConnection* Connect(WebSocketConnectOptions options,
                               WebSocketChannel* channel);
  void Delete(WebSocketConnection* connection);
  LoopContext* context() { return &context_; }
  NetLogger* logger() { return logger_; }
  uint64_t NextConnectionId() { return ++last_connection_id_; }
  // Made when it is first needed: trust takes time to load.
  TlsContext* tls_context();
  ConnectingQueue* connecting_queue() { return &connecting_queue_; }
  Http2Pool* http2_pool() { return &http2_pool_; }

  NetLogger* logger_ = nullptr;
  uint64_t last_connection_id_ = 0;
  LoopContext context_;
  ConnectingQueue connecting_queue_;
  // The last one serves new connections; the others those that began with
  // them.
  std::vector<std::unique_ptr<TlsContext>> tls_contexts_;
  Http2Pool http2_pool_;
  absl::flat_hash_set<std::unique_ptr<WebSocketConnection>> connections_;
};

}  // namespace mortise::net

#endif  // MORTISE_CORE_NET_WEB_SOCKET_NETWORK_H_
