// close() by the client at each point: WebSockets standard, the close()
// method; RFC 6455 sections 7.1.2 to 7.1.7.

#include <gtest/gtest.h>

#include <algorithm>
#include <optional>

#include "tests/core/websocket/close_table.h"

namespace mortise {
namespace {

using net::CloseFrameOf;
using net::Frame;
using Script = std::function<void(WebSocket&, std::string_view event)>;

// Calls close() when `when` comes, "" for right after the constructor.
Script CloseAt(std::string when, std::optional<uint16_t> code = std::nullopt,
               std::optional<std::string> reason = std::nullopt) {
  return [=](WebSocket& socket, std::string_view event) {
    if (event != when) return;
    const uint16_t before = socket.ready_state();
    EXPECT_FALSE(socket.Close(code, reason).has_exception());
    EXPECT_EQ(socket.ready_state(), std::max<int>(before, WebSocket::kClosing));
  };
}

void ShortLinger(net::WebSocketProtocolOptions& options) {
  options.linger_timeout = absl::Milliseconds(20);
}

void ShortTimeout(net::WebSocketProtocolOptions& options) {
  options.close_timeout = absl::Milliseconds(30);
}

}  // namespace

std::vector<CloseRow> ClientCloseRows() {
  std::vector<CloseRow> rows;

  // Before the open event.
  const auto early = [&rows](std::string name, std::vector<CloseStep> steps,
                             Script script) {
    rows.push_back({.name = "ClientClose_" + name,
                    .steps = std::move(steps),
                    .events = kRefused,
                    .runs = CloseRow::kWithoutDeflate,
                    .script = std::move(script)});
  };
  // The server may not even see a connection that is wanted no more.
  early("Connecting_ServerSilent", {}, CloseAt(""));
  early("Connecting_WithArguments", {}, CloseAt("", 4001, "early"));
  early("InErrorListener", {Bytes("HTTP/1.1 404 N\r\n\r\n")},
        CloseAt("error", 1000));
  early("InCloseListener", {Bytes("HTTP/1.1 404 N\r\n\r\n")},
        CloseAt("close", 1000));

  // The client's Close frame, and how the server answers.
  const auto at_open = [&rows](std::string name, std::vector<CloseStep> steps,
                               std::string events, std::string sent = "88:4001",
                               std::optional<uint16_t> code = 4001,
                               std::optional<std::string> reason = {}) {
    steps.insert(steps.begin(), {Response(), AwaitSent(sent)});
    rows.push_back({.name = "ClientClose_" + name,
                    .steps = std::move(steps),
                    .events = "open 1; " + events,
                    .sent = sent,
                    .configure = ShortLinger,
                    .script = CloseAt("open", code, reason)});
  };
  at_open("WithoutCode", {EmptyClose(), End()}, "close 3 clean 1005",
          "88:", std::nullopt);
  at_open("WithReasonOnly", {EmptyClose(), End()}, "close 3 clean 1005",
          "88:", std::nullopt, "why");
  at_open("WithCode", {Close(1000), End()}, "close 3 clean 1000", "88:1000",
          1000);
  at_open("WithReason", {Close(3000, "bye"), End()}, "close 3 clean 3000 bye",
          "88:3000 bye", 3000, "bye");
  at_open("WithLongestReason", {Close(4999), End()}, "close 3 clean 4999",
          "88:4999 " + std::string(123, 'r'), 4999, std::string(123, 'r'));
  at_open("WithEmptyReason", {Close(4001), End()}, "close 3 clean 4001",
          "88:4001", 4001, "");
  at_open("AnsweredWithOtherCode", {Close(1001, "no"), End()},
          "close 3 clean 1001 no");
  at_open("AnsweredWithUnregisteredCode", {Close(999), End()},
          "close 3 clean 999");
  at_open("AnsweredEmpty", {EmptyClose(), End()}, "close 3 clean 1005");
  at_open("AnsweredTwice", {Close(4001), Close(4002), End()},
          "close 3 clean 4001");
  at_open("AnsweredWithGarbageBehind",
          {Bytes(CloseFrameOf(4001) + "\xFF\xFF\xFF"), End()},
          "close 3 clean 4001");
  at_open("AnsweredThenReset", {Close(4001), AwaitClosed(), Reset()},
          "close 3 clean 4001");
  at_open("AnsweredWithoutEnd", {Close(4001)}, "close 3 clean 4001");
  at_open("AnsweredAfterMessages",
          {Text("late"), Bytes(Frame(0x82, "later")), Close(4001), End()},
          "close 3 clean 4001");
  at_open("AnsweredAfterPing",
          {Bytes(Frame(0x89, "late")), Wait(2), Close(4001), End()},
          "close 3 clean 4001");
  at_open("AnsweredAfterHalfAMessage",
          {Bytes(Frame(0x01, "half")), Close(4001), End()},
          "close 3 clean 4001");
  at_open("EndInsteadOfAnswer", {End()}, "close 3 unclean 1006");
  at_open("EndOfTcpInsteadOfAnswer", {EndTcp()}, "close 3 unclean 1006");
  at_open("EndInsideAnswer", {Bytes("\x88\x02\x03"), End()},
          "close 3 unclean 1006");
  at_open("ResetInsteadOfAnswer", {Reset()}, "error 3; close 3 unclean 1006");
  at_open("ResetInsideAnswer", {Bytes("\x88\x02\x03"), Wait(2), Reset()},
          "error 3; close 3 unclean 1006");
  at_open("NoAnswer_TimesOut", {}, "close 3 unclean 1006");
  rows.back().configure = ShortTimeout;
  at_open("MessagesInsteadOfAnswer_TimesOut",
          {Text("a"), Wait(10), Text("b"), Wait(10), Text("c")},
          "close 3 unclean 1006");
  rows.back().configure = ShortTimeout;
  at_open("AnsweredWithCode1005", {Close(1005)},
          "error 3; close 3 unclean 1006");
  at_open("AnsweredWithCode1006", {Close(1006)},
          "error 3; close 3 unclean 1006");
  at_open("AnsweredWithCode1015", {Close(1015)},
          "error 3; close 3 unclean 1006");
  at_open("AnsweredWithOneByte", {Bytes(Frame(0x88, "\x03"))},
          "error 3; close 3 unclean 1006");
  at_open("AnsweredWithReasonNotUtf8", {Close(4001, "\xFF")},
          "error 3; close 3 unclean 1006");
  at_open("ProtocolErrorInsteadOfAnswer", {Bytes(Frame(0x83, ""))},
          "error 3; close 3 unclean 1006");
  at_open("TextNotUtf8InsteadOfAnswer", {Bytes(Frame(0x81, "\xFF"))},
          "error 3; close 3 unclean 1006");

  // At other points.
  const auto at = [&rows](std::string name, std::vector<CloseStep> steps,
                          std::string events, std::string sent, Script script) {
    rows.push_back({.name = "ClientClose_" + name,
                    .steps = std::move(steps),
                    .events = std::move(events),
                    .sent = std::move(sent),
                    .script = std::move(script)});
  };
  at("InMessageListener_NoMoreMessages",
     {Response(), Bytes(Frame(0x81, "a") + Frame(0x81, "b") + Frame(0x82, "c")),
      AwaitSent(), Text("d"), Close(4001), End()},
     "open 1; message 1 text:a; close 3 clean 4001", "88:4001",
     CloseAt("message", 4001));
  at("InOpenListener_MessagesGluedToResponse",
     {Response("", Frame(0x81, "a") + Frame(0x81, "b")), AwaitSent(),
      Close(4001), End()},
     "open 1; close 3 clean 4001", "88:4001", CloseAt("open", 4001));
  // Both at once: the frames cross.
  at("ServerClosesAtOnce",
     {Response(), AwaitEvent("open 1"), Close(4002, "me"), End()},
     "open 1; close 3 clean 4002 me", "88:4001", CloseAt("open", 4001));
  // The server was first, which the listener cannot know.
  at("InOpenListener_CloseGluedToResponse",
     {Response("", CloseFrameOf(4002, "me")), AwaitSent(), End()},
     "open 1; close 3 clean 4002 me", "88:4002", CloseAt("open", 4001));
  at("InCloseListener_DoesNothing",
     {Response(), Close(4002), AwaitSent(), End()},
     "open 1; close 3 clean 4002", "88:4002", CloseAt("close", 4001));
  at("InErrorListener_DoesNothing", {Response(), Bytes(Frame(0x83, ""))},
     kFailed, "88:1002", CloseAt("error", 4001));
  at("AfterMessages_TheyGoFirst", {Response(), AwaitSent(), Close(1000), End()},
     "open 1; close 3 clean 1000", "81:first 82:second 88:1000 bye",
     [](WebSocket& socket, std::string_view event) {
       // What was not sent stays in the count.
       if (event == "close") {
         EXPECT_EQ(socket.buffered_amount(), 6u);
       }
       if (event != "open") return;
       const std::string second = "second";
       EXPECT_FALSE(socket.Send(std::string("first")).has_exception());
       EXPECT_FALSE(
           socket.Send(BufferSource{net::ToBytes(second)}).has_exception());
       EXPECT_FALSE(socket.Close(1000, "bye").has_exception());
       EXPECT_FALSE(socket.Send(std::string("unsent")).has_exception());
       EXPECT_EQ(socket.buffered_amount(), 17u);
     });
  at("Twice_FirstCounts", {Response(), AwaitSent(), Close(4001), End()},
     "open 1; close 3 clean 4001", "88:4001",
     [](WebSocket& socket, std::string_view event) {
       if (event != "open") return;
       EXPECT_FALSE(socket.Close(4001).has_exception());
       EXPECT_FALSE(socket.Close(4002).has_exception());
     });
  return rows;
}

}  // namespace mortise
