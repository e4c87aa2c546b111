#include "core/net/proxy_tunnel.h"

#include <gtest/gtest.h>

#include <cstring>
#include <memory>
#include <optional>
#include <string>

#include "core/net/loopback_server/loopback_server_thread.h"
#include "core/net/web_socket_network.h"
#include "tests/core/net/channel_recorder.h"
#include "tests/core/net/raw_peer.h"
#include "tests/core/net/test_certificates.h"
#include "tests/core/net/test_loop.h"

namespace mortise::net {
namespace {

// A channel by way of a scripted proxy.
class ProxyTunnelTest : public ::testing::Test {
 protected:
  void Connect(bool secure, const std::string& username = "",
               const std::string& password = "") {
    WebSocketConnectOptions options;
    options.request.secure = secure;
    options.request.host = "localhost";
    options.request.port = server_ ? server_->port() : 4242;
    options.request.resource_name = "/close?code=4001";
    options.request.offer_deflate = false;
    options.proxy = {.host = "127.0.0.1",
                     .port = listener_.port(),
                     .secure = false,
                     .username = username,
                     .password = password};
    recorder_->Connect(&network_, options);
    EXPECT_TRUE(loop_.RunUntil([&] { return listener_.HasConnection(); }));
    proxy_.emplace(listener_.Accept());
    EXPECT_TRUE(loop_.RunUntil([&] {
      request_ += proxy_->Receive();
      return request_.ends_with("\r\n\r\n");
    }));
  }

  std::string RunToClose() {
    EXPECT_TRUE(loop_.RunUntil([&] { return recorder_->is_closed(); }));
    return recorder_->text();
  }

