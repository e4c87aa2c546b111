// Opening handshakes of the machine, both roles.

#include <string>

#include "core/base/strings.h"
#include "core/net/web_socket_protocol.h"
#include "gtest/gtest.h"
#include "tests/core/net/protocol_peer.h"

namespace mortise::net {
namespace {

TEST(ClientMachine, Response_OpensWithEverySplitAndGluedFrames) {
  for (bool split : {false, true}) {
    ProtocolPeer peer;
    peer.Start();
    EXPECT_EQ(peer.machine->state(), WebSocketProtocol::State::kConnecting);
    peer.split = split;
    peer.Receive(peer.Response() + Frame(0x81, "glued") + CloseFrameOf(4001));
    EXPECT_EQ(peer.TakeEvents(), "open(|) text(glued) closing");
    peer.End();
    EXPECT_EQ(peer.TakeEvents(), "closed(4001 clean)");
  }
}

TEST(ClientMachine, ProtocolAndExtensions_AreTold) {
  ClientHandshakeRequest request = ProtocolPeer::DefaultRequest();
  request.protocols = {"chat", "soap"};
  ProtocolPeer peer({}, request);
  peer.Open(
      "Sec-WebSocket-Protocol: soap\r\nSec-WebSocket-Extensions: "
      "permessage-deflate; server_max_window_bits=10\r\n");
  EXPECT_EQ(peer.TakeEvents(),
            "open(soap|permessage-deflate; server_max_window_bits=10)");
}

TEST(ClientMachine, InterimResponses_AreSkipped) {
  ProtocolPeer peer;
  peer.Start();
  peer.split = true;
  peer.Receive("HTTP/1.1 100 Continue\r\n\r\n");
  peer.Receive("HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n" +
               peer.Response());
  EXPECT_EQ(peer.TakeEvents(), "open(|)");
}

TEST(ClientMachine, BadResponses_FailTheConnection) {
  const struct {
    std::string bytes;
    std::string_view detail;
  } kCases[] = {
      {"HTTP/1.1 404 Not Found\r\nContent-Length: 5\r\n\r\nhello",
       "opening handshake: server answered with HTTP status 404"},
      {"HTTP/1.1 101\r\n\r\n", "opening handshake: Upgrade header is missing"},
      {"SSH-2.0-OpenSSH\r\n", "expected \"HTTP/1.\", got \"SSH-2.0-OpenSSH"},
      {"HTTP/1.0 200 OK\r\n\r\n", "opening handshake: malformed status line"},
      // An alert of TLS.
      {std::string("\x15\x03\x01\0\x02\x02\x46", 7),
       "expected \"HTTP/1.\", got \"\\x15\\x03\\x01\\x00\\x02\\x02\\x46\""},
      {std::string("HTTP/1.1 101\r\nA: \0\r\n\r\n", 22), "NUL in header"},
      {"HTTP/1.1 2000\r\n\r\n", "opening handshake: malformed status line"},
      {"HTTP/1.1 101\r\n" + std::string(300 << 10, 'a'),
       "HTTP head of more than 262144 bytes"},
  };
  for (const auto& c : kCases) {
    ProtocolPeer peer;
    peer.Start();
    peer.Receive(c.bytes);
    EXPECT_EQ(peer.TakeEvents(), "closed(1006 failed)");
    EXPECT_TRUE(peer.result.detail.starts_with(c.detail)) << peer.result.detail;
    EXPECT_EQ(peer.TakeOutput(), "");
    peer.Receive("more");
    peer.End();
    peer.Error();
    EXPECT_EQ(peer.TakeEvents(), "");
  }
}

TEST(ClientMachine, BigHeaders_AreAcceptedUpToTheLimit) {
  ProtocolPeer peer;
  peer.Start();
  const size_t size = peer.Response().size();
  const std::string filler =
      "X: " + std::string((256 << 10) - size - 5, 'x') + "\r\n";
  peer.Receive(peer.Response(filler));
  EXPECT_EQ(peer.TakeEvents(), "open(|)");
}

TEST(ClientMachine, SlowLoris_TimesOut) {
  WebSocketProtocolOptions options;
  options.handshake_timeout = absl::Seconds(20);
  ProtocolPeer peer(options);
  peer.Start();
  const std::string response = peer.Response();
  for (int i = 0; i < 19; ++i) {
    peer.Wait(absl::Seconds(1));
    peer.Receive(response.substr(i, 1));
  }
  EXPECT_EQ(peer.TakeEvents(), "");
  peer.Wait(absl::Seconds(1));
  EXPECT_EQ(peer.TakeEvents(), "closed(1006 failed)");
  EXPECT_EQ(peer.result.detail, "opening handshake timed out");
}

TEST(ClientMachine, EndlessInterimResponses_TimeOut) {
  ProtocolPeer peer;
  peer.Start();
  for (int i = 0; i < 59; ++i) {
    peer.Wait(absl::Seconds(1));
    for (int j = 0; j < 100; ++j) {
      peer.Receive("HTTP/1.1 102 Processing\r\nX: y\r\n\r\n");
    }
  }
  EXPECT_EQ(peer.TakeEvents(), "");
  peer.Wait(absl::Seconds(1));
  EXPECT_EQ(peer.TakeEvents(), "closed(1006 failed)");
  EXPECT_EQ(peer.result.detail, "opening handshake timed out");
}

// ---- Over HTTP/2 -----------------------------------------------------------

TEST(ClientMachine, ConnectResponse_OpensOrFails) {
  for (const int status : {200, 403}) {
    ProtocolPeer peer;
    EXPECT_FALSE(peer.machine->StartExtendedConnect(peer.now).empty());
    EXPECT_EQ(peer.TakeOutput(), "");
    EXPECT_EQ(peer.machine->state(), WebSocketProtocol::State::kConnecting);
    peer.machine->ReceiveConnectResponse({.status = status, .head = {}},
                                         peer.now);
    EXPECT_EQ(peer.TakeEvents(),
              status == 200 ? "open(|)" : "closed(1006 failed)");
    // A second one is none of its business.
    peer.machine->ReceiveConnectResponse({.status = 200, .head = {}}, peer.now);
    EXPECT_EQ(peer.TakeEvents(), "");
    if (status != 200) continue;
    peer.Receive(Frame(0x81, "hi") + CloseFrameOf(4001));
    EXPECT_EQ(peer.TakeEvents(), "text(hi) closing");
    peer.End();
    EXPECT_EQ(peer.TakeEvents(), "closed(4001 clean)");
  }
}

TEST(ClientMachine, ExtendedConnect_TriedAgain_SharesOneTimeOut) {
  WebSocketProtocolOptions options;
  options.handshake_timeout = absl::Seconds(10);
  for (const bool falls_back : {false, true}) {
    ProtocolPeer peer(options);
    peer.machine->StartExtendedConnect(peer.now);
    peer.Wait(absl::Seconds(6));
    if (falls_back) {
      peer.Start();
      EXPECT_TRUE(peer.request.starts_with("GET "));
    } else {
      EXPECT_FALSE(peer.machine->StartExtendedConnect(peer.now).empty());
    }
    peer.Wait(absl::Seconds(3));
    EXPECT_EQ(peer.TakeEvents(), "");
    peer.Wait(absl::Seconds(2));
    EXPECT_EQ(peer.TakeEvents(), "closed(1006 failed)");
    EXPECT_EQ(peer.result.detail, "opening handshake timed out");
    EXPECT_TRUE(peer.machine->StartExtendedConnect(peer.now).empty());
  }
}

TEST(ClientMachine, UnsendableExtendedConnect_FailsLater) {
  ClientHandshakeRequest request = ProtocolPeer::DefaultRequest();
  request.headers = {{"a", "b\nc"}};
  ProtocolPeer peer({}, request);
  EXPECT_TRUE(peer.machine->StartExtendedConnect(peer.now).empty());
  EXPECT_EQ(peer.TakeEvents(), "");
  EXPECT_EQ(peer.machine->next_deadline(), absl::InfinitePast());
  peer.Wait(absl::ZeroDuration());
  EXPECT_EQ(peer.TakeEvents(), "closed(1006 failed)");
}

TEST(ClientMachine, Close_BeforeConnectResponse_IsToldAndNotOpened) {
  ProtocolPeer peer;
  peer.machine->StartExtendedConnect(peer.now);
  peer.machine->Close(1000, "", peer.now);
  peer.machine->ReceiveConnectResponse({.status = 200, .head = {}}, peer.now);
  EXPECT_EQ(peer.TakeEvents(), "closed(1006 failed)");
}

TEST(ClientMachine, UnsendableRequest_FailsLater) {
  ClientHandshakeRequest request = ProtocolPeer::DefaultRequest();
  request.headers = {{"X", "a\r\nHost: evil"}};
  ProtocolPeer peer({}, request);
  peer.Start();
  EXPECT_EQ(peer.request, "");
  EXPECT_EQ(peer.TakeEvents(), "");
  EXPECT_EQ(peer.machine->next_deadline(), absl::InfinitePast());
  peer.Wait(absl::ZeroDuration());
  EXPECT_EQ(peer.TakeEvents(), "closed(1006 failed)");
  EXPECT_TRUE(peer.result.detail.starts_with("value of header X cannot"));
}

// ---- Server role -----------------------------------------------------------

class ServerPeer final : public WebSocketProtocol::Delegate {
 public:
  explicit ServerPeer(WebSocketProtocolOptions options = {})
      : machine(
            [this](const ServerHandshakeRequest& request) {
              events += Concat("request(", request.resource_name, ") ");
              return decision;
            },
            options, this) {
    machine.Start(now);
  }

