#include "core/net/http2_pool.h"

#include <gtest/gtest.h>
#include <nghttp2/nghttp2.h>

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/net/connecting_queue.h"
#include "core/net/http2_stream.h"
#include "core/net/loop_context.h"
#include "tests/core/net/http2_test_server.h"
#include "tests/core/net/test_loop.h"

namespace mortise::net {
namespace {

std::vector<HttpHead::Field> ConnectFields() {
  return {{":method", "CONNECT"},
          {":protocol", "websocket"},
          {":scheme", "https"},
          {":path", "/"},
          {":authority", "example.com"}};
}

class Http2PoolTest : public ::testing::Test {
 protected:
  // Asks, and opens a stream on what it gets.
  struct Client {
    std::string outcome;  // "http2", "http1", "neither" or a message.
    std::unique_ptr<Http2Pool::Request> request;
    std::unique_ptr<Http2Stream> stream;
    Http2Connection* connection = nullptr;
    std::optional<Transport> http1;
  };

  void Start(const Http2TestServer::Options& options) {
    server_.emplace(options);
  }

  TransportConnector::Options To() {
    TransportConnector::Options options;
    options.host = "127.0.0.1";
    options.port = server_->port();
    options.secure = true;
    options.offer_http2 = true;
    options.tls_context = tls_.get();
    options.timeout = absl::Seconds(10);
    return options;
  }

  std::unique_ptr<Client> Ask(const TransportConnector::Options& options) {
    auto client = std::make_unique<Client>();
    client->request = std::make_unique<Http2Pool::Request>(
        &pool_, options, [this](std::string_view) { ++logged_; },
        [client = client.get()](absl::StatusOr<Http2Pool::Outcome> outcome) {
          client->request.reset();
          if (!outcome.ok()) {
            client->outcome = std::string(outcome.status().message());
          } else if (outcome->http2) {
            client->outcome = "http2";
            client->connection = outcome->http2;
            client->stream =
                outcome->http2->OpenStream(ConnectFields(), [](auto) {})
                    .value();
          } else if (outcome->http1) {
            client->outcome = "http1";
            client->http1 = *std::move(outcome->http1);
          } else {
            client->outcome = "neither";
          }
        });
    return client;
  }

  bool RunUntil(absl::FunctionRef<bool()> done) {
    return loop_.RunUntil([&] {
      server_->Turn();
      return done();
    });
  }
  bool AwaitAll(const std::vector<std::unique_ptr<Client>>& clients) {
    return RunUntil([&] {
      for (const auto& client : clients) {
        if (client->outcome.empty()) return false;
      }
      return true;
    });
  }

