#ifndef MORTISE_TESTS_CORE_WEBSOCKET_WEB_SOCKET_FIXTURE_H_
#define MORTISE_TESTS_CORE_WEBSOCKET_WEB_SOCKET_FIXTURE_H_

#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/dom/event.h"
#include "core/dom/simple_environment.h"
#include "core/net/loopback_server/loopback_server.h"
#include "core/net/uv_task_runner.h"
#include "core/net/web_socket_network.h"
#include "core/websocket/web_socket.h"
#include "tests/core/net/test_loop.h"

namespace mortise {

// An environment with a network, a server in the same loop, and a log of the
// events that a socket fires:
//
//   "open 1", "message 1 text:hello", "error 3", "close 3 clean 4001 bye"
//
// where the digit is readyState in the listener.  When the test ends every
// object must have gone.
class WebSocketFixture : public testing::Test {
 protected:
  WebSocketFixture();
  ~WebSocketFixture() override;

  void SetUp() override;

  // "ws://127.0.0.1:PORT/path" of the server.
  std::string Address(std::string_view path) const;

  // Creates a socket, which must succeed.
  RefPtr<WebSocket> Connect(const std::string& url,
                            std::vector<std::string> protocols = {});
  // Logs all events of `socket`, running `then` after each.
  void Log(WebSocket& socket,
           std::function<void(WebSocket&, Event&)> then = nullptr);

  bool RunUntil(absl::FunctionRef<bool()> done) { return loop_.RunUntil(done); }
  // Until `socket` has fired its close event; then one more turn, in which
  // nothing must happen.
  void RunUntilClosed();

  std::vector<std::string> TakeLog() { return std::exchange(log_, {}); }

  // Ends the environment before the test does.
  void EndEnvironment() { environment_.reset(); }

  net::TestLoop loop_;
  std::unique_ptr<net::UvTaskRunner> runner_;
  std::unique_ptr<net::WebSocketNetwork> network_;
  std::unique_ptr<net::LoopbackServer> server_;
  std::optional<SimpleEnvironment> environment_;
  std::vector<std::string> log_;
  bool closed_ = false;

 private:
  const int64_t live_targets_;
  const int64_t live_events_;
  const int64_t live_blobs_;
};

}  // namespace mortise

#endif  // MORTISE_TESTS_CORE_WEBSOCKET_WEB_SOCKET_FIXTURE_H_
