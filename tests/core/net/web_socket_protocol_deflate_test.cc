// What a machine sends keeps to the parameters of permessage-deflate that it
// agreed to (RFC 7692 section 7.1), whatever the other direction's are.

#include <random>
#include <string>
#include <vector>

#include "core/net/web_socket_protocol.h"
#include "gtest/gtest.h"
#include "tests/core/net/protocol_peer.h"
#include "tests/core/net/strict_inflater.h"

namespace mortise::net {
namespace {

using Bytes = std::vector<uint8_t>;

// Repeats itself 1,500 bytes on.
Bytes Message() {
  std::mt19937 random(1);
  Bytes message(3000);
  for (size_t i = 0; i < message.size(); ++i) {
    message[i] = i < 1500 ? static_cast<uint8_t>(random()) : message[i - 1500];
  }
  return message;
}

// The payload of the only frame in `sent`, which DescribeFrames() made.
absl::Span<const uint8_t> Payload(const std::string& sent) {
  EXPECT_EQ(sent.substr(0, 3), "C2:");
  return {reinterpret_cast<const uint8_t*>(sent.data()) + 3, sent.size() - 3};
}

struct Parameters {
  const char* own;    // Without "client_" or "server_".
  const char* other;  // The same.
  int window_bits;
  bool no_context_takeover;
};

constexpr Parameters kParameters[] = {
    {"max_window_bits=9", "no_context_takeover", 9, false},
    {"no_context_takeover", "max_window_bits=9", 15, true},
};

TEST(DeflateParameters, Client_KeepsToItsOwn) {
  for (const Parameters& c : kParameters) {
    SCOPED_TRACE(c.own);
    ProtocolPeer peer;
    peer.Open(std::string("Sec-WebSocket-Extensions: permessage-deflate; ") +
              "client_" + c.own + "; server_" + c.other + "\r\n");
    StrictInflater inflater(c.window_bits, c.no_context_takeover);
    for (int i = 0; i < 2; ++i) {
      ASSERT_TRUE(peer.machine->SendBinary(Message()));
      const std::string sent = peer.TakeSent();
      EXPECT_EQ(inflater.Inflate(Payload(sent)), Message());
    }
  }
}

class Ignore final : public WebSocketProtocol::Delegate {
  void OnOpen(std::string_view, std::string_view) override {}
  void OnMessage(WebSocketMessage&) override {}
  void OnClosing() override {}
  void OnClosed(const WebSocketCloseResult&) override {}
};

TEST(DeflateParameters, Server_KeepsToItsOwn) {
  for (const Parameters& c : kParameters) {
    SCOPED_TRACE(c.own);
    const absl::Time now = absl::FromUnixSeconds(1);
    WebSocketProtocolOptions options;
    options.accept_deflate = true;
    Ignore ignore;
    WebSocketProtocol machine(
        [](const ServerHandshakeRequest&) { return ServerHandshakeDecision(); },
        options, &ignore);
    machine.Start(now);
    const std::string request =
        std::string(
            "GET / HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\n"
            "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
            "Sec-WebSocket-Extensions: permessage-deflate; server_") +
        c.own + "; client_" + c.other + "\r\n\r\n";
    const Bytes bytes(request.begin(), request.end());
    ASSERT_EQ(machine.Receive(bytes, now), bytes.size());
    machine.ConsumeOutput(machine.PendingOutput().size());
    StrictInflater inflater(c.window_bits, c.no_context_takeover);
    for (int i = 0; i < 2; ++i) {
      ASSERT_TRUE(machine.SendBinary(Message()));
      std::string output;
      while (!machine.PendingOutput().empty()) {
        const auto pending = machine.PendingOutput();
        output.append(pending.begin(), pending.end());
        machine.ConsumeOutput(pending.size());
      }
      const std::string sent = DescribeFrames(output, Role::kClient);
      EXPECT_EQ(inflater.Inflate(Payload(sent)), Message());
    }
  }
}

}  // namespace
}  // namespace mortise::net
