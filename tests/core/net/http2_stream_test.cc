#include "core/net/http2_stream.h"

#include <gtest/gtest.h>
#include <nghttp2/nghttp2.h>

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "core/net/http2_connection.h"
#include "core/net/loop_context.h"
#include "core/net/tcp_stream.h"
#include "tests/core/net/http2_test_server.h"
#include "tests/core/net/test_loop.h"

namespace mortise::net {
namespace {

absl::Span<const uint8_t> Bytes(std::string_view text) {
  return absl::MakeConstSpan(reinterpret_cast<const uint8_t*>(text.data()),
                             text.size());
}

// A stream's contract, as core/net/stream.h has it, for one over HTTP/2.
class Http2StreamTest : public ::testing::Test,
                        private Http2Connection::Owner,
                        private Stream::Delegate {
 protected:
  void Open(const Http2Peer::Options& peer = {}) {
    server_.emplace(Http2TestServer::Options{.secure = false, .peer = peer});
    bool connected = false;
    std::unique_ptr<TcpStream> tcp =
        TcpStream::Connect(
            &context_, *SocketAddress::Parse("127.0.0.1", server_->port()),
            [&](const absl::Status& status) { connected = status.ok(); })
            .value();
    ASSERT_TRUE(loop_.RunUntil([&] { return connected; }));
    connection_ = std::make_unique<Http2Connection>(
        &context_, std::move(tcp), static_cast<Http2Connection::Owner*>(this));
    ASSERT_TRUE(RunUntil([&] { return connection_->accepts_web_sockets(); }));
    bool responded = false;
    stream_ =
        connection_
            ->OpenStream({{":method", "CONNECT"},
                          {":protocol", "websocket"},
                          {":scheme", "https"},
                          {":path", "/"},
                          {":authority", "example.com"}},
                         [&](auto response) { responded = response.ok(); })
            .value();
    stream_->SetDelegate(this);
    ASSERT_TRUE(
        RunUntil([&] { return server_->http2().streams().size() == 1; }));
    server_->http2().Respond(1, 200);
    ASSERT_TRUE(RunUntil([&] { return responded; }));
  }

  void TearDown() override {
    stream_.reset();
    connection_.reset();
  }

  bool RunUntil(absl::FunctionRef<bool()> done) {
    return loop_.RunUntil([&] {
      server_->Turn();
      return done();
    });
  }
  void RunFor(absl::Duration time) {
    const absl::Time end = absl::Now() + time;
    RunUntil([&] { return absl::Now() >= end; });
  }

  Http2Peer::Stream& peer() { return server_->http2().streams()[1]; }

  void OnHttp2Ready(Http2Connection*) override {}
  void OnHttp2Finished(Http2Connection*) override {}
  void OnStreamData(absl::Span<const uint8_t> data) override {
    events_ += "data " + std::string(data.begin(), data.end()) + ";";
    if (hook_) hook_();
  }
  void OnStreamEnd() override {
    events_ += "end;";
    if (hook_) hook_();
  }
  void OnStreamError(const absl::Status& error) override {
    events_ += std::string(error.message()) + ";";
    if (hook_) hook_();
  }
  void OnStreamWritable() override {
    events_ += "writable;";
    if (hook_) hook_();
  }

  TestLoop loop_;
  LoopContext context_{loop_.get()};
  std::optional<Http2TestServer> server_;
  std::unique_ptr<Http2Connection> connection_;
  std::unique_ptr<Http2Stream> stream_;
  std::string events_;
  std::function<void()> hook_;
};

TEST_F(Http2StreamTest, NewStream_IsPaused) {
  Open();
  server_->http2().Send(1, "a");
  server_->http2().End(1);
  RunFor(absl::Milliseconds(10));
  EXPECT_EQ(events_, "");
  stream_->ResumeReading();
  EXPECT_EQ(events_, "") << "from within a call";
  EXPECT_TRUE(RunUntil([&] { return events_ == "data a;end;"; })) << events_;
}

TEST_F(Http2StreamTest, PauseReading_InACallback_HoldsTheRestBack) {
  Open();
  hook_ = [&] { stream_->PauseReading(); };
  stream_->ResumeReading();
  server_->http2().Send(1, "a");
  ASSERT_TRUE(RunUntil([&] { return events_ == "data a;"; }));
  server_->http2().Send(1, "b");
  server_->Turn();
  server_->http2().Reset(1, NGHTTP2_CANCEL);
  RunFor(absl::Milliseconds(10));
  EXPECT_EQ(events_, "data a;");
  stream_->ResumeReading();
  EXPECT_TRUE(RunUntil([&] { return events_ == "data a;data b;"; })) << events_;
  stream_->ResumeReading();
  EXPECT_TRUE(RunUntil([&] {
    return events_ == "data a;data b;server reset the HTTP/2 stream: CANCEL;";
  })) << events_;
}

TEST_F(Http2StreamTest, ShutdownWrite_EndsBehindTheQueue_ReadingGoesOn) {
  Open();
  stream_->ResumeReading();
  EXPECT_EQ(stream_->Write(Bytes("last")), 4u);
  stream_->ShutdownWrite();
  EXPECT_EQ(stream_->Write(Bytes("dropped")), 7u);
  ASSERT_TRUE(RunUntil([&] { return peer().ended; }));
  EXPECT_EQ(peer().received, "last");
  server_->http2().Send(1, "more");
  EXPECT_TRUE(RunUntil([&] { return events_ == "data more;"; }));
}

TEST_F(Http2StreamTest, Write_MoreThanIsTaken_TellsWhenToWriteOn) {
  Open({.initial_window = 1000});
  std::string left(1 << 20, 'x');
  left.erase(0, stream_->Write(Bytes(left)));
  EXPECT_EQ(left.size(), (1 << 20) - Http2Session::kMaxQueuedBytes);
  EXPECT_EQ(stream_->queued_bytes(), Http2Session::kMaxQueuedBytes);
  EXPECT_EQ(events_, "");
  hook_ = [&] { left.erase(0, stream_->Write(Bytes(left))); };
  EXPECT_TRUE(RunUntil([&] { return peer().received.size() == 1 << 20; }));
  EXPECT_TRUE(left.empty());
}

TEST_F(Http2StreamTest, Reset_CancelsTheStreamOnly) {
  Open();
  stream_->ResumeReading();
  EXPECT_EQ(stream_->Write(Bytes("x")), 1u);
  stream_->Reset();
  // All that follows is harmless.
  EXPECT_EQ(stream_->Write(Bytes("y")), 1u);
  EXPECT_EQ(stream_->queued_bytes(), 0u);
  stream_->ShutdownWrite();
  stream_->PauseReading();
  stream_->ResumeReading();
  stream_->Reset();
  ASSERT_TRUE(RunUntil([&] { return peer().reset.has_value(); }));
  EXPECT_EQ(peer().reset, NGHTTP2_CANCEL);
  EXPECT_TRUE(connection_->accepts_web_sockets());
  EXPECT_EQ(events_, "");
}

TEST_F(Http2StreamTest, Destructor_InEachCallback_IsSafe) {
  const struct {
    std::function<void(Http2Peer&)> act;
    const char* events;
  } kCases[] = {
      {[](Http2Peer& peer) { peer.Send(1, "a"); }, "data a;"},
      {[](Http2Peer& peer) { peer.End(1); }, "end;"},
      {[](Http2Peer& peer) { peer.Reset(1, NGHTTP2_INTERNAL_ERROR); },
       "server reset the HTTP/2 stream: INTERNAL_ERROR;"},
  };
  for (const auto& c : kCases) {
    events_.clear();
    Open();
    stream_->ResumeReading();
    hook_ = [&] { stream_.reset(); };
    c.act(server_->http2());
    EXPECT_TRUE(RunUntil([&] { return !stream_; }));
    RunFor(absl::Milliseconds(5));
    EXPECT_EQ(events_, c.events);
    connection_.reset();
  }
}

TEST_F(Http2StreamTest, SetKeepsLoopAlive_IsTheStreamsOwn) {
  Open();
  EXPECT_NE(uv_loop_alive(loop_.get()), 0);
  stream_->SetKeepsLoopAlive(false);
  EXPECT_EQ(uv_loop_alive(loop_.get()), 0);
  stream_->SetKeepsLoopAlive(true);
  EXPECT_NE(uv_loop_alive(loop_.get()), 0);
}

}  // namespace
}  // namespace mortise::net
