#include "core/net/web_socket_network.h"

#include <utility>

#include "core/base/check.h"
#include "core/net/web_socket_connection.h"

namespace mortise::net {

WebSocketNetwork::WebSocketNetwork(uv_loop_t* loop)
    : context_(loop),
      connecting_queue_(&context_),
      http2_pool_(&context_, &connecting_queue_) {}

WebSocketNetwork::~WebSocketNetwork() = default;

absl::Status WebSocketNetwork::SetTlsOptions(const TlsClientOptions& options) {
  absl::StatusOr<std::unique_ptr<TlsContext>> context =
      TlsContext::CreateClient(options);
  if (!context.ok()) return context.status();
  tls_contexts_.push_back(*std::move(context));
  return absl::OkStatus();
}

TlsContext* WebSocketNetwork::tls_context() {
  if (tls_contexts_.empty()) {
    MORTISE_CHECK(SetTlsOptions(TlsClientOptions()).ok());
  }
  return tls_contexts_.back().get();
}

WebSocketConnection* WebSocketNetwork::Connect(WebSocketConnectOptions options,
                                               WebSocketChannel* channel) {
  return connections_
      .insert(std::make_unique<WebSocketConnection>(this, std::move(options),
                                                    channel))
      .first->get();
}

void WebSocketNetwork::Delete(WebSocketConnection* connection) {
  const auto it = connections_.find(connection);
  // The set is whole again before the connection goes.
  auto node = connections_.extract(it);
}

}  // namespace mortise::net
