#include "core/websocket/web_socket.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "core/dom/event_dispatch.h"
#include "core/dom/event_handler.h"
#include "core/dom/event_listener.h"
#include "core/html/message_event.h"
#include "core/websocket/web_socket_environment.h"
#include "tests/core/net/raw_peer.h"
#include "tests/core/websocket/web_socket_fixture.h"

namespace mortise {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

const AtomString kOpen("open");
const AtomString kMessage("message");
const AtomString kError("error");
const AtomString kClose("close");

class WebSocketTest : public WebSocketFixture {
 protected:
  static std::string NameOf(const ExceptionOr<void>& result) {
    return result.has_exception()
               ? std::string(ToString(result.exception().name()))
               : "none";
  }
};

TEST_F(WebSocketTest, ServerCloses_EventTellsCodeAndReason) {
  struct Case {
    const char* query;
    std::vector<std::string> expected;
  };
  const Case cases[] = {
      {"?code=1000", {"open 1", "close 3 clean 1000"}},
      {"?code=4001&reason=bye", {"open 1", "close 3 clean 4001 bye"}},
      {"?code=3000", {"open 1", "close 3 clean 3000"}},
      {"?code=4999", {"open 1", "close 3 clean 4999"}},
      {"?code=0", {"open 1", "close 3 clean 0"}},
      {"?code=999", {"open 1", "close 3 clean 999"}},
      {"?code=2999", {"open 1", "close 3 clean 2999"}},
      {"?code=65535", {"open 1", "close 3 clean 65535"}},
      {"", {"open 1", "close 3 clean 1005"}},
      {"?code=1006", {"open 1", "error 3", "close 3 unclean 1006"}},
      {"?code=1015", {"open 1", "error 3", "close 3 unclean 1006"}},
  };
  for (const Case& test : cases) {
    const RefPtr<WebSocket> socket =
        Connect(Address(std::string("/close") + test.query));
    Log(*socket);
    RunUntilClosed();
    EXPECT_EQ(TakeLog(), test.expected) << test.query;
    EXPECT_FALSE(socket->has_pending_activity());
  }
}

TEST_F(WebSocketTest, AbnormalEnds_Table) {
  struct Case {
    const char* path;
    std::vector<std::string> expected;
  };
  const Case cases[] = {
      {"/drop", {"open 1", "close 3 unclean 1006"}},
      {"/refuse?status=403", {"error 3", "close 3 unclean 1006"}},
      {"/refuse?status=200", {"error 3", "close 3 unclean 1006"}},
      {"/no-such-path", {"error 3", "close 3 unclean 1006"}},
  };
  for (const Case& test : cases) {
    const RefPtr<WebSocket> socket = Connect(Address(test.path));
    Log(*socket);
    RunUntilClosed();
    EXPECT_EQ(TakeLog(), test.expected) << test.path;
  }
}

TEST_F(WebSocketTest, NobodyListens_FailsToConnect) {
  net::RawListener listener;
  std::string url = "ws://127.0.0.1:" + std::to_string(listener.port()) + "/";
  {
    const net::RawListener gone(1);
    url = "ws://127.0.0.1:" + std::to_string(gone.port()) + "/";
  }
  const RefPtr<WebSocket> socket = Connect(url);
  Log(*socket);
  RunUntilClosed();
  EXPECT_THAT(TakeLog(), ElementsAre("error 3", "close 3 unclean 1006"));
}

TEST_F(WebSocketTest, Echo_TextAndBinaryInBothForms) {
  const RefPtr<WebSocket> socket = Connect(Address("/echo"));
  const std::string bytes = "bytes";
  const BufferSource source{absl::MakeConstSpan(
      reinterpret_cast<const uint8_t*>(bytes.data()), bytes.size())};
  int received = 0;
  Log(*socket, [&](WebSocket& socket, Event& event) {
    if (event.type() == kOpen) {
      EXPECT_EQ(NameOf(socket.Send(std::string("\xEF\xBB\xBFt\xC3\xA9xt"))),
                "none");
      EXPECT_EQ(NameOf(socket.Send(std::string())), "none");
      EXPECT_EQ(NameOf(socket.Send(source)), "none");
      EXPECT_EQ(NameOf(socket.Send(Blob::Create(
                    std::vector<BlobPart>{source, std::string("+")}))),
                "none");
    } else if (event.type() == kMessage) {
      EXPECT_EQ(static_cast<MessageEvent&>(event).origin() + "/echo",
                socket.url());
      if (++received == 3) socket.set_binary_type(BinaryType::kArraybuffer);
      if (received == 4) (void)socket.Close(1000);
    }
  });
  RunUntilClosed();
  EXPECT_THAT(TakeLog(),
              ElementsAre("open 1", "message 1 text:\xEF\xBB\xBFt\xC3\xA9xt",
                          "message 1 text:", "message 1 blob:bytes",
                          "message 1 buffer:bytes+", "close 3 clean 1000"));
  EXPECT_EQ(socket->buffered_amount(), 0u);
}

TEST_F(WebSocketTest, Subprotocol_IsWhatTheServerChose) {
  const RefPtr<WebSocket> socket =
      Connect(Address("/subprotocol"), {"first", "second"});
  Log(*socket, [&](WebSocket& socket, Event& event) {
    if (event.type() != kOpen) return;
    EXPECT_TRUE(socket.protocol() == "first");
    (void)socket.Close();
  });
  RunUntilClosed();
  EXPECT_THAT(TakeLog(), ElementsAre("open 1", "close 3 clean 1005"));
}

TEST_F(WebSocketTest, Close_Arguments_Table) {
  struct Case {
    std::optional<uint16_t> code;
    std::optional<std::string> reason;
    const char* expected;
  };
  const Case cases[] = {
      {std::nullopt, std::nullopt, "none"},
      {1000, std::nullopt, "none"},
      {3000, std::nullopt, "none"},
      {4999, std::string(123, 'r'), "none"},
      {std::nullopt, std::string(123, 'r'), "none"},
      {0, std::nullopt, "InvalidAccessError"},
      {999, std::nullopt, "InvalidAccessError"},
      {1001, std::nullopt, "InvalidAccessError"},
      {1005, std::nullopt, "InvalidAccessError"},
      {2999, std::nullopt, "InvalidAccessError"},
      {5000, std::nullopt, "InvalidAccessError"},
      {65535, std::nullopt, "InvalidAccessError"},
      {1000, std::string(124, 'r'), "SyntaxError"},
      {1001, std::string(124, 'r'), "InvalidAccessError"},
      {std::nullopt, std::string(124, 'r'), "SyntaxError"},
  };
  for (const Case& test : cases) {
    const RefPtr<WebSocket> socket = Connect(Address("/echo"));
    EXPECT_EQ(NameOf(socket->Close(test.code, test.reason)), test.expected);
    const bool closes = std::string_view(test.expected) == "none";
    EXPECT_EQ(socket->ready_state(),
              closes ? WebSocket::kClosing : WebSocket::kConnecting);
    // In later states too the arguments are checked first.
    (void)socket->Close();
    EXPECT_EQ(NameOf(socket->Close(test.code, test.reason)), test.expected);
  }
}

TEST_F(WebSocketTest, Close_ByUs_IsAnsweredWithItsCode) {
  struct Case {
    std::optional<uint16_t> code;
    std::optional<std::string> reason;
    std::string expected;
  };
  const Case cases[] = {
      {std::nullopt, std::nullopt, "close 3 clean 1005"},
      {1000, std::nullopt, "close 3 clean 1000"},
      // The server's Close frame repeats the code without the reason.
      {4001, "because", "close 3 clean 4001"},
      {std::nullopt, "without code", "close 3 clean 1005"},
  };
  for (const Case& test : cases) {
    const RefPtr<WebSocket> socket = Connect(Address("/echo"));
    Log(*socket, [&](WebSocket& socket, Event& event) {
      if (event.type() != kOpen) return;
      EXPECT_EQ(NameOf(socket.Close(test.code, test.reason)), "none");
      EXPECT_EQ(socket.ready_state(), WebSocket::kClosing);
    });
    RunUntilClosed();
    EXPECT_THAT(TakeLog(), ElementsAre("open 1", test.expected));
  }
}

TEST_F(WebSocketTest, Close_WhileConnecting_FailsInALaterTask) {
  const RefPtr<WebSocket> socket = Connect(Address("/echo"));
  Log(*socket);
  EXPECT_EQ(NameOf(socket->Close(4000, "early")), "none");
  EXPECT_EQ(socket->ready_state(), WebSocket::kClosing);
  EXPECT_THAT(log_, IsEmpty());
  RunUntilClosed();
  EXPECT_THAT(TakeLog(), ElementsAre("error 3", "close 3 unclean 1006"));
}

// The handshake is done, and script does not know it yet.
TEST_F(WebSocketTest, Close_BetweenHandshakeAndOpenEvent_FailsAlike) {
  class HeldRunner final : public TaskRunner {
   public:
    void PostTask(Task task) override { tasks.push_back(std::move(task)); }
    void PostDelayedTask(Task, absl::Duration) override {}
    std::vector<Task> tasks;
  };
  HeldRunner held;
  environment_.emplace(&held);
  environment_->Set(std::make_unique<WebSocketEnvironment>(network_.get()));
  const RefPtr<WebSocket> socket = Connect(Address("/echo"));
  Log(*socket);
  ASSERT_TRUE(RunUntil([&] { return !held.tasks.empty(); }));
  EXPECT_EQ(socket->ready_state(), WebSocket::kConnecting);
  EXPECT_EQ(NameOf(socket->Close(4000)), "none");
  loop_.RunFor(absl::Milliseconds(5));
  for (size_t i = 0; i < held.tasks.size(); ++i) held.tasks[i]();
  EXPECT_THAT(TakeLog(), ElementsAre("error 3", "close 3 unclean 1006"));
  held.tasks.clear();
}

TEST_F(WebSocketTest, Close_Twice_OrAfterTheEnd_DoesNothing) {
  const RefPtr<WebSocket> socket = Connect(Address("/echo"));
  Log(*socket, [&](WebSocket& socket, Event& event) {
    if (event.type() == kOpen) {
      EXPECT_EQ(NameOf(socket.Close(4001)), "none");
    }
    EXPECT_EQ(NameOf(socket.Close(4002)), "none");
  });
  RunUntilClosed();
  EXPECT_THAT(TakeLog(), ElementsAre("open 1", "close 3 clean 4001"));
  EXPECT_EQ(NameOf(socket->Close(4003)), "none");
}

TEST_F(WebSocketTest, Send_WhileConnecting_Throws) {
  const RefPtr<WebSocket> socket = Connect(Address("/echo"));
  EXPECT_EQ(NameOf(socket->Send(std::string("x"))), "InvalidStateError");
  EXPECT_EQ(socket->buffered_amount(), 0u);
}

TEST_F(WebSocketTest, BufferedAmount_CountsUtf8AndGrowsAfterTheEnd) {
  const RefPtr<WebSocket> socket = Connect(Address("/echo"));
  Log(*socket, [&](WebSocket& socket, Event& event) {
    if (event.type() == kOpen) {
      (void)socket.Send(std::string("\xC3\xA9\xE4\xB8\xAD"));
      EXPECT_EQ(socket.buffered_amount(), 5u);
      (void)socket.Close();
      (void)socket.Send(std::string("late"));
      EXPECT_EQ(socket.buffered_amount(), 9u);
    } else if (event.type() == kClose) {
      EXPECT_EQ(socket.buffered_amount(), 4u);
    }
  });
  RunUntilClosed();
  (void)socket->Send(Blob::Create(std::vector<BlobPart>{std::string("12345")}));
  EXPECT_EQ(socket->buffered_amount(), 9u);
  EXPECT_THAT(TakeLog(), ElementsAre("open 1", "close 3 clean 1005"));
}

TEST_F(WebSocketTest, MessageAfterClose_IsNotDelivered) {
  const RefPtr<WebSocket> socket = Connect(Address("/echo"));
  int received = 0;
  Log(*socket, [&](WebSocket& socket, Event& event) {
    if (event.type() == kOpen) {
      for (int i = 0; i < 10; ++i) (void)socket.Send(std::to_string(i));
    } else if (event.type() == kMessage && ++received == 3) {
      (void)socket.Close(1000);
    }
  });
  RunUntilClosed();
  EXPECT_THAT(TakeLog(),
              ElementsAre("open 1", "message 1 text:0", "message 1 text:1",
                          "message 1 text:2", "close 3 clean 1000"));
}

TEST_F(WebSocketTest, Handlers_TakeTheirPlacesAmongListeners) {
  const RefPtr<WebSocket> socket = Connect(Address("/close?code=1000"));
  Log(*socket);
  socket->SetEventHandler(kClose, MakeEventHandler([this](Event&) {
                            log_.push_back("onclose");
                            return EventHandler::Result::kOther;
                          }));
  RunUntilClosed();
  EXPECT_THAT(TakeLog(),
              ElementsAre("open 1", "close 3 clean 1000", "onclose"));
}

TEST_F(WebSocketTest, ManyMessages_ArriveInOrderAndAreBoundedInMemory) {
  const RefPtr<WebSocket> socket = Connect(Address("/echo"));
  constexpr int kCount = 2000;
  const std::string payload(10'000, 'p');
  int received = 0;
  socket->AddEventListener(kOpen, MakeEventListener([&](Event&) {
                             for (int i = 0; i < kCount; ++i) {
                               (void)socket->Send(std::to_string(i) + payload);
                             }
                           }));
  socket->AddEventListener(kMessage, MakeEventListener([&](Event& event) {
                             const Any& data =
                                 static_cast<MessageEvent&>(event).data();
                             EXPECT_EQ(std::get<std::string>(data),
                                       std::to_string(received) + payload);
                             ++received;
                           }));
  EXPECT_TRUE(RunUntil([&] { return received == kCount; }));
  EXPECT_TRUE(RunUntil([&] { return socket->buffered_amount() == 0; }));
}

TEST_F(WebSocketTest, ResetStorm_OtherSocketsGoOn) {
  const RefPtr<WebSocket> echo = Connect(Address("/echo"));
  int echoes = 0;
  echo->AddEventListener(kMessage, MakeEventListener([&](Event&) {
                           ++echoes;
                           (void)echo->Send("again");
                         }));
  ASSERT_TRUE(RunUntil([&] { return echo->ready_state() == 1; }));
  (void)echo->Send("first");
  std::vector<RefPtr<WebSocket>> stormy;
  int errors = 0;
  int closes = 0;
  for (int i = 0; i < 300; ++i) {
    stormy.push_back(Connect(Address("/reset")));
    stormy.back()->AddEventListener(
        kError, MakeEventListener([&](Event&) { ++errors; }));
    stormy.back()->AddEventListener(
        kClose, MakeEventListener([&](Event&) { ++closes; }));
  }
  EXPECT_TRUE(RunUntil([&] { return closes == 300; }));
  EXPECT_EQ(errors, 300);
  stormy.clear();
  EXPECT_GT(echoes, 10);
  const int before = echoes;
  EXPECT_TRUE(RunUntil([&] {
    return echoes > before + 10 && network_->connection_count() == 1;
  }));
  EXPECT_EQ(echo->ready_state(), WebSocket::kOpen);
}

TEST_F(WebSocketTest, FloodOfMessages_FewWaitBeforeOtherTasks) {
  const auto socket = Connect(Address("/echo"));
  socket->set_binary_type(BinaryType::kArraybuffer);
  size_t received = 0;
  socket->AddEventListener(kMessage, MakeEventListener([&](Event&) {
                             ++received;
                             EXPECT_LE(runner_->immediate_task_count(), 16u);
                           }));
  ASSERT_TRUE(RunUntil([&] { return socket->ready_state() == 1; }));
  constexpr size_t kMessages = 20000;
  for (size_t i = 0; i < kMessages; ++i) {
    EXPECT_FALSE(socket->Send(BufferSource{}).has_exception());
  }
  EXPECT_TRUE(RunUntil([&] { return received == kMessages; }));
  EXPECT_FALSE(socket->Close().has_exception());
  EXPECT_TRUE(RunUntil([&] { return socket->ready_state() == 3; }));
}

// Section 7: which listeners keep a socket, by its state.
TEST_F(WebSocketTest, PendingActivity_FollowsStateAndListeners) {
  struct Case {
    const AtomString* type;
    bool connecting, open, closing;
  };
  const Case cases[] = {
      {&kOpen, true, false, false},
      {&kMessage, true, true, false},
      {&kError, true, true, true},
      {&kClose, true, true, true},
  };
  for (const Case& test : cases) {
    RefPtr<WebSocket> socket = Connect(Address("/echo"));
    EXPECT_FALSE(socket->has_pending_activity());
    const RefPtr<EventListener> listener = MakeEventListener([](Event&) {});
    socket->AddEventListener(*test.type, listener);
    EXPECT_EQ(socket->has_pending_activity(), test.connecting);
    ASSERT_TRUE(
        RunUntil([&] { return socket->ready_state() == WebSocket::kOpen; }));
    loop_.RunFor(absl::Milliseconds(1));
    EXPECT_EQ(socket->has_pending_activity(), test.open);
    socket->RemoveEventListener(*test.type, listener);
    EXPECT_FALSE(socket->has_pending_activity());
    socket->AddEventListener(*test.type, listener);
    EXPECT_EQ(NameOf(socket->Close()), "none");
    EXPECT_EQ(socket->has_pending_activity(), test.closing);
    ASSERT_TRUE(
        RunUntil([&] { return socket->ready_state() == WebSocket::kClosed; }));
    loop_.RunFor(absl::Milliseconds(1));
    EXPECT_FALSE(socket->has_pending_activity());
  }
}

TEST_F(WebSocketTest, Unreferenced_WithListener_LivesToItsCloseEvent) {
  Log(*Connect(Address("/close?code=4001&reason=kept")));
  EXPECT_EQ(WebSocket::live_instances(), 1);
  RunUntilClosed();
  EXPECT_THAT(TakeLog(), ElementsAre("open 1", "close 3 clean 4001 kept"));
  EXPECT_EQ(WebSocket::live_instances(), 0);
}

TEST_F(WebSocketTest, Unreferenced_WithoutListener_GoesAtOnce) {
  Connect(Address("/echo"));
  EXPECT_EQ(WebSocket::live_instances(), 0);
}

TEST_F(WebSocketTest, Unreferenced_WithDataQueued_StaysUntilItIsSent) {
  RefPtr<WebSocket> socket = Connect(Address("/sink"));
  ASSERT_TRUE(
      RunUntil([&] { return socket->ready_state() == WebSocket::kOpen; }));
  loop_.RunFor(absl::Milliseconds(1));
  EXPECT_EQ(NameOf(socket->Send(std::string(32 << 20, 'd'))), "none");
  EXPECT_TRUE(socket->has_pending_activity());
  socket = nullptr;
  EXPECT_EQ(WebSocket::live_instances(), 1);
  EXPECT_TRUE(RunUntil([] { return WebSocket::live_instances() == 0; }));
}

TEST_F(WebSocketTest, LastReference_MayGoInAnyListener) {
  for (const AtomString& type : {kOpen, kMessage, kError, kClose}) {
    RefPtr<WebSocket> socket =
        Connect(Address(type == kError ? "/refuse" : "/echo"));
    bool done = false;
    Log(*socket, [&](WebSocket& its_socket, Event& event) {
      if (event.type() == kOpen) (void)its_socket.Send(std::string("x"));
      if (event.type() == kMessage) (void)its_socket.Close();
      if (event.type() == type) socket = nullptr;
      if (event.type() == kClose) done = true;
    });
    EXPECT_TRUE(RunUntil([&] { return done; }));
    EXPECT_TRUE(RunUntil([] { return WebSocket::live_instances() == 0; }));
  }
}

TEST_F(WebSocketTest, ManyCycles_LeaveNothingBehind) {
  int closed = 0;
  for (int i = 0; i < 200; ++i) {
    Connect(Address("/close?code=4001"))
        ->AddEventListener(kClose,
                           MakeEventListener([&](Event&) { ++closed; }));
  }
  EXPECT_TRUE(RunUntil([&] { return closed == 200; }));
  loop_.RunFor(absl::Milliseconds(1));
  EXPECT_EQ(WebSocket::live_instances(), 0);
}

}  // namespace
}  // namespace mortise
