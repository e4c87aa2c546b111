#include "core/net/web_socket_channel.h"

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "core/net/loopback_server/loopback_server_thread.h"
#include "core/net/web_socket_network.h"
#include "tests/core/net/channel_recorder.h"
#include "tests/core/net/raw_peer.h"
#include "tests/core/net/test_certificates.h"
#include "tests/core/net/test_loop.h"

namespace mortise::net {
namespace {

absl::Span<const uint8_t> Bytes(std::string_view text) {
  return absl::MakeConstSpan(reinterpret_cast<const uint8_t*>(text.data()),
                             text.size());
}

// Against the loopback server on a thread of its own, by ws: and wss:.
class WebSocketChannelTest : public ::testing::TestWithParam<bool> {
 protected:
  WebSocketChannelTest() {
    LoopbackServer::Options options;
    if (GetParam()) {
      options.tls = {.certificate_pem = Identity().certificate_pem,
                     .private_key_pem = Identity().private_key_pem,
                     .client_roots_pem = ""};
      Trust(network_);
    }
    server_ = LoopbackServerThread::Start(options).value();
  }

  static const TestIdentity& Identity() {
    static const auto* identity = new TestIdentity(MakeCertificate(
        {.subject_alt_names = "DNS:localhost,IP:127.0.0.1"}, nullptr));
    return *identity;
  }

  static void Trust(WebSocketNetwork& network) {
    ASSERT_TRUE(
        network.SetTlsOptions({.extra_roots_pem = Identity().certificate_pem})
            .ok());
  }

  WebSocketConnectOptions To(const std::string& resource_name) {
    WebSocketConnectOptions options;
    options.request.secure = GetParam();
    options.request.host = "127.0.0.1";
    options.request.port = server_->port();
    options.request.resource_name = resource_name;
    options.request.offer_deflate = false;
    return options;
  }

  // Connects and waits for the end.
  std::string Run(ChannelRecorder& recorder, WebSocketConnectOptions options) {
    recorder.Connect(&network_, std::move(options));
    EXPECT_TRUE(loop_.RunUntil([&] { return recorder.is_closed(); }))
        << recorder.text();
    return recorder.text();
  }
  std::string Run(WebSocketConnectOptions options) {
    ChannelRecorder recorder;
    return Run(recorder, std::move(options));
  }

  bool RunUntilNoConnections() {
    return loop_.RunUntil([&] { return network_.connection_count() == 0; });
  }

