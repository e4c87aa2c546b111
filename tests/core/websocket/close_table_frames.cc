// Frames that a client must take, and those that it must fail at: RFC 6455
// sections 5.2, 5.4 and 5.5.

#include "tests/core/websocket/close_table.h"

namespace mortise {
namespace {

// A frame as a server sends it, with any of the RSV bits.
std::string Frame(int first_byte, std::string_view payload) {
  std::string frame = net::Frame(first_byte, payload);
  frame[0] = static_cast<char>(first_byte);
  return frame;
}

}  // namespace

std::vector<CloseRow> FrameRows() {
  std::vector<CloseRow> rows;
  // The server does not end the connection: the bytes alone fail it.
  const auto fails = [&rows](std::string name, std::string bytes,
                             CloseRow::Runs runs = CloseRow::kBoth) {
    rows.push_back({.name = "Frame_" + name,
                    .steps = {Response(), Bytes(std::move(bytes))},
                    .events = kFailed,
                    .sent = "88:1002",
                    .runs = runs});
  };
  const auto closes = [&rows](std::string name, std::string bytes,
                              std::string heard = "", std::string sent = "") {
    rows.push_back({.name = "Frame_" + name,
                    .steps = {Response(), Bytes(std::move(bytes)), Close(4001),
                              AwaitSent(), End()},
                    .events = "open 1; " + heard + "close 3 clean 4001",
                    .sent = sent + "88:4001"});
  };

  for (int opcode : {3, 4, 5, 6, 7, 0xB, 0xC, 0xD, 0xE, 0xF}) {
    fails("ReservedOpcode" + std::to_string(opcode), Frame(0x80 | opcode, ""));
  }
  fails("Rsv1_WithoutExtension", Frame(0xC1, "a"), CloseRow::kWithoutDeflate);
  fails("Rsv2", Frame(0xA1, "a"));
  fails("Rsv3", Frame(0x91, "a"));
  fails("AllRsv", Frame(0xF1, "a"));
  fails("Rsv1_OnPing", Frame(0xC9, ""));
  fails("Rsv1_OnPong", Frame(0xCA, ""));
  fails("Rsv1_OnClose", Frame(0xC8, "\x03\xE8"));
  fails("Rsv2_OnPing", Frame(0xA9, ""));
  fails("Rsv1_OnContinuation", Frame(0x01, "a") + Frame(0xC0, "b"));
  fails("MaskedText", std::string("\x81\x81\x01\x02\x03\x04`", 7));
  fails("MaskedWithZeroes", std::string("\x81\x81\0\0\0\0a", 7));
  fails("MaskedPing", std::string("\x89\x80\x01\x02\x03\x04", 6));
  fails("MaskedClose", std::string("\x88\x82\x01\x02\x03\x04\x02\xEA", 8));
  fails("MaskedHeaderAlone", "\x81\x85");

  // Lengths.
  fails("Length125InTwoBytes",
        std::string("\x82\x7E\0\x7D", 4) + std::string(125, 'a'));
  fails("Length0InTwoBytes", std::string("\x82\x7E\0\0", 4));
  fails("Length65535InEightBytes",
        std::string("\x82\x7F\0\0\0\0\0\0\xFF\xFF", 10));
  fails("Length5InEightBytes", std::string("\x82\x7F\0\0\0\0\0\0\0\x05", 10));
  fails("Length2To63", std::string("\x82\x7F\x80\0\0\0\0\0\0\0", 10));
  fails("LengthOfAllOnes", "\x82\x7F\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF");
  fails("PingOf126", std::string("\x89\x7E\0\x7E", 4));
  fails("PingOf126_HeaderAlone", "\x89\x7E");
  fails("PongOf126", std::string("\x8A\x7E\0\x7E", 4));
  fails("CloseOf126", std::string("\x88\x7E\0\x7E", 4));
  fails("PingWithLongLength", "\x89\x7F");

  // Fragments.
  fails("FragmentedPing", Frame(0x09, "a"));
  fails("FragmentedClose", Frame(0x08, "\x03\xE8"));
  fails("FragmentedPong", Frame(0x0A, ""));
  fails("ContinuationFirst", Frame(0x80, "a"));
  fails("ContinuationFirst_Unfinished", Frame(0x00, "a"));
  fails("TextWithinText", Frame(0x01, "a") + Frame(0x81, "b"));
  fails("BinaryWithinText", Frame(0x01, "a") + Frame(0x82, "b"));
  fails("TextWithinText_AfterPing",
        Frame(0x01, "a") + Frame(0x8A, "") + Frame(0x01, "b"));
  rows.push_back(
      {.name = "Frame_ContinuationAfterTheEnd",
       .steps = {Response(),
                 Bytes(Frame(0x01, "a") + Frame(0x80, "b") + Frame(0x80, "c"))},
       .events = "open 1; message 1 text:ab; error 3; "
                 "close 3 unclean 1006",
       .sent = "88:1002"});
  rows.push_back({.name = "Frame_ErrorAfterMessage",
                  .steps = {Response("", Frame(0x81, "a") + Frame(0x83, ""))},
                  .events = "open 1; message 1 text:a; error 3; "
                            "close 3 unclean 1006",
                  .sent = "88:1002"});
  rows.push_back({.name = "Frame_AfterError_IsIgnored",
                  .steps = {Response("", Frame(0x83, "") + Frame(0x81, "a") +
                                             net::CloseFrameOf(4001))},
                  .events = kFailed,
                  .sent = "88:1002"});

  // Control frames.
  closes("EmptyPing", Frame(0x89, ""), "", "8A: ");
  closes("Ping", Frame(0x89, "hello"), "", "8A:hello ");
  closes("PingOf125", Frame(0x89, std::string(125, 'p')), "",
         "8A:" + std::string(125, 'p') + " ");
  closes("UnaskedPong", Frame(0x8A, "hello"));
  closes("PongOf125", Frame(0x8A, std::string(125, 'p')));
  closes("PingWithinText",
         Frame(0x01, "a") + Frame(0x89, "p") + Frame(0x80, "b"),
         "message 1 text:ab; ", "8A:p ");
  rows.push_back({.name = "Frame_CloseWithinText",
                  .steps = {Response(), Bytes(Frame(0x01, "a")), Close(4001),
                            AwaitSent(), End()},
                  .events = "open 1; close 3 clean 4001",
                  .sent = "88:4001"});
  return rows;
}

}  // namespace mortise
