// Input that breaks the rules, or keeps to them with bad intent.

#include <string>

#include "core/net/message_deflater.h"
#include "core/net/web_socket_protocol.h"
#include "gtest/gtest.h"
#include "tests/core/net/protocol_peer.h"

namespace mortise::net {
namespace {

constexpr std::string_view kDeflate =
    "Sec-WebSocket-Extensions: permessage-deflate\r\n";

std::string Bomb(size_t size) {
  MessageDeflater deflater(15, false);
  ByteBuffer payload;
  deflater.Deflate(ToBytes(std::string(size, '\0')), payload);
  return std::string(payload.view());
}

std::string Raw(std::initializer_list<int> bytes) {
  std::string raw;
  for (int byte : bytes) raw.push_back(static_cast<char>(byte));
  return raw;
}

struct Hostile {
  std::string bytes;
  std::string sent;
  bool deflate = false;
};

TEST(HostilePeer, BrokenRules_FailWithTheRightCode) {
  const Hostile kCases[] = {
      // Frames.
      {Raw({0x81, 0x85, 1, 2, 3, 4, 5, 6, 7, 8, 9}), "88:1002"},
      {Raw({0xC1, 0x00}), "88:1002"},
      {Raw({0xA1, 0x00}), "88:1002"},
      {Raw({0x91, 0x00}), "88:1002"},
      {Raw({0xA1, 0x00}), "88:1002", true},
      {Raw({0x83, 0x00}), "88:1002"},
      {Raw({0x8B, 0x00}), "88:1002"},
      {Raw({0x80, 0x00}), "88:1002"},
      {Frame(0x01, "a") + Frame(0x81, "b"), "88:1002"},
      {Raw({0x09, 0x00}), "88:1002"},
      {Raw({0x89, 0x7E, 0x00, 0x7E}), "88:1002"},
      {Raw({0x82, 0x7E, 0x00, 0x05}), "88:1002"},
      {Raw({0x82, 0x7F, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF}), "88:1002"},
      {Raw({0x82, 0x7F, 0x80, 0, 0, 0, 0, 0, 0, 0}), "88:1002"},
      {Raw({0xC9, 0x00}), "88:1002", true},
      {Raw({0xC8, 0x00}), "88:1002", true},
      {Frame(0x41, "\x2A") + Raw({0xC0, 0x00}), "88:1002", true},
      {Raw({0x88, 0x01, 0x03}), "88:1002"},

      // Sizes.  The limit is 1,000,000 bytes.
      // The header alone decides; none of the payload has come.
      {Raw({0x82, 0x7F, 0x7F, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF}),
       "88:1009"},
      {Raw({0xC2, 0x7F, 0x7F, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF}),
       "88:1009", true},
      {Raw({0x82, 0x7F, 0, 0, 0, 0, 0, 0x0F, 0x42, 0x41}), "88:1009"},
      {Frame(0x02, "x") + Raw({0x80, 0x7F, 0, 0, 0, 0, 0, 0x0F, 0x42, 0x40}),
       "88:1009"},
      {Frame(0x82, std::string(1000001, 'x')), "88:1009"},
      {Frame(0x02, std::string(600000, 'x')) +
           Frame(0x80, std::string(600000, 'x')),
       "88:1009"},
      {Frame(0xC2, Bomb(1000001)), "88:1009", true},
      {Frame(0xC2, Bomb(100 << 20)), "88:1009", true},
      {Frame(0x42, Bomb(10 << 20).substr(0, 9000)), "88:1009", true},

      // Text.
      {Frame(0x81, "\xFF"), "88:1007"},
      {Frame(0x81, "cut \xE2\x82"), "88:1007"},
      {Frame(0x81, "\xED\xA0\x80"), "88:1007"},
      {Frame(0x81, "\xF4\x90\x80\x80"), "88:1007"},
      {Frame(0x81, "\xC1\xBF"), "88:1007"},
      // The first bad byte of a message that never ends.
      {Frame(0x01, "a\x80"), "88:1007"},
      {Raw({0x81, 0x7E, 0x10, 0x00, 'a', 0xC0}), "88:1007"},

      // Compression.
      {Frame(0xC1, "\xFF\xFF"), "88:1007", true},
      {Frame(0xC1, Raw({0x00, 0x05})), "88:1007", true},
  };
  for (const Hostile& c : kCases) {
    for (bool split : {false, true}) {
      if (split && c.bytes.size() > 100000) continue;
      SCOPED_TRACE(DescribeFrames(c.bytes.substr(0, 1), Role::kClient));
      WebSocketProtocolOptions options;
      options.max_message_size = 1000000;
      ProtocolPeer peer(options);
      peer.Open(c.deflate ? kDeflate : "");
      peer.TakeEvents();
      peer.split = split;
      peer.Receive(c.bytes);
      EXPECT_EQ(peer.TakeEvents(), "closed(1006 failed)");
      EXPECT_EQ(peer.TakeSent(), c.sent);
    }
  }
}

TEST(HostilePeer, FloodOfEmptyFrames_LeavesNothingBehind) {
  ProtocolPeer peer;
  peer.Open(kDeflate);
  peer.TakeEvents();
  std::string flood = Frame(0x01, "");
  for (int i = 0; i < 200000; ++i) flood += Frame(0x00, "");
  peer.Receive(flood);
  peer.Receive(Frame(0x80, "end"));
  EXPECT_EQ(peer.TakeEvents(), "text(end)");
  EXPECT_EQ(peer.TakeOutput(), "");
}

TEST(HostilePeer, FloodOfTinyFragments_MakesOneMessage) {
  ProtocolPeer peer;
  peer.Open();
  peer.TakeEvents();
  std::string flood = Frame(0x01, "x");
  for (int i = 0; i < 100000; ++i) flood += Frame(0x00, "x");
  peer.split = true;
  peer.Receive(flood + Frame(0x80, "x"));
  EXPECT_EQ(peer.TakeEvents(), "text(" + std::string(100002, 'x') + ")");
}

// Whatever comes, one call does no more than it is allowed to.
TEST(HostilePeer, MaxWork_BoundsEachCall) {
  constexpr uint64_t kMaxWork = 64 << 10;
  constexpr size_t kRead = 64 << 10;
  std::string bombs;
  while (bombs.size() < kRead) bombs += Frame(0xC2, Bomb(1 << 20));
  const auto repeat = [](const std::string& frame) {
    std::string flood;
    while (flood.size() < kRead) flood += frame;
    return flood;
  };
  const struct {
    const char* name;
    std::string flood;
    bool deflate;
    // What one call delivers at most.
    size_t most_messages;
  } kCases[] = {
      {"empty pings", repeat(Frame(0x89, "")), false, 0},
      {"pings", repeat(Frame(0x89, std::string(125, 'p'))), false, 0},
      {"pongs", repeat(Frame(0x8A, "")), false, 0},
      {"empty frames", Frame(0x01, "") + repeat(Frame(0x00, "")), false, 0},
      {"tiny fragments", Frame(0x01, "x") + repeat(Frame(0x00, "x")), false, 0},
      {"empty messages", repeat(Frame(0x82, "")), false, 52},
      {"small messages", repeat(Frame(0x81, "small")), false, 52},
      {"small messages with deflate", repeat(Frame(0x81, "small")), true, 52},
      {"bombs", bombs, true, 1},
      {"one bomb", Frame(0xC2, Bomb(16 << 20)), true, 1},
  };
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.name);
    ProtocolPeer peer;
    peer.Open(c.deflate ? kDeflate : "");
    size_t messages = 0;
    peer.during = [&](std::string_view name) { messages += name == "message"; };
    absl::Span<const uint8_t> rest = ToBytes(c.flood);
    size_t calls = 0;
    while (!rest.empty()) {
      const uint64_t before = peer.machine->work_done();
      messages = 0;
      const size_t taken = peer.machine->Receive(rest, peer.now, kMaxWork);
      ASSERT_GT(taken, 0u);
      rest.remove_prefix(taken);
      ++calls;
      // One step of a bomb is 128 bytes at most.
      EXPECT_LE(peer.machine->work_done() - before,
                kMaxWork + (c.deflate ? 128 * 1032 * 4 + 2048 : 2048));
      EXPECT_LE(messages, c.most_messages);
      EXPECT_LT(peer.TakeOutput().size(), 8u << 10);
      peer.TakeEvents();
    }
    EXPECT_GT(calls, 1u);
    EXPECT_EQ(peer.machine->state(), WebSocketProtocol::State::kOpen);
  }
}

TEST(HostilePeer, LimitItself_IsAllowed) {
  WebSocketProtocolOptions options;
  options.max_message_size = 1000;
  const std::string text(1000, '\0');
  ProtocolPeer peer(options);
  peer.Open(kDeflate);
  peer.TakeEvents();
  peer.Receive(Frame(0x81, text) + Frame(0xC1, Bomb(1000)));
  EXPECT_EQ(peer.TakeEvents(), "text(" + text + ") text(" + text + ")");
}

TEST(HostilePeer, NeverReading_DoesNotGrowTheOutput) {
  ProtocolPeer peer;
  peer.Open();
  std::string flood;
  for (int i = 0; i < 50000; ++i) flood += Frame(0x89, "ping");
  peer.Receive(flood);
  peer.Receive(CloseFrameOf(1000));
  peer.Receive(flood);
  EXPECT_LT(peer.TakeOutput().size(), 5000u);
}

}  // namespace
}  // namespace mortise::net
