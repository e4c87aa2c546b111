// WebSockets on several threads at once, each with its own loop, as workers
// have them; name resolution runs on libuv's threads, which all of them share.

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "absl/status/statusor.h"
#include "core/base/strings.h"
#include "core/dom/event_listener.h"
#include "core/dom/simple_environment.h"
#include "core/file/blob.h"
#include "core/html/message_event.h"
#include "core/net/loopback_server/loopback_server_thread.h"
#include "core/net/name_lookup.h"
#include "core/net/uv_task_runner.h"
#include "core/net/web_socket_network.h"
#include "core/websocket/close_event.h"
#include "core/websocket/web_socket.h"
#include "core/websocket/web_socket_environment.h"
#include "tests/core/net/test_certificates.h"
#include "tests/core/net/test_loop.h"

namespace mortise {
namespace {

constexpr int kThreads = 4;
constexpr int kRounds = 5;

struct Addresses {
  std::string ws;
  std::string wss;
  std::string root_pem;
};

// One worker: look-ups, some of which are given up, and sockets that echo and
// are closed by the server.
class Worker {
 public:
  explicit Worker(const Addresses& addresses) : addresses_(addresses) {}

  void Run() {
    net::TestLoop loop;
    net::UvTaskRunner runner(loop.get());
    net::WebSocketNetwork network(loop.get());
    ASSERT_TRUE(network
                    .SetTlsOptions({.trust_system_roots = false,
                                    .extra_roots_pem = addresses_.root_pem})
                    .ok());
    SimpleEnvironment environment(&runner);
    environment.Set(std::make_unique<WebSocketEnvironment>(&network));
    for (int round = 0; round < kRounds; ++round) {
      StartLookUps(loop.get());
      const std::string message = Concat("round ", round);
      for (const std::string& server : {addresses_.ws, addresses_.wss}) {
        StartSocket(environment, server + "/echo", message);
        StartSocket(environment, server + "/close?code=4001", "");
        // Nobody listens there.
        StartSocket(environment, "ws://no-such-host.invalid/", "");
      }
      const int expected = 6 * (round + 1);
      EXPECT_TRUE(loop.RunUntil(
          [&] { return closed_ == expected && lookups_done_ == round + 1; }));
      lookups_.clear();
      sockets_.clear();
    }
    EXPECT_EQ(echoes_, 2 * kRounds);
    EXPECT_EQ(closes_with_4001_, 4 * kRounds);
    EXPECT_TRUE(loop.RunUntil([&] { return network.connection_count() == 0; }));
  }

 private:
  void StartLookUps(uv_loop_t* loop) {
    lookups_.push_back(std::make_unique<net::NameLookup>(
        loop, "localhost", 80,
        [this](absl::StatusOr<net::SocketAddresses> addresses) {
          EXPECT_TRUE(addresses.ok()) << addresses.status();
          ++lookups_done_;
        }));
    // Goes while its thread may be at work.
    const net::NameLookup given_up(
        loop, "localhost", 80,
        [](absl::StatusOr<net::SocketAddresses>) { FAIL(); });
  }

  void StartSocket(SimpleEnvironment& environment, const std::string& url,
                   const std::string& message) {
    sockets_.push_back(WebSocket::Create(environment, url).TakeValue());
    for (const char* type : {"open", "message", "close"}) {
      sockets_.back()->AddEventListener(
          AtomString(type), MakeEventListener([this, message](Event& event) {
            OnEvent(static_cast<WebSocket&>(*event.current_target()), event,
                    message);
          }));
    }
  }

  void OnEvent(WebSocket& socket, Event& event, const std::string& message) {
    if (event.type() == AtomString("open")) {
      if (!message.empty()) {
        (void)socket.Send(Blob::Create(ByteBuffer::CopyOf(absl::MakeConstSpan(
            reinterpret_cast<const uint8_t*>(message.data()),
            message.size()))));
      }
    } else if (event.type() == AtomString("message")) {
      const Any& data = static_cast<MessageEvent&>(event).data();
      const auto& blob =
          static_cast<const Blob&>(*std::get<RefPtr<ScriptWrappable>>(data));
      EXPECT_EQ(blob.CopyBytes().view(), message);
      ++echoes_;
      (void)socket.Close(4001, "enough");
    } else {
      ++closed_;
      closes_with_4001_ += static_cast<CloseEvent&>(event).code() == 4001;
    }
  }

  const Addresses& addresses_;
  std::vector<std::unique_ptr<net::NameLookup>> lookups_;
  std::vector<RefPtr<WebSocket>> sockets_;
  int lookups_done_ = 0;
  int echoes_ = 0;
  int closed_ = 0;
  int closes_with_4001_ = 0;
};

TEST(WebSocketThreads, SeveralLoops_DoNotDisturbEachOther) {
  const net::TestIdentity identity =
      net::MakeCertificate({.subject_alt_names = "IP:127.0.0.1"}, nullptr);
  net::LoopbackServer::Options options;
  const auto ws = net::LoopbackServerThread::Start(options).value();
  options.tls.certificate_pem = identity.certificate_pem;
  options.tls.private_key_pem = identity.private_key_pem;
  const auto wss = net::LoopbackServerThread::Start(options).value();
  const Addresses addresses = {Concat("ws://127.0.0.1:", ws->port()),
                               Concat("wss://127.0.0.1:", wss->port()),
                               identity.certificate_pem};
  std::vector<std::thread> threads;
  for (int i = 0; i < kThreads; ++i) {
    threads.emplace_back([&addresses] { Worker(addresses).Run(); });
  }
  for (std::thread& thread : threads) thread.join();
}

}  // namespace
}  // namespace mortise
