#ifndef MORTISE_TESTS_CORE_WEBSOCKET_SCRIPTED_SERVER_H_
#define MORTISE_TESTS_CORE_WEBSOCKET_SCRIPTED_SERVER_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "core/net/tls_context.h"
#include "tests/core/net/raw_peer.h"
#include "tests/core/websocket/close_table_server.h"

namespace mortise {

// A server for one connection on 127.0.0.1, over TCP or TLS, that does byte
// for byte what a test says.  It lives in the loop's thread and knows nothing
// of WebSockets: call Turn() while the loop turns.
class ScriptedServer final : public CloseTableServer {
 public:
  explicit ScriptedServer(bool secure);
  ScriptedServer(const ScriptedServer&) = delete;
  ScriptedServer& operator=(const ScriptedServer&) = delete;
  ~ScriptedServer() override;

  // Who signs the certificates of secure servers, in PEM.
  static const std::string& RootsPem();

  uint16_t port() const override { return listener_.port(); }
  void Turn() override;
  bool connected() const override { return peer_.has_value(); }
  bool ready() const override;
  const std::string& received() const override { return received_; }
  bool client_ended() const override { return client_ended_; }
  void Send(std::string_view bytes) override;
  void SendUnencrypted(std::string_view bytes) override { peer_->Send(bytes); }
  // FIN, after a close_notify over TLS.
  void End() override;
  void EndTcp() override { peer_->ShutdownWrite(); }
  void Reset() override;

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
