#include "core/websocket/web_socket_environment.h"

#include "core/websocket/web_socket.h"

namespace mortise {

WebSocketEnvironment::WebSocketEnvironment(net::WebSocketNetwork* network)
    : network_(network) {}

WebSocketEnvironment::~WebSocketEnvironment() {
  while (!sockets_.empty()) sockets_.back()->EnvironmentEnded();
}

void WebSocketEnvironment::Add(WebSocket& socket) {
  socket.index_in_environment_ = sockets_.size();
  sockets_.push_back(&socket);
}

void WebSocketEnvironment::Remove(WebSocket& socket) {
  WebSocket* const last = sockets_.back();
  sockets_[socket.index_in_environment_] = last;
  last->index_in_environment_ = socket.index_in_environment_;
  sockets_.pop_back();
}

}  // namespace mortise