  void Receive(std::string_view bytes, bool split) {
    const size_t step = split ? 1 : bytes.size();
    for (size_t place = 0; place < bytes.size(); place += step) {
      machine.Receive(ToBytes(bytes.substr(place, step)), now);
    }
  }

  std::string TakeOutput() {
    std::string output;
    while (!machine.PendingOutput().empty()) {
      const auto bytes = machine.PendingOutput();
      output.append(bytes.begin(), bytes.end());
      machine.ConsumeOutput(bytes.size());
    }
    return output;
  }

  absl::Time now = absl::FromUnixSeconds(1000);
  ServerHandshakeDecision decision;
  std::string events;
  WebSocketProtocol machine;

 private:
  void OnOpen(std::string_view protocol, std::string_view) override {
    events += Concat("open(", protocol, ") ");
  }
  void OnMessage(WebSocketMessage& message) override {
    events += Concat("message(", message.text(), ") ");
  }
  void OnClosing() override { events += "closing "; }
  void OnClosed(const WebSocketCloseResult& result) override {
    events += Concat("closed(", static_cast<int>(result.code),
                     result.was_clean ? " clean" : "",
                     result.failed ? " failed" : "", ") ");
  }
};

constexpr std::string_view kRequest =
    "GET /echo HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\n"
    "Connection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
    "Sec-WebSocket-Version: 13\r\n\r\n";

TEST(ServerMachine, RequestMessageAndClose_WithEverySplit) {
  // Masked with the key 0: a text "hi" and a Close with 1000.
  const std::string frames = std::string("\x81\x82\0\0\0\0hi", 8) +
                             std::string("\x88\x82\0\0\0\0", 6) + "\x03\xE8";
  for (bool split : {false, true}) {
    ServerPeer peer;
    peer.Receive(kRequest, split);
    EXPECT_TRUE(peer.TakeOutput().starts_with("HTTP/1.1 101 "));
    peer.machine.SendText("welcome");
    peer.Receive(frames, split);
    EXPECT_EQ(DescribeFrames(peer.TakeOutput(), Role::kClient),
              "81:welcome 88:1000");
    EXPECT_EQ(peer.events,
              "request(/echo) open() message(hi) closing closed(1000 clean) ");
  }
}

TEST(ServerMachine, Close_EndsWithTheClientsAnswer) {
  ServerPeer peer;
  peer.Receive(kRequest, false);
  peer.TakeOutput();
  peer.machine.Close(4001, "bye", peer.now);
  EXPECT_EQ(DescribeFrames(peer.TakeOutput(), Role::kClient), "88:4001 bye");
  peer.Receive(std::string("\x88\x82\0\0\0\0\x0F\xA1", 8), true);
  EXPECT_EQ(peer.events, "request(/echo) open() closed(4001 clean) ");
}

TEST(ServerMachine, BadRequests_AreRefused) {
  const struct {
    std::string bytes;
    std::string_view status;
  } kCases[] = {
      {"POST / HTTP/1.1\r\n\r\n", "400"},
      {"\x16\x03\x01", "400"},
      {"GET / HTTP/1.1\r\n\r\n", "400"},
      {"GET / HTTP/1.1\r\nX: " + std::string(300 << 10, 'x'), "431"},
  };
  for (const auto& c : kCases) {
    ServerPeer peer;
    peer.Receive(c.bytes, false);
    EXPECT_EQ(peer.TakeOutput().substr(9, 3), c.status);
    EXPECT_EQ(peer.events, "closed(1006 failed) ");
  }
  ServerPeer peer;
  peer.decision.status = 404;
  peer.Receive(kRequest, false);
  EXPECT_EQ(peer.TakeOutput().substr(9, 3), "404");
  EXPECT_EQ(peer.events, "request(/echo) closed(1006 failed) ");
}

TEST(ServerMachine, UnmaskedFrame_Fails) {
  ServerPeer peer;
  peer.Receive(kRequest, false);
  peer.TakeOutput();
  peer.Receive(Frame(0x81, "hi"), true);
  EXPECT_EQ(DescribeFrames(peer.TakeOutput(), Role::kClient), "88:1002");
  EXPECT_EQ(peer.events, "request(/echo) open() closed(1006 failed) ");
}

}  // namespace
}  // namespace mortise::net
