// A client's and a server's machine in memory, with bytes that arrive in
// random pieces.

#include <memory>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "core/net/web_socket_protocol.h"
#include "gtest/gtest.h"

namespace mortise::net {
namespace {

using Message = std::pair<WebSocketMessageType, std::string>;

class Recorder final : public WebSocketProtocol::Delegate {
 public:
  std::vector<Message> messages;
  bool open = false;
  std::unique_ptr<WebSocketCloseResult> closed;

 private:
  void OnOpen(std::string_view, std::string_view) override { open = true; }
  void OnMessage(WebSocketMessage& message) override {
    const WebSocketMessageType type = message.type();
    messages.emplace_back(type, std::string(message.Take().view()));
  }
  void OnClosing() override {}
  void OnClosed(const WebSocketCloseResult& result) override {
    closed = std::make_unique<WebSocketCloseResult>(result);
  }
};

// Moves a random part of what `from` has to say to `to`.
bool Pump(WebSocketProtocol& from, WebSocketProtocol& to, absl::Time now,
          std::mt19937& random) {
  const absl::Span<const uint8_t> pending = from.PendingOutput();
  if (pending.empty()) return false;
  const size_t most = random() % 3 == 0 ? 10 : 100000;
  const size_t size = std::min<size_t>(pending.size(), 1 + random() % most);
  const std::vector<uint8_t> bytes(pending.begin(), pending.begin() + size);
  from.ConsumeOutput(size);
  EXPECT_EQ(to.Receive(bytes, now), size);
  return true;
}

std::string RandomText(std::mt19937& random) {
  constexpr size_t kSizes[] = {0,   1,    63,    64,    125,   126,
                               127, 1000, 65535, 65536, 100000};
  const size_t size = kSizes[random() % std::size(kSizes)];
  std::string text;
  while (text.size() < size) {
    text += random() % 50 == 0 ? "\xF0\x9F\x98\x80" : "lorem ipsum ";
    if (random() % 4 == 0) text += std::to_string(random());
  }
  return text;
}

TEST(RoundTrip, RandomMessages_ArriveBothWays) {
  for (uint32_t seed = 0; seed < 12; ++seed) {
    SCOPED_TRACE(seed);
    std::mt19937 random(seed);
    const absl::Time now = absl::FromUnixSeconds(1);
    WebSocketProtocolOptions options;
    options.accept_deflate = seed % 3 != 0;
    options.min_compressed_size = seed % 2 ? 0 : 100;
    if (seed % 4 == 1) options.max_sent_frame_size = 1 + random() % 5000;
    ClientHandshakeRequest request;
    request.host = "localhost";

    Recorder at_client, at_server;
    WebSocketProtocol client(request, options, &at_client);
    WebSocketProtocol server(
        [](const ServerHandshakeRequest&) { return ServerHandshakeDecision(); },
        options, &at_server);
    client.Start(now);
    server.Start(now);
    while (!at_client.open) {
      ASSERT_TRUE(Pump(client, server, now, random) |
                  Pump(server, client, now, random));
    }

    std::vector<Message> to_client, to_server;
    for (int i = 0; i < 60; ++i) {
      WebSocketProtocol& from = i % 2 ? client : server;
      std::vector<Message>& sent = i % 2 ? to_server : to_client;
      std::string text = RandomText(random);
      if (random() % 2) {
        EXPECT_TRUE(from.SendText(text));
        sent.emplace_back(WebSocketMessageType::kText, std::move(text));
      } else {
        for (char& c : text) c ^= static_cast<char>(random() % 3 ? 0 : 0x80);
        EXPECT_TRUE(from.SendBinary(absl::MakeConstSpan(
            reinterpret_cast<const uint8_t*>(text.data()), text.size())));
        sent.emplace_back(WebSocketMessageType::kBinary, std::move(text));
      }
      if (random() % 5 == 0) from.Ping({});
      for (int j = random() % 10; j > 0; --j) {
        Pump(client, server, now, random);
        Pump(server, client, now, random);
      }
    }
    while (Pump(client, server, now, random) |
           Pump(server, client, now, random)) {
    }
    EXPECT_TRUE(at_client.messages == to_client);
    EXPECT_TRUE(at_server.messages == to_server);
    EXPECT_EQ(client.buffered_amount(), 0u);
    EXPECT_EQ(server.buffered_amount(), 0u);

    WebSocketProtocol& closer = seed % 2 ? client : server;
    closer.Close(4001, "done", now);
    while (Pump(client, server, now, random) |
           Pump(server, client, now, random)) {
    }
    ASSERT_TRUE(at_server.closed);
    client.ReceiveEnd(now);
    ASSERT_TRUE(at_client.closed);
    for (const Recorder* end : {&at_client, &at_server}) {
      EXPECT_TRUE(end->closed->was_clean);
      EXPECT_EQ(end->closed->code, 4001);
      EXPECT_FALSE(end->closed->failed);
    }
  }
}

}  // namespace
}  // namespace mortise::net
