#ifndef MORTISE_TESTS_CORE_WEBSOCKET_SCRIPTED_HTTP2_SERVER_H_
#define MORTISE_TESTS_CORE_WEBSOCKET_SCRIPTED_HTTP2_SERVER_H_

#include <cstdint>
#include <string>
#include <string_view>

#include "tests/core/net/http2_test_server.h"
#include "tests/core/websocket/close_table_server.h"

namespace mortise {

// The same over an HTTP/2 stream (RFC 8441): END_STREAM is the transport's
// orderly end, RST_STREAM its reset.  Requests and responses are told in
// HTTP/1.1's form; what HTTP/2 has not of them is left out, and 101 is 200.
class ScriptedHttp2Server final : public CloseTableServer {
 public:
  ScriptedHttp2Server();

  uint16_t port() const override { return server_.port(); }
  void Turn() override;
  bool connected() const override { return !server_.connections().empty(); }
  bool ready() const override;
  const std::string& received() const override { return received_; }
  bool client_ended() const override { return client_ended_; }
  void Send(std::string_view bytes) override;
  void SendUnencrypted(std::string_view bytes) override;
  void End() override;
  void EndTcp() override { server_.connections()[0]->EndTcp(); }
  void Reset() override;

 private:
  void Respond(std::string_view head);

  mutable net::Http2TestServer server_;
  std::string received_;
  bool responded_ = false;
  bool client_ended_ = false;
};

}  // namespace mortise

#endif  // MORTISE_TESTS_CORE_WEBSOCKET_SCRIPTED_HTTP2_SERVER_H_
