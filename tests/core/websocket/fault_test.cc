// Whole connections through a proxy that breaks them at each byte, in both
// directions and in every way, with real sockets and in real time: each ends
// with one close event and leaves nothing behind.
//
// MORTISE_FAULT_STRIDE=N tries every N-th byte; 1 tries all.  Without it there
// are fewer, to be quick.

#include <dirent.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/numbers.h"
#include "core/base/strings.h"
#include "core/dom/event_listener.h"
#include "core/dom/simple_environment.h"
#include "core/html/message_event.h"
#include "core/net/loopback_server/loopback_server_thread.h"
#include "core/net/uv_task_runner.h"
#include "core/net/web_socket_network.h"
#include "core/websocket/close_event.h"
#include "core/websocket/web_socket.h"
#include "core/websocket/web_socket_environment.h"
#include "tests/core/net/fault_proxy.h"
#include "tests/core/net/test_certificates.h"
#include "tests/core/net/test_loop.h"

namespace mortise {
namespace {

using net::FaultPlan;
using net::FaultProxy;
using Kind = FaultPlan::Kind;

// Connections under way at a time, each to an address of its own.
constexpr size_t kBatch = 48;

struct Case {
  const char* name;
  bool secure;
  bool deflate;
  // Every so many-th byte is tried by default.
  size_t stride;
};

constexpr Case kCases[] = {
    {"ws", false, false, 5},
    {"ws_deflate", false, true, 7},
    {"wss", true, false, 61},
    {"wss_deflate", true, true, 89},
};

// How GoogleTest shows a case.
void PrintTo(const Case& c, std::ostream* out) { *out << c.name; }

size_t OpenFiles() {
  size_t count = 0;
  DIR* folder = opendir("/proc/self/fd");
  while (readdir(folder)) ++count;
  closedir(folder);
  return count;
}

// A socket, its script and what it has seen:
//
//   open, message "hello", message of 70 letters, then close(4001, "bye"), by
//   the client or the server
class Visitor {
 public:
  void Start(SimpleEnvironment& environment, const std::string& url,
             bool client_closes) {
    socket_ = WebSocket::Create(environment, url).TakeValue();
    client_closes_ = client_closes;
    for (const char* type : {"open", "message", "error", "close"}) {
      socket_->AddEventListener(AtomString(type),
                                MakeEventListener([this, type](Event& event) {
                                  OnEvent(type, event);
                                }));
    }
  }

  bool closed() const { return closed_ > 0; }

  // Whatever may have gone wrong, this holds; "" if it does.
  std::string Fault() const {
    if (closed_ != 1) return Concat(closed_, " close events");
    if (!events_.ends_with(end_)) return "an event after close";
    if (was_clean_ && (code_ != 4001 || errors_ != 0)) return "a strange end";
    if (!was_clean_ && code_ != 1006) return "a strange code";
    if (opened_ == 0 && errors_ != 1) return "no error for a failure to open";
    if (errors_ > 1 || opened_ > 1) return "an event comes twice";
    if (socket_->ready_state() != WebSocket::kClosed) return "not closed";
    return "";
  }

  const std::string& events() const { return events_; }

 private:
  void OnEvent(const std::string& type, Event& event) {
    std::string text = type;
    if (type == "open") {
      ++opened_;
      (void)socket_->Send("hello");
      (void)socket_->Send(std::string(70, 'a'));
    } else if (type == "message") {
      const Any& data = static_cast<MessageEvent&>(event).data();
      const std::string& message = std::get<std::string>(data);
      text += Concat(" ", message.size());
      if (client_closes_ && message.size() == 70) {
        (void)socket_->Close(4001, "bye");
      }
    } else if (type == "error") {
      ++errors_;
      EXPECT_EQ(socket_->ready_state(), WebSocket::kClosed);
    } else {
      const auto& close = static_cast<CloseEvent&>(event);
      ++closed_;
      was_clean_ = close.was_clean();
      code_ = close.code();
      text +=
          Concat(was_clean_ ? " clean " : " unclean ", static_cast<int>(code_));
      end_ = text;
      EXPECT_EQ(socket_->ready_state(), WebSocket::kClosed);
    }
    events_ += events_.empty() ? text : "; " + text;
  }

  RefPtr<WebSocket> socket_;
  bool client_closes_ = false;
  std::string events_;
  std::string end_;
  int opened_ = 0;
  int errors_ = 0;
  int closed_ = 0;
  bool was_clean_ = false;
  uint16_t code_ = 0;
};

class FaultTest : public testing::TestWithParam<Case> {
 protected:
  void SetUp() override {
    net::LoopbackServer::Options options;
    options.protocol.accept_deflate = GetParam().deflate;
    // Whom the proxy cuts off from us is not waited for.
    options.protocol.handshake_timeout = absl::Seconds(3);
    options.protocol.close_timeout = absl::Seconds(1);
    options.protocol.ping_interval = absl::Seconds(1);
    if (GetParam().secure) {
      root_ = net::MakeCertificate(
          {.common_name = "root", .is_authority = true}, nullptr);
      std::string names = "IP:127.0.0.1";
      for (size_t i = 0; i < kBatch; ++i) {
        names += Concat(",IP:", FaultProxy::AddressOf(i));
      }
      const net::TestIdentity identity = net::MakeCertificate(
          {.common_name = "server", .subject_alt_names = names}, &root_);
      options.tls.certificate_pem = identity.certificate_pem;
      options.tls.private_key_pem = identity.private_key_pem;
    }
    server_ = net::LoopbackServerThread::Start(options).value();
    proxy_.emplace(server_->port());
  }

