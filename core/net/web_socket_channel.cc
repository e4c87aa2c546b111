#include "core/net/web_socket_channel.h"

#include <utility>

#include "core/net/web_socket_connection.h"
#include "core/net/web_socket_network.h"

namespace mortise::net {

WebSocketChannel::WebSocketChannel(WebSocketNetwork* network,
                                   WebSocketConnectOptions options,
                                   Delegate* delegate)
    : delegate_(delegate),
      connection_(network->Connect(std::move(options), this)) {}

WebSocketChannel::~WebSocketChannel() {
  if (connection_) connection_->Detach();
}

bool WebSocketChannel::SendText(std::string_view utf8) {
  return connection_ && connection_->SendText(utf8);
}

bool WebSocketChannel::SendBinary(absl::Span<const uint8_t> payload) {
  return connection_ && connection_->SendBinary(payload);
}

void WebSocketChannel::Close(std::optional<uint16_t> code,
                             std::string_view reason) {
  if (connection_) connection_->Close(code, reason);
}

void WebSocketChannel::PauseReading() {
  if (connection_) connection_->SetPaused(true);
}

void WebSocketChannel::ResumeReading() {
  if (connection_) connection_->SetPaused(false);
}

uint64_t WebSocketChannel::buffered_amount() const {
  return connection_ ? connection_->buffered_amount() : 0;
}

}  // namespace mortise::net
