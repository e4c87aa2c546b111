// The opening handshake up to its header lines: RFC 6455 section 4.1, RFC 9112.

#include "tests/core/websocket/close_table.h"

namespace mortise {
namespace {

constexpr char kRest[] =
    "Upgrade: websocket\r\nConnection: Upgrade\r\n"
    "Sec-WebSocket-Accept: {accept}\r\n\r\n";

void ShortTimeout(net::WebSocketProtocolOptions& options) {
  options.handshake_timeout = absl::Milliseconds(30);
}

}  // namespace

std::vector<CloseRow> HandshakeRows() {
  std::vector<CloseRow> rows;
  const auto refused = [&rows](std::string name, std::vector<CloseStep> steps) {
    rows.push_back({.name = "Handshake_" + name,
                    .steps = std::move(steps),
                    .events = kRefused,
                    .runs = CloseRow::kWithoutDeflate});
  };
  const auto opens = [&rows](std::string name, std::vector<CloseStep> steps) {
    steps.push_back(Close(4001));
    steps.push_back(AwaitSent());
    steps.push_back(End());
    rows.push_back({.name = "Handshake_" + name,
                    .steps = std::move(steps),
                    .events = "open 1; close 3 clean 4001",
                    .sent = "88:4001",
                    .runs = CloseRow::kWithoutDeflate});
  };

  // Ends instead of a response.
  refused("EndAtOnce", {End()});
  refused("ResetAtOnce", {Reset()});
  refused("EndAfterRequest", {AwaitRequest(), End()});
  refused("EndOfTcpAfterRequest", {AwaitRequest(), EndTcp()});
  refused("ResetAfterRequest", {AwaitRequest(), Reset()});
  refused("EndInStatusLine", {AwaitRequest(), Bytes("HTTP/1.1 10"), End()});
  refused("ResetInStatusLine",
          {AwaitRequest(), Bytes("HTTP/1.1 10"), Wait(5), Reset()});
  refused("EndBeforeLastLine",
          {ResponseText("HTTP/1.1 101 Switching Protocols\r\n"
                        "Upgrade: websocket\r\nConnection: Upgrade\r\n"
                        "Sec-WebSocket-Accept: {accept}\r\n"),
           End()});
  refused("ResetBeforeLastLine",
          {ResponseText("HTTP/1.1 101 Switching Protocols\r\n"
                        "Upgrade: websocket\r\n"),
           Wait(5), Reset()});

  // Time.
  rows.push_back({.name = "Handshake_Silence_TimesOut",
                  .steps = {AwaitRequest()},
                  .events = kRefused,
                  .runs = CloseRow::kWithoutDeflate,
                  .configure = ShortTimeout});
  rows.push_back({.name = "Handshake_SlowLoris_TimesOut",
                  .steps = {AwaitRequest(), Bytes("HTTP/1.1 101 S\r\n"),
                            Wait(10), Bytes("A: b\r\n"), Wait(10),
                            Bytes("C: d\r\n"), Wait(10), Bytes("E: f\r\n")},
                  .events = kRefused,
                  .runs = CloseRow::kWithoutDeflate,
                  .configure = ShortTimeout});

  // Something else than TLS or HTTP.  No end from the server: the first
  // bytes decide.
  refused("GarbageBeforeTls",
          {{CloseStep::Kind::kUnencrypted, "garbage, not TLS\r\n"}});
  refused("EndInTls", {{CloseStep::Kind::kUnencrypted, ""}, EndTcp()});
  refused("ResetInTls", {{CloseStep::Kind::kUnencrypted, ""}, Reset()});
  refused("OtherProtocol", {Bytes("SSH-2.0-OpenSSH_9.2\r\n")});
  refused("BinaryGarbage", {Bytes(std::string("\0\xFF\x01\x80", 4))});
  refused("FrameInsteadOfResponse", {Bytes(net::Frame(0x81, "hello"))});
  refused("FiveBytesFirst", {Bytes("abcdeHTTP/1.1 101 S\r\n")});
  opens("FourBytesFirst",
        {ResponseText("abcdHTTP/1.1 101 S\r\n" + std::string(kRest))});
  opens("EmptyLinesFirst",
        {ResponseText("\r\n\r\nHTTP/1.1 101 S\r\n" + std::string(kRest))});
  refused("LowerCaseVersion", {Bytes("http/1.1 101 Switching\r\n")});
  refused("Http09", {Bytes("<html>")});

  // Status lines.
  for (const char* version :
       {"HTTP/1.0", "HTTP/2", "HTTP/2.0", "HTTP/1.1 \t"}) {
    refused("Version" + std::to_string(rows.size()),
            {ResponseText(std::string(version) + " 101 Switching Protocols" +
                          "\r\n" + kRest)});
  }
  for (const char* version : {"HTTP/1.2", "HTTP/1.10", "HTTP/1.1  "}) {
    opens("Version" + std::to_string(rows.size()),
          {ResponseText(std::string(version) + " 101 Switching Protocols" +
                        "\r\n" + kRest)});
  }
  for (const char* status :
       {"200 OK", "201 Created", "204 No Content", "301 Moved\r\nLocation: /",
        "302 Found\r\nLocation: /", "307 Moved\r\nLocation: /",
        "308 Moved\r\nLocation: /", "400 Bad Request",
        "401 Unauthorized\r\nWWW-Authenticate: Basic realm=r", "403 Forbidden",
        "404 Not Found", "407 Proxy\r\nProxy-Authenticate: Basic realm=r",
        "426 Upgrade Required\r\nSec-WebSocket-Version: 12",
        "429 Slow\r\nRetry-After: 0", "500 Error", "503 Busy"}) {
    refused("Status" + std::string(status, 3),
            {ResponseText("HTTP/1.1 " + std::string(status) + "\r\n" + kRest)});
  }
  refused("StatusOfFourDigits",
          {ResponseText("HTTP/1.1 1010 S\r\n" + std::string(kRest))});
  refused("StatusOfTwoDigits",
          {ResponseText("HTTP/1.1 10 S\r\n" + std::string(kRest))});
  refused("StatusGluedToReason",
          {ResponseText("HTTP/1.1 101Switching\r\n" + std::string(kRest))});
  refused("StatusSigned",
          {ResponseText("HTTP/1.1 +101 S\r\n" + std::string(kRest))});
  refused("StatusMissing",
          {ResponseText("HTTP/1.1 \r\n" + std::string(kRest))});
  opens("WithoutReasonPhrase",
        {ResponseText("HTTP/1.1 101\r\n" + std::string(kRest))});
  opens("OtherReasonPhrase",
        {ResponseText("HTTP/1.1 101 \xC3\xA4hem\r\n" + std::string(kRest))});
  opens("InterimResponses",
        {ResponseText("HTTP/1.1 100 Continue\r\n\r\n"
                      "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n"
                      "HTTP/1.1 101 S\r\n" +
                      std::string(kRest))});
  rows.push_back({.name = "Handshake_SecondResponse_IsAFrame",
                  .steps = {Response(), Bytes("HTTP/1.1 101 S\r\n")},
                  .events = kFailed,
                  .sent = "88:1002",
                  .runs = CloseRow::kWithoutDeflate});

  // Form and size of the head.
  opens("ByteByByte", [] {
    std::vector<CloseStep> steps = {
        ResponseText("HTTP/1.1 101 S\r\nSec-WebSocket-Accept: {accept}\r\n")};
    for (char c : std::string("Upgrade: websocket\r\nConnection: Upgrade"
                              "\r\n\r\n")) {
      steps.push_back(Bytes(std::string(1, c)));
      steps.push_back(Wait(0));
    }
    return steps;
  }());
  opens("LineFeedsOnly",
        {ResponseText("HTTP/1.1 101 S\nUpgrade: websocket\nConnection: "
                      "Upgrade\nSec-WebSocket-Accept: {accept}\n\n")});
  opens("BigHeaders", {Response("X: " + std::string(200 << 10, 'x') + "\r\n")});
  opens("ManyHeaders", [] {
    std::string lines;
    for (int i = 0; i < 5000; ++i) lines += "X-Filler: 0123456789\r\n";
    return std::vector<CloseStep>{Response(lines)};
  }());
  refused("TooBigHeaders",
          {AwaitRequest(),
           Bytes("HTTP/1.1 101 S\r\nX: " + std::string(257 << 10, 'x'))});
  refused("TooBigInterimResponses", [] {
    std::string heads;
    while (heads.size() <= 256 << 10) {
      heads += "HTTP/1.1 103 E\r\nX: " + std::string(4 << 10, 'x') + "\r\n\r\n";
    }
    return std::vector<CloseStep>{AwaitRequest(), Bytes(heads)};
  }());
  refused("NulInHeader", {Response(std::string("X: a\0b\r\n", 8))});
  opens("CarriageReturnInHeader", {Response("X: a\rb\r\n")});
  refused("CarriageReturnForLineEnd",
          {ResponseText("HTTP/1.1 101 S\r\nUpgrade: websocket\r"
                        "Connection: Upgrade\r\n"
                        "Sec-WebSocket-Accept: {accept}\r\n\r\n")});
  opens("LineWithoutColon", {Response("no colon here\r\n")});
  opens("OtherHeadersOfAnyBytes", {Response("X: \xFF\x80\r\nY:\r\n")});
  return rows;
}

}  // namespace mortise
