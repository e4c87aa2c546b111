// What a script sees of every way in which a server can treat a connection:
// the rows are in close_table_*.cc.

#include "tests/core/websocket/close_table.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "absl/strings/str_replace.h"
#include "core/base/byte_buffer.h"
#include "core/base/strings.h"
#include "core/net/accept_key.h"
#include "core/net/message_deflater.h"
#include "core/websocket/web_socket_environment.h"
#include "tests/core/websocket/scripted_http2_server.h"
#include "tests/core/websocket/scripted_server.h"
#include "tests/core/websocket/web_socket_fixture.h"

namespace mortise {
namespace {

enum class Transport : uint8_t { kTcp, kTls, kHttp2 };

struct Run {
  CloseRow row;
  Transport transport;
  bool deflate;

  bool secure() const { return transport != Transport::kTcp; }
};

// How GoogleTest shows a run.
void PrintTo(const Run& run, std::ostream* out) { *out << run.row.name; }

std::vector<CloseRow> AllRows() {
  std::vector<CloseRow> rows;
  for (auto* part : {HandshakeRows, HandshakeHeaderRows, FrameRows, MessageRows,
                     CloseFrameRows, ClientCloseRows, EndRows}) {
    for (CloseRow& row : part()) rows.push_back(std::move(row));
  }
  return rows;
}

// Whether HTTP/2 can say what a response says: without folded lines and those
// without a colon or with a stray carriage return, with no field that HPACK has
// no room for in nghttp2, and without Content-Length, of which that judges
// itself.
bool HasHttp2Fields(std::string_view response) {
  constexpr size_t kMaxField = 60 << 10;
  constexpr std::string_view kDeflate = "{deflate}";
  const std::vector<std::string_view> lines = Split(response, '\n');
  for (size_t i = 1; i < lines.size(); ++i) {
    std::string_view line = lines[i];
    if (line.starts_with(kDeflate)) line.remove_prefix(kDeflate.size());
    if (line == "\r") return true;
    if (line.starts_with(' ') || line.size() > kMaxField ||
        line.starts_with("Content-Length") ||
        line.find('\r') < line.size() - 1 ||
        line.find(':') == std::string_view::npos) {
      return false;
    }
  }
  return true;
}

// Whether what the server does has a counterpart on an HTTP/2 stream.
bool RunsOverHttp2(const CloseRow& row) {
  using Kind = CloseStep::Kind;
  bool requested = false;
  bool responded = false;
  for (const CloseStep& step : row.steps) {
    switch (step.kind) {
      case Kind::kUnencrypted:
        return false;
      case Kind::kResponse:
        if (responded || !step.bytes.starts_with("HTTP/1.1 101 ") ||
            step.bytes.find("{accept}\r\n{deflate}") == std::string::npos ||
            !HasHttp2Fields(step.bytes)) {
          return false;
        }
        requested = responded = true;
        break;
      case Kind::kAwaitRequest:
        requested = true;
        break;
      case Kind::kReset:
        if (!requested) return false;
        break;
      case Kind::kBytes:
      case Kind::kText:
      case Kind::kEnd:
        // A stream begins with a response.
        if (!responded) return false;
        break;
      default:
        break;
    }
  }
  return true;
}

std::vector<Run> AllRuns() {
  std::vector<Run> runs;
  for (const CloseRow& row : AllRows()) {
    for (Transport transport :
         {Transport::kTcp, Transport::kTls, Transport::kHttp2}) {
      if (transport == Transport::kHttp2 && !RunsOverHttp2(row)) continue;
      for (bool deflate : {false, true}) {
        if (row.runs ==
            (deflate ? CloseRow::kWithoutDeflate : CloseRow::kWithDeflate)) {
          continue;
        }
        runs.push_back({row, transport, deflate});
      }
    }
  }
  return runs;
}

std::string NameOf(const testing::TestParamInfo<Run>& info) {
  constexpr const char* kNames[] = {"_ws", "_wss", "_http2"};
  return info.param.row.name +
         kNames[static_cast<size_t>(info.param.transport)] +
         (info.param.deflate ? "_deflate" : "");
}

// "open 1; message 1 text:hi"; payloads beyond 100 bytes by their size.
std::string ToText(const std::vector<std::string>& events) {
  std::string text;
  for (const std::string& event : events) {
    if (!text.empty()) text += "; ";
    const size_t colon = event.find(':');
    if (event.size() > 100 && colon != std::string::npos) {
      text += event.substr(0, colon) + " of " +
              std::to_string(event.size() - colon - 1);
    } else {
      text += event;
    }
  }
  return text;
}

class CloseTableTest : public WebSocketFixture,
                       public testing::WithParamInterface<Run> {
 protected:
  CloseTableTest() {
    if (GetParam().transport == Transport::kHttp2) {
      scripted_ = std::make_unique<ScriptedHttp2Server>();
    } else {
      scripted_ = std::make_unique<ScriptedServer>(GetParam().secure());
    }
  }

  // The loopback server is not needed.
  void SetUp() override {}

  void TearDown() override { socket_ = nullptr; }

  bool Await(absl::FunctionRef<bool()> done) {
    return RunUntil([&] {
      scripted_->Turn();
      return done();
    });
  }

  void Open() {
    const CloseRow& row = GetParam().row;
    const bool is_http2 = GetParam().transport == Transport::kHttp2;
    if (GetParam().secure()) {
      ASSERT_TRUE(
          network_
              ->SetTlsOptions({.trust_system_roots = false,
                               .extra_roots_pem =
                                   is_http2 ? net::Http2TestServer::RootsPem()
                                            : ScriptedServer::RootsPem()})
              .ok());
    }
    net::WebSocketConnectOptions& options =
        environment_->Get<WebSocketEnvironment>()->connect_options();
    options.offer_http2 = is_http2;
    if (row.configure) row.configure(options.protocol);
    socket_ = Connect(Concat(GetParam().secure() ? "wss" : "ws",
                             "://127.0.0.1:", scripted_->port(), "/"),
                      row.protocols);
    Log(*socket_, [this, &row](WebSocket& socket, Event& event) {
      if (row.script) row.script(socket, event.type().string().ToUtf8());
    });
    if (row.script) row.script(*socket_, "");
    EXPECT_EQ(ToText(log_), "") << "an event before the constructor returned";
  }

  bool RequestHasCome() const {
    return scripted_->received().find("\r\n\r\n") != std::string::npos;
  }

  std::string SentFrames() const {
    const size_t head = scripted_->received().find("\r\n\r\n");
    if (head == std::string::npos) return "";
    return net::DescribeFrames(scripted_->received().substr(head + 4),
                               net::Role::kServer);
  }

  std::string FillIn(std::string_view response) const {
    constexpr std::string_view kKey = "Sec-WebSocket-Key: ";
    const std::string& request = scripted_->received();
    const size_t found = request.find(kKey);
    std::string key;  // HTTP/2 has none.
    if (found != std::string::npos) {
      const size_t start = found + kKey.size();
      key = request.substr(start, request.find("\r\n", start) - start);
    }
    return absl::StrReplaceAll(
        absl::string_view(response.data(), response.size()),
        {{"{accept}", net::ComputeWebSocketAccept(key)},
         {"{deflate}", GetParam().deflate
                           ? "Sec-WebSocket-Extensions: permessage-deflate\r\n"
                           : ""}});
  }

  std::string TextFrame(std::string_view text) {
    if (!GetParam().deflate) return net::Frame(0x81, text);
    ByteBuffer compressed;
    deflater_.Deflate(net::ToBytes(text), compressed);
    return net::Frame(0xC1, compressed.view());
  }

  bool Do(const CloseStep& step) {
    using Kind = CloseStep::Kind;
    switch (step.kind) {
      case Kind::kBytes:
        scripted_->Send(step.bytes);
        return true;
      case Kind::kUnencrypted:
        scripted_->SendUnencrypted(step.bytes);
        return true;
      case Kind::kText:
        scripted_->Send(TextFrame(step.bytes));
        return true;
      case Kind::kResponse:
        if (!Await([&] { return RequestHasCome(); })) return false;
        scripted_->Send(FillIn(step.bytes));
        return true;
      case Kind::kEnd:
        scripted_->End();
        return true;
      case Kind::kEndTcp:
        scripted_->EndTcp();
        return true;
      case Kind::kReset:
        scripted_->Reset();
        return true;
      case Kind::kAwaitRequest:
        return Await([&] { return RequestHasCome(); });
      case Kind::kAwaitEvent:
        return Await([&] {
          return std::find(log_.begin(), log_.end(), step.bytes) != log_.end();
        });
      case Kind::kAwaitState:
        return Await([&] { return socket_->ready_state() == step.number; });
      case Kind::kAwaitSent:
        return Await([&] {
          return SentFrames() ==
                 (step.bytes == "*" ? GetParam().row.sent : step.bytes);
        });
      case Kind::kAwaitClosed:
        return Await([&] { return closed_; });
      case Kind::kWait:
        loop_.RunFor(absl::Milliseconds(step.number));
        scripted_->Turn();
        return true;
    }
    return false;
  }

  std::unique_ptr<CloseTableServer> scripted_;
  net::MessageDeflater deflater_{15, /*no_context_takeover=*/false};
  RefPtr<WebSocket> socket_;
};

TEST_P(CloseTableTest, Row) {
  const CloseRow& row = GetParam().row;
  Open();
  // Without steps, the client may not even connect.
  if (!row.steps.empty()) {
    const bool starts_in_tls =
        row.steps[0].kind == CloseStep::Kind::kUnencrypted;
    ASSERT_TRUE(Await([&] {
      return starts_in_tls ? scripted_->connected() : scripted_->ready();
    }));
  }
  for (size_t i = 0; i < row.steps.size(); ++i) {
    ASSERT_TRUE(Do(row.steps[i]))
        << "step " << i + 1 << "; events: " << ToText(log_)
        << "; sent: " << SentFrames();
  }
  EXPECT_TRUE(Await([&] { return closed_; })) << "no close event";
  // The client ends the connection, too, and nothing more is heard.
  EXPECT_TRUE(Await(
      [&] { return scripted_->client_ended() || !scripted_->connected(); }));
  loop_.RunFor(absl::Milliseconds(2));
  EXPECT_EQ(ToText(log_), row.events);
  EXPECT_EQ(SentFrames(), row.sent);
  EXPECT_EQ(socket_->ready_state(), WebSocket::kClosed);
  EXPECT_FALSE(socket_->has_pending_activity());
}

INSTANTIATE_TEST_SUITE_P(All, CloseTableTest, testing::ValuesIn(AllRuns()),
                         NameOf);

// The certificate's authority is not trusted, and nothing is sent to it.
class UntrustedServerTest : public WebSocketFixture {
 protected:
  void SetUp() override {}
};

TEST_F(UntrustedServerTest, ConnectionFails_RequestIsNotSent) {
  ASSERT_TRUE(network_->SetTlsOptions({.trust_system_roots = false}).ok());
  ScriptedServer server(/*secure=*/true);
  const RefPtr<WebSocket> socket =
      Connect(Concat("wss://127.0.0.1:", server.port(), "/"));
  Log(*socket);
  EXPECT_TRUE(RunUntil([&] {
    server.Turn();
    return closed_ && server.client_ended();
  }));
  EXPECT_EQ(ToText(log_), kRefused);
  EXPECT_EQ(server.received(), "");
}

TEST(CloseTable, HasAtLeast150Behaviours) { EXPECT_GE(AllRows().size(), 150u); }

TEST(CloseTable, MostBehaviours_RunOverHttp2Too) {
  const std::vector<CloseRow> rows = AllRows();
  EXPECT_GE(std::count_if(rows.begin(), rows.end(), RunsOverHttp2), 100);
}

// "No time-out shorter than 10 s for the peer's answer to our Close."
TEST(CloseTable, CloseTimeout_IsAtLeastTenSeconds) {
  EXPECT_GE(net::WebSocketProtocolOptions().close_timeout, absl::Seconds(10));
}

}  // namespace
}  // namespace mortise
