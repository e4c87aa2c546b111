// WebSockets over HTTP/2 (RFC 8441), from channel to frames.

#include <gtest/gtest.h>
#include <nghttp2/nghttp2.h>

#include <deque>
#include <memory>
#include <optional>
#include <string>

#include "core/net/accept_key.h"
#include "core/net/loopback_server/loopback_server_thread.h"
#include "core/net/web_socket_connection.h"
#include "core/net/web_socket_network.h"
#include "tests/core/net/channel_recorder.h"
#include "tests/core/net/http2_test_server.h"
#include "tests/core/net/test_certificates.h"
#include "tests/core/net/test_loop.h"

namespace mortise::net {
namespace {

class WebSocketConnectionHttp2Test : public ::testing::Test {
 protected:
  void Start(const Http2TestServer::Options& options = {}) {
    server_.emplace(options);
    ASSERT_TRUE(
        network_
            ->SetTlsOptions({.trust_system_roots = false,
                             .extra_roots_pem = Http2TestServer::RootsPem()})
            .ok());
  }

  WebSocketConnectOptions To() {
    WebSocketConnectOptions options;
    options.request.secure = true;
    options.request.host = "localhost";
    options.request.port = server_->port();
    options.request.resource_name = "/chat?x=y";
    options.request.offer_deflate = false;
    options.offer_http2 = true;
    return options;
  }

  bool RunUntil(absl::FunctionRef<bool()> done) {
    return loop_.RunUntil([&] {
      server_->Turn();
      return done();
    });
  }
  bool RunToClose(ChannelRecorder& recorder) {
    return RunUntil([&] { return recorder.is_closed(); });
  }
  // The connection with `count` streams or more.
  bool AwaitStreams(size_t count, size_t connection = 0) {
    return RunUntil([&] {
      return server_->connections().size() > connection &&
             server_->http2(connection).streams().size() >= count;
    });
  }

