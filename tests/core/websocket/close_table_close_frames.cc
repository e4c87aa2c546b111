// The server's Close frames: RFC 6455 sections 5.5.1, 7.1.5, 7.1.6 and 7.4.

#include "tests/core/websocket/close_table.h"

namespace mortise {
namespace {

using net::CloseFrameOf;
using net::Frame;

void Strict(net::WebSocketProtocolOptions& options) {
  options.strict_close_codes = true;
}

void ShortLinger(net::WebSocketProtocolOptions& options) {
  options.linger_timeout = absl::Milliseconds(20);
}

}  // namespace

std::vector<CloseRow> CloseFrameRows() {
  std::vector<CloseRow> rows;
  const auto closes = [&rows](std::string name, std::vector<CloseStep> steps,
                              std::string close, std::string sent) {
    steps.insert(steps.begin(), Response());
    rows.push_back({.name = "Close_" + name,
                    .steps = std::move(steps),
                    .events = "open 1; close 3 clean " + close,
                    .sent = "88:" + sent});
  };
  const auto fails = [&rows](std::string name, std::string bytes,
                             std::string sent) {
    rows.push_back({.name = "Close_" + name,
                    .steps = {Response(), Bytes(std::move(bytes))},
                    .events = kFailed,
                    .sent = "88:" + sent});
  };

  // Codes: handed on as they come, but for those that must not come.
  for (int code :
       {0,    1,    999,  1000, 1001, 1002, 1003, 1004, 1007,  1008,
        1009, 1010, 1011, 1012, 1013, 1014, 1016, 1100, 1999,  2000,
        2999, 3000, 3999, 4000, 4001, 4999, 5000, 9999, 32768, 65535}) {
    const std::string text = std::to_string(code);
    closes("Code" + text, {Close(code), AwaitSent(), End()}, text, text);
  }
  for (int code : {1005, 1006, 1015}) {
    fails("Code" + std::to_string(code), CloseFrameOf(code), "1002");
    fails("Code" + std::to_string(code) + "_WithReason",
          CloseFrameOf(code, "why"), "1002");
  }
  for (int code : {1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012,
                   1013, 1014, 3000, 3999, 4000, 4999}) {
    const std::string text = std::to_string(code);
    closes("StrictCode" + text, {Close(code), AwaitSent(), End()}, text, text);
    rows.back().configure = Strict;
  }
  for (int code :
       {0, 999, 1004, 1005, 1006, 1015, 1016, 1100, 2000, 2999, 5000, 65535}) {
    fails("StrictCode" + std::to_string(code), CloseFrameOf(code), "1002");
    rows.back().configure = Strict;
  }
  closes("StrictEmpty", {EmptyClose(), AwaitSent(), End()}, "1005", "");
  rows.back().configure = Strict;

  // Bodies.
  closes("Empty", {EmptyClose(), AwaitSent(), End()}, "1005", "");
  fails("OneByte", Frame(0x88, "\x03"), "1002");
  fails("OneZeroByte", Frame(0x88, std::string("\0", 1)), "1002");
  const auto reason = [&](std::string name, const std::string& text) {
    closes("Reason_" + name, {Close(4001, text), AwaitSent(), End()},
           "4001 " + text, "4001");
  };
  reason("OneByte", "x");
  reason("Sentence", "going home, \"bye\"");
  reason("Of123Bytes", std::string(123, 'r'));
  reason("NotAscii", "\xC3\xA4\xE2\x82\xAC\xF0\x9F\x98\x80");
  reason("ByteOrderMarkStays", "\xEF\xBB\xBFx");
  reason("Nul", std::string("a\0b", 3));
  reason("LineEnds", "a\r\nb");
  for (const auto& [name, bytes] :
       std::vector<std::pair<const char*, const char*>>{
           {"Ff", "\xFF"},
           {"CutOff", "ok\xE2\x82"},
           {"Overlong", "\xC0\xAF"},
           {"Surrogate", "\xED\xA0\x80"},
           {"BeyondUnicode", "\xF4\x90\x80\x80"},
           {"LoneContinuation", "\x80"}}) {
    fails("Reason_" + std::string(name) + "_IsNotUtf8",
          CloseFrameOf(4001, bytes), "1007");
  }
  fails("Code1005_ThatIsNotUtf8", CloseFrameOf(1005, "\xFF"), "1002");

  // How it comes.
  closes("GluedToResponse", {}, "4001 bye", "4001");
  rows.back().steps = {Response("", CloseFrameOf(4001, "bye")), AwaitSent(),
                       End()};
  closes(
      "ByteByByte",
      [] {
        std::vector<CloseStep> steps;
        for (char c : CloseFrameOf(4001, "bye")) {
          steps.push_back(Bytes(std::string(1, c)));
          steps.push_back(Wait(0));
        }
        steps.push_back(AwaitSent());
        steps.push_back(End());
        return steps;
      }(),
      "4001 bye", "4001");
  closes("WithEndAtOnce", {Close(4001), End()}, "4001", "4001");
  closes("WithEndOfTcpAtOnce", {Close(4001), EndTcp()}, "4001", "4001");
  closes("ThenReset", {Close(4001), AwaitSent(), Reset()}, "4001", "4001");
  closes("EmptyThenReset", {EmptyClose(), AwaitSent(), Reset()}, "1005", "");
  closes("MakesStateClosing", {Close(4001), AwaitState(2), AwaitSent(), End()},
         "4001", "4001");
  closes("WithoutEnd_ClientEnds", {Close(4001), AwaitSent()}, "4001", "4001");
  rows.back().configure = ShortLinger;
  rows.push_back(
      {.name = "Close_AfterMessage",
       .steps = {Response("", Frame(0x81, "a") + CloseFrameOf(1000, "done")),
                 AwaitSent(), End()},
       .events = "open 1; message 1 text:a; "
                 "close 3 clean 1000 done",
       .sent = "88:1000"});
  rows.push_back({.name = "Close_AfterPing",
                  .steps = {Response("", Frame(0x89, "p") + CloseFrameOf(1000)),
                            AwaitSent(), End()},
                  .events = "open 1; close 3 clean 1000",
                  .sent = "8A:p 88:1000"});

  // What comes after it is ignored.
  closes("ThenClose",
         {Bytes(CloseFrameOf(4001) + CloseFrameOf(4002)), AwaitSent(), End()},
         "4001", "4001");
  closes("ThenText",
         {Bytes(CloseFrameOf(4001) + Frame(0x81, "late")), AwaitSent(),
          Bytes(Frame(0x81, "later")), End()},
         "4001", "4001");
  closes("ThenPing",
         {Bytes(CloseFrameOf(4001) + Frame(0x89, "late")), AwaitSent(), Wait(2),
          End()},
         "4001", "4001");
  closes("ThenGarbage",
         {Bytes(CloseFrameOf(4001) + "\xFF\xFF\xFF\xFF\xFF"), AwaitSent(),
          Bytes("\xFF\xFF"), Wait(2), End()},
         "4001", "4001");
  closes("ThenHalfAFrame",
         {Bytes(CloseFrameOf(4001) + "\x81"), AwaitSent(), End()}, "4001",
         "4001");

  // Cut off.
  for (size_t size = 1; size < CloseFrameOf(4001, "bye").size(); ++size) {
    const std::string part = CloseFrameOf(4001, "bye").substr(0, size);
    rows.push_back({.name = "Close_EndAfterByte" + std::to_string(size),
                    .steps = {Response(), Bytes(part), End()},
                    .events = kDropped});
    rows.push_back({.name = "Close_ResetAfterByte" + std::to_string(size),
                    .steps = {Response(), AwaitEvent("open 1"), Bytes(part),
                              Wait(2), Reset()},
                    .events = kFailed});
  }
  return rows;
}

}  // namespace mortise
