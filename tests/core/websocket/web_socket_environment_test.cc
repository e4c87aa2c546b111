#include "core/websocket/web_socket_environment.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "core/net/proxy_environment.h"
#include "tests/core/net/raw_peer.h"
#include "tests/core/websocket/web_socket_fixture.h"

namespace mortise {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class WebSocketEnvironmentTest : public WebSocketFixture {
 protected:
  bool RunUntilOpen(const WebSocket& socket) {
    return RunUntil([&] { return socket.ready_state() == WebSocket::kOpen; });
  }
};

TEST_F(WebSocketEnvironmentTest, ConnectOptions_AreWhereConnectionsStart) {
  environment_->Get<WebSocketEnvironment>()
      ->connect_options()
      .protocol.strict_close_codes = true;
  const RefPtr<WebSocket> socket = Connect(Address("/close?code=2999"));
  Log(*socket);
  RunUntilClosed();
  EXPECT_THAT(TakeLog(),
              ElementsAre("open 1", "error 3", "close 3 unclean 1006"));
}

TEST_F(WebSocketEnvironmentTest, SetProxies_ChoosesByUrl) {
  net::RawListener proxy;
  const std::string address = "localhost:" + std::to_string(proxy.port());
  const auto proxies =
      net::ProxyEnvironment::Read([&](const char* name) -> const char* {
        const std::string_view variable = name;
        if (variable == "http_proxy") return address.c_str();
        if (variable == "no_proxy") return "127.0.0.1";
        return nullptr;
      });
  ASSERT_TRUE(proxies.ok());
  environment_->Get<WebSocketEnvironment>()->set_proxies(*proxies);
  // Not for this one.
  const RefPtr<WebSocket> direct = Connect(Address("/close?code=4001"));
  Log(*direct);
  RunUntilClosed();
  EXPECT_THAT(TakeLog(), ElementsAre("open 1", "close 3 clean 4001"));
  EXPECT_FALSE(proxy.HasConnection());

  const RefPtr<WebSocket> tunnelled = Connect("ws://example.com:81/x");
  ASSERT_TRUE(RunUntil([&] { return proxy.HasConnection(); }));
  net::RawPeer peer = proxy.Accept();
  std::string request;
  ASSERT_TRUE(RunUntil([&] {
    request += peer.Receive();
    return request.ends_with("\r\n\r\n");
  }));
  EXPECT_EQ(request,
            "CONNECT example.com:81 HTTP/1.1\r\nHost: example.com:81\r\n\r\n");
}

TEST_F(WebSocketEnvironmentTest, Ends_SocketsCloseWithoutEvents) {
  const RefPtr<WebSocket> open = Connect(Address("/echo"));
  ASSERT_TRUE(RunUntilOpen(*open));
  const RefPtr<WebSocket> connecting = Connect(Address("/echo"));
  Log(*open);
  Log(*connecting);
  Log(*Connect(Address("/echo")));
  EndEnvironment();
  EXPECT_EQ(open->ready_state(), WebSocket::kClosed);
  EXPECT_EQ(connecting->ready_state(), WebSocket::kClosed);
  EXPECT_EQ(WebSocket::live_instances(), 2);
  loop_.RunFor(absl::Milliseconds(20));
  EXPECT_THAT(TakeLog(), IsEmpty());
  EXPECT_FALSE(open->Close().has_exception());
  EXPECT_FALSE(open->Send(std::string("x")).has_exception());
  EXPECT_EQ(server_->session_count(), 0u);
}

TEST_F(WebSocketEnvironmentTest, Ends_InTheErrorListener_NoCloseFollows) {
  const RefPtr<WebSocket> socket = Connect(Address("/refuse"));
  bool done = false;
  Log(*socket, [&](WebSocket&, Event& event) {
    if (event.type() != AtomString("error")) return;
    EndEnvironment();
    done = true;
  });
  ASSERT_TRUE(RunUntil([&] { return done; }));
  loop_.RunFor(absl::Milliseconds(2));
  EXPECT_THAT(TakeLog(), ElementsAre("error 3"));
}

}  // namespace
}  // namespace mortise
