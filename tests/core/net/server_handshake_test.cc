#include "core/net/server_handshake.h"

#include <string>

#include "core/base/strings.h"
#include "gtest/gtest.h"

namespace mortise::net {
namespace {

constexpr std::string_view kCore =
    "Host: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";

ServerHandshake Answer(std::string_view text, ServerHandshakeDecision decision,
                       bool accept_deflate = false) {
  const auto head = HttpHead::Parse(text);
  EXPECT_TRUE(head.ok());
  ServerHandshakeHandler handler = [decision](const ServerHandshakeRequest&) {
    return decision;
  };
  return AnswerClientHandshake(*head, accept_deflate, handler);
}

std::string Request(std::string_view more = "") {
  return Concat("GET /echo?x HTTP/1.1\r\n", kCore,
                "Sec-WebSocket-Version: 13\r\n", more, "\r\n");
}

TEST(ServerHandshake, Accepted_IsAnsweredWith101) {
  const ServerHandshake answer = Answer(Request(), {});
  EXPECT_TRUE(answer.result.ok());
  EXPECT_EQ(answer.response,
            "HTTP/1.1 101 Switching Protocols\r\n"
            "Upgrade: websocket\r\n"
            "Connection: Upgrade\r\n"
            "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n"
            "\r\n");
}

TEST(ServerHandshake, Handler_SeesTheRequest) {
  const auto head = HttpHead::Parse(
      Request("Sec-WebSocket-Protocol: a, b\r\nSec-WebSocket-Protocol: c\r\n"
              "Origin: http://o\r\n"));
  ASSERT_TRUE(head.ok());
  ServerHandshakeHandler handler = [](const ServerHandshakeRequest& request) {
    EXPECT_EQ(request.resource_name, "/echo?x");
    EXPECT_EQ(request.protocols,
              (std::vector<std::string_view>{"a", "b", "c"}));
    EXPECT_EQ(request.head->Values("origin").at(0), "http://o");
    return ServerHandshakeDecision{.protocol = "b",
                                   .headers = {{"Set-Cookie", "c=d"}}};
  };
  const ServerHandshake answer = AnswerClientHandshake(*head, false, handler);
  ASSERT_TRUE(answer.result.ok());
  EXPECT_EQ(answer.result->protocol, "b");
  EXPECT_NE(answer.response.find("\r\nSec-WebSocket-Protocol: b\r\n"),
            std::string::npos);
  EXPECT_NE(answer.response.find("\r\nSet-Cookie: c=d\r\n"), std::string::npos);
}

TEST(ServerHandshake, Deflate_TakesTheFirstOfferThatCanBeMet) {
  const std::string offers = Request(
      "Sec-WebSocket-Extensions: x, permessage-deflate; mystery\r\n"
      "Sec-WebSocket-Extensions: permessage-deflate; "
      "server_max_window_bits=9\r\n");
  const ServerHandshake accepted = Answer(offers, {}, true);
  ASSERT_TRUE(accepted.result.ok());
  ASSERT_TRUE(accepted.result->deflate.has_value());
  EXPECT_EQ(accepted.result->deflate->server_max_window_bits, 9);
  EXPECT_NE(accepted.response.find("\r\nSec-WebSocket-Extensions: "
                                   "permessage-deflate; "
                                   "server_max_window_bits=9\r\n"),
            std::string::npos);
  EXPECT_FALSE(Answer(offers, {}, false).result->deflate.has_value());
  EXPECT_FALSE(Answer(Request("Sec-WebSocket-Extensions: ,;\r\n"), {}, true)
                   .result->deflate.has_value());
}

TEST(ServerHandshake, Invalid_IsRefused) {
  const std::string version = "Sec-WebSocket-Version: 13\r\n";
  const struct {
    std::string request;
    std::string_view status;
  } kCases[] = {
      {Concat("POST / HTTP/1.1\r\n", kCore, version, "\r\n"), "400"},
      {Concat("GET / HTTP/1.0\r\n", kCore, version, "\r\n"), "400"},
      {Concat("GET /a b HTTP/1.1\r\n", kCore, version, "\r\n"), "400"},
      {Concat("GET http://x/ HTTP/1.1\r\n", kCore, version, "\r\n"), "400"},
      {Concat("GET / HTTP/1.1\r\n", version, "\r\n"), "400"},
      {Request("Host: again\r\n"), "400"},
      {Request("Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"), "400"},
      {Request("Sec-WebSocket-Protocol: a b\r\n"), "400"},
      {Concat("GET / HTTP/1.1\r\n", kCore, "\r\n"), "426"},
      {Concat("GET / HTTP/1.1\r\n", kCore, "Sec-WebSocket-Version: 8\r\n\r\n"),
       "426"},
  };
  for (const auto& c : kCases) {
    const ServerHandshake answer = Answer(c.request, {});
    EXPECT_FALSE(answer.result.ok()) << c.request;
    EXPECT_EQ(answer.response.substr(9, 3), c.status) << c.request;
  }
}

TEST(ServerHandshake, HandlersDecision_IsChecked) {
  EXPECT_EQ(Answer(Request(), {.status = 404}).response,
            "HTTP/1.1 404 Not Found\r\nConnection: close\r\n"
            "Content-Length: 0\r\n\r\n");
  const std::vector<ServerHandshakeDecision> malformed = {
      {.status = 7},
      {.protocol = "unasked"},
      {.headers = {{"A", "b\r\nC: d"}}},
      {.headers = {{"A b", "c"}}}};
  for (const ServerHandshakeDecision& decision : malformed) {
    const ServerHandshake answer = Answer(Request(), decision);
    EXPECT_FALSE(answer.result.ok());
    EXPECT_EQ(answer.response.substr(9, 3), "500");
  }
}

}  // namespace
}  // namespace mortise::net
