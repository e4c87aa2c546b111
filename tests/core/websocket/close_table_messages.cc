// Messages: RFC 6455 sections 5.6 and 8.1, RFC 7692 section 7.2.

#include "tests/core/websocket/close_table.h"

namespace mortise {
namespace {

using net::Frame;

constexpr char kByteOrderMark[] = "\xEF\xBB\xBF";

void Limit1000(net::WebSocketProtocolOptions& options) {
  options.max_message_size = 1000;
}

}  // namespace

std::vector<CloseRow> MessageRows() {
  std::vector<CloseRow> rows;
  const auto takes = [&rows](std::string name, std::vector<CloseStep> steps,
                             std::string heard,
                             CloseRow::Runs runs = CloseRow::kBoth) {
    steps.insert(steps.begin(), Response());
    steps.push_back(Close(4001));
    steps.push_back(AwaitSent());
    steps.push_back(End());
    rows.push_back({.name = "Message_" + name,
                    .steps = std::move(steps),
                    .events = "open 1; " + heard + "; close 3 clean 4001",
                    .sent = "88:4001",
                    .runs = runs,
                    .configure = [](net::WebSocketProtocolOptions& options) {
                      options.max_message_size = 1 << 20;
                    }});
  };
  const auto fails = [&rows](std::string name, std::string code,
                             std::vector<CloseStep> steps,
                             CloseRow::Runs runs = CloseRow::kBoth) {
    steps.insert(steps.begin(), Response());
    rows.push_back({.name = "Message_" + name,
                    .steps = std::move(steps),
                    .events = kFailed,
                    .sent = "88:" + code,
                    .runs = runs,
                    .configure = Limit1000});
  };

  // Content.
  takes("Text", {Text("hello")}, "message 1 text:hello");
  takes("EmptyText", {Text("")}, "message 1 text:");
  takes("ByteOrderMarkStays", {Text(std::string(kByteOrderMark) + "a")},
        "message 1 text:" + std::string(kByteOrderMark) + "a");
  takes("Nul", {Text(std::string("a\0b", 3))},
        std::string("message 1 text:a\0b", 18));
  takes("NonCharacters", {Text("\xEF\xBF\xBF\xF4\x8F\xBF\xBF")},
        "message 1 text:\xEF\xBF\xBF\xF4\x8F\xBF\xBF");
  takes("Binary", {Bytes(Frame(0x82, "bytes"))}, "message 1 blob:bytes");
  takes("BinaryThatIsNotUtf8", {Bytes(Frame(0x82, "\xFF\xC0"))},
        "message 1 blob:\xFF\xC0");
  takes("EmptyBinary", {Bytes(Frame(0x82, ""))}, "message 1 blob:");
  takes("Many", {Text("a"), Text("b"), Bytes(Frame(0x82, "c")), Text("d")},
        "message 1 text:a; message 1 text:b; message 1 blob:c; "
        "message 1 text:d");
  for (int size : {125, 126, 127, 65535, 65536, 1 << 20}) {
    takes("OfSize" + std::to_string(size), {Text(std::string(size, 'm'))},
          "message 1 text of " + std::to_string(size));
  }

  // Fragments.
  takes("InThreeFragments",
        {Bytes(Frame(0x01, "a") + Frame(0x00, "b") + Frame(0x80, "c"))},
        "message 1 text:abc");
  takes("InEmptyFragments",
        {Bytes(Frame(0x02, "") + Frame(0x00, "") + Frame(0x80, ""))},
        "message 1 blob:");
  takes(
      "CharacterAcrossFragments",
      {Bytes(Frame(0x01, "\xE2") + Frame(0x00, "\x82") + Frame(0x80, "\xAC"))},
      "message 1 text:\xE2\x82\xAC");
  takes(
      "ByteByByte",
      [] {
        std::vector<CloseStep> steps;
        for (char c : Frame(0x01, "hell") + Frame(0x80, "o")) {
          steps.push_back(Bytes(std::string(1, c)));
          steps.push_back(Wait(0));
        }
        return steps;
      }(),
      "message 1 text:hello");
  takes(
      "HundredFragments",
      [] {
        std::string frames = Frame(0x01, "");
        for (int i = 0; i < 98; ++i) frames += Frame(0x00, "x");
        return std::vector<CloseStep>{Bytes(frames + Frame(0x80, ""))};
      }(),
      "message 1 text of 98");

  // Encoding: fails at the first bad byte, before the frame is complete.
  fails("NotUtf8", "1007", {Bytes(Frame(0x81, "\xFF"))});
  fails("NotUtf8_FirstByteOfMany", "1007",
        {Bytes(std::string("\x81\x7E\x01\x00\xFF", 5))});
  fails("Utf8_CutOff", "1007", {Bytes(Frame(0x81, "a\xE2\x82"))});
  fails("Utf8_CutOffInLastFragment", "1007",
        {Bytes(Frame(0x01, "a\xE2") + Frame(0x80, "\x82"))});
  fails("Utf8_BadInSecondFragment", "1007",
        {Bytes(Frame(0x01, "a\xE2") + Frame(0x00, "b"))});
  fails("Utf8_Overlong", "1007", {Bytes(Frame(0x01, "\xC0\x80"))});
  fails("Utf8_Surrogate", "1007", {Bytes(Frame(0x01, "\xED\xA0\x80"))});
  fails("Utf8_SurrogateSecondByte", "1007",
        {Bytes(std::string("\x81\x7D\xED\xA0", 4))});
  fails("Utf8_BeyondUnicode", "1007", {Bytes(Frame(0x01, "\xF4\x90\x80\x80"))});

  // Size, before the payload has come.
  fails("TooBig", "1009",
        {Bytes(std::string("\x82\x7E\x03\xE9", 4) + std::string(100, 'a'))});
  fails("TooBig_HeaderAlone", "1009",
        {Bytes(std::string("\x82\x7E\x03\xE9", 4))});
  fails("TooBig_HeaderAlone_OfAFragment", "1009",
        {Bytes(Frame(0x02, "a") + std::string("\x80\x7E\x03\xE8", 4))});
  fails("TooBig_InFragments", "1009",
        {Bytes(Frame(0x02, std::string(600, 'a')) +
               Frame(0x00, std::string(401, 'a')))});
  fails("TooBig_Almost2To63", "1009",
        {Bytes(std::string("\x82\x7F\x7F\xFF\xFF\xFF\xFF\xFF\xFF\xFF", 10))});
  rows.push_back(
      {.name = "Message_OfExactlyTheLimit",
       .steps = {Response(), Text(std::string(1000, 'a')), Close(4001),
                 AwaitSent(), End()},
       .events = "open 1; message 1 text of 1000; close 3 clean 4001",
       .sent = "88:4001",
       .configure = Limit1000});

  // Compression.
  constexpr CloseRow::Runs kWithDeflate = CloseRow::kWithDeflate;
  const std::string hello("\xF2\x48\xCD\xC9\xC9\x07\x00", 7);  // "Hello"
  takes("Compressed", {Bytes(Frame(0xC1, hello))}, "message 1 text:Hello",
        kWithDeflate);
  takes("CompressedInFragments",
        {Bytes(Frame(0x41, hello.substr(0, 3)) + Frame(0x80, hello.substr(3)))},
        "message 1 text:Hello", kWithDeflate);
  takes("CompressedWithContext",
        {Bytes(Frame(0xC1, hello)),
         Bytes(Frame(0xC1, std::string("\xF2\x00\x11\x00\x00", 5)))},
        "message 1 text:Hello; message 1 text:Hello", kWithDeflate);
  takes("CompressedInStoredBlock",
        {Bytes(Frame(0xC1, std::string("\x00\x05\x00\xFA\xFFHello\x00", 11)))},
        "message 1 text:Hello", kWithDeflate);
  takes(
      "CompressedWithFinalBlock",
      {Bytes(Frame(0xC1, std::string("\xF3\x48\xCD\xC9\xC9\x07\x00\x00", 8)))},
      "message 1 text:Hello", kWithDeflate);
  takes("CompressedInTwoBlocks",
        {Bytes(Frame(0xC1, std::string("\xF2\x48\x05\x00\x00\x00\xFF\xFF\xCA"
                                       "\xC9\xC9\x07\x00",
                                       13)))},
        "message 1 text:Hello", kWithDeflate);
  takes("CompressedEmpty", {Bytes(Frame(0xC1, std::string("\0", 1)))},
        "message 1 text:", kWithDeflate);
  takes("CompressedEmpty_WithoutAByte", {Bytes(Frame(0xC1, ""))},
        "message 1 text:", kWithDeflate);
  takes("CompressedStopsInsideABlock",
        {Bytes(Frame(0xC1, hello.substr(0, 3)) + Frame(0x81, "a"))},
        "message 1 text:Heh; message 1 text:a", kWithDeflate);
  takes("CompressedWithItsEnd",
        {Bytes(Frame(0xC1, hello + std::string("\0\0\xFF\xFF", 4)))},
        "message 1 text:Hello", kWithDeflate);
  takes("CompressedAmongPlain",
        {Bytes(Frame(0x81, "a") + Frame(0xC1, hello) + Frame(0x81, "b"))},
        "message 1 text:a; message 1 text:Hello; message 1 text:b",
        kWithDeflate);
  takes("PingWithinCompressed",
        {Bytes(Frame(0x41, hello.substr(0, 3)) + Frame(0x8A, "x") +
               Frame(0x80, hello.substr(3)))},
        "message 1 text:Hello", kWithDeflate);
  fails("Compressed_Garbage", "1007", {Bytes(Frame(0xC1, "\xFF\xFF\xFF\xFF"))},
        kWithDeflate);
  fails("Compressed_NotUtf8", "1007",
        {Bytes(Frame(0xC1, std::string("\xFA\x0F\x00", 3)))}, kWithDeflate);
  fails("Compressed_Rsv1OnContinuation", "1002",
        {Bytes(Frame(0x41, hello.substr(0, 3)) + Frame(0xC0, "x"))},
        kWithDeflate);
  {
    // Sixteen mebibytes of nothing in 16 KiB; the limit is 1000 bytes.
    CloseRow bomb = {.name = "Message_Compressed_Bomb",
                     .steps = {Response(), Text(std::string(16 << 20, '\0'))},
                     .events = kFailed,
                     .sent = "88:1009",
                     .runs = kWithDeflate,
                     .configure = Limit1000};
    rows.push_back(std::move(bomb));
  }
  return rows;
}

}  // namespace mortise
