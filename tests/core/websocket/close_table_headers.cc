// The response's header lines: RFC 6455 section 4.1, RFC 7692 section 7.1.

#include "tests/core/websocket/close_table.h"

namespace mortise {
namespace {

// `upgrade`, `connection` and `accept` are whole header lines.
CloseStep Head(std::string_view upgrade, std::string_view connection,
               std::string_view accept) {
  return ResponseText("HTTP/1.1 101 Switching Protocols\r\n" +
                      std::string(upgrade) + std::string(connection) +
                      std::string(accept) + "\r\n");
}

constexpr char kUpgrade[] = "Upgrade: websocket\r\n";
constexpr char kConnection[] = "Connection: Upgrade\r\n";
constexpr char kAccept[] = "Sec-WebSocket-Accept: {accept}\r\n";

struct Extensions {
  const char* name;
  const char* lines;
};

}  // namespace

std::vector<CloseRow> HandshakeHeaderRows() {
  std::vector<CloseRow> rows;
  const auto refused = [&rows](std::string name, CloseStep response,
                               std::vector<std::string> protocols = {}) {
    rows.push_back({.name = "Header_" + name,
                    .steps = {std::move(response)},
                    .events = kRefused,
                    .runs = CloseRow::kWithoutDeflate,
                    .protocols = std::move(protocols)});
  };
  const auto opens = [&rows](std::string name, CloseStep response,
                             std::vector<std::string> protocols = {}) {
    rows.push_back(
        {.name = "Header_" + name,
         .steps = {std::move(response), Close(4001), AwaitSent(), End()},
         .events = "open 1; close 3 clean 4001",
         .sent = "88:4001",
         .runs = CloseRow::kWithoutDeflate,
         .protocols = std::move(protocols)});
  };

  refused("UpgradeMissing", Head("", kConnection, kAccept));
  refused("UpgradeEmpty", Head("Upgrade:\r\n", kConnection, kAccept));
  refused("UpgradeOther", Head("Upgrade: h2c\r\n", kConnection, kAccept));
  refused("UpgradeList",
          Head("Upgrade: websocket, h2c\r\n", kConnection, kAccept));
  refused("UpgradeTwice", Head("Upgrade: websocket\r\nUpgrade: websocket\r\n",
                               kConnection, kAccept));
  opens("UpgradeInOtherCase",
        Head("UPGRADE:WebSocket \t\r\n", kConnection, kAccept));
  refused("ConnectionMissing", Head(kUpgrade, "", kAccept));
  refused("ConnectionOther", Head(kUpgrade, "Connection: close\r\n", kAccept));
  refused("ConnectionLonger",
          Head(kUpgrade, "Connection: Upgraded\r\n", kAccept));
  opens("ConnectionList",
        Head(kUpgrade, "Connection: keep-alive, Upgrade\r\n", kAccept));
  opens("ConnectionTwice",
        Head(kUpgrade, "Connection: keep-alive\r\nconnection: ,UPGRADE,\r\n",
             kAccept));
  opens("ConnectionFolded",
        Head(kUpgrade, "Connection: keep-alive,\r\n Upgrade\r\n", kAccept));
  opens("UpgradeFolded",
        Head("Upgrade:\r\n\twebsocket\r\n", kConnection, kAccept));
  refused("AcceptMissing", Head(kUpgrade, kConnection, ""));
  refused("AcceptEmpty",
          Head(kUpgrade, kConnection, "Sec-WebSocket-Accept:\r\n"));
  refused("AcceptWrong", Head(kUpgrade, kConnection,
                              "Sec-WebSocket-Accept: "
                              "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n"));
  refused("AcceptLonger",
          Head(kUpgrade, kConnection, "Sec-WebSocket-Accept: {accept}=\r\n"));
  refused("AcceptQuoted", Head(kUpgrade, kConnection,
                               "Sec-WebSocket-Accept: \"{accept}\"\r\n"));
  refused("AcceptTwice",
          Head(kUpgrade, kConnection, std::string(kAccept) + kAccept));
  opens("AcceptBetweenBlanks",
        Head(kUpgrade, kConnection, "sec-websocket-accept: \t {accept} \r\n"));

  // Subprotocols.
  const auto protocol = [](std::string_view value) {
    return Response("Sec-WebSocket-Protocol: " + std::string(value) + "\r\n");
  };
  refused("ProtocolUnasked", protocol("chat"));
  refused("ProtocolEmptyUnasked", protocol(""));
  refused("ProtocolNotChosen", Response(), {"chat"});
  refused("ProtocolEmpty", protocol(""), {"chat"});
  refused("ProtocolOther", protocol("talk"), {"chat"});
  refused("ProtocolInOtherCase", protocol("Chat"), {"chat"});
  refused("ProtocolList", protocol("chat, talk"), {"chat", "talk"});
  refused("ProtocolTwice",
          Response("Sec-WebSocket-Protocol: chat\r\n"
                   "Sec-WebSocket-Protocol: chat\r\n"),
          {"chat"});
  opens("ProtocolFirst", protocol("chat"), {"chat", "talk"});
  opens("ProtocolLast", protocol("talk"), {"chat", "talk"});
  opens("ProtocolsThatDifferInCase", protocol("A"), {"a", "A"});

  // Extensions.
  const Extensions kRefusedExtensions[] = {
      {"Unoffered", "x-webkit-deflate-frame"},
      {"OneUnoffered", "permessage-deflate, foo"},
      {"InOtherCase", "Permessage-Deflate"},
      {"Twice", "permessage-deflate, permessage-deflate"},
      {"TwiceInTwoLines",
       "permessage-deflate\r\nSec-WebSocket-Extensions: permessage-deflate"},
      {"UnknownParameter", "permessage-deflate; level=9"},
      {"FlagWithValue", "permessage-deflate; server_no_context_takeover=1"},
      {"FlagTwice",
       "permessage-deflate; client_no_context_takeover; "
       "client_no_context_takeover"},
      {"BitsWithoutValue", "permessage-deflate; server_max_window_bits"},
      {"ClientBitsWithoutValue", "permessage-deflate; client_max_window_bits"},
      {"BitsTooFew", "permessage-deflate; server_max_window_bits=7"},
      {"BitsTooMany", "permessage-deflate; server_max_window_bits=16"},
      {"BitsWithZero", "permessage-deflate; server_max_window_bits=08"},
      {"BitsTwice",
       "permessage-deflate; server_max_window_bits=10; "
       "server_max_window_bits=10"},
      {"TrailingSemicolon", "permessage-deflate;"},
      {"Empty", ""},
      {"EmptyElement", ","},
      {"EmptyElementFirst", ", permessage-deflate"},
      {"EmptyElementLast", "permessage-deflate,"},
      {"Garbage", "@"},
  };
  for (const Extensions& test : kRefusedExtensions) {
    refused(std::string("Extension") + test.name,
            Response("Sec-WebSocket-Extensions: " + std::string(test.lines) +
                     "\r\n"));
  }
  for (const std::string header :
       {"Content-Length", "Location", "Content-Disposition"}) {
    const std::string twice = header + ": 5\r\n" + header;
    const std::string name = "Second" + header.substr(header.find('-') + 1);
    refused(name + "Differs", Response(twice + ": 6\r\n"));
    opens(name + "IsTheSame", Response(twice + ": 5\r\n"));
  }
  const Extensions kAcceptedExtensions[] = {
      {"Deflate", "permessage-deflate"},
      {"DeflateWithAllParameters",
       "permessage-deflate; server_no_context_takeover; "
       "client_no_context_takeover; server_max_window_bits=9; "
       "client_max_window_bits=9"},
      {"DeflateWithQuotedBits",
       "permessage-deflate; server_max_window_bits=\"15\""},
      {"DeflateWithoutBlanks", "permessage-deflate;client_max_window_bits=8"},
      {"DeflateFolded", "permessage-deflate;\r\n server_max_window_bits=10"},
  };
  for (const Extensions& test : kAcceptedExtensions) {
    opens(std::string("Extension") + test.name,
          Response("Sec-WebSocket-Extensions: " + std::string(test.lines) +
                   "\r\n"));
  }
  return rows;
}

}  // namespace mortise