  size_t Stride() const {
    size_t stride = GetParam().stride;
    if (const char* asked_for = std::getenv("MORTISE_FAULT_STRIDE")) {
      EXPECT_TRUE(absl::SimpleAtoi(asked_for, &stride) && stride > 0);
    }
    return stride;
  }

  // Runs a connection for each plan; they end in time, and well.
  void Run(const std::vector<FaultPlan>& plans, const std::string& path,
           const std::string& whole) {
    net::TestLoop loop;
    net::UvTaskRunner runner(loop.get());
    net::WebSocketNetwork network(loop.get());
    if (GetParam().secure) {
      ASSERT_TRUE(network
                      .SetTlsOptions({.trust_system_roots = false,
                                      .extra_roots_pem = root_.certificate_pem})
                      .ok());
    }
    SimpleEnvironment environment(&runner);
    auto sockets = std::make_unique<WebSocketEnvironment>(&network);
    net::WebSocketConnectOptions& options = sockets->connect_options();
    const bool stalls =
        std::any_of(plans.begin(), plans.end(), [](const FaultPlan& plan) {
          return plan.kind == Kind::kStall || plan.kind == Kind::kHalfEnd;
        });
    if (stalls) {
      options.connect_timeout = absl::Milliseconds(300);
      options.protocol.handshake_timeout = absl::Milliseconds(300);
      options.protocol.close_timeout = absl::Milliseconds(150);
      options.protocol.linger_timeout = absl::Milliseconds(100);
      options.protocol.ping_interval = absl::Milliseconds(150);
    }
    options.protocol.min_compressed_size = 4;
    environment.Set(std::move(sockets));
    proxy_->SetPlans(plans);
    std::vector<Visitor> visitors(plans.size());
    for (size_t i = 0; i < plans.size(); ++i) {
      visitors[i].Start(
          environment,
          Concat(GetParam().secure ? "wss://" : "ws://",
                 FaultProxy::AddressOf(i), ":", proxy_->port(), path),
          path == "/echo");
    }
    const bool ended = loop.RunUntil([&] {
      return std::all_of(visitors.begin(), visitors.end(),
                         [](const Visitor& v) { return v.closed(); }) &&
             network.connection_count() == 0 && proxy_->connection_count() == 0;
    });
    loop.RunFor(absl::Milliseconds(1));
    for (size_t i = 0; i < plans.size(); ++i) {
      const FaultPlan& plan = plans[i];
      SCOPED_TRACE(Concat("kind ", static_cast<int>(plan.kind),
                          plan.to_client ? ", to client" : ", to server",
                          ", position ", plan.position, ": ",
                          visitors[i].events()));
      EXPECT_EQ(visitors[i].Fault(), "");
      if (plan.kind == Kind::kNone || plan.kind == Kind::kSplit) {
        EXPECT_EQ(visitors[i].events(), whole);
      } else {
        ++broken_runs_;
        harmed_runs_ += visitors[i].events() != whole;
      }
    }
    EXPECT_TRUE(ended) << network.connection_count() << " connections and "
                       << proxy_->connection_count() << " of the proxy's stay";
  }

  // What a connection takes in a direction when nothing breaks it.
  size_t BytesOfWhole(const std::string& path, const std::string& whole,
                      bool to_client) {
    Run({FaultPlan()}, path, whole);
    return proxy_->BytesOf(0, to_client);
  }

  void RunAll(const std::string& path, const std::string& whole) {
    size_t runs = 0;
    for (const bool to_client : {false, true}) {
      const size_t bytes = BytesOfWhole(path, whole, to_client);
      ASSERT_GT(bytes, 100u);
      for (const Kind kind :
           {Kind::kSplit, Kind::kEnd, Kind::kHalfEnd, Kind::kEndThenReset,
            Kind::kReset, Kind::kStall}) {
        std::vector<FaultPlan> plans;
        // Each kind looks at other bytes.
        const size_t stride = Stride();
        const size_t first = static_cast<size_t>(kind) % stride;
        for (size_t position = first; position <= bytes; position += stride) {
          plans.push_back(
              {.kind = kind, .to_client = to_client, .position = position});
          if (plans.size() == kBatch || position + stride > bytes) {
            Run(plans, path, whole);
            if (HasFailure()) return;
            runs += plans.size();
            plans.clear();
          }
        }
      }
    }
    EXPECT_GT(runs, 6u);
    // Only what comes behind the Close frames does no harm.
    EXPECT_GT(harmed_runs_, broken_runs_ / 2);
  }

  net::TestIdentity root_;
  std::unique_ptr<net::LoopbackServerThread> server_;
  std::optional<FaultProxy> proxy_;
  size_t broken_runs_ = 0;
  size_t harmed_runs_ = 0;
};

TEST_P(FaultTest, ClientCloses_BrokenAnywhere_EndsOnce) {
  const size_t files = OpenFiles();
  const int64_t targets = EventTarget::live_instances();
  RunAll("/echo", "open; message 5; message 70; close clean 4001");
  EXPECT_EQ(OpenFiles(), files);
  EXPECT_EQ(EventTarget::live_instances(), targets);
}

TEST_P(FaultTest, ServerCloses_BrokenAnywhere_EndsOnce) {
  const size_t files = OpenFiles();
  const int64_t targets = EventTarget::live_instances();
  RunAll("/close?code=4001&reason=bye", "open; close clean 4001");
  EXPECT_EQ(OpenFiles(), files);
  EXPECT_EQ(EventTarget::live_instances(), targets);
}

INSTANTIATE_TEST_SUITE_P(All, FaultTest, testing::ValuesIn(kCases),
                         [](const auto& info) { return info.param.name; });

}  // namespace
}  // namespace mortise
