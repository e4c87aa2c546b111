#include "core/net/http2_connection.h"

#include <gtest/gtest.h>
#include <nghttp2/nghttp2.h>

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/net/http2_stream.h"
#include "core/net/loop_context.h"
#include "core/net/tcp_stream.h"
#include "tests/core/net/http2_test_server.h"
#include "tests/core/net/test_loop.h"

namespace mortise::net {
namespace {

std::vector<HttpHead::Field> Request() {
  return {{":method", "CONNECT"},
          {":protocol", "websocket"},
          {":scheme", "https"},
          {":path", "/"},
          {":authority", "example.com"}};
}

class Http2ConnectionTest : public ::testing::Test,
                            public Http2Connection::Owner {
 protected:
  void Connect(const Http2Peer::Options& peer = {}, bool answers = true) {
    server_.emplace(Http2TestServer::Options{
        .secure = false, .peer = peer, .answers = answers});
    std::unique_ptr<TcpStream> stream;
    bool connected = false;
    stream = TcpStream::Connect(
                 &context_, *SocketAddress::Parse("127.0.0.1", server_->port()),
                 [&](const absl::Status& status) { connected = status.ok(); })
                 .value();
    ASSERT_TRUE(loop_.RunUntil([&] { return connected; }));
    connection_ =
        std::make_unique<Http2Connection>(&context_, std::move(stream), this);
  }

  bool RunUntil(absl::FunctionRef<bool()> done) {
    return loop_.RunUntil([&] {
      server_->Turn();
      return done();
    });
  }

  void OnHttp2Ready(Http2Connection*) override { ready_ = true; }
  void OnHttp2Finished(Http2Connection*) override { connection_.reset(); }

  TestLoop loop_;
  LoopContext context_{loop_.get()};
  std::optional<Http2TestServer> server_;
  std::unique_ptr<Http2Connection> connection_;
  bool ready_ = false;
};

TEST_F(Http2ConnectionTest, Ready_ByTheServersSettings_TellsWhatItKnows) {
  for (const bool enable : {true, false}) {
    ready_ = false;
    Connect({.enable_connect = enable});
    EXPECT_FALSE(connection_->accepts_web_sockets());
    EXPECT_FALSE(connection_->refuses_web_sockets());
    ASSERT_TRUE(RunUntil([&] { return ready_; }));
    EXPECT_EQ(connection_->accepts_web_sockets(), enable);
    EXPECT_EQ(connection_->refuses_web_sockets(), !enable);
    connection_->Close();
    EXPECT_FALSE(connection_->accepts_web_sockets());
    ASSERT_TRUE(RunUntil([&] { return !connection_; }));
    EXPECT_EQ(server_->http2().goaway(), NGHTTP2_NO_ERROR);
  }
}

TEST_F(Http2ConnectionTest, Ready_ConnectionEndsBefore_TellsTheReason) {
  Connect({}, /*answers=*/false);
  ASSERT_TRUE(RunUntil([&] { return server_->connections().size() == 1; }));
  server_->connections()[0]->Send("HTTP/1.1 400 Bad Request\r\n\r\n");
  std::string failure;
  ASSERT_TRUE(RunUntil([&] {
    if (connection_) failure = std::string(connection_->failure().message());
    return ready_;
  }));
  EXPECT_TRUE(failure.starts_with("HTTP/2: ")) << failure;
  ASSERT_TRUE(RunUntil([&] { return !connection_; }));
}

TEST_F(Http2ConnectionTest, Stream_AnsweredAndEnded_LetsConnectionIdle) {
  Connect();
  ASSERT_TRUE(RunUntil([&] { return ready_; }));
  std::optional<absl::StatusOr<ExtendedConnectResponse>> response;
  std::unique_ptr<Http2Stream> stream =
      connection_
          ->OpenStream(Request(),
                       [&](auto result) { response = std::move(result); })
          .value();
  EXPECT_TRUE(stream->peer_name().starts_with("127.0.0.1:"));
  ASSERT_TRUE(RunUntil([&] { return server_->http2().streams().size() == 1; }));
  EXPECT_FALSE(response);
  server_->http2().Respond(1, 200);
  ASSERT_TRUE(RunUntil([&] { return response.has_value(); }));
  EXPECT_EQ((*response)->status, 200);
  stream.reset();
  ASSERT_TRUE(RunUntil(
      [&] { return server_->http2().streams()[1].reset.has_value(); }));
  EXPECT_EQ(server_->http2().streams()[1].reset, NGHTTP2_CANCEL);
  EXPECT_TRUE(connection_->accepts_web_sockets());
  // Nothing keeps the loop alive meanwhile.
  EXPECT_EQ(uv_loop_alive(loop_.get()), 0);
  connection_.reset();
}

TEST_F(Http2ConnectionTest, Idle_ForAWhile_Ends) {
  Connect();
  const absl::Time start = absl::Now();
  ASSERT_TRUE(RunUntil([&] { return !connection_; }));
  EXPECT_GE(absl::Now() - start, Http2Connection::kIdleTime - absl::Seconds(1));
  EXPECT_EQ(server_->http2().goaway(), NGHTTP2_NO_ERROR);
}

// A transport whose peer never reads.
class StuckStream final : public Stream {
 public:
  void SetDelegate(Delegate*) override {}
  void ResumeReading() override {}
  void PauseReading() override {}
  size_t Write(absl::Span<const uint8_t>) override { return 0; }
  size_t queued_bytes() const override { return 0; }
  void ShutdownWrite() override {}
  void Reset() override {}
  void SetKeepsLoopAlive(bool) override {}
  std::string peer_name() const override { return ""; }
};

TEST_F(Http2ConnectionTest, Close_ServerDoesNotRead_EndsAllTheSame) {
  connection_ = std::make_unique<Http2Connection>(
      &context_, std::make_unique<StuckStream>(), this);
  connection_->Close();
  loop_.RunFor(absl::Milliseconds(10));
  EXPECT_TRUE(connection_);
  EXPECT_TRUE(loop_.RunUntil([&] { return !connection_; }));
}

TEST_F(Http2ConnectionTest, OpenStream_AllInUse_SaysSo) {
  Connect({.max_concurrent_streams = 1});
  ASSERT_TRUE(RunUntil([&] { return ready_; }));
  auto first = connection_->OpenStream(Request(), [](auto) {});
  ASSERT_TRUE(first.ok());
  EXPECT_FALSE(connection_->accepts_web_sockets());
  EXPECT_FALSE(connection_->OpenStream(Request(), [](auto) {}).ok());
  first->reset();
  connection_.reset();
}

TEST_F(Http2ConnectionTest, Reset_OfTheConnection_IsToldToAllStreams) {
  Connect();
  ASSERT_TRUE(RunUntil([&] { return ready_; }));
  std::vector<std::unique_ptr<Http2Stream>> streams;
  std::vector<absl::Status> told;
  for (int i = 0; i < 3; ++i) {
    streams.push_back(
        connection_
            ->OpenStream(Request(),
                         [&](auto result) { told.push_back(result.status()); })
            .value());
  }
  ASSERT_TRUE(RunUntil([&] { return server_->http2().streams().size() == 3; }));
  server_->connections()[0]->Reset();
  ASSERT_TRUE(RunUntil([&] { return told.size() == 3; }));
  for (const absl::Status& status : told) {
    EXPECT_EQ(std::string(status.message()),
              "connection: connection reset by peer");
  }
  EXPECT_TRUE(connection_);
  streams.clear();
  EXPECT_TRUE(RunUntil([&] { return !connection_; }));
}

}  // namespace
}  // namespace mortise::net
