// Scripts that tie sockets, events and closures to each other leave nothing
// behind: neither in V8's heap nor in C++.

#include <gtest/gtest.h>
#include <uv.h>
#include <v8.h>

#include <memory>
#include <string>

#include "bindings/runtime/isolate_data.h"
#include "bindings/runtime/realm.h"
#include "bindings/web_interfaces.h"
#include "core/dom/event.h"
#include "core/dom/event_target.h"
#include "core/dom/simple_environment.h"
#include "core/net/loopback_server/loopback_server_thread.h"
#include "core/net/uv_task_runner.h"
#include "core/net/web_socket_network.h"
#include "core/websocket/web_socket.h"
#include "core/websocket/web_socket_environment.h"
#include "tests/bindings/runtime/v8_test_process.h"

namespace mortise::bindings {
namespace {

constexpr int kCyclesInRound = 5000;
constexpr int kRounds = 4;

// Each cycle makes a socket, closures and events that all refer to each other
// when it ends.  Ten run at once.
constexpr char kScript[] = R"(
  var wrong = 0;
  function run(url, cycles) {
    let left = cycles, done = 0;
    const finished = () => ++done;
    function cycle() {
      if (left-- <= 0) return;
      const ws = new WebSocket(url, []);
      ws.onopen = (e) => { ws.opened = e; };
      ws.onclose = (e) => {
        ws.last = e;
        e.socket = ws;
        e.handler = ws.onclose;
        if (e.code !== 4001 || e.target !== ws || !e.wasClean) ++wrong;
        cycle();
      };
      ws.addEventListener('close', {
        handleEvent(e) { this.event = e; this.socket = ws; ws.listener = this; },
      });
      ws.own = new CustomEvent('own', {detail: {ws}});
      ws.dispatchEvent(ws.own);
    }
    for (let i = 0; i < 10; ++i) cycle();
  }
)";

// What is alive after a collection of everything.
struct Census {
  int64_t sockets = WebSocket::live_instances();
  int64_t events = Event::live_instances();
  int64_t targets = EventTarget::live_instances();
  size_t wrappers;
  size_t connections;
  size_t heap;     // bytes
  size_t handles;  // bytes of V8's global handles
};

class LeakTest : public testing::Test {
 protected:
  LeakTest() {
    uv_loop_init(&loop_);
    server_ = *net::LoopbackServerThread::Start({});
    data_ = std::make_unique<IsolateData>(isolate_.get());
    runner_ = std::make_unique<net::UvTaskRunner>(&loop_);
    network_ = std::make_unique<net::WebSocketNetwork>(&loop_);
    environment_ = std::make_unique<SimpleEnvironment>(runner_.get());
    environment_->Set(std::make_unique<WebSocketEnvironment>(network_.get()));
    v8::HandleScope scope(isolate_.get());
    v8::Local<v8::Context> context = v8::Context::New(isolate_.get());
    context_.Reset(isolate_.get(), context);
    realm_ = std::make_unique<Realm>(context, *environment_);
    realm_->Expose(WebInterfaces());
    Run(kScript);
  }

  ~LeakTest() override {
    realm_.reset();
    context_.Reset();
    data_.reset();
    environment_.reset();
    network_.reset();
    runner_.reset();
    uv_run(&loop_, UV_RUN_DEFAULT);
    EXPECT_EQ(uv_loop_close(&loop_), 0);
    EXPECT_EQ(WebSocket::live_instances(), 0);
    EXPECT_EQ(Event::live_instances(), 0);
    EXPECT_EQ(EventTarget::live_instances(), 0);
  }

  std::string Run(const std::string& code) {
    v8::Isolate* isolate = isolate_.get();
    v8::HandleScope scope(isolate);
    v8::Local<v8::Context> context = context_.Get(isolate);
    v8::Context::Scope context_scope(context);
    v8::Local<v8::String> source =
        v8::String::NewFromUtf8(isolate, code.c_str()).ToLocalChecked();
    v8::Local<v8::Value> value = v8::Script::Compile(context, source)
                                     .ToLocalChecked()
                                     ->Run(context)
                                     .ToLocalChecked();
    return *v8::String::Utf8Value(isolate, value);
  }

  const net::LoopbackServerThread& server() const { return *server_; }

  void RunCycles(int cycles) {
    Run("run('ws://127.0.0.1:" + std::to_string(server_->port()) +
        "/close?code=4001&reason=done', " + std::to_string(cycles) + ")");
    v8::HandleScope scope(isolate_.get());
    uv_run(&loop_, UV_RUN_DEFAULT);
  }

  Census CollectAndCount() {
    isolate_.CollectAll();
    v8::HeapStatistics heap;
    isolate_.get()->GetHeapStatistics(&heap);
    Census census;
    census.wrappers = data_->wrappers().live_wrappers();
    census.connections = network_->connection_count();
    census.heap = heap.used_heap_size();
    census.handles = heap.used_global_handles_size();
    return census;
  }

 private:
  TestIsolate isolate_;
  uv_loop_t loop_;
  std::unique_ptr<net::LoopbackServerThread> server_;
  std::unique_ptr<IsolateData> data_;
  std::unique_ptr<net::UvTaskRunner> runner_;
  std::unique_ptr<net::WebSocketNetwork> network_;
  std::unique_ptr<SimpleEnvironment> environment_;
  v8::Global<v8::Context> context_;
  std::unique_ptr<Realm> realm_;
};

TEST_F(LeakTest, ConnectAndClose_TwentyThousandTimes_LeavesNothing) {
  RunCycles(kCyclesInRound);
  const Census first = CollectAndCount();
  Census last = first;
  for (int round = 1; round < kRounds; ++round) {
    RunCycles(kCyclesInRound);
    last = CollectAndCount();
    EXPECT_EQ(last.sockets, 0);
    EXPECT_EQ(last.events, 0);
    EXPECT_EQ(last.targets, 0);
    EXPECT_EQ(last.wrappers, 0u);
    EXPECT_EQ(last.connections, 0u);
  }
  EXPECT_EQ(Run("wrong"), "0");
  // Feedback and code that V8 keeps may still move a little: less than two
  // bytes a cycle.
  EXPECT_LT(last.heap, first.heap + 30'000);
  EXPECT_LE(last.handles, first.handles);
  RecordProperty("heap_growth", std::to_string(last.heap) + " from " +
                                    std::to_string(first.heap));
}

TEST_F(LeakTest, OpenSockets_WithListeners_SurviveCollectionsAndEnd) {
  Run("var codes = []; for (let i = 0; i < 50; ++i) {"
      "  new WebSocket('ws://127.0.0.1:" +
      std::to_string(server().port()) +
      "/close?code=' + (4000 + i)).onclose = (e) => codes.push(e.code);"
      "}");
  EXPECT_EQ(CollectAndCount().sockets, 50);
  RunCycles(0);
  EXPECT_EQ(Run("codes.sort().join() === "
                "Array.from({length: 50}, (_, i) => 4000 + i).join()"),
            "true");
  EXPECT_EQ(CollectAndCount().sockets, 0);
}

TEST_F(LeakTest, OpenSockets_AreReleasedWithTheIsolate) {
  Run("var kept = []; for (let i = 0; i < 50; ++i) {"
      "  const ws = new WebSocket('ws://127.0.0.1:" +
      std::to_string(server().port()) +
      "/echo'); ws.onclose = (e) => { ws.last = e; }; kept.push(ws);"
      "}");
  EXPECT_EQ(CollectAndCount().sockets, 50);
}

}  // namespace
}  // namespace mortise::bindings