  TestLoop loop_;
  std::unique_ptr<WebSocketNetwork> network_ =
      std::make_unique<WebSocketNetwork>(loop_.get());
  std::optional<Http2TestServer> server_;
};

TEST_F(WebSocketConnectionHttp2Test, Request_HasTheFieldsOfRfc8441) {
  Start();
  WebSocketConnectOptions options = To();
  options.request.origin = "https://origin.example";
  options.request.user_agent = "agent";
  options.request.protocols = {"a", "b"};
  options.request.headers = {{"X-Token", "Secret"}, {"Keep-Alive", "1"}};
  options.request.offer_deflate = true;
  ChannelRecorder recorder;
  recorder.Connect(network_.get(), options);
  ASSERT_TRUE(AwaitStreams(1));
  std::string text;
  for (const HttpHead::Field& field : server_->http2().streams()[1].request) {
    text += field.name + ": " + field.value + "\n";
  }
  EXPECT_EQ(text,
            ":method: CONNECT\n:protocol: websocket\n:scheme: https\n"
            ":path: /chat?x=y\n:authority: localhost:" +
                std::to_string(server_->port()) +
                "\norigin: https://origin.example\nuser-agent: agent\n"
                "sec-websocket-version: 13\n"
                "sec-websocket-protocol: a, b\n"
                "sec-websocket-extensions: permessage-deflate; "
                "client_max_window_bits\nx-token: Secret\n");
  server_->http2().Respond(
      1, 200,
      {{"sec-websocket-protocol", "b"},
       {"sec-websocket-extensions", "permessage-deflate"}});
  server_->http2().Send(1, "\x88\x02\x0f\xa1");
  server_->http2().End(1);
  ASSERT_TRUE(RunToClose(recorder));
  EXPECT_EQ(recorder.text(), "open b permessage-deflate; closing; close 4001");
}

TEST_F(WebSocketConnectionHttp2Test, Responses_ThatRefuse_FailWithTheReason) {
  const struct {
    int status;
    Http2Peer::Fields fields;
    const char* detail;
  } kCases[] = {
      {403, {}, "opening handshake: server answered with HTTP status 403"},
      {302,
       {{"location", "https://other/"}},
       "opening handshake: server answered with HTTP status 302"},
      {200,
       {{"sec-websocket-protocol", "x"}},
       "opening handshake: server chose a subprotocol that was not asked for: "
       "x"},
      {200,
       {{"sec-websocket-extensions", "permessage-deflate"}},
       "opening handshake: server chose an extension that was not offered: "
       "permessage-deflate"},
  };
  Start();
  int32_t id = 1;
  for (const auto& c : kCases) {
    ChannelRecorder recorder;
    recorder.Connect(network_.get(), To());
    ASSERT_TRUE(AwaitStreams(static_cast<size_t>(id + 1) / 2));
    server_->http2().Respond(id, c.status, c.fields);
    ASSERT_TRUE(RunToClose(recorder));
    EXPECT_EQ(recorder.text(), "failed close 1006");
    EXPECT_EQ(recorder.detail(), c.detail);
    // All the while the connection is a good one.
    EXPECT_EQ(server_->connections().size(), 1u);
    id += 2;
  }
}

TEST_F(WebSocketConnectionHttp2Test, Sockets_ManyOnOneConnection_EndApart) {
  Start();
  constexpr size_t kSockets = 200;
  std::deque<ChannelRecorder> recorders(kSockets);
  for (auto& recorder : recorders) recorder.Connect(network_.get(), To());
  ASSERT_TRUE(AwaitStreams(kSockets));
  EXPECT_EQ(network_->http2_connection_count(), 1u);
  Http2Peer& peer = server_->http2();
  for (auto& [id, stream] : peer.streams()) peer.Respond(id, 200);
  ASSERT_TRUE(RunUntil([&] {
    for (auto& recorder : recorders) {
      if (!recorder.is_open()) return false;
    }
    return true;
  }));
  // Which stream belongs to which socket, each end in turn.
  int32_t id = 1;
  for (size_t i = 0; i < kSockets; ++i, id += 2) {
    switch (i % 4) {
      case 0:
        peer.Send(id, "\x81\x02hi\x88\x02\x03\xe8");
        peer.End(id);
        break;
      case 1:
        peer.End(id);
        break;
      case 2:
        peer.Reset(id, NGHTTP2_CANCEL);
        break;
      default:
        break;  // Stays open.
    }
  }
  const char* const kExpected[] = {"open; text 2; closing; close 1000",
                                   "open; unclean close 1006",
                                   "open; failed close 1006", "open"};
  ASSERT_TRUE(RunUntil([&] {
    for (size_t i = 0; i < kSockets; ++i) {
      if (recorders[i].is_closed() != (i % 4 != 3)) return false;
    }
    return true;
  }));
  for (size_t i = 0; i < kSockets; ++i) {
    EXPECT_EQ(recorders[i].text(), kExpected[i % 4]) << i;
  }
  EXPECT_EQ(network_->http2_connection_count(), 1u);
  // The connection breaks for those who are left.
  server_->connections()[0]->Reset();
  for (size_t i = 3; i < kSockets; i += 4) {
    ASSERT_TRUE(RunToClose(recorders[i]));
    EXPECT_EQ(recorders[i].text(), "open; failed close 1006");
  }
  EXPECT_TRUE(
      RunUntil([&] { return network_->http2_connection_count() == 0; }));
}

// A script that is slow on one socket slows that socket's sender only.
TEST_F(WebSocketConnectionHttp2Test, PauseReading_StopsItsStreamOnly) {
  Start();
  ChannelRecorder slow, quick;
  slow.Connect(network_.get(), To());
  quick.Connect(network_.get(), To());
  ASSERT_TRUE(AwaitStreams(2));
  Http2Peer& peer = server_->http2();
  peer.Respond(1, 200);
  peer.Respond(3, 200);
  ASSERT_TRUE(RunUntil([&] { return slow.is_open() && quick.is_open(); }));
  slow.channel().PauseReading();
  // Messages of 64 KiB.
  std::string message("\x82\x7f\0\0\0\0\0\x01\0\0", 10);
  message += std::string(1 << 16, 'x');
  constexpr size_t kMessages = 320;  // 20 MiB.
  for (size_t i = 0; i < kMessages; ++i) {
    peer.Send(1, message);
    peer.Send(3, message);
  }
  ASSERT_TRUE(RunUntil([&] { return quick.messages() == kMessages; }));
  EXPECT_EQ(slow.messages(), 0u);
  // At most the stream's window and one turn's read have left the server.
  EXPECT_LE(peer.streams()[1].output_start,
            Http2Session::kStreamWindow + (size_t{64} << 10));
  slow.channel().ResumeReading();
  EXPECT_TRUE(RunUntil([&] { return slow.messages() == kMessages; }));
}

TEST_F(WebSocketConnectionHttp2Test, Send_ServerDoesNotRead_StaysBuffered) {
  Start({.peer = {.initial_window = 10'000, .reads = false}});
  ChannelRecorder recorder;
  recorder.Connect(network_.get(), To());
  ASSERT_TRUE(AwaitStreams(1));
  server_->http2().Respond(1, 200);
  ASSERT_TRUE(RunUntil([&] { return recorder.is_open(); }));
  constexpr size_t kSize = 4 << 20;
  recorder.channel().SendText(std::string(kSize, 'x'));
  ASSERT_TRUE(RunUntil(
      [&] { return server_->http2().streams()[1].received.size() == 10'000; }));
  loop_.RunFor(absl::Milliseconds(5));
  EXPECT_GE(recorder.channel().buffered_amount(),
            kSize - Http2Session::kMaxQueuedBytes - 10'000);
  recorder.DestroyChannel();
}

TEST_F(WebSocketConnectionHttp2Test, Close_ByUs_IsAnsweredOnTheStream) {
  Start();
  ChannelRecorder recorder;
  recorder.Connect(network_.get(), To());
  ASSERT_TRUE(AwaitStreams(1));
  server_->http2().Respond(1, 200);
  ASSERT_TRUE(RunUntil([&] { return recorder.is_open(); }));
  recorder.channel().Close(3000, "bye");
  Http2Peer::Stream& stream = server_->http2().streams()[1];
  ASSERT_TRUE(RunUntil([&] { return stream.received.size() == 2 + 4 + 5; }));
  server_->http2().Send(1, "\x88\x02\x0b\xb8");
  server_->http2().End(1);
  ASSERT_TRUE(RunToClose(recorder));
  EXPECT_EQ(recorder.text(), "open; close 3000");
  EXPECT_TRUE(RunUntil([&] { return stream.ended; }));
  EXPECT_FALSE(stream.reset);
}

TEST_F(WebSocketConnectionHttp2Test, ServerIsSilent_InEachState_TimesOut) {
  for (const bool answers : {false, true}) {
    Start({.answers = answers});
    WebSocketConnectOptions options = To();
    options.connect_timeout = absl::Milliseconds(answers ? 10'000 : 50);
    options.protocol.handshake_timeout = absl::Milliseconds(50);
    ChannelRecorder recorder;
    recorder.Connect(network_.get(), options);
    ASSERT_TRUE(RunToClose(recorder));
    EXPECT_EQ(recorder.text(), "failed close 1006");
    EXPECT_EQ(recorder.detail(),
              answers ? "opening handshake timed out"
                      : "HTTP/2: the server did not begin in time");
  }
}

TEST_F(WebSocketConnectionHttp2Test, Close_WhileConnecting_AtEachTurn) {
  Start();
  for (int turns = 0; turns < 30; ++turns) {
    for (const bool destroys : {false, true}) {
      ChannelRecorder recorder;
      recorder.Connect(network_.get(), To());
      for (int i = 0; i < turns; ++i) {
        uv_run(loop_.get(), UV_RUN_NOWAIT);
        server_->Turn();
      }
      ASSERT_FALSE(recorder.is_open());
      if (destroys) {
        recorder.DestroyChannel();
        ASSERT_TRUE(
            RunUntil([&] { return network_->connection_count() == 0; }));
        EXPECT_EQ(recorder.text(), "");
      } else {
        recorder.channel().Close(1000, "");
        EXPECT_EQ(recorder.text(), "");
        ASSERT_TRUE(RunToClose(recorder));
        EXPECT_EQ(recorder.text(), "failed close 1006");
      }
    }
    if (turns % 5 != 0) continue;
    // From the beginning.
    network_ = std::make_unique<WebSocketNetwork>(loop_.get());
    Start();
  }
}

// ---- Not processed, and processed elsewhere --------------------------------

TEST_F(WebSocketConnectionHttp2Test, RefusedStream_IsTriedOnceMore) {
  for (const bool again : {false, true}) {
    Start();
    ChannelRecorder recorder;
    recorder.Connect(network_.get(), To());
    ASSERT_TRUE(AwaitStreams(1));
    server_->http2().Reset(1, NGHTTP2_REFUSED_STREAM);
    ASSERT_TRUE(AwaitStreams(2));
    EXPECT_EQ(recorder.text(), "");
    if (again) {
      server_->http2().Reset(3, NGHTTP2_REFUSED_STREAM);
      ASSERT_TRUE(RunToClose(recorder));
      EXPECT_EQ(recorder.text(), "failed close 1006");
      EXPECT_EQ(recorder.detail(),
                "server reset the HTTP/2 stream: REFUSED_STREAM");
    } else {
      server_->http2().Respond(3, 200);
      ASSERT_TRUE(RunUntil([&] { return recorder.is_open(); }));
    }
    recorder.DestroyChannel();
  }
}

TEST_F(WebSocketConnectionHttp2Test, Goaway_MidHandshake_GetsANewConnection) {
  Start();
  ChannelRecorder first, second;
  first.Connect(network_.get(), To());
  second.Connect(network_.get(), To());
  ASSERT_TRUE(AwaitStreams(2));
  server_->http2(0).Goaway(NGHTTP2_NO_ERROR, 1);
  ASSERT_TRUE(AwaitStreams(1, 1));
  server_->http2(0).Respond(1, 200);
  server_->http2(1).Respond(1, 200);
  ASSERT_TRUE(RunUntil([&] { return first.is_open() && second.is_open(); }));
  // The old connection serves what it has until that ends.
  server_->http2(0).Send(1, "\x88\x02\x03\xe8");
  server_->http2(0).End(1);
  ASSERT_TRUE(RunToClose(first));
  EXPECT_EQ(first.text(), "open; closing; close 1000");
  EXPECT_TRUE(
      RunUntil([&] { return network_->http2_connection_count() == 1; }));
}

TEST_F(WebSocketConnectionHttp2Test, Goaway_ToEveryConnection_GivesUp) {
  Start();
  ChannelRecorder recorder;
  recorder.Connect(network_.get(), To());
  ASSERT_TRUE(RunUntil([&] {
    for (const auto& connection : server_->connections()) {
      if (!connection->http2().streams().empty()) {
        connection->http2().Goaway(NGHTTP2_NO_ERROR, 0);
      }
    }
    return recorder.is_closed();
  }));
  EXPECT_EQ(recorder.text(), "failed close 1006");
  EXPECT_EQ(server_->connections().size(), 2u);
}

// The server answers the WebSocket on a second connection, over HTTP/1.1.
TEST_F(WebSocketConnectionHttp2Test, Http11_WhereHttp2DoesNotServe_IsUsed) {
  for (const bool by_reset : {false, true}) {
    Start({.peer = {.enable_connect = by_reset}});
    // The second one knows it from the beginning.
    for (size_t i = 1; i <= 2; ++i) {
      ChannelRecorder recorder;
      recorder.Connect(network_.get(), To());
      if (by_reset && i == 1) {
        ASSERT_TRUE(AwaitStreams(1));
        server_->http2().Reset(1, NGHTTP2_HTTP_1_1_REQUIRED);
      }
      ASSERT_TRUE(RunUntil([&] {
        return server_->connections().size() == i + 1 &&
               server_->connections()[i]->received().ends_with("\r\n\r\n");
      }));
      Http2TestServer::Connection& connection = *server_->connections()[i];
      EXPECT_FALSE(connection.is_http2());
      constexpr std::string_view kKey = "Sec-WebSocket-Key: ";
      const std::string& request = connection.received();
      const std::string key =
          request.substr(request.find(kKey) + kKey.size(), 24);
      connection.Send(
          "HTTP/1.1 101 Yes\r\nUpgrade: websocket\r\nConnection: upgrade\r\n"
          "Sec-WebSocket-Accept: " +
          ComputeWebSocketAccept(key) + "\r\n\r\n\x88\x02\x0f\xa1");
      connection.End();
      ASSERT_TRUE(RunToClose(recorder));
      EXPECT_EQ(recorder.text(), "open; closing; close 4001");
    }
  }
}

TEST_F(WebSocketConnectionHttp2Test, Logger_HearsOfHttp2) {
  struct Logger final : NetLogger {
    std::string text;
    void Log(uint64_t connection, std::string_view line) override {
      text += std::to_string(connection) + " " + std::string(line) + "\n";
    }
  } logger;
  Start();
  network_->SetLogger(&logger);
  ChannelRecorder first, second;
  first.Connect(network_.get(), To());
  second.Connect(network_.get(), To());
  ASSERT_TRUE(AwaitStreams(2));
  server_->http2().Reset(1, NGHTTP2_INTERNAL_ERROR);
  server_->http2().Reset(3, NGHTTP2_REFUSED_STREAM);
  ASSERT_TRUE(RunToClose(first));
  const std::string port = std::to_string(server_->port());
  for (const std::string& expected : {
           "1 TLSv1.3, HTTP/2\n" + std::string(),
           "1 HTTP/2 stream 1 of the connection to 127.0.0.1:" + port + "\n",
           "2 HTTP/2 stream 3 of the connection to 127.0.0.1:" + port + "\n",
           std::string("1 failed, code 1006, reason \"\": server reset the "
                       "HTTP/2 stream: INTERNAL_ERROR"),
           std::string("2 server reset the HTTP/2 stream: REFUSED_STREAM; once "
                       "more\n"),
       }) {
    EXPECT_NE(logger.text.find(expected), std::string::npos) << expected << "\n"
                                                             << logger.text;
  }
  network_->SetLogger(nullptr);
}

TEST_F(WebSocketConnectionHttp2Test, Network_DestroyedWithOpenStreams_IsSafe) {
  Start();
  auto network = std::make_unique<WebSocketNetwork>(loop_.get());
  ASSERT_TRUE(
      network->SetTlsOptions({.extra_roots_pem = Http2TestServer::RootsPem()})
          .ok());
  {
    ChannelRecorder open, waiting;
    open.Connect(network.get(), To());
    ASSERT_TRUE(AwaitStreams(1));
    server_->http2().Respond(1, 200);
    ASSERT_TRUE(RunUntil([&] { return open.is_open(); }));
    waiting.Connect(network.get(), To());
    ASSERT_TRUE(AwaitStreams(2));
  }
  network.reset();
}

// The loopback server knows HTTP/1.1 only, and says so by ALPN.
TEST_F(WebSocketConnectionHttp2Test, Alpn_WithoutHttp2_SpeaksHttp11) {
  const TestIdentity identity =
      MakeCertificate({.subject_alt_names = "DNS:localhost"}, nullptr);
  LoopbackServer::Options options;
  options.tls = {.certificate_pem = identity.certificate_pem,
                 .private_key_pem = identity.private_key_pem};
  const auto server = LoopbackServerThread::Start(options).value();
  Start();
  ASSERT_TRUE(
      network_->SetTlsOptions({.extra_roots_pem = identity.certificate_pem})
          .ok());
  std::deque<ChannelRecorder> recorders(20);
  for (auto& recorder : recorders) {
    WebSocketConnectOptions to = To();
    to.request.port = server->port();
    to.request.resource_name = "/close?code=4001";
    recorder.Connect(network_.get(), to);
  }
  for (auto& recorder : recorders) {
    ASSERT_TRUE(loop_.RunUntil([&] { return recorder.is_closed(); }));
    EXPECT_EQ(recorder.text(), "open; closing; close 4001");
  }
  EXPECT_EQ(network_->http2_connection_count(), 0u);
}

}  // namespace
}  // namespace mortise::net