  TestLoop loop_;
  WebSocketNetwork network_{loop_.get()};
  RawListener listener_;
  std::unique_ptr<LoopbackServerThread> server_;
  std::optional<RawPeer> proxy_;
  std::string request_;
  std::optional<ChannelRecorder> recorder_{std::in_place};
};

TEST_F(ProxyTunnelTest, Tunnel_Opened_CarriesTheWebSocket) {
  for (const bool secure : {false, true}) {
    LoopbackServer::Options options;
    if (secure) {
      const TestIdentity identity =
          MakeCertificate({.subject_alt_names = "DNS:localhost"}, nullptr);
      options.tls = {.certificate_pem = identity.certificate_pem,
                     .private_key_pem = identity.private_key_pem};
      ASSERT_TRUE(
          network_.SetTlsOptions({.extra_roots_pem = identity.certificate_pem})
              .ok());
    }
    server_ = LoopbackServerThread::Start(options).value();
    request_.clear();
    recorder_.emplace();
    Connect(secure);
    const std::string authority =
        "localhost:" + std::to_string(server_->port());
    EXPECT_EQ(request_, "CONNECT " + authority +
                            " HTTP/1.1\r\nHost: " + authority + "\r\n\r\n");
    RawPeer server = RawPeer::ConnectTo(server_->port());
    proxy_->Send("HTTP/1.1 200 Connection established\r\nX: y\r\n\r\n");
    EXPECT_TRUE(loop_.RunUntil([&] {
      server.Send(proxy_->Receive());
      proxy_->Send(server.Receive());
      if (server.AtEnd()) proxy_->ShutdownWrite();
      return recorder_->is_closed();
    }));
    EXPECT_EQ(recorder_->text(), "open; closing; close 4001");
  }
}

TEST_F(ProxyTunnelTest, Request_WithCredentials_CarriesThem) {
  Connect(false, "user", "pass:word");
  EXPECT_NE(request_.find("\r\nProxy-Authorization: Basic "
                          "dXNlcjpwYXNzOndvcmQ=\r\n"),
            std::string::npos)
      << request_;
}

TEST_F(ProxyTunnelTest, Response_NotATunnel_FailsWithTheReason) {
  const struct {
    const char* response;
    const char* detail;
  } kCases[] = {
      {"HTTP/1.1 403 Forbidden\r\n\r\n",
       "proxy refused the tunnel: \"HTTP/1.1 403 Forbidden\""},
      {"HTTP/1.1 101 Switching Protocols\r\n\r\n",
       "proxy: ended the connection"},
      {"HTTP/1.1 301 Moved\r\nLocation: http://other/\r\n\r\n",
       "proxy refused the tunnel: \"HTTP/1.1 301 Moved\""},
      {"HTTP/1.1 200 OK\r\n\r\nx", "proxy: data before the first request"},
      {"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 502 \x01\r\n\r\n",
       "proxy refused the tunnel: \"HTTP/1.1 502 \\x01\""},
      {"HTTP/1.1\r\n\r\n", "proxy refused the tunnel: \"HTTP/1.1\""},
      {"HTTP/1.1 2000 OK\r\n\r\n",
       "proxy refused the tunnel: \"HTTP/1.1 2000 OK\""},
      {"SSH-2.0-OpenSSH\r\n", "proxy: expected "},
      {"HTTP/1.1 200 OK\r\n", "proxy: ended the connection"},
      {"", "proxy: ended the connection"},
  };
  for (const auto& c : kCases) {
    request_.clear();
    recorder_.emplace();
    Connect(false);
    proxy_->Send(c.response);
    proxy_->ShutdownWrite();
    EXPECT_EQ(RunToClose(), "failed close 1006");
    EXPECT_EQ(recorder_->detail().substr(0, strlen(c.detail)), c.detail);
  }
}

TEST_F(ProxyTunnelTest, Response_AuthenticationRequired_SaysWhatIsMissing) {
  for (const bool has_credentials : {false, true}) {
    request_.clear();
    recorder_.emplace();
    Connect(false, has_credentials ? "user" : "");
    proxy_->Send(
        "HTTP/1.1 407 Who?\r\nProxy-Authenticate: Basic realm=\"x\"\r\n"
        "Proxy-Authenticate: Negotiate\r\n\r\n");
    EXPECT_EQ(RunToClose(), "failed close 1006");
    EXPECT_EQ(recorder_->detail(),
              std::string("proxy refused the tunnel: \"HTTP/1.1 407 Who?\"; ") +
                  (has_credentials ? "it did not accept the credentials"
                                   : "there are no credentials for it") +
                  "; it asks for Basic realm=\\\"x\\\""
                  "; it asks for Negotiate");
  }
}

TEST_F(ProxyTunnelTest, Response_WithoutEnd_IsBounded) {
  Connect(false);
  std::string head = "HTTP/1.1 100 Continue\r\n\r\n";
  for (size_t i = 0; i < 2 * ProxyTunnel::kMaxHeadSize / 25; ++i) {
    head += "HTTP/1.1 100 Continue\r\n\r\n";
  }
  proxy_->Send(head);
  EXPECT_EQ(RunToClose(), "failed close 1006");
  EXPECT_EQ(recorder_->detail(), "proxy: HTTP head of more than 65536 bytes");
}

// Any 2xx opens it, after any number of 1xx, and HTTP/1.0 will do.
TEST_F(ProxyTunnelTest, Response_OtherSuccesses_OpenTheTunnel) {
  for (const char* response :
       {"HTTP/1.0 200 OK\r\n\r\n", "HTTP/1.1 204\r\n\r\n",
        "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Hints\r\nA: b\r\n\r\n"
        "HTTP/1.1 299 Fine\r\n\r\n"}) {
    request_.clear();
    recorder_.emplace();
    Connect(false);
    proxy_->Send(response);
    request_.clear();
    EXPECT_TRUE(loop_.RunUntil([&] {
      request_ += proxy_->Receive();
      return request_.ends_with("\r\n\r\n");
    })) << response;
    EXPECT_TRUE(request_.starts_with("GET /close?code=4001 HTTP/1.1\r\n"));
    recorder_->DestroyChannel();
    proxy_->Close();
    EXPECT_TRUE(
        loop_.RunUntil([&] { return network_.connection_count() == 0; }));
  }
}

TEST_F(ProxyTunnelTest, Channel_DestroyedWhileTheTunnelOpens_IsSafe) {
  Connect(false);
  recorder_->DestroyChannel();
  proxy_->Send("HTTP/1.1 200 OK\r\n\r\n");
  EXPECT_TRUE(loop_.RunUntil([&] { return network_.connection_count() == 0; }));
  EXPECT_EQ(recorder_->text(), "");
}

}  // namespace
}  // namespace mortise::net
