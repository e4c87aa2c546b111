// Messages, pings and sending on an open connection.

#include "core/net/web_socket_protocol.h"

#include <string>

#include "core/net/message_deflater.h"
#include "gtest/gtest.h"
#include "tests/core/net/protocol_peer.h"

namespace mortise::net {
namespace {

constexpr std::string_view kDeflate =
    "Sec-WebSocket-Extensions: permessage-deflate\r\n";

std::string Deflated(std::string_view text) {
  MessageDeflater deflater(15, false);
  ByteBuffer payload;
  deflater.Deflate(ToBytes(text), payload);
  return std::string(payload.view());
}

TEST(WebSocketProtocol, Messages_AreDeliveredWithEverySplit) {
  const std::string big(70000, 'b');
  const struct {
    std::string bytes;
    std::string events;
  } kCases[] = {
      {Frame(0x81, ""), "text()"},
      {Frame(0x81, "hello") + Frame(0x82, "\xFF"), "text(hello) binary(\xFF)"},
      {Frame(0x01, "he") + Frame(0x80, "llo"), "text(hello)"},
      {Frame(0x02, "") + Frame(0x00, "") + Frame(0x80, ""), "binary()"},
      {Frame(0x01, "a") + Frame(0x8A, "p") + Frame(0x00, "b") +
           Frame(0x80, "c"),
       "pong(p) text(abc)"},
      {Frame(0x01, "\xF0\x9F") + Frame(0x80, "\x98\x80"),
       "text(\xF0\x9F\x98\x80)"},
      {Frame(0x81,
             "\xEF\xBB\xBF"
             "bom"),
       "text(\xEF\xBB\xBF"
       "bom)"},
      {Frame(0x82, big), "binary(" + big + ")"},
  };
  for (const auto& c : kCases) {
    for (bool split : {false, true}) {
      ProtocolPeer peer;
      peer.Open();
      EXPECT_EQ(peer.TakeEvents(), "open(|)");
      peer.split = split;
      peer.Receive(c.bytes);
      EXPECT_EQ(peer.TakeEvents(), c.events);
      EXPECT_EQ(peer.TakeOutput(), "");
    }
  }
}

TEST(WebSocketProtocol, CompressedMessages_AreDeliveredWithEverySplit) {
  const std::string text(5000, 't');
  const std::string payload = Deflated(text);
  for (bool split : {false, true}) {
    ProtocolPeer peer;
    peer.Open(kDeflate);
    EXPECT_EQ(peer.TakeEvents(), "open(|permessage-deflate)");
    peer.split = split;
    peer.Receive(Frame(0xC1, payload) + Frame(0x81, "plain"));
    EXPECT_EQ(peer.TakeEvents(), "text(" + text + ") text(plain)");
    peer.Receive(Frame(0x42, payload.substr(0, 5)) + Frame(0x8A, "") +
                 Frame(0x00, "") + Frame(0x80, payload.substr(5)));
    EXPECT_EQ(peer.TakeEvents(), "pong() binary(" + text + ")");
    peer.Receive(Frame(0xC1, std::string(1, '\0')) + Frame(0xC1, ""));
    EXPECT_EQ(peer.TakeEvents(), "text() text()");
  }
}

TEST(WebSocketProtocol, Sends_AreFramesWithFreshMasks) {
  ProtocolPeer peer;
  EXPECT_FALSE(peer.machine->SendText("too early"));
  peer.Open();
  EXPECT_TRUE(peer.machine->SendText("a"));
  EXPECT_TRUE(peer.machine->SendBinary(ToBytes("\xFF")));
  EXPECT_TRUE(peer.machine->SendText(""));
  EXPECT_TRUE(peer.machine->Ping(ToBytes("p")));
  EXPECT_FALSE(peer.machine->Ping(ToBytes(std::string(126, 'p'))));
  EXPECT_EQ(peer.TakeSent(), "81:a 82:\xFF 81: 89:p");

  peer.machine->SendText("same");
  const std::string first = peer.TakeOutput();
  peer.machine->SendText("same");
  EXPECT_NE(peer.TakeOutput(), first);
}

TEST(WebSocketProtocol, SentFragments_AreAsLongAsTheOptionAllows) {
  WebSocketProtocolOptions options;
  options.max_sent_frame_size = 3;
  ProtocolPeer peer(options);
  peer.Open();
  peer.machine->SendText("abcdefg");
  peer.machine->SendBinary(ToBytes("abc"));
  peer.machine->SendText("");
  EXPECT_EQ(peer.TakeSent(), "01:abc 00:def 80:g 82:abc 81:");
}

TEST(WebSocketProtocol, SentCompressed_FromTheThresholdOn) {
  WebSocketProtocolOptions options;
  options.min_compressed_size = 10;
  ProtocolPeer peer(options);
  peer.Open(kDeflate);
  const std::string text(10, 'x');
  peer.machine->SendText(text);
  peer.machine->SendText(text.substr(1));
  EXPECT_EQ(peer.TakeSent(), "C1:" + Deflated(text) + " 81:xxxxxxxxx");
}

TEST(WebSocketProtocol, SentCompressedFragments_CarryRsv1OnTheFirst) {
  WebSocketProtocolOptions options;
  options.min_compressed_size = 0;
  options.max_sent_frame_size = 4;
  ProtocolPeer peer(options);
  peer.Open(kDeflate);
  const std::string payload = Deflated("hello");
  ASSERT_EQ(payload.size(), 7u);
  peer.machine->SendText("hello");
  EXPECT_EQ(peer.TakeSent(),
            "41:" + payload.substr(0, 4) + " 80:" + payload.substr(4));
}

TEST(WebSocketProtocol, BufferedAmount_CountsWhatWasNotWritten) {
  ProtocolPeer peer;
  peer.Open();
  EXPECT_EQ(peer.machine->buffered_amount(), 0u);
  peer.machine->SendText("12345");
  peer.machine->Ping({});
  peer.machine->SendText("123");
  EXPECT_EQ(peer.machine->buffered_amount(), 8u);
  peer.machine->ConsumeOutput(6 + 2);
  EXPECT_EQ(peer.machine->buffered_amount(), 6u);
  peer.TakeOutput();
  EXPECT_EQ(peer.machine->buffered_amount(), 0u);
}

TEST(WebSocketProtocol, MaxBufferedAmount_BeyondIt_FailsTheConnection) {
  WebSocketProtocolOptions options;
  options.max_buffered_amount = 1000;
  for (const bool is_text : {false, true}) {
    ProtocolPeer peer(options);
    peer.Open();
    peer.TakeEvents();
    const std::string half(500, 'x');
    const auto send = [&](std::string_view message) {
      return is_text ? peer.machine->SendText(message)
                     : peer.machine->SendBinary(ToBytes(message));
    };
    // Exactly the limit, twice over as it is written.
    EXPECT_TRUE(send(half) && send(half) && send(""));
    EXPECT_EQ(peer.machine->buffered_amount(), 1000u);
    peer.TakeOutput();
    EXPECT_TRUE(send(half) && send(half));
    EXPECT_EQ(peer.machine->state(), WebSocketProtocol::State::kOpen);
    EXPECT_EQ(peer.TakeEvents(), "");

    EXPECT_TRUE(send("y"));
    EXPECT_EQ(peer.machine->buffered_amount(), 1000u);
    EXPECT_EQ(peer.machine->next_deadline(), absl::InfinitePast());
    EXPECT_FALSE(send("z"));
    peer.Wait(absl::ZeroDuration());
    EXPECT_EQ(peer.TakeEvents(), "closed(1006 failed)");
  }
}

TEST(WebSocketProtocol, Pings_AreAnswered) {
  ProtocolPeer peer;
  peer.Open();
  const std::string longest(125, 'p');
  peer.Receive(Frame(0x89, "") + Frame(0x89, longest) + Frame(0x8A, "x"));
  EXPECT_EQ(peer.TakeSent(), "8A: 8A:" + longest);
  EXPECT_EQ(peer.TakeEvents(), "open(|) pong(x)");
}

TEST(WebSocketProtocol, PingFlood_LeavesOneAnswerToWait) {
  ProtocolPeer peer;
  peer.Open();
  const std::string payload(125, 'p');
  for (int i = 0; i < 10000; ++i) peer.Receive(Frame(0x89, payload));
  peer.Receive(Frame(0x89, "last"));
  const std::string sent = peer.TakeOutput();
  EXPECT_LT(sent.size(), 5000u);
  EXPECT_TRUE(DescribeFrames(sent, Role::kServer).ends_with(" 8A:last"));
  peer.Receive(Frame(0x89, "again"));
  EXPECT_EQ(peer.TakeSent(), "8A:again");
}

TEST(WebSocketProtocol, KeepAlive_PingsASilentPeerAndGivesUp) {
  WebSocketProtocolOptions options;
  options.ping_interval = absl::Seconds(30);
  ProtocolPeer peer(options);
  peer.Open();
  peer.Wait(absl::Seconds(29));
  EXPECT_EQ(peer.TakeSent(), "");
  peer.Wait(absl::Seconds(1));
  EXPECT_EQ(peer.TakeSent(), "89:");
  peer.Wait(absl::Seconds(29));
  peer.Receive(Frame(0x8A, ""));
  peer.Wait(absl::Seconds(29));
  EXPECT_EQ(peer.TakeSent(), "");
  peer.Wait(absl::Seconds(1));
  EXPECT_EQ(peer.TakeSent(), "89:");
  peer.Wait(absl::Seconds(30));
  EXPECT_EQ(peer.TakeEvents(), "open(|) pong() closed(1006 failed)");
  EXPECT_EQ(peer.TakeSent(), "88:1011");
}

TEST(WebSocketProtocol, KeepAlive_DoesNotBlameThePeerForAPause) {
  WebSocketProtocolOptions options;
  options.ping_interval = absl::Seconds(30);
  ProtocolPeer peer(options);
  peer.Open();
  peer.machine->SetPaused(true);
  peer.Wait(absl::Seconds(1000));
  EXPECT_EQ(peer.TakeEvents(), "open(|)");
  EXPECT_EQ(peer.TakeSent(), "89:");
}

TEST(WebSocketProtocol, WithoutKeepAlive_NothingIsEverDue) {
  ProtocolPeer peer;
  peer.Open();
  EXPECT_EQ(peer.machine->next_deadline(), absl::InfiniteFuture());
}

TEST(WebSocketProtocol, Paused_StopsBetweenMessages) {
  ProtocolPeer peer;
  peer.Open();
  peer.TakeEvents();
  peer.during = [&](std::string_view) { peer.machine->SetPaused(true); };
  const std::string bytes =
      Frame(0x81, "one") + Frame(0x01, "tw") + Frame(0x80, "o");
  std::string_view rest = bytes;
  size_t taken = peer.machine->Receive(ToBytes(rest), peer.now);
  EXPECT_EQ(taken, 5u);
  rest.remove_prefix(taken);
  EXPECT_EQ(peer.machine->Receive(ToBytes(rest), peer.now), 0u);
  EXPECT_EQ(peer.TakeEvents(), "text(one)");
  peer.machine->SetPaused(false);
  EXPECT_EQ(peer.machine->Receive(ToBytes(rest), peer.now), rest.size());
  EXPECT_EQ(peer.TakeEvents(), "text(two)");
  EXPECT_TRUE(peer.machine->paused());
  peer.machine->Close(1000, "", peer.now);
  EXPECT_FALSE(peer.machine->paused());
}

}  // namespace
}  // namespace mortise::net