  TestLoop loop_;
  WebSocketNetwork network_{loop_.get()};
  std::unique_ptr<LoopbackServerThread> server_;
};

INSTANTIATE_TEST_SUITE_P(, WebSocketChannelTest, ::testing::Bool(),
                         [](const auto& info) {
                           return info.param ? "wss" : "ws";
                         });

TEST_P(WebSocketChannelTest, ServerCloses_WithCodes_TellsThemAsTheyCame) {
  const struct {
    const char* query;
    const char* expected;
  } kCases[] = {
      {"?code=4001&reason=so+long", "open; closing; close 4001 so long"},
      {"?code=1000", "open; closing; close 1000"},
      {"", "open; closing; close 1005"},
      {"?code=1005", "open; closing; close 1005"},
      {"?code=0", "open; closing; close 0"},
      {"?code=999&reason=%E2%82%AC", "open; closing; close 999 \xE2\x82\xAC"},
      {"?code=2999", "open; closing; close 2999"},
      {"?code=65535", "open; closing; close 65535"},
      {"?code=1006", "open; failed close 1006"},
      {"?code=1015", "open; failed close 1006"},
  };
  for (const auto& c : kCases) {
    EXPECT_EQ(Run(To(std::string("/close") + c.query)), c.expected) << c.query;
  }
  EXPECT_TRUE(RunUntilNoConnections());
}

TEST_P(WebSocketChannelTest, ServerEnds_OtherWays_TellsHow) {
  EXPECT_EQ(Run(To("/drop")), "open; unclean close 1006");
  EXPECT_EQ(Run(To("/reset")), "open; failed close 1006");
  EXPECT_EQ(Run(To("/refuse?status=503")), "failed close 1006");
  EXPECT_EQ(Run(To("/no-such-path")), "failed close 1006");
  EXPECT_TRUE(RunUntilNoConnections());
}

TEST_P(WebSocketChannelTest, Connect_NobodyListens_TellsTheReasonToTheLog) {
  WebSocketConnectOptions options = To("/");
  options.request.port = RawListener().port();
  ChannelRecorder recorder;
  EXPECT_EQ(Run(recorder, options), "failed close 1006");
  EXPECT_EQ(recorder.detail(),
            "127.0.0.1:" + std::to_string(options.request.port) +
                ": connect: connection refused");
}

TEST_P(WebSocketChannelTest, Connect_BadPort_FailsInALaterTurn) {
  WebSocketConnectOptions options = To("/");
  options.request.port = 25;
  ChannelRecorder recorder;
  recorder.Connect(&network_, options);
  EXPECT_EQ(recorder.text(), "");
  ASSERT_TRUE(loop_.RunUntil([&] { return recorder.is_closed(); }));
  EXPECT_EQ(recorder.text(), "failed close 1006");
  EXPECT_EQ(recorder.detail(), "port 25 is blocked");
}

TEST_P(WebSocketChannelTest, Connect_ServerNeverAnswers_FailsInTime) {
  RawListener listener;
  WebSocketConnectOptions options = To("/");
  options.request.port = listener.port();
  options.connect_timeout = absl::Milliseconds(50);
  options.protocol.handshake_timeout = absl::Milliseconds(50);
  EXPECT_EQ(Run(options), "failed close 1006");
}

TEST_P(WebSocketChannelTest, Connect_ByName_Works) {
  WebSocketConnectOptions options = To("/close?code=3000");
  options.request.host = "localhost";
  EXPECT_EQ(Run(options), "open; closing; close 3000");
}

TEST_P(WebSocketChannelTest, Open_WithProtocolsAndDeflate_TellsWhatIsInUse) {
  WebSocketConnectOptions options = To("/subprotocol");
  options.request.protocols = {"chat", "superchat"};
  options.request.offer_deflate = true;
  ChannelRecorder recorder;
  recorder.set_hook([&](const std::string& line) {
    if (line.starts_with("open")) recorder.channel().Close(1000, "");
  });
  EXPECT_EQ(Run(recorder, options), "open chat permessage-deflate; close 1000");
}

TEST_P(WebSocketChannelTest, Send_EverySizeClass_ComesBackAndIsCounted) {
  for (const bool deflate : {false, true}) {
    uint64_t total = 0;
    ChannelRecorder recorder;
    WebSocketConnectOptions options = To("/echo");
    options.request.offer_deflate = deflate;
    recorder.Connect(&network_, options);
    ASSERT_TRUE(loop_.RunUntil([&] { return recorder.is_open(); }));
    for (const size_t size :
         {0, 1, 125, 126, 127, 65535, 65536, 65537, 1 << 20, 20'000'000}) {
      for (const bool text : {false, true}) {
        std::string data(size, 'x');
        for (size_t i = 0; i < size; ++i) {
          data[i] = static_cast<char>((i * 7 + (i >> 8)) & 0x7F);
        }
        const size_t before = recorder.messages();
        EXPECT_TRUE(text ? recorder.channel().SendText(data)
                         : recorder.channel().SendBinary(Bytes(data)));
        // What was sent counts until the task is over.
        EXPECT_EQ(recorder.channel().buffered_amount(), size);
        ASSERT_TRUE(
            loop_.RunUntil([&] { return recorder.messages() > before; }));
        EXPECT_EQ(recorder.lines().back(),
                  (text ? "text " : "binary ") + std::to_string(size));
        EXPECT_TRUE(recorder.last_message() == data);
        total += size;
        EXPECT_EQ(recorder.channel().buffered_amount(), 0u);
        EXPECT_EQ(recorder.bytes_sent(), total);
      }
    }
    recorder.channel().Close(4999, "done");
    ASSERT_TRUE(loop_.RunUntil([&] { return recorder.is_closed(); }));
    EXPECT_EQ(recorder.lines().back(), "close 4999");
  }
}

TEST_P(WebSocketChannelTest, Send_ManyInOneTurn_AllComeBackInOrder) {
  ChannelRecorder recorder;
  recorder.Connect(&network_, To("/echo"));
  ASSERT_TRUE(loop_.RunUntil([&] { return recorder.is_open(); }));
  constexpr size_t kMessages = 10'000;
  std::vector<std::string> got;
  recorder.set_hook([&](const std::string& line) {
    if (line != "sent") got.push_back(recorder.last_message());
  });
  for (size_t i = 0; i < kMessages; ++i) {
    recorder.channel().SendText(std::to_string(i));
    if (i % 1000 == 999) uv_run(loop_.get(), UV_RUN_NOWAIT);
  }
  ASSERT_TRUE(loop_.RunUntil([&] { return got.size() == kMessages; }));
  for (size_t i = 0; i < kMessages; ++i) ASSERT_EQ(got[i], std::to_string(i));
}

TEST_P(WebSocketChannelTest, Send_NotOpen_IsRefused) {
  ChannelRecorder recorder;
  recorder.Connect(&network_, To("/close"));
  EXPECT_FALSE(recorder.channel().SendText("early"));
  recorder.set_hook([&](const std::string& line) {
    EXPECT_EQ(recorder.channel().SendText("x"), line == "open") << line;
  });
  ASSERT_TRUE(loop_.RunUntil([&] { return recorder.is_closed(); }));
  EXPECT_FALSE(recorder.channel().SendText("late"));
}

TEST_P(WebSocketChannelTest, Close_WhileConnecting_FailsInALaterTurn) {
  for (int turns = 0; turns < 4; ++turns) {
    ChannelRecorder recorder;
    recorder.Connect(&network_, To("/echo"));
    for (int i = 0; i < turns; ++i) uv_run(loop_.get(), UV_RUN_NOWAIT);
    if (recorder.is_open()) break;
    recorder.channel().Close(1000, "");
    EXPECT_EQ(recorder.text(), "");
    ASSERT_TRUE(loop_.RunUntil([&] { return recorder.is_closed(); }));
    EXPECT_EQ(recorder.text(), "failed close 1006");
  }
  EXPECT_TRUE(RunUntilNoConnections());
}

TEST_P(WebSocketChannelTest, Close_ByUs_IsAnsweredAndNothingElseDelivered) {
  ChannelRecorder recorder;
  recorder.Connect(&network_, To("/echo"));
  ASSERT_TRUE(loop_.RunUntil([&] { return recorder.is_open(); }));
  recorder.channel().SendText("lost");
  recorder.channel().Close(3001, "bye");
  recorder.channel().Close(3002, "again");
  ASSERT_TRUE(loop_.RunUntil([&] { return recorder.is_closed(); }));
  EXPECT_EQ(recorder.text(), "open; close 3001");
}

TEST_P(WebSocketChannelTest, PauseReading_HoldsMessagesBack) {
  ChannelRecorder recorder;
  recorder.Connect(&network_, To("/echo"));
  ASSERT_TRUE(loop_.RunUntil([&] { return recorder.is_open(); }));
  // Pauses in the first message's callback, with others in the same read.
  recorder.set_hook([&](const std::string& line) {
    if (line != "sent") recorder.channel().PauseReading();
  });
  for (int i = 0; i < 5; ++i) recorder.channel().SendText("m");
  for (size_t i = 1; i <= 5; ++i) {
    ASSERT_TRUE(loop_.RunUntil([&] { return recorder.messages() == i; }));
    loop_.RunFor(absl::Milliseconds(5));
    EXPECT_EQ(recorder.messages(), i);
    recorder.channel().ResumeReading();
    EXPECT_EQ(recorder.messages(), i);
  }
}

TEST_P(WebSocketChannelTest, Close_WhilePaused_StillEnds) {
  ChannelRecorder recorder;
  recorder.Connect(&network_, To("/echo"));
  ASSERT_TRUE(loop_.RunUntil([&] { return recorder.is_open(); }));
  recorder.set_hook([&](const std::string& line) {
    if (line != "sent") recorder.channel().PauseReading();
  });
  for (int i = 0; i < 5; ++i) recorder.channel().SendText("m");
  ASSERT_TRUE(loop_.RunUntil([&] { return recorder.messages() == 1; }));
  recorder.channel().Close(std::nullopt, "");
  ASSERT_TRUE(loop_.RunUntil([&] { return recorder.is_closed(); }));
  EXPECT_EQ(recorder.text(), "open; text 1; close 1005");
}

TEST_P(WebSocketChannelTest, Destructor_InEachCallback_IsSafe) {
  for (const char* path :
       {"/echo", "/close?code=1000", "/drop", "/reset", "/refuse?status=404"}) {
    for (const char* when :
         {"open", "text", "sent", "closing", "close", "failed", "unclean"}) {
      ChannelRecorder recorder;
      recorder.set_hook([&](const std::string& line) {
        if (line.starts_with(when)) {
          recorder.DestroyChannel();
        } else if (line == "open") {
          recorder.channel().SendText("one");
          recorder.channel().SendText("two");
        } else if (line.starts_with("text")) {
          recorder.channel().Close(1000, "");
        }
      });
      recorder.Connect(&network_, To(path));
      ASSERT_TRUE(loop_.RunUntil(
          [&] { return recorder.is_closed() || !recorder.has_channel(); }));
      const std::string text = recorder.text();
      EXPECT_TRUE(RunUntilNoConnections()) << path << " " << when;
      EXPECT_EQ(recorder.text(), text) << "a callback after destruction";
    }
  }
}

TEST_P(WebSocketChannelTest, Destructor_AtEachTurn_IsSafe) {
  for (const char* path : {"/echo", "/close", "/drop"}) {
    for (int turns = 0; turns < 8; ++turns) {
      ChannelRecorder recorder;
      recorder.Connect(&network_, To(path));
      for (int i = 0; i < turns; ++i) {
        uv_run(loop_.get(), UV_RUN_NOWAIT);
        absl::SleepFor(absl::Microseconds(50));
      }
      recorder.DestroyChannel();
      const std::string text = recorder.text();
      EXPECT_TRUE(RunUntilNoConnections());
      EXPECT_EQ(recorder.text(), text);
    }
  }
}

TEST_P(WebSocketChannelTest, Network_DestroyedWithDetachedConnections_IsSafe) {
  TestLoop loop;
  WebSocketNetwork network(loop.get());
  if (GetParam()) Trust(network);
  ChannelRecorder recorder;
  recorder.Connect(&network, To("/echo"));
  ASSERT_TRUE(loop.RunUntil([&] { return recorder.is_open(); }));
  recorder.DestroyChannel();
  EXPECT_EQ(network.connection_count(), 1u);
}

TEST_P(WebSocketChannelTest, SetLogger_HearsOfTheWholeConnection) {
  struct Logger final : NetLogger {
    std::string text;
    void Log(uint64_t connection, std::string_view line) override {
      text += std::to_string(connection) + " " + std::string(line) + "\n";
    }
  } logger;
  network_.SetLogger(&logger);
  Run(To("/close?code=4001&reason=bye"));
  network_.SetLogger(nullptr);
  for (const std::string& expected :
       {std::string("1 connecting to "), std::string("1 connected to 127."),
        std::string("1 open, protocol \"\", extensions \"\"\n"),
        std::string("1 the server closes\n"),
        std::string("1 closed cleanly, code 4001, reason \"bye\"")}) {
    EXPECT_NE(logger.text.find(expected), std::string::npos) << logger.text;
  }
  EXPECT_EQ(logger.text.find("TLSv1.3") != std::string::npos, GetParam());
}

TEST_P(WebSocketChannelTest, Connect_HundredAtOnce_AllOpenOneByOne) {
  std::vector<ChannelRecorder> recorders(100);
  for (auto& recorder : recorders) recorder.Connect(&network_, To("/close"));
  for (auto& recorder : recorders) {
    ASSERT_TRUE(loop_.RunUntil([&] { return recorder.is_closed(); }));
    EXPECT_EQ(recorder.text(), "open; closing; close 1005");
  }
}

TEST_P(WebSocketChannelTest, OpenChannel_KeepsLoopAlive_ClosedOneDoesNot) {
  ChannelRecorder recorder;
  recorder.Connect(&network_, To("/echo"));
  recorder.set_hook([&](const std::string& line) {
    if (line == "open") recorder.channel().SendText("x");
    if (line == "text 1") recorder.channel().Close(1000, "");
  });
  loop_.RunToEnd();
  EXPECT_EQ(recorder.text(), "open; text 1; close 1000");
}

}  // namespace
}  // namespace mortise::net
