// Every way a client's connection can end: what is told and what is sent.

#include <string>

#include "core/net/web_socket_protocol.h"
#include "gtest/gtest.h"
#include "tests/core/net/protocol_peer.h"

namespace mortise::net {
namespace {

using Peer = ProtocolPeer;

struct Ending {
  std::string name;
  void (*steps)(Peer&);  // On an open connection.
  std::string events;
  std::string sent;
};

void CloseWith(Peer& p, int code, std::string_view reason = "") {
  p.machine->Close(static_cast<uint16_t>(code), reason, p.now);
}

const Ending kEndings[] = {
    // The server starts.
    {"close 1000, then FIN",
     [](Peer& p) {
       p.Receive(CloseFrameOf(1000));
       p.End();
     },
     "closing closed(1000 clean)", "88:1000"},
    {"close with reason",
     [](Peer& p) {
       p.Receive(CloseFrameOf(4001, "b\xC3\xA4h"));
       p.End();
     },
     "closing closed(4001 b\xC3\xA4h clean)", "88:4001"},
    {"empty Close",
     [](Peer& p) {
       p.Receive(Frame(0x88, ""));
       p.End();
     },
     "closing closed(1005 clean)", "88:"},
    {"longest reason",
     [](Peer& p) {
       p.Receive(CloseFrameOf(3000, std::string(123, 'r')));
       p.End();
     },
     "closing closed(3000 " + std::string(123, 'r') + " clean)", "88:3000"},
    {"BOM in reason",
     [](Peer& p) {
       p.Receive(CloseFrameOf(1000, "\xEF\xBB\xBFx"));
       p.End();
     },
     "closing closed(1000 \xEF\xBB\xBFx clean)", "88:1000"},
    {"code 0",
     [](Peer& p) {
       p.Receive(CloseFrameOf(0));
       p.End();
     },
     "closing closed(0 clean)", "88:0"},
    {"code 999",
     [](Peer& p) {
       p.Receive(CloseFrameOf(999));
       p.End();
     },
     "closing closed(999 clean)", "88:999"},
    {"code 1004",
     [](Peer& p) {
       p.Receive(CloseFrameOf(1004));
       p.End();
     },
     "closing closed(1004 clean)", "88:1004"},
    {"code 1016",
     [](Peer& p) {
       p.Receive(CloseFrameOf(1016));
       p.End();
     },
     "closing closed(1016 clean)", "88:1016"},
    {"code 2999",
     [](Peer& p) {
       p.Receive(CloseFrameOf(2999));
       p.End();
     },
     "closing closed(2999 clean)", "88:2999"},
    {"code 5000",
     [](Peer& p) {
       p.Receive(CloseFrameOf(5000));
       p.End();
     },
     "closing closed(5000 clean)", "88:5000"},
    {"code 65535",
     [](Peer& p) {
       p.Receive(CloseFrameOf(65535));
       p.End();
     },
     "closing closed(65535 clean)", "88:65535"},
    {"code 1005", [](Peer& p) { p.Receive(CloseFrameOf(1005)); },
     "closed(1006 failed)", "88:1002"},
    {"code 1006", [](Peer& p) { p.Receive(CloseFrameOf(1006)); },
     "closed(1006 failed)", "88:1002"},
    {"code 1015", [](Peer& p) { p.Receive(CloseFrameOf(1015)); },
     "closed(1006 failed)", "88:1002"},
    {"one byte", [](Peer& p) { p.Receive(Frame(0x88, "\x03")); },
     "closed(1006 failed)", "88:1002"},
    {"126 bytes",
     [](Peer& p) { p.Receive(Frame(0x88, std::string(126, '\x10'))); },
     "closed(1006 failed)", "88:1002"},
    {"invalid reason", [](Peer& p) { p.Receive(CloseFrameOf(1000, "\xFF")); },
     "closed(1006 failed)", "88:1007"},
    {"cut reason", [](Peer& p) { p.Receive(CloseFrameOf(1000, "\xE2\x82")); },
     "closed(1006 failed)", "88:1007"},
    {"data after Close",
     [](Peer& p) {
       p.Receive(CloseFrameOf(4000) + Frame(0x81, "x") + "\xFF\xFF");
       p.Receive(Frame(0x81, "y"));
       p.Receive(CloseFrameOf(4999));
       p.End();
     },
     "closing closed(4000 clean)", "88:4000"},
    {"Close, then reset",
     [](Peer& p) {
       p.Receive(CloseFrameOf(4000));
       p.Error();
     },
     "closing closed(4000 clean)", "88:4000"},
    {"Close, then silence",
     [](Peer& p) {
       p.Receive(CloseFrameOf(4000));
       p.Wait(absl::Milliseconds(1999));
       EXPECT_EQ(p.closed_count, 0);
       p.Wait(absl::Milliseconds(1));
     },
     "closing closed(4000 clean)", "88:4000"},
    {"Close, then our close() and send()",
     [](Peer& p) {
       p.Receive(CloseFrameOf(4000));
       CloseWith(p, 3000);
       EXPECT_FALSE(p.machine->SendText("x"));
       EXPECT_FALSE(p.machine->Ping({}));
       p.machine->Fail(1002, "too late");
       p.End();
     },
     "closing closed(4000 clean)", "88:4000"},
    {"Close within a fragmented message",
     [](Peer& p) {
       p.Receive(Frame(0x01, "x") + CloseFrameOf(4000));
       p.End();
     },
     "closing closed(4000 clean)", "88:4000"},

    // We start.
    {"our close, answered",
     [](Peer& p) {
       CloseWith(p, 1000, "done");
       p.Receive(CloseFrameOf(1000));
       p.End();
     },
     "closed(1000 clean)", "88:1000 done"},
    {"our empty close, answered with 1000",
     [](Peer& p) {
       p.machine->Close(std::nullopt, "", p.now);
       p.Receive(CloseFrameOf(1000));
       p.End();
     },
     "closed(1000 clean)", "88:"},
    {"our empty close, answered empty",
     [](Peer& p) {
       p.machine->Close(std::nullopt, "", p.now);
       p.Receive(Frame(0x88, ""));
       p.End();
     },
     "closed(1005 clean)", "88:"},
    {"both close at once: the received code counts",
     [](Peer& p) {
       CloseWith(p, 3333, "ours");
       p.Receive(CloseFrameOf(4444, "theirs"));
       p.End();
     },
     "closed(4444 theirs clean)", "88:3333 ours"},
    {"our close twice",
     [](Peer& p) {
       CloseWith(p, 3333);
       CloseWith(p, 3334);
       p.Receive(CloseFrameOf(3333));
       p.End();
     },
     "closed(3333 clean)", "88:3333"},
    {"our close, messages and pings still come",
     [](Peer& p) {
       CloseWith(p, 1000);
       p.Receive(Frame(0x81, "x") + Frame(0x89, "ping") + Frame(0x8A, "pong") +
                 Frame(0x01, "y") + Frame(0x80, "z"));
       p.Receive(CloseFrameOf(1000));
       p.End();
     },
     "closed(1000 clean)", "88:1000"},
    {"our close, then FIN",
     [](Peer& p) {
       CloseWith(p, 1000);
       p.End();
     },
     "closed(1006)", "88:1000"},
    {"our close, then reset",
     [](Peer& p) {
       CloseWith(p, 1000);
       p.Error();
     },
     "closed(1006 failed)", "88:1000"},
    {"our close, then silence",
     [](Peer& p) {
       CloseWith(p, 1000);
       p.Wait(absl::Milliseconds(9999));
       EXPECT_EQ(p.closed_count, 0);
       p.Wait(absl::Milliseconds(1));
     },
     "closed(1006)", "88:1000"},
    {"our close, then garbage",
     [](Peer& p) {
       CloseWith(p, 1000);
       p.Receive("\xFF\xFF");
     },
     "closed(1006 failed)", "88:1000"},
    {"our close, then text that is not UTF-8",
     [](Peer& p) {
       CloseWith(p, 1000);
       p.Receive(Frame(0x81, "\xFF"));
     },
     "closed(1006 failed)", "88:1000"},
    {"our close, answered with a reserved code",
     [](Peer& p) {
       CloseWith(p, 1000);
       p.Receive(CloseFrameOf(1006));
     },
     "closed(1006 failed)", "88:1000"},
    {"our close, answered, then silence",
     [](Peer& p) {
       CloseWith(p, 1000);
       p.Receive(CloseFrameOf(1000));
       p.Wait(absl::Seconds(2));
     },
     "closed(1000 clean)", "88:1000"},
    {"our close, answered, then reset",
     [](Peer& p) {
       CloseWith(p, 1000);
       p.Receive(CloseFrameOf(1000));
       p.Error();
     },
     "closed(1000 clean)", "88:1000"},

    // No Close frame.
    {"FIN", [](Peer& p) { p.End(); }, "closed(1006)", ""},
    {"FIN within a frame",
     [](Peer& p) {
       p.Receive("\x81\x05he");
       p.End();
     },
     "closed(1006)", ""},
    {"FIN within a header",
     [](Peer& p) {
       p.Receive("\x81");
       p.End();
     },
     "closed(1006)", ""},
    {"FIN within a fragmented message",
     [](Peer& p) {
       p.Receive(Frame(0x01, "x"));
       p.End();
     },
     "closed(1006)", ""},
    {"FIN within a Close frame",
     [](Peer& p) {
       p.Receive("\x88\x02\x03");
       p.End();
     },
     "closed(1006)", ""},
    {"reset", [](Peer& p) { p.Error(); }, "closed(1006 failed)", ""},

    // Failures of ours.
    {"failed by the owner, told later",
     [](Peer& p) {
       p.machine->Fail(1001, "realm ended");
       EXPECT_EQ(p.closed_count, 0);
       EXPECT_EQ(p.machine->next_deadline(), absl::InfinitePast());
       EXPECT_EQ(p.machine->state(), WebSocketProtocol::State::kClosing);
       EXPECT_FALSE(p.machine->SendText("x"));
       CloseWith(p, 1000);
       p.machine->Fail(1002, "again");
       p.Wait(absl::ZeroDuration());
       EXPECT_EQ(p.result.detail, "realm ended");
     },
     "closed(1006 failed)", "88:1001"},
    {"failed by the owner, told by the next bytes",
     [](Peer& p) {
       p.machine->Fail(1001, "x");
       p.Receive(Frame(0x81, "late"));
     },
     "closed(1006 failed)", "88:1001"},
    {"failed by the owner, told by FIN",
     [](Peer& p) {
       p.machine->Fail(1001, "x");
       p.End();
     },
     "closed(1006 failed)", "88:1001"},
    {"failed by the owner after our close",
     [](Peer& p) {
       CloseWith(p, 1000);
       p.machine->Fail(1001, "x");
       p.Wait(absl::ZeroDuration());
     },
     "closed(1006 failed)", "88:1000"},
};

TEST(ClosingTable, EveryEnding_AsTheTableSays) {
  for (const Ending& ending : kEndings) {
    for (bool split : {false, true}) {
      for (bool deflate : {false, true}) {
        SCOPED_TRACE(ending.name);
        Peer peer;
        peer.Open(deflate ? "Sec-WebSocket-Extensions: permessage-deflate\r\n"
                          : "");
        peer.TakeEvents();
        peer.split = split;
        ending.steps(peer);
        EXPECT_EQ(peer.TakeEvents(), ending.events);
        EXPECT_EQ(peer.TakeSent(), ending.sent);

        // Nothing follows.
        peer.Receive(Frame(0x81, "x"));
        peer.End();
        peer.Error();
        CloseWith(peer, 1000);
        peer.machine->Fail(1002, "x");
        peer.Wait(absl::Hours(1));
        EXPECT_EQ(peer.TakeEvents(), "");
        EXPECT_EQ(peer.TakeOutput(), "");
      }
    }
  }
}

TEST(ClosingTable, WhileConnecting_EveryEndIsAFailure) {
  const struct {
    std::string name;
    void (*steps)(Peer&);
  } kCases[] = {
      {"FIN", [](Peer& p) { p.End(); }},
      {"reset", [](Peer& p) { p.Error(); }},
      {"part of a response, FIN",
       [](Peer& p) {
         p.Receive(p.Response().substr(0, 50));
         p.End();
       }},
      {"silence", [](Peer& p) { p.Wait(absl::Seconds(60)); }},
      {"our close",
       [](Peer& p) {
         CloseWith(p, 1000);
         EXPECT_EQ(p.closed_count, 0);
         EXPECT_EQ(p.machine->next_deadline(), absl::InfinitePast());
         EXPECT_EQ(p.machine->state(), WebSocketProtocol::State::kClosing);
         p.Wait(absl::ZeroDuration());
       }},
      {"our close, then the response",
       [](Peer& p) {
         CloseWith(p, 1000);
         p.Receive(p.Response());
       }},
      {"failed by the owner",
       [](Peer& p) {
         p.machine->Fail(1001, "x");
         p.Wait(absl::ZeroDuration());
       }},
  };
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.name);
    Peer peer;
    peer.Start();
    c.steps(peer);
    EXPECT_EQ(peer.TakeEvents(), "closed(1006 failed)");
    EXPECT_EQ(peer.TakeOutput(), "");
  }
}

