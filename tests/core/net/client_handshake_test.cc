#include "core/net/client_handshake.h"

#include <string>
#include <utility>
#include <vector>

#include "core/base/strings.h"
#include "gtest/gtest.h"

namespace mortise::net {
namespace {

constexpr std::string_view kKey = "dGhlIHNhbXBsZSBub25jZQ==";
constexpr std::string_view kAccept = "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=";

ClientHandshakeRequest Request() {
  ClientHandshakeRequest request;
  request.host = "example.com";
  request.offer_deflate = false;
  return request;
}

TEST(ClientHandshake, Plain_IsWhatTheRfcAsksFor) {
  const auto text = BuildClientHandshake(Request(), kKey);
  ASSERT_TRUE(text.ok());
  EXPECT_EQ(*text,
            "GET / HTTP/1.1\r\n"
            "Host: example.com\r\n"
            "Connection: Upgrade\r\n"
            "Upgrade: websocket\r\n"
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
            "Sec-WebSocket-Version: 13\r\n"
            "\r\n");
}

TEST(ClientHandshake, Full_HasEveryHeader) {
  ClientHandshakeRequest request = Request();
  request.resource_name = "/a/b?c=d&e";
  request.origin = "https://example.org";
  request.user_agent = "Mortise/1 (test)";
  request.protocols = {"chat", "Chat"};
  request.headers = {{"Authorization", "Basic Zm9v"}, {"Cookie", "a=b; c=d"}};
  request.offer_deflate = true;
  const auto text = BuildClientHandshake(request, kKey);
  ASSERT_TRUE(text.ok());
  EXPECT_EQ(*text,
            "GET /a/b?c=d&e HTTP/1.1\r\n"
            "Host: example.com\r\n"
            "Connection: Upgrade\r\n"
            "Upgrade: websocket\r\n"
            "Origin: https://example.org\r\n"
            "User-Agent: Mortise/1 (test)\r\n"
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
            "Sec-WebSocket-Version: 13\r\n"
            "Sec-WebSocket-Protocol: chat, Chat\r\n"
            "Sec-WebSocket-Extensions: permessage-deflate; "
            "client_max_window_bits\r\n"
            "Authorization: Basic Zm9v\r\n"
            "Cookie: a=b; c=d\r\n"
            "\r\n");
}

TEST(ClientHandshake, Host_LeavesTheDefaultPortOut) {
  const struct {
    std::string host;
    uint16_t port;
    bool secure;
    std::string_view header;
  } kCases[] = {
      {"a.example", 80, false, "\r\nHost: a.example\r\n"},
      {"a.example", 443, false, "\r\nHost: a.example:443\r\n"},
      {"a.example", 443, true, "\r\nHost: a.example\r\n"},
      {"a.example", 80, true, "\r\nHost: a.example:80\r\n"},
      {"127.0.0.1", 8080, false, "\r\nHost: 127.0.0.1:8080\r\n"},
      {"::1", 80, false, "\r\nHost: [::1]\r\n"},
      {"::1", 8080, true, "\r\nHost: [::1]:8080\r\n"},
  };
  for (const auto& c : kCases) {
    ClientHandshakeRequest request = Request();
    request.host = c.host;
    request.port = c.port;
    request.secure = c.secure;
    const auto text = BuildClientHandshake(request, kKey);
    ASSERT_TRUE(text.ok());
    EXPECT_NE(text->find(c.header), std::string::npos) << *text;
  }
}

TEST(ClientHandshake, Injection_IsImpossible) {
  using Change = void (*)(ClientHandshakeRequest&);
  const Change kChanges[] = {
      [](auto& r) { r.host = ""; },
      [](auto& r) { r.host = "a\r\nX: y"; },
      [](auto& r) { r.host = "a b"; },
      [](auto& r) { r.host = "user@a"; },
      [](auto& r) { r.host = "a/b"; },
      [](auto& r) { r.host = "[::1]"; },
      [](auto& r) { r.host = "b\xC3\xBC"; },
      [](auto& r) { r.resource_name = ""; },
      [](auto& r) { r.resource_name = "a"; },
      [](auto& r) { r.resource_name = "/ HTTP/1.1\r\nX: y\r\n"; },
      [](auto& r) { r.resource_name = "/a b"; },
      [](auto& r) { r.resource_name = "/a#b"; },
      [](auto& r) { r.resource_name = std::string("/\0", 2); },
      [](auto& r) { r.origin = "a\r\nX: y"; },
      [](auto& r) { r.origin = "a\nX: y"; },
      [](auto& r) { r.user_agent = "a\rb"; },
      [](auto& r) { r.user_agent = " a"; },
      [](auto& r) { r.protocols = {""}; },
      [](auto& r) { r.protocols = {"a,b"}; },
      [](auto& r) { r.protocols = {"a\r\nX: y"}; },
      [](auto& r) {
        r.headers = {{"", "a"}};
      },
      [](auto& r) {
        r.headers = {{"X: y\r\nZ", "a"}};
      },
      [](auto& r) {
        r.headers = {{"X ", "a"}};
      },
      [](auto& r) {
        r.headers = {{"X", "a\r\nY: z"}};
      },
      [](auto& r) {
        r.headers = {{"X", "a\n"}};
      },
      [](auto& r) {
        r.headers = {{"X", std::string("\0", 1)}};
      },
      [](auto& r) {
        r.headers = {{"Host", "b"}};
      },
      [](auto& r) {
        r.headers = {{"hOST", "b"}};
      },
      [](auto& r) {
        r.headers = {{"Connection", "close"}};
      },
      [](auto& r) {
        r.headers = {{"Upgrade", "h2c"}};
      },
      [](auto& r) {
        r.headers = {{"Origin", "b"}};
      },
      [](auto& r) {
        r.headers = {{"Content-Length", "5"}};
      },
      [](auto& r) {
        r.headers = {{"Transfer-Encoding", "chunked"}};
      },
      [](auto& r) {
        r.headers = {{"Sec-WebSocket-Key", "x"}};
      },
      [](auto& r) {
        r.headers = {{"sec-websocket-anything", "x"}};
      },
  };
  for (size_t i = 0; i < std::size(kChanges); ++i) {
    ClientHandshakeRequest request = Request();
    kChanges[i](request);
    const auto text = BuildClientHandshake(request, kKey);
    EXPECT_TRUE(absl::IsInvalidArgument(text.status())) << "case " << i;
  }
}

TEST(StatusLine, Http11AndLater) {
  const struct {
    std::string_view line;
    int status;  // 0: malformed.
  } kCases[] = {
      {"HTTP/1.1 101 Switching Protocols", 101},
      {"HTTP/1.1 101 ", 101},
      {"HTTP/1.1 101", 101},
      {"HTTP/1.1 404 Not Found", 404},
      {"HTTP/1.1 999 x", 999},
      {"HTTP/1.1   101 x", 101},
      {"HTTP/1.1 101\tx", 101},
      {"HTTP/1.1 101 x\ry", 101},
      {"HTTP/1.2 101 x", 101},
      {"HTTP/1.10 101 x", 101},
      {"HTTP/1.1.1 101 x", 101},
      {"HTTP/1.1x 101 x", 101},
      {"", 0},
      {"HTTP/1.1", 0},
      {"HTTP/1.1 ", 0},
      {"HTTP/1.1 10", 0},
      {"HTTP/1.1 1010", 0},
      {"HTTP/1.1 101Switching", 0},
      {"HTTP/1.1 1O1 x", 0},
      {"HTTP/1.1 001 x", 0},
      {"HTTP/1.1 +10 x", 0},
      {"HTTP/1. 101 x", 0},
      {"HTTP/1.x 101 x", 0},
      {"HTTP/1.1    ", 0},
      {"HTTP/1.1\t101 x", 0},
      {"HTTP/1.1 \t101 x", 0},
      {"HTTP/1.0 101 x", 0},
      {"HTTP/2 101 x", 0},
      {"http/1.1 101 x", 0},
      {" HTTP/1.1 101 x", 0},
      {"ICY 101 x", 0},
  };
  for (const auto& c : kCases) {
    const auto status = ParseStatusLine(c.line);
    ASSERT_EQ(status.ok(), c.status != 0) << c.line;
    if (status.ok()) {
      EXPECT_EQ(*status, c.status);
    }
  }
}

struct ResponseCase {
  std::string response;    // Without the empty line.
  std::string_view error;  // Part of the message; empty: accepted.
  std::string_view protocol = "";
  std::string_view extensions = "";
};

std::string Good(std::string_view more = "") {
  return Concat(
      "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n"
      "Connection: Upgrade\r\nSec-WebSocket-Accept: ",
      kAccept, "\r\n", more);
}

std::string With(std::string_view upgrade, std::string_view connection,
                 std::string_view accept) {
  return Concat("HTTP/1.1 101 x\r\n", upgrade, connection, accept);
}

void Check(const ResponseCase& c, const ClientHandshakeRequest& request) {
  SCOPED_TRACE(c.response);
  const auto head = HttpHead::Parse(c.response + "\r\n");
  ASSERT_TRUE(head.ok());
  const auto result = CheckServerHandshake(*head, request, kKey);
  ASSERT_EQ(result.ok(), c.error.empty()) << result.status();
  if (result.ok()) {
    EXPECT_EQ(result->protocol, c.protocol);
    EXPECT_EQ(result->extensions, c.extensions);
    EXPECT_EQ(result->deflate.has_value(), !c.extensions.empty());
  } else {
    EXPECT_NE(ToStd(result.status().message()).find(c.error),
              std::string_view::npos)
        << result.status();
  }
}

TEST(ServerResponse, CoreHeaders_AreCheckedStrictly) {
  const std::string up = "Upgrade: websocket\r\n";
  const std::string con = "Connection: Upgrade\r\n";
  const std::string acc = Concat("Sec-WebSocket-Accept: ", kAccept, "\r\n");
  const ResponseCase kCases[] = {
      {Good(), ""},
      {With("uPGRADE: WebSocket\r\n", "connection: upgrade\r\n", acc), ""},
      {With(up, "Connection: keep-alive, Upgrade\r\n", acc), ""},
      {With(up, "Connection: keep-alive\r\nConnection: ,UPGRADE ,\r\n", acc),
       ""},
      {With("Upgrade:\r\n websocket\r\n", con, acc), ""},
      {With(up, con, Concat("Sec-WebSocket-Accept:\t", kAccept, " \r\n")), ""},
      {Good("Set-Cookie: a=b\r\nServer: x\r\n"), ""},
      {"HTTP/1.1 200 OK\r\n" + up + con + acc, "HTTP status 200"},
      {"HTTP/1.1 302 Found\r\nLocation: /\r\n", "HTTP status 302"},
      {"HTTP/1.1 401 Unauthorized\r\n", "HTTP status 401"},
      {"HTTP/1.0 101 x\r\n" + up + con + acc, "malformed status line"},
      {"HTTP/1.2 101 x\r\n" + up + con + acc, ""},
      {Good("Content-Length: 5\r\nContent-Length: 5, 5\r\n"), ""},
      {Good("Content-Length: -1\r\n"), ""},
      {Good("Content-Length: 5\r\nContent-Length: 6\r\n"
            "Transfer-Encoding: chunked\r\n"),
       ""},
      {Good("Content-Length: 5\r\nContent-Length: 6\r\n"
            "Transfer-Encoding: identity\r\n"),
       "two values"},
      {Good("Location: /a\r\nLocation: /a\r\n"), ""},
      {Good("Content-Length: 5\r\nContent-Length: 6\r\n"), "two values"},
      {Good("Content-Length: 5, 6\r\n"), "two values"},
      {Good("Content-Length: a\r\nContent-Length: b\r\n"), "two values"},
      {Good("Location: /a\r\nLocation: /b\r\n"), "two values"},
      {Good("Content-Disposition: a\r\nContent-Disposition: b\r\n"),
       "two values"},
      {With("Upgrade: web\rsocket\r\n", con, acc), "Upgrade header is not"},
      {With("", con, acc), "Upgrade header is missing"},
      {With("Upgrade: h2c\r\n", con, acc), "Upgrade header is not"},
      {With("Upgrade: websocket, h2c\r\n", con, acc), "Upgrade header is not"},
      {With("Upgrade: websocket/13\r\n", con, acc), "Upgrade header is not"},
      {With(up + up, con, acc), "Upgrade header more than once"},
      {With(up, "", acc), "Connection header"},
      {With(up, "Connection: keep-alive\r\n", acc), "Connection header"},
      {With(up, "Connection: Upgrade-Insecure\r\n", acc), "Connection header"},
      {With(up, con, ""), "Sec-WebSocket-Accept header is missing"},
      {With(up, con, acc + acc), "Sec-WebSocket-Accept header more than once"},
      {With(up, con, "Sec-WebSocket-Accept:\r\n"), "wrong"},
      {With(up, con, "Sec-WebSocket-Accept: S3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n"),
       "wrong"},
      {With(up, con, "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo\r\n"),
       "wrong"},
  };
  for (const ResponseCase& c : kCases) Check(c, Request());
}

TEST(ServerResponse, Subprotocol_MustBeOneThatWasAskedFor) {
  ClientHandshakeRequest request = Request();
  request.protocols = {"chat", "superchat", "A", "a"};
  const ResponseCase kCases[] = {
      {Good("Sec-WebSocket-Protocol: chat\r\n"), "", "chat"},
      {Good("sec-websocket-protocol:  superchat \r\n"), "", "superchat"},
      {Good("Sec-WebSocket-Protocol: a\r\n"), "", "a"},
      {Good(), "none of the subprotocols"},
      {Good("Sec-WebSocket-Protocol: Chat\r\n"), "not asked for"},
      {Good("Sec-WebSocket-Protocol:\r\n"), "not asked for"},
      {Good("Sec-WebSocket-Protocol: chat, a\r\n"), "not asked for"},
      {Good("Sec-WebSocket-Protocol: chat\r\nSec-WebSocket-Protocol: "
            "chat\r\n"),
       "more than once"},
  };
  for (const ResponseCase& c : kCases) Check(c, request);
  Check({Good("Sec-WebSocket-Protocol: chat\r\n"), "not asked for"}, Request());
  Check({Good("Sec-WebSocket-Protocol:\r\n"), "not asked for"}, Request());
}

TEST(ServerResponse, Extensions_MustHaveBeenOffered) {
  ClientHandshakeRequest request = Request();
  request.offer_deflate = true;
  const std::string ext = "Sec-WebSocket-Extensions: ";
  const ResponseCase kCases[] = {
      {Good(), ""},
      {Good(ext + "\r\n"), "expected extension name"},
      {Good(ext + "permessage-deflate\r\n"), "", "", "permessage-deflate"},
      {Good(ext + "permessage-deflate; client_max_window_bits=12\r\n"), "", "",
       "permessage-deflate; client_max_window_bits=12"},
      {Good(ext + "permessage-deflate;\r\n  server_no_context_takeover\r\n"),
       "", "", "permessage-deflate; server_no_context_takeover"},
      {Good(ext + "permessage-deflate, permessage-deflate\r\n"),
       "more than once"},
      {Good(ext + "permessage-deflate\r\n" + ext + "permessage-deflate\r\n"),
       "more than once"},
      {Good(ext + "permessage-deflate; mystery\r\n"), "unknown parameter"},
      {Good(ext + "permessage-deflate; client_max_window_bits\r\n"),
       "without value"},
      {Good(ext + "x-webkit-deflate-frame\r\n"), "was not offered"},
      {Good(ext + "Permessage-Deflate\r\n"), "was not offered"},
      {Good(ext + "permessage-deflate, x\r\n"), "was not offered"},
      {Good(ext + "permessage-deflate;\r\n"), "expected parameter name"},
      {Good(ext + ",\r\n"), "empty element"},
      {Good(ext + ", permessage-deflate\r\n"), "empty element"},
      {Good(ext + "permessage-deflate,\r\n"), "empty element"},
      {Good(ext + "\r\n" + ext + "permessage-deflate\r\n"), "", "",
       ", permessage-deflate"},
  };
  for (const ResponseCase& c : kCases) Check(c, request);
  Check({Good(ext + "permessage-deflate\r\n"), "was not offered"}, Request());
}

// ---- Over HTTP/2 -----------------------------------------------------------

std::string ToText(const std::vector<HttpHead::Field>& fields) {
  std::string text;
  for (const HttpHead::Field& field : fields) {
    AppendTo(text, field.name, ": ", field.value, "\n");
  }
  return text;
}

TEST(ExtendedConnect, Plain_IsWhatRfc8441AsksFor) {
  ClientHandshakeRequest request = Request();
  request.secure = true;
  request.port = 443;
  const auto fields = BuildExtendedConnect(request);
  ASSERT_TRUE(fields.ok());
  EXPECT_EQ(ToText(*fields),
            ":method: CONNECT\n:protocol: websocket\n:scheme: https\n:path: /\n"
            ":authority: example.com\nsec-websocket-version: 13\n");
}

TEST(ExtendedConnect, Full_HasEveryFieldThatHttp2Knows) {
  ClientHandshakeRequest request = Request();
  request.secure = true;
  request.host = "::1";
  request.port = 8443;
  request.resource_name = "/a?b";
  request.origin = "https://example.org";
  request.user_agent = "Mortise/1";
  request.protocols = {"chat", "Chat"};
  request.headers = {{"Authorization", "Basic Zm9v"},
                     {"Keep-Alive", "5"},
                     {"PROXY-connection", "x"},
                     {"X-Y", "Z"}};
  request.offer_deflate = true;
  const auto fields = BuildExtendedConnect(request);
  ASSERT_TRUE(fields.ok());
  EXPECT_EQ(ToText(*fields),
            ":method: CONNECT\n:protocol: websocket\n:scheme: https\n"
            ":path: /a?b\n:authority: [::1]:8443\n"
            "origin: https://example.org\nuser-agent: Mortise/1\n"
            "sec-websocket-version: 13\nsec-websocket-protocol: chat, Chat\n"
            "sec-websocket-extensions: permessage-deflate; "
            "client_max_window_bits\nauthorization: Basic Zm9v\nx-y: Z\n");
}

TEST(ExtendedConnect, Injection_IsImpossible) {
  for (const auto& [name, value] :
       std::vector<std::pair<std::string, std::string>>{{"a", "b\r\nc: d"},
                                                        {"a b", "c"},
                                                        {":path", "/other"},
                                                        {"Upgrade", "x"},
                                                        {"TE", "gzip"},
                                                        {"Sec-WebSocket-X", ""},
                                                        {"Host", "other"}}) {
    ClientHandshakeRequest request = Request();
    request.headers = {{name, value}};
    EXPECT_TRUE(absl::IsInvalidArgument(BuildExtendedConnect(request).status()))
        << name;
  }
}

TEST(ExtendedConnectResponse, EachKind_IsJudged) {
  const struct {
    int status;
    std::vector<HttpHead::Field> fields;
    std::string_view error;  // Empty: accepted.
  } kCases[] = {
      {200, {}, ""},
      {204, {}, ""},
      {299, {{"x", "y"}}, ""},
      {101, {}, "opening handshake: server answered with HTTP status 101"},
      {300, {}, "opening handshake: server answered with HTTP status 300"},
      {401, {}, "opening handshake: server answered with HTTP status 401"},
      {200,
       {{"sec-websocket-protocol", "x"}},
       "opening handshake: server chose a subprotocol that was not asked for: "
       "x"},
      {200,
       {{"sec-websocket-extensions", "foo"}},
       "opening handshake: server chose an extension that was not offered: "
       "foo"},
      // What only HTTP/1.1 asks for is not looked at.
      {200, {{"sec-websocket-accept", "wrong"}}, ""},
  };
  for (const auto& c : kCases) {
    const auto result = CheckExtendedConnectResponse(
        {.status = c.status, .head = HttpHead(c.fields)}, Request());
    EXPECT_EQ(ToStd(result.status().message()), c.error) << c.status;
    EXPECT_EQ(result.ok(), c.error.empty());
  }
}

}  // namespace
}  // namespace mortise::net