  TestLoop loop_;
  LoopContext context_{loop_.get()};
  ConnectingQueue queue_{&context_};
  static std::unique_ptr<TlsContext> NewTlsContext() {
    return TlsContext::CreateClient(
               {.trust_system_roots = false,
                .extra_roots_pem = Http2TestServer::RootsPem()})
        .value();
  }
  std::unique_ptr<TlsContext> tls_ = NewTlsContext();
  std::unique_ptr<TlsContext> other_tls_ = NewTlsContext();
  Http2Pool pool_{&context_, &queue_};
  std::optional<Http2TestServer> server_;
  int logged_ = 0;
};

TEST_F(Http2PoolTest, Requests_ToOneOrigin_ShareOneConnection) {
  Start({});
  std::vector<std::unique_ptr<Client>> clients;
  for (int i = 0; i < 100; ++i) clients.push_back(Ask(To()));
  for (const auto& client : clients) EXPECT_EQ(client->outcome, "");
  ASSERT_TRUE(AwaitAll(clients));
  clients.push_back(Ask(To()));
  ASSERT_TRUE(AwaitAll(clients));
  for (const auto& client : clients) {
    EXPECT_EQ(client->outcome, "http2");
    EXPECT_EQ(client->connection, clients[0]->connection);
  }
  EXPECT_EQ(pool_.connection_count(), 1u);
  EXPECT_TRUE(
      RunUntil([&] { return server_->http2().streams().size() == 101; }));
}

TEST_F(Http2PoolTest, Requests_ThatDiffer_ShareNothing) {
  Start({});
  std::vector<std::unique_ptr<Client>> clients;
  clients.push_back(Ask(To()));
  TransportConnector::Options options = To();
  options.host = "localhost";
  clients.push_back(Ask(options));
  options = To();
  options.tls_context = other_tls_.get();
  clients.push_back(Ask(options));
  ASSERT_TRUE(AwaitAll(clients));
  EXPECT_EQ(pool_.connection_count(), 3u);
  for (const auto& client : clients) EXPECT_EQ(client->outcome, "http2");
}

TEST_F(Http2PoolTest, Streams_AllInUse_OpenFurtherConnections) {
  Start({.peer = {.max_concurrent_streams = 3}});
  std::vector<std::unique_ptr<Client>> clients;
  for (int i = 0; i < 10; ++i) clients.push_back(Ask(To()));
  ASSERT_TRUE(AwaitAll(clients));
  for (const auto& client : clients) EXPECT_EQ(client->outcome, "http2");
  EXPECT_EQ(pool_.connection_count(), 4u);
  // A place that gets free on any of them is taken again.
  Http2Connection* const first = clients[0]->connection;
  clients.erase(clients.begin());
  clients.back().reset();
  clients.pop_back();
  ASSERT_TRUE(RunUntil([&] { return first->accepts_web_sockets(); }));
  clients.push_back(Ask(To()));
  clients.push_back(Ask(To()));
  ASSERT_TRUE(AwaitAll(clients));
  EXPECT_EQ(pool_.connection_count(), 4u);
}

TEST_F(Http2PoolTest, Server_KnowsNoHttp2_GivesTheTransportItself) {
  Start({.speaks_http2 = false});
  std::vector<std::unique_ptr<Client>> clients;
  for (int i = 0; i < 2; ++i) clients.push_back(Ask(To()));
  ASSERT_TRUE(RunUntil([&] { return !clients[0]->outcome.empty(); }));
  EXPECT_EQ(clients[0]->outcome, "http1");
  EXPECT_TRUE(clients[0]->http1->ticket);
  // One connection at a time is in CONNECTING state.
  loop_.RunFor(absl::Milliseconds(5));
  EXPECT_EQ(clients[1]->outcome, "");
  clients[0]->http1.reset();
  ASSERT_TRUE(AwaitAll(clients));
  EXPECT_EQ(clients[1]->outcome, "http1");
  clients[1]->http1.reset();
  EXPECT_EQ(pool_.connection_count(), 0u);
}

TEST_F(Http2PoolTest, Server_KnowsNoExtendedConnect_IsRemembered) {
  Start({.peer = {.enable_connect = false}});
  for (int i = 0; i < 2; ++i) {
    std::vector<std::unique_ptr<Client>> clients;
    clients.push_back(Ask(To()));
    clients.push_back(Ask(To()));
    ASSERT_TRUE(AwaitAll(clients));
    EXPECT_EQ(clients[0]->outcome, "neither");
    EXPECT_EQ(clients[1]->outcome, "neither");
    EXPECT_EQ(server_->connections().size(), 1u);
  }
  EXPECT_TRUE(RunUntil([&] { return pool_.connection_count() == 0; }));
}

TEST_F(Http2PoolTest, UseHttp1_IsForThatOriginOnly) {
  Start({});
  pool_.UseHttp1(To());
  TransportConnector::Options other = To();
  other.host = "localhost";
  std::vector<std::unique_ptr<Client>> clients;
  clients.push_back(Ask(To()));
  clients.push_back(Ask(other));
  ASSERT_TRUE(AwaitAll(clients));
  EXPECT_EQ(clients[0]->outcome, "neither");
  EXPECT_EQ(clients[1]->outcome, "http2");
}

TEST_F(Http2PoolTest, Server_AllowsNoStreams_FailsAll) {
  Start({.peer = {.max_concurrent_streams = 0}});
  std::vector<std::unique_ptr<Client>> clients;
  for (int i = 0; i < 3; ++i) clients.push_back(Ask(To()));
  ASSERT_TRUE(AwaitAll(clients));
  for (const auto& client : clients) {
    EXPECT_EQ(client->outcome, "server allows no HTTP/2 streams");
  }
  EXPECT_EQ(server_->connections().size(), 1u);
}

TEST_F(Http2PoolTest, Server_Goaway_GetsANewConnectionForThoseToCome) {
  Start({});
  std::vector<std::unique_ptr<Client>> clients;
  clients.push_back(Ask(To()));
  ASSERT_TRUE(AwaitAll(clients));
  ASSERT_TRUE(RunUntil([&] { return server_->http2().streams().size() == 1; }));
  server_->http2().Goaway(NGHTTP2_NO_ERROR, 1);
  ASSERT_TRUE(
      RunUntil([&] { return !clients[0]->connection->accepts_web_sockets(); }));
  clients.push_back(Ask(To()));
  ASSERT_TRUE(AwaitAll(clients));
  EXPECT_NE(clients[1]->connection, clients[0]->connection);
  EXPECT_EQ(pool_.connection_count(), 2u);
}

TEST_F(Http2PoolTest, Connection_ThatFails_FailsThoseWhoWait) {
  Start({});
  TransportConnector::Options options = To();
  options.port = RawListener().port();
  std::vector<std::unique_ptr<Client>> clients;
  for (int i = 0; i < 3; ++i) clients.push_back(Ask(options));
  ASSERT_TRUE(AwaitAll(clients));
  for (const auto& client : clients) {
    EXPECT_TRUE(client->outcome.ends_with("connection refused"))
        << client->outcome;
  }
}

TEST_F(Http2PoolTest, Request_GoneWhileOthersWait_IsNotMissed) {
  Start({});
  std::vector<std::unique_ptr<Client>> clients;
  for (int i = 0; i < 3; ++i) clients.push_back(Ask(To()));
  uv_run(loop_.get(), UV_RUN_NOWAIT);
  // The one whose connection it was.
  clients.erase(clients.begin());
  ASSERT_TRUE(AwaitAll(clients));
  EXPECT_EQ(clients[0]->outcome, "http2");
  EXPECT_EQ(clients[1]->outcome, "http2");
  EXPECT_GT(logged_, 0);
}

TEST_F(Http2PoolTest, Requests_AllGone_LeaveNothingBehind) {
  for (int turns = 0; turns < 20; ++turns) {
    Start({});
    auto client = Ask(To());
    for (int i = 0; i < turns && client->outcome.empty(); ++i) {
      uv_run(loop_.get(), UV_RUN_NOWAIT);
      server_->Turn();
    }
    client.reset();
    EXPECT_TRUE(RunUntil([&] { return pool_.connection_count() <= 1; }));
  }
}

}  // namespace
}  // namespace mortise::net
