#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "core/dom/dom_exception_name.h"
#include "core/websocket/web_socket_environment.h"
#include "tests/core/net/raw_peer.h"
#include "tests/core/websocket/web_socket_fixture.h"

namespace mortise {
namespace {

class WebSocketConstructorTest : public WebSocketFixture {
 protected:
  // The exception's name, or "url origin" of the socket.
  std::string Try(std::string_view url,
                  std::variant<DomString, std::vector<DomString>> protocols =
                      std::vector<DomString>()) {
    ExceptionOr<RefPtr<WebSocket>> socket =
        WebSocket::Create(*environment_, url, protocols);
    if (socket.has_exception()) {
      EXPECT_EQ(socket.exception().kind(), Exception::Kind::kDOMException);
      EXPECT_FALSE(socket.exception().message().empty());
      return std::string(ToString(socket.exception().name()));
    }
    return socket.value()->url();
  }
};

struct UrlCase {
  const char* base;
  const char* url;
  const char* expected;
};

TEST_F(WebSocketConstructorTest, Url_Table) {
  const UrlCase cases[] = {
      {"", "ws://127.0.0.1:9", "ws://127.0.0.1:9/"},
      {"", "WS://LOCALHOST:80/a b?c d", "ws://localhost/a%20b?c%20d"},
      {"", "wss://127.0.0.2:443/", "wss://127.0.0.2/"},
      {"", "wss://127.0.0.2:80/", "wss://127.0.0.2:80/"},
      {"", "http://127.0.0.2/x", "ws://127.0.0.2/x"},
      {"", "https://127.0.0.2:443/x", "wss://127.0.0.2/x"},
      {"", "http://127.0.0.2:443/x", "ws://127.0.0.2:443/x"},
      {"", "ws://127.0.0.2/#fragment", "ws://127.0.0.2/"},
      {"", "ws://127.0.0.2/?q#", "ws://127.0.0.2/?q"},
      {"", "ws://[::1]:8080/", "ws://[::1]:8080/"},
      {"", "ws://0x7f.1/", "ws://127.0.0.1/"},
      {"", "  ws://127.0.0.2/\n", "ws://127.0.0.2/"},
      {"", "ws://user:pass@127.0.0.2/", "ws://user:pass@127.0.0.2/"},
      {"", "", "SyntaxError"},
      {"", "/relative", "SyntaxError"},
      {"", "//127.0.0.2", "SyntaxError"},
      {"", "ws://", "SyntaxError"},
      {"", "ws:///", "SyntaxError"},
      {"", "ws://a b/", "SyntaxError"},
      {"", "ws://127.0.0.2:99999/", "SyntaxError"},
      {"", "ws://[::1/", "SyntaxError"},
      {"", "ftp://127.0.0.2/", "SyntaxError"},
      {"", "file:///x", "SyntaxError"},
      {"", "mailto:a@b", "SyntaxError"},
      {"", "about:blank", "SyntaxError"},
      {"", "wsx://127.0.0.2/", "SyntaxError"},
      {"", "javascript:0", "SyntaxError"},
      {"http://127.0.0.3/dir/page?q#f", "", "ws://127.0.0.3/dir/page?q"},
      {"http://127.0.0.3/dir/page", "chat", "ws://127.0.0.3/dir/chat"},
      {"https://127.0.0.3:8443/dir/", "/chat", "wss://127.0.0.3:8443/chat"},
      {"https://127.0.0.3/", "//127.0.0.2/x", "wss://127.0.0.2/x"},
      {"https://127.0.0.3/", "#test", "wss://127.0.0.3/"},
      {"wss://127.0.0.3/", "?x", "wss://127.0.0.3/?x"},
      {"file:///dir/", "chat", "SyntaxError"},
      {"about:blank", "chat", "SyntaxError"},
      {"https://127.0.0.3/", "ws://127.0.0.2/", "ws://127.0.0.2/"},
  };
  for (const UrlCase& test : cases) {
    environment_->set_api_base_url(test.base);
    EXPECT_EQ(Try(test.url), test.expected)
        << "'" << test.url << "' against '" << test.base << "'";
  }
}

TEST_F(WebSocketConstructorTest, Protocols_Table) {
  const auto text = [](const char* utf8) { return DomString::FromUtf8(utf8); };
  const std::string ok = Address("/echo");
  struct Case {
    std::variant<DomString, std::vector<DomString>> protocols;
    bool valid;
  };
  const Case cases[] = {
      {std::vector<DomString>{}, true},
      {text("chat"), true},
      {text("!#$%&'*+-.^_`|~09azAZ"), true},
      {std::vector<DomString>{text("a"), text("b")}, true},
      {std::vector<DomString>{text("a"), text("A")}, true},
      {text(""), false},
      {std::vector<DomString>{text("")}, false},
      {std::vector<DomString>{text("a"), text("a")}, false},
      {std::vector<DomString>{text("a"), text("b"), text("a")}, false},
      {text("a b"), false},
      {text("a,b"), false},
      {text("a\tb"), false},
      {text("a\r\nX: y"), false},
      {text("\x7F"), false},
      {text("\xC3\xA9"), false},
      {text("\xE4\xB8\xAD"), false},
      {DomString::FromLatin1(std::string_view("a\0b", 3)), false},
  };
  for (const Case& test : cases) {
    EXPECT_EQ(Try(ok, test.protocols), test.valid ? ok : "SyntaxError");
  }
  for (char c : std::string_view("()<>@,;:\\\"/[]?={} \t")) {
    EXPECT_EQ(Try(ok, DomString::FromLatin1(std::string("a") + c)),
              "SyntaxError")
        << c;
  }
}

TEST_F(WebSocketConstructorTest, Protocols_ManyAreCheckedInLinearTime) {
  std::vector<DomString> protocols;
  for (int i = 0; i < 100'000; ++i) {
    protocols.push_back(DomString::FromUtf8("p" + std::to_string(i)));
  }
  protocols.push_back(DomString::FromUtf8("p0"));
  EXPECT_EQ(Try(Address("/echo"), protocols), "SyntaxError");
}

TEST_F(WebSocketConstructorTest, WithoutNetwork_Throws) {
  environment_.emplace(runner_.get());
  EXPECT_EQ(Try("ws://127.0.0.1/"), "NotSupportedError");
  EXPECT_EQ(Try("nonsense"), "SyntaxError");
}

// As web-platform-tests' websockets/basic-auth wants it.
TEST_F(WebSocketConstructorTest, CredentialsInUrl_AreSent) {
  const struct {
    const char* credentials;
    const char* header;  // What follows "Authorization: ".
    const char* of_embedder = nullptr;
  } kCases[] = {
      {"", nullptr},
      {"@", nullptr},
      {"foo:bar@", "Basic Zm9vOmJhcg=="},
      {"foo@", "Basic Zm9vOg=="},
      {":bar@", "Basic OmJhcg=="},
      // "us er:\xC3\xA4:\r\n", decoded.
      {"us%20er:\xC3\xA4%3a%0d%0a@", "Basic dXMgZXI6w6Q6DQo="},
      {"foo:bar@", "Bearer x", "Bearer x"},
      {"", "Bearer x", "Bearer x"},
  };
  for (const auto& test : kCases) {
    SCOPED_TRACE(test.credentials);
    net::ClientHandshakeRequest& defaults =
        environment_->Get<WebSocketEnvironment>()->connect_options().request;
    defaults.headers.clear();
    if (test.of_embedder) {
      defaults.headers.emplace_back("authorization", test.of_embedder);
    }
    net::RawListener listener;
    const RefPtr<WebSocket> socket =
        Connect("ws://" + std::string(test.credentials) +
                "127.0.0.1:" + std::to_string(listener.port()) + "/");
    ASSERT_TRUE(RunUntil([&] { return listener.HasConnection(); }));
    net::RawPeer peer = listener.Accept();
    std::string request;
    ASSERT_TRUE(RunUntil([&] {
      request += peer.Receive();
      return request.ends_with("\r\n\r\n");
    }));
    constexpr std::string_view kName = "uthorization: ";
    const size_t at = request.find(kName);
    ASSERT_EQ(at != std::string::npos, test.header != nullptr) << request;
    if (!test.header) continue;
    const std::string value = request.substr(at + kName.size());
    EXPECT_EQ(value.substr(0, value.find("\r\n")), test.header);
    EXPECT_EQ(value.find(kName), std::string::npos);
  }
}

TEST_F(WebSocketConstructorTest, NewSocket_HasInitialValues) {
  const RefPtr<WebSocket> socket = Connect(Address("/echo"));
  EXPECT_EQ(socket->ready_state(), WebSocket::kConnecting);
  EXPECT_EQ(socket->buffered_amount(), 0u);
  EXPECT_TRUE(socket->extensions().empty());
  EXPECT_TRUE(socket->protocol().empty());
  EXPECT_EQ(socket->binary_type(), BinaryType::kBlob);
  EXPECT_FALSE(socket->has_pending_activity());
}

}  // namespace
}  // namespace mortise
