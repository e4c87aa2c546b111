#ifndef MORTISE_TESTS_CORE_NET_HTTP2_TEST_SERVER_H_
#define MORTISE_TESTS_CORE_NET_HTTP2_TEST_SERVER_H_

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/net/tls_context.h"
#include "tests/core/net/http2_peer.h"
#include "tests/core/net/raw_peer.h"

namespace mortise::net {

// A server on 127.0.0.1 for HTTP/2 over TLS or TCP that does what a test says.
// Over TLS it takes "h2" if that is offered and `speaks_http2`, and HTTP/1.1,
// which it hands on byte by byte, otherwise.  It lives in the loop's thread:
// call Turn() while the loop turns.
class Http2TestServer {
 public:
  struct Options {
    bool secure = true;
    bool speaks_http2 = true;
    Http2Peer::Options peer = {};
    // Sends its SETTINGS and all the rest.
    bool answers = true;
  };

  class Connection {
   public:
    Connection(RawPeer tcp, SslPtr ssl, const Options& options);

    void Turn();
    bool ready() const;
    bool is_http2() const { return is_http2_; }
    Http2Peer& http2() { return http2_; }
    // All that came over HTTP/1.1.
    const std::string& received() const { return received_; }
    // Whether the client has ended or reset the connection.
    bool client_ended() const { return client_ended_; }

    // Past HTTP/2.
    void Send(std::string_view bytes);
    // FIN, after a close_notify over TLS.
    void End();
    void EndTcp() { tcp_.ShutdownWrite(); }
    void Reset();

   private:
    void FlushTls();

    RawPeer tcp_;
    const SslPtr ssl_;  // Null without TLS.
    Http2Peer http2_;
    const bool answers_;
    bool is_http2_;
    bool client_ended_ = false;
    std::string received_;
  };

  explicit Http2TestServer(const Options& options);
  Http2TestServer(const Http2TestServer&) = delete;
  Http2TestServer& operator=(const Http2TestServer&) = delete;
  ~Http2TestServer();

  // The server's own certificate, for 127.0.0.1 and localhost, in PEM.
  static const std::string& RootsPem();

  uint16_t port() const { return listener_.port(); }

  // Accepts connections and exchanges bytes on all of them.
  void Turn();

  // In the order in which they came.
  std::vector<std::unique_ptr<Connection>>& connections() {
    return connections_;
  }
  Http2Peer& http2(size_t i = 0) { return connections_[i]->http2(); }

  // For connections to come.
  Options& options() { return options_; }

 private:
  Options options_;
  RawListener listener_;
  std::unique_ptr<TlsContext> context_;
  std::vector<std::unique_ptr<Connection>> connections_;
};

}  // namespace mortise::net

#endif  // MORTISE_TESTS_CORE_NET_HTTP2_TEST_SERVER_H_
