// Connections that end without a Close frame: RFC 6455 sections 7.1.1, 7.1.5
// and 7.1.7.

#include "tests/core/websocket/close_table.h"

namespace mortise {
namespace {

using net::Frame;

void ShortPings(net::WebSocketProtocolOptions& options) {
  options.ping_interval = absl::Milliseconds(100);
}

}  // namespace

std::vector<CloseRow> EndRows() {
  std::vector<CloseRow> rows;
  struct Point {
    const char* name;
    std::string bytes;  // After the response.
    std::string heard;
  };
  const Point kPoints[] = {
      {"AfterOpen", "", ""},
      {"AfterMessage", Frame(0x81, "a"), "message 1 text:a; "},
      {"AfterHalfAHeader", "\x81", ""},
      {"AfterHeader", "\x81\x05", ""},
      {"InLongLength", std::string("\x82\x7F\0\0\0", 5), ""},
      {"InPayload", "\x81\x05hel", ""},
      {"InPing", "\x89\x05hel", ""},
      {"BetweenFragments", Frame(0x01, "hel"), ""},
      {"AfterPong", Frame(0x8A, ""), ""},
  };
  for (const Point& point : kPoints) {
    // FIN: dropped, which is no error.
    for (bool tcp_only : {false, true}) {
      rows.push_back(
          {.name = std::string(tcp_only ? "EndOfTcp_" : "End_") + point.name,
           .steps = {Response(), Bytes(point.bytes),
                     tcp_only ? EndTcp() : End()},
           .events = "open 1; " + point.heard + "close 3 unclean 1006"});
      rows.push_back(
          {.name = std::string(tcp_only ? "EndOfTcp_" : "End_") + point.name +
                   "_GluedToResponse",
           .steps = {Response("", point.bytes), tcp_only ? EndTcp() : End()},
           .events = "open 1; " + point.heard + "close 3 unclean 1006"});
    }
    // RST: the connection has failed.
    rows.push_back(
        {.name = std::string("Reset_") + point.name,
         .steps = {Response(), AwaitEvent("open 1"), Bytes(point.bytes),
                   Wait(3), Reset()},
         .events = "open 1; " + point.heard + "error 3; close 3 unclean 1006"});
  }
  // All that came before an end is heard, though reading has paused meanwhile.
  std::string messages, heard;
  for (int i = 0; i < 100; ++i) {
    messages += Frame(0x81, std::string(1000 + i, 'a'));
    heard += "message 1 text of " + std::to_string(1000 + i) + "; ";
  }
  for (const bool tcp_only : {false, true}) {
    rows.push_back(
        {.name =
             std::string(tcp_only ? "EndOfTcp" : "End") + "_BehindManyMessages",
         .steps = {Response(), Bytes(messages), tcp_only ? EndTcp() : End()},
         .events = "open 1; " + heard + "close 3 unclean 1006"});
  }
  rows.push_back(
      {.name = "End_BehindManyMessagesAndClose",
       .steps = {Response(), Bytes(messages), Close(4001, "bye"), End()},
       .events = "open 1; " + heard + "close 3 clean 4001 bye",
       .sent = "88:4001"});

  rows.push_back(
      {.name = "End_AfterPing",
       .steps = {Response(), Bytes(Frame(0x89, "p")), AwaitSent(), End()},
       .events = kDropped,
       .sent = "8A:p"});

  // The standard's "flag the WebSocket as full and then close the WebSocket
  // connection".
  rows.push_back({.name = "Send_MoreThanMayWait",
                  .steps = {Response()},
                  .events = kFailed,
                  .configure =
                      [](net::WebSocketProtocolOptions& options) {
                        options.max_buffered_amount = 100;
                      },
                  .script =
                      [](WebSocket& socket, std::string_view event) {
                        if (event != "open") return;
                        const std::string text(101, 'x');
                        EXPECT_FALSE(socket.Send(text).has_exception());
                        EXPECT_EQ(socket.ready_state(), WebSocket::kOpen);
                        EXPECT_FALSE(socket.Send("more").has_exception());
                        EXPECT_EQ(socket.buffered_amount(), 105u);
                      }});

  // Keep-alive pings, where the embedder asks for them.
  rows.push_back({.name = "Silence_PingIsNotAnswered",
                  .steps = {Response()},
                  .events = kFailed,
                  .sent = "89: 88:1011",
                  .configure = ShortPings});
  rows.push_back(
      {.name = "Silence_PingIsAnswered",
       .steps = {Response(), AwaitSent("89:"), Bytes(Frame(0x8A, "")),
                 AwaitSent("89: 89:"), Close(4001), AwaitSent(), End()},
       .events = "open 1; close 3 clean 4001",
       .sent = "89: 89: 88:4001",
       .configure = ShortPings});
  return rows;
}

}  // namespace mortise
