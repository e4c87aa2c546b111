#ifndef MORTISE_TESTS_CORE_WEBSOCKET_SCRIPTED_SERVER_H_
#define MORTISE_TESTS_CORE_WEBSOCKET_SCRIPTED_SERVER_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "core/net/tls_context.h"
#include "tests/core/net/raw_peer.h"

namespace mortise {

// A server for one connection on 127.0.0.1, over TCP or TLS, that does byte
// for byte what a test says.  It lives in the loop's thread and knows nothing
// of WebSockets: call Turn() while the loop turns.
class ScriptedServer {
 public:
  explicit ScriptedServer(bool secure);
  ScriptedServer(const ScriptedServer&) = delete;
  ScriptedServer& operator=(const ScriptedServer&) = delete;
  ~ScriptedServer();

  // Who signs the certificates of secure servers, in PEM.
  static const std::string& RootsPem();

  uint16_t port() const { return listener_.port(); }

  // Accepts the connection and takes what has arrived.
  void Turn();

  // Whether the client has connected, TCP.
  bool connected() const { return peer_.has_value(); }
  // Whether bytes can be exchanged.
  bool ready() const;
  // All that the client has sent so far.
  const std::string& received() const { return received_; }
  // Whether the client has ended or reset the connection.
  bool client_ended() const { return client_ended_; }

  void Send(std::string_view bytes);
  // Past TLS.
  void SendUnencrypted(std::string_view bytes) { peer_->Send(bytes); }

  // FIN, after a close_notify over TLS.
  void End();
  // FIN alone.
  void EndTcp() { peer_->ShutdownWrite(); }
  void Reset();

 private:
  // What TLS wants to send.
  void FlushTls();

  net::RawListener listener_;
  std::optional<net::RawPeer> peer_;
  std::unique_ptr<net::TlsContext> context_;  // Null without TLS.
  net::SslPtr ssl_;
  std::string received_;
  bool client_ended_ = false;
};

}  // namespace mortise

#endif  // MORTISE_TESTS_CORE_WEBSOCKET_SCRIPTED_SERVER_H_
