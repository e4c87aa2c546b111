// What a delegate may do inside a callback: any command, or destroy the
// machine.

#include <string>

#include "core/net/web_socket_protocol.h"
#include "gtest/gtest.h"
#include "tests/core/net/protocol_peer.h"

namespace mortise::net {
namespace {

// Each callback's event, and what makes it come on a connection that waits
// for its response.
struct Callback {
  std::string_view event;
  void (*provoke)(ProtocolPeer&);
};

const Callback kCallbacks[] = {
    {"open", [](ProtocolPeer& p) { p.Receive(p.Response()); }},
    {"open",
     [](ProtocolPeer& p) { p.Receive(p.Response() + Frame(0x81, "glued")); }},
    {"message",
     [](ProtocolPeer& p) {
       p.Receive(p.Response() + Frame(0x81, "a") + Frame(0x81, "b"));
     }},
    {"message",
     [](ProtocolPeer& p) {
       p.Receive(p.Response() + Frame(0x01, std::string(9000, 'a')) +
                 Frame(0x80, std::string(9000, 'b')) + Frame(0x81, "c"));
     }},
    {"pong",
     [](ProtocolPeer& p) {
       p.Receive(p.Response() + Frame(0x8A, "a") + Frame(0x81, "b"));
     }},
    {"closing",
     [](ProtocolPeer& p) {
       p.Receive(p.Response() + CloseFrameOf(4001) + Frame(0x81, "b"));
     }},
    {"closed", [](ProtocolPeer& p) { p.Receive("garbage"); }},
    {"closed",
     [](ProtocolPeer& p) { p.Receive(p.Response() + "\xFF\xFF\xFF"); }},
    {"closed",
     [](ProtocolPeer& p) {
       p.Receive(p.Response());
       p.End();
     }},
    {"closed", [](ProtocolPeer& p) { p.Error(); }},
    {"closed", [](ProtocolPeer& p) { p.Wait(absl::Hours(1)); }},
    {"closed",
     [](ProtocolPeer& p) {
       p.Receive(p.Response());
       p.machine->Fail(1001, "x");
       p.Receive(Frame(0x81, "a"));
     }},
};

TEST(Reentrancy, MachineDestroyed_InAnyCallback) {
  for (const Callback& callback : kCallbacks) {
    ProtocolPeer peer;
    peer.Start();
    int count = 0;
    peer.during = [&](std::string_view event) {
      if (event != callback.event) return;
      ++count;
      peer.machine.reset();
    };
    callback.provoke(peer);
    EXPECT_EQ(count, 1) << callback.event;
    EXPECT_EQ(peer.machine, nullptr) << callback.event;
  }
}

TEST(Reentrancy, EveryCommand_InAnyCallback) {
  using Command = void (*)(ProtocolPeer&);
  const Command kCommands[] = {
      [](ProtocolPeer& p) { p.machine->Close(3000, "bye", p.now); },
      [](ProtocolPeer& p) { p.machine->Close(std::nullopt, "", p.now); },
      [](ProtocolPeer& p) { p.machine->Fail(1001, "failed inside"); },
      [](ProtocolPeer& p) { p.machine->SendText("text"); },
      [](ProtocolPeer& p) { p.machine->SendBinary({}); },
      [](ProtocolPeer& p) { p.machine->Ping({}); },
      [](ProtocolPeer& p) { p.machine->SetPaused(true); },
      [](ProtocolPeer& p) { p.machine->Start(p.now); },
  };
  for (const Callback& callback : kCallbacks) {
    for (size_t i = 0; i < std::size(kCommands); ++i) {
      SCOPED_TRACE(std::string(callback.event) + " " + std::to_string(i));
      ProtocolPeer peer;
      peer.Start();
      int count = 0;
      peer.during = [&](std::string_view event) {
        if (event != callback.event) return;
        ++count;
        const int closed_before = peer.closed_count;
        kCommands[i](peer);
        EXPECT_EQ(peer.closed_count, closed_before)
            << "a command called the delegate";
      };
      callback.provoke(peer);
      EXPECT_GE(count, 1);
      peer.Wait(absl::Hours(1));
      peer.End();
      EXPECT_EQ(peer.closed_count, 1);
    }
  }
}

TEST(Reentrancy, CloseInMessage_IsTheLastMessage) {
  ProtocolPeer peer;
  peer.Open();
  peer.TakeEvents();
  peer.during = [&](std::string_view) {
    peer.machine->Close(1000, "", peer.now);
  };
  peer.Receive(Frame(0x81, "first") + Frame(0x81, "second") +
               CloseFrameOf(1000));
  peer.End();
  EXPECT_EQ(peer.TakeEvents(), "text(first) closed(1000 clean)");
}

TEST(Reentrancy, FailInMessage_IsToldByTheNextCall) {
  ProtocolPeer peer;
  peer.Open();
  peer.TakeEvents();
  peer.during = [&](std::string_view) { peer.machine->Fail(1011, "x"); };
  peer.Receive(Frame(0x81, "first") + Frame(0x81, "second"));
  EXPECT_EQ(peer.TakeEvents(), "text(first)");
  EXPECT_EQ(peer.machine->next_deadline(), absl::InfinitePast());
  peer.Wait(absl::ZeroDuration());
  EXPECT_EQ(peer.TakeEvents(), "closed(1006 failed)");
  EXPECT_EQ(peer.TakeSent(), "88:1011");
}

}  // namespace
}  // namespace mortise::net
