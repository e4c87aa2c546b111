#include "core/net/web_socket_driver.h"

#include <gtest/gtest.h>

#include <string>

#include "core/net/accept_key.h"
#include "core/net/web_socket_network.h"
#include "tests/core/net/channel_recorder.h"
#include "tests/core/net/raw_peer.h"
#include "tests/core/net/test_loop.h"

namespace mortise::net {
namespace {

// A server whose every byte the test decides.
class WebSocketDriverTest : public ::testing::Test {
 protected:
  // Connects and reads the request.
  void Connect(ChannelRecorder& recorder) {
    WebSocketConnectOptions options;
    options.request.host = "127.0.0.1";
    options.request.port = listener_.port();
    options.request.offer_deflate = false;
    options.protocol.linger_timeout = absl::Milliseconds(100);
    recorder.Connect(&network_, options);
    ASSERT_TRUE(loop_.RunUntil([&] { return listener_.HasConnection(); }));
    peer_ = listener_.Accept();
    std::string request;
    ASSERT_TRUE(loop_.RunUntil([&] {
      request += peer_.Receive();
      return request.ends_with("\r\n\r\n");
    }));
    const std::string name = "Sec-WebSocket-Key: ";
    const size_t key = request.find(name) + name.size();
    response_ =
        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n"
        "Connection: Upgrade\r\nSec-WebSocket-Accept: " +
        ComputeWebSocketAccept(
            request.substr(key, request.find("\r\n", key) - key)) +
        "\r\n\r\n";
  }

  // "hi" in two fragments with a Ping between them, then Close 4001 "bye".
  static std::string Frames() {
    return std::string(
        "\x01\x01h\x89\x01p\x80\x01i\x88\x05\x0f\xa1"
        "bye",
        16);
  }

  static constexpr char kWhole[] = "open; text 2; closing; close 4001 bye";