TEST(ClosingTable, BeforeStart_EveryEndIsAFailure) {
  Peer failed;
  failed.Error();
  EXPECT_EQ(failed.TakeEvents(), "closed(1006 failed)");
  EXPECT_EQ(failed.result.detail, "reset by peer");
  Peer closed;
  CloseWith(closed, 1000);
  closed.Start();
  EXPECT_EQ(closed.request, "");
  closed.Wait(absl::ZeroDuration());
  EXPECT_EQ(closed.TakeEvents(), "closed(1006 failed)");
}

TEST(StrictCloseCodes, UnregisteredCodes_Fail) {
  WebSocketProtocolOptions options;
  options.strict_close_codes = true;
  for (int code :
       {0, 999, 1004, 1005, 1006, 1015, 1016, 1100, 2000, 2999, 5000, 65535}) {
    Peer peer(options);
    peer.Open();
    peer.Receive(CloseFrameOf(code));
    EXPECT_EQ(peer.TakeEvents(), "open(|) closed(1006 failed)") << code;
    EXPECT_EQ(peer.TakeSent(), "88:1002") << code;
  }
  for (int code : {1000, 1001, 1002, 1003, 1007, 1010, 1011, 1014, 3000, 3999,
                   4000, 4999}) {
    Peer peer(options);
    peer.Open();
    peer.Receive(CloseFrameOf(code));
    EXPECT_EQ(peer.TakeEvents(), "open(|) closing") << code;
  }
}

TEST(CloseTimeout, CountsFromTheCloseFrameThoughTheMachineSlept) {
  Peer peer;
  peer.Open();
  peer.now += absl::Hours(5);
  CloseWith(peer, 1000);
  peer.Wait(absl::Seconds(9));
  EXPECT_EQ(peer.closed_count, 0);
  peer.Wait(absl::Seconds(1));
  EXPECT_EQ(peer.closed_count, 1);
}

TEST(KeptPong, IsDroppedByClose) {
  Peer peer;
  peer.Open();
  peer.machine->SendText(std::string(5000, 'x'));
  peer.Receive(Frame(0x89, "kept"));
  CloseWith(peer, 1000);
  EXPECT_TRUE(peer.TakeSent().ends_with("x 88:1000"));
}

}  // namespace
}  // namespace mortise::net
