#include "core/net/transport_connector.h"

#include <gtest/gtest.h>

#include <memory>
#include <optional>
#include <string>

#include "core/net/connecting_queue.h"
#include "core/net/loop_context.h"
#include "tests/core/net/http2_test_server.h"
#include "tests/core/net/raw_peer.h"
#include "tests/core/net/test_loop.h"

namespace mortise::net {
namespace {

class TransportConnectorTest : public ::testing::Test {
 protected:
  TransportConnector::Options To(uint16_t port) {
    TransportConnector::Options options;
    options.host = "127.0.0.1";
    options.port = port;
    options.timeout = absl::Seconds(10);
    return options;
  }

  void Connect(const TransportConnector::Options& options) {
    result_.reset();
    log_.clear();
    connector_ = std::make_unique<TransportConnector>(
        &context_, &queue_, options,
        [this](std::string_view text) { log_ += std::string(text) + "; "; },
        [this](absl::StatusOr<Transport> result) {
          connector_.reset();
          result_ = std::move(result);
        });
    EXPECT_FALSE(result_) << "from within the constructor";
  }

  bool RunToResult(Http2TestServer* server = nullptr) {
    return loop_.RunUntil([&] {
      if (server) server->Turn();
      return result_.has_value();
    });
  }

  TestLoop loop_;
  LoopContext context_{loop_.get()};
  ConnectingQueue queue_{&context_};
  std::unique_ptr<TlsContext> tls_ =
      TlsContext::CreateClient({.trust_system_roots = false,
                                .extra_roots_pem = Http2TestServer::RootsPem()})
          .value();
  std::unique_ptr<TransportConnector> connector_;
  std::optional<absl::StatusOr<Transport>> result_;
  std::string log_;
};

TEST_F(TransportConnectorTest, Tcp_Connected_BringsStreamAndTicket) {
  RawListener listener;
  Connect(To(listener.port()));
  ASSERT_TRUE(RunToResult());
  ASSERT_TRUE(result_->ok()) << result_->status();
  EXPECT_NE((*result_)->stream, nullptr);
  EXPECT_TRUE((*result_)->ticket->granted());
  EXPECT_FALSE((*result_)->is_http2);
  EXPECT_EQ(log_,
            "connected to 127.0.0.1:" + std::to_string(listener.port()) + "; ");
  result_.reset();
}

TEST_F(TransportConnectorTest, Tls_Alpn_OffersWhatIsWanted) {
  for (const bool offered : {false, true}) {
    for (const bool spoken : {false, true}) {
      Http2TestServer server({.speaks_http2 = spoken});
      TransportConnector::Options options = To(server.port());
      options.secure = true;
      options.tls_context = tls_.get();
      options.offer_http2 = offered;
      Connect(options);
      ASSERT_TRUE(RunToResult(&server));
      ASSERT_TRUE(result_->ok()) << result_->status();
      EXPECT_EQ((*result_)->is_http2, offered && spoken);
      EXPECT_EQ(server.connections()[0]->is_http2(), offered && spoken);
      EXPECT_EQ(log_.find("TLSv1.3, HTTP/2") != std::string::npos,
                offered && spoken)
          << log_;
      result_.reset();
    }
  }
}

// To the proxy itself only HTTP/1.1 is spoken, whatever the host is offered.
TEST_F(TransportConnectorTest, SecureProxy_IsOfferedHttp1Only) {
  Http2TestServer proxy({});
  TransportConnector::Options options = To(443);
  options.host = "example.com";
  options.secure = true;
  options.tls_context = tls_.get();
  options.offer_http2 = true;
  options.proxy = {.host = "localhost", .port = proxy.port(), .secure = true};
  Connect(options);
  ASSERT_TRUE(loop_.RunUntil([&] {
    proxy.Turn();
    return !proxy.connections().empty() &&
           proxy.connections()[0]->received().ends_with("\r\n\r\n");
  }));
  EXPECT_EQ(proxy.connections()[0]->received(),
            "CONNECT example.com:443 HTTP/1.1\r\nHost: example.com:443\r\n"
            "\r\n");
  proxy.connections()[0]->Send("HTTP/1.1 200 OK\r\n\r\n");
  // The client's TLS for the host begins inside that for the proxy.
  ASSERT_TRUE(loop_.RunUntil([&] {
    proxy.Turn();
    const std::string& received = proxy.connections()[0]->received();
    return received.find("\x02h2\x08http/1.1") != std::string::npos;
  }));
  EXPECT_NE(log_.find("proxy: TLSv1.3; tunnel through the proxy is open"),
            std::string::npos)
      << log_;
  EXPECT_FALSE(result_);
  connector_.reset();
}

TEST_F(TransportConnectorTest, Peer_SilentInAnyStep_TimesOut) {
  RawListener listener;
  for (const bool secure : {false, true}) {
    for (const int proxy : {0, 1, 2}) {
      TransportConnector::Options options = To(listener.port());
      options.timeout = absl::Milliseconds(30);
      options.secure = secure;
      options.tls_context = tls_.get();
      if (proxy != 0) {
        options.proxy = {
            .host = "127.0.0.1", .port = listener.port(), .secure = proxy == 2};
      }
      if (!secure && proxy == 0) continue;  // Nothing to wait for.
      Connect(options);
      ASSERT_TRUE(RunToResult());
      EXPECT_TRUE(absl::IsDeadlineExceeded(result_->status()))
          << result_->status();
      EXPECT_EQ(std::string(result_->status().message()),
                proxy == 1 ? "proxy: it took too long"
                           : "TLS handshake: the peer took too long");
    }
  }
}

TEST_F(TransportConnectorTest, Destructor_AtEachTurn_IsSafe) {
  for (int turns = 0; turns < 12; ++turns) {
    Http2TestServer server({});
    TransportConnector::Options options = To(server.port());
    options.secure = true;
    options.tls_context = tls_.get();
    Connect(options);
    for (int i = 0; i < turns; ++i) {
      uv_run(loop_.get(), UV_RUN_NOWAIT);
      server.Turn();
    }
    connector_.reset();
    result_.reset();
    loop_.RunFor(absl::Milliseconds(1));
    EXPECT_FALSE(result_);
  }
}

}  // namespace
}  // namespace mortise::net