  TestLoop loop_;
  WebSocketNetwork network_{loop_.get()};
  RawListener listener_;
  RawPeer peer_{-1};
  std::string response_;
};

TEST_F(WebSocketDriverTest, Receive_SplitAtEachByte_IsTheSame) {
  const size_t size = 200;  // More than response and frames are.
  for (size_t cut = 0; cut < size; ++cut) {
    ChannelRecorder recorder;
    Connect(recorder);
    const std::string all = response_ + Frames();
    if (cut > all.size()) break;
    peer_.Send(all.substr(0, cut));
    for (int i = 0; i < 3; ++i) uv_run(loop_.get(), UV_RUN_NOWAIT);
    peer_.Send(all.substr(cut));
    peer_.ShutdownWrite();
    ASSERT_TRUE(loop_.RunUntil([&] { return recorder.is_closed(); }));
    EXPECT_EQ(recorder.text(), kWhole) << cut;
  }
}

TEST_F(WebSocketDriverTest, Receive_ByteByByte_IsTheSame) {
  ChannelRecorder recorder;
  Connect(recorder);
  for (const char byte : response_ + Frames()) {
    peer_.Send(std::string(1, byte));
    for (int i = 0; i < 2; ++i) uv_run(loop_.get(), UV_RUN_NOWAIT);
  }
  peer_.ShutdownWrite();
  ASSERT_TRUE(loop_.RunUntil([&] { return recorder.is_closed(); }));
  EXPECT_EQ(recorder.text(), kWhole);
}

TEST_F(WebSocketDriverTest, Peer_EndsOrResetsAtEachByte_ClosesOnce) {
  for (const bool reset : {false, true}) {
    for (size_t cut = 0;; ++cut) {
      ChannelRecorder recorder;
      Connect(recorder);
      const std::string all = response_ + Frames();
      if (cut > all.size()) break;
      peer_.Send(all.substr(0, cut));
      for (int i = 0; i < 2; ++i) uv_run(loop_.get(), UV_RUN_NOWAIT);
      reset ? peer_.Reset() : peer_.ShutdownWrite();
      ASSERT_TRUE(loop_.RunUntil([&] { return recorder.is_closed(); }));
      loop_.RunFor(absl::Milliseconds(1));
      if (cut == all.size()) {
        EXPECT_EQ(recorder.text(), kWhole) << reset;
      } else if (!reset) {
        EXPECT_EQ(recorder.lines().back(), cut < response_.size()
                                               ? "failed close 1006"
                                               : "unclean close 1006")
            << cut;
      } else {
        EXPECT_EQ(recorder.lines().back(), "failed close 1006") << cut;
      }
      int closes = 0;
      for (const std::string& line : recorder.lines()) {
        closes += line.find("close ") != std::string::npos;
      }
      EXPECT_EQ(closes, 1) << recorder.text();
    }
  }
  EXPECT_TRUE(loop_.RunUntil([&] { return network_.connection_count() == 0; }));
}

TEST_F(WebSocketDriverTest, Fail_CloseFrameReachesAPeerThatStillSends) {
  ChannelRecorder recorder;
  Connect(recorder);
  // A reserved opcode, and much that nobody will read: a plain close() would
  // answer it by an RST, which destroys our Close frame.
  peer_.Send(response_ + "\x83" + std::string(1, '\0') +
             std::string(100'000, 'x'));
  ASSERT_TRUE(loop_.RunUntil([&] { return recorder.is_closed(); }));
  EXPECT_EQ(recorder.text(), "open; failed close 1006");
  std::string got;
  ASSERT_TRUE(loop_.RunUntil([&] {
    got += peer_.Receive();
    return peer_.AtEnd();
  }));
  ASSERT_GE(got.size(), 8u);
  EXPECT_EQ(got[0], '\x88');
  // Unmasked, the code is 1002.
  EXPECT_EQ(static_cast<uint8_t>(got[6] ^ got[2]) << 8 |
                static_cast<uint8_t>(got[7] ^ got[3]),
            1002);
  EXPECT_FALSE(peer_.WasReset());
  peer_.Close();
  EXPECT_TRUE(loop_.RunUntil([&] { return network_.connection_count() == 0; }));
}

TEST_F(WebSocketDriverTest, Peer_NeverReads_BoundsWhatTheStreamHolds) {
  ChannelRecorder recorder;
  Connect(recorder);
  peer_.Send(response_);
  ASSERT_TRUE(loop_.RunUntil([&] { return recorder.is_open(); }));
  const std::string data(1 << 20, 'x');
  for (int i = 0; i < 20; ++i) recorder.channel().SendText(data);
  loop_.RunFor(absl::Milliseconds(20));
  // It counts as long as nobody takes it.
  EXPECT_GT(recorder.channel().buffered_amount(), 0u);
  EXPECT_EQ(recorder.channel().buffered_amount() + recorder.bytes_sent(),
            20u << 20);
  size_t got = 0;
  ASSERT_TRUE(loop_.RunUntil([&] {
    got += peer_.Receive().size();
    return recorder.bytes_sent() == 20u << 20;
  }));
}

// However much a peer has sent, a turn of the loop takes a bounded share.
TEST_F(WebSocketDriverTest, Flood_OfEachKind_BoundsTheWorkOfATurn) {
  const auto repeat = [](const std::string& frame) {
    std::string flood;
    while (flood.size() < 256u << 10) flood += frame;
    return flood;
  };
  const struct {
    const char* name;
    std::string flood;
    size_t most_messages_a_turn;
  } kCases[] = {
      {"empty messages", repeat(std::string("\x82\x00", 2)), 52},
      {"messages of a byte", repeat("\x82\x01x"), 52},
      {"messages of 32 KiB",
       repeat(std::string("\x82\x7e\x80\x00", 4) + std::string(32768, 'x')), 3},
  };
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.name);
    ChannelRecorder recorder;
    Connect(recorder);
    peer_.Send(response_);
    ASSERT_TRUE(loop_.RunUntil([&] { return recorder.is_open(); }));
    peer_.Send(c.flood);
    size_t turns = 0;
    const std::string end = std::string("\x81\x03", 2) + "end";
    peer_.Send(end);
    while (recorder.last_message() != "end") {
      const size_t before = recorder.messages();
      uv_run(loop_.get(), UV_RUN_NOWAIT);
      EXPECT_LE(recorder.messages() - before, c.most_messages_a_turn);
      ASSERT_LT(++turns, 10000u);
    }
    recorder.DestroyChannel();
    peer_.Close();
  }
}

// One that is flooded answers, while it is, what another is asked.
TEST_F(WebSocketDriverTest, Flood_OfPings_LeavesOutputBounded) {
  ChannelRecorder recorder;
  Connect(recorder);
  peer_.Send(response_);
  ASSERT_TRUE(loop_.RunUntil([&] { return recorder.is_open(); }));
  std::string flood;
  while (flood.size() < 1u << 20) flood += std::string("\x89\x00", 2);
  // In pieces, for the kernel may not hold it all; nobody reads the answers.
  while (!flood.empty()) {
    peer_.Send(flood.substr(0, 64 << 10));
    flood.erase(0, 64 << 10);
    uv_run(loop_.get(), UV_RUN_NOWAIT);
  }
  peer_.Send(std::string("\x81\x03", 2) + "end");
  ASSERT_TRUE(loop_.RunUntil([&] { return recorder.last_message() == "end"; }));
  // Half a million pings; a turn with a few answers each, 6 bytes long.
  EXPECT_LT(peer_.Receive().size(), 4u << 20);
}

TEST_F(WebSocketDriverTest, DetachedOpenConnection_SaysGoingAway) {
  ChannelRecorder recorder;
  Connect(recorder);
  peer_.Send(response_);
  ASSERT_TRUE(loop_.RunUntil([&] { return recorder.is_open(); }));
  recorder.DestroyChannel();
  std::string got;
  ASSERT_TRUE(loop_.RunUntil([&] {
    got += peer_.Receive();
    return got.size() >= 8;
  }));
  EXPECT_EQ(got[0], '\x88');
  EXPECT_EQ(static_cast<uint8_t>(got[6] ^ got[2]) << 8 |
                static_cast<uint8_t>(got[7] ^ got[3]),
            1001);
  // It does not keep the loop alive.
  loop_.RunToEnd();
  peer_.Close();
  EXPECT_TRUE(loop_.RunUntil([&] { return network_.connection_count() == 0; }));
}

}  // namespace
}  // namespace mortise::net
