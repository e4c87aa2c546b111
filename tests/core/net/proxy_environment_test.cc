#include "core/net/proxy_environment.h"

#include <gtest/gtest.h>

#include <map>
#include <string>

#include "core/base/strings.h"

namespace mortise::net {
namespace {

// "https user:password@host 8080".
std::string ToText(const ProxyOptions& proxy) {
  std::string text = proxy.secure ? "https " : "http ";
  if (!proxy.username.empty() || !proxy.password.empty()) {
    AppendTo(text, proxy.username, ":", proxy.password, "@");
  }
  return Concat(text, proxy.host, " ", proxy.port);
}

TEST(ParseProxyTest, ParseProxy_AsPeopleWriteIt_IsRead) {
  const struct {
    const char* text;
    const char* expected;
  } kCases[] = {
      {"http://proxy.example:3128", "http proxy.example 3128"},
      {"http://proxy.example:3128/", "http proxy.example 3128"},
      {"proxy.example:3128", "http proxy.example 3128"},
      {"proxy.example", "http proxy.example 80"},
      {"https://proxy.example", "https proxy.example 443"},
      {"HTTPS://PROXY.example:80", "https proxy.example 80"},
      {"http://[::1]:8080", "http ::1 8080"},
      {"[::1]", "http ::1 80"},
      {"127.1", "http 127.0.0.1 80"},
      {"user:secret@proxy.example", "http user:secret@proxy.example 80"},
      {"http://us%65r:p%40%3a%2F@proxy.example",
       "http user:p@:/@proxy.example 80"},
      {"http://user@proxy.example", "http user:@proxy.example 80"},
      {"http://:secret@proxy.example", "http :secret@proxy.example 80"},
      {"http://us%C3%A9r@proxy.example", "http us\xC3\xA9r:@proxy.example 80"},
  };
  for (const auto& c : kCases) {
    const absl::StatusOr<ProxyOptions> proxy = ParseProxy(c.text);
    ASSERT_TRUE(proxy.ok()) << c.text << " " << proxy.status();
    EXPECT_EQ(ToText(*proxy), c.expected) << c.text;
  }
}

TEST(ParseProxyTest, ParseProxy_NothingToUse_SaysWhyWithoutTheText) {
  const struct {
    const char* text;
    const char* message;
  } kCases[] = {
      {"socks5://user:secret@proxy.example",
       "proxies of scheme socks5: are not supported"},
      {"ftp://proxy.example", "proxies of scheme ftp: are not supported"},
      {"http://user:secret@", "not a proxy's URL"},
      {"http://proxy example", "not a proxy's URL"},
      {"http://proxy.example:99999", "not a proxy's URL"},
      {"http://us%3Aer:secret@proxy.example",
       "credentials that Basic authentication cannot carry"},
      {"http://user:se%0D%0Acret@proxy.example",
       "credentials that Basic authentication cannot carry"},
      {"http://user:se%00cret@proxy.example",
       "credentials that Basic authentication cannot carry"},
  };
  for (const auto& c : kCases) {
    const absl::Status status = ParseProxy(c.text).status();
    EXPECT_TRUE(absl::IsInvalidArgument(status)) << c.text;
    EXPECT_EQ(std::string(status.message()), c.message) << c.text;
  }
}

using Variables = std::map<std::string, const char*>;

absl::StatusOr<ProxyEnvironment> Read(const Variables& variables) {
  return ProxyEnvironment::Read([&](const char* name) -> const char* {
    const auto it = variables.find(name);
    return it == variables.end() ? nullptr : it->second;
  });
}

TEST(ProxyEnvironmentTest, Choose_ByVariables_AsTable) {
  const struct {
    Variables variables;
    const char* ws;
    const char* wss;
  } kCases[] = {
      {{}, "", ""},
      {{{"http_proxy", "a"}}, "a", ""},
      {{{"HTTP_PROXY", "a"}}, "a", ""},
      {{{"https_proxy", "a"}}, "", "a"},
      {{{"HTTPS_PROXY", "a"}}, "", "a"},
      {{{"all_proxy", "a"}}, "a", "a"},
      {{{"ALL_PROXY", "a"}}, "a", "a"},
      {{{"all_proxy", "a"}, {"https_proxy", "b"}}, "a", "b"},
      // Lower case comes first.
      {{{"http_proxy", "a"}, {"HTTP_PROXY", "b"}}, "a", ""},
      {{{"all_proxy", "a"}, {"ALL_PROXY", "b"}}, "a", "a"},
      // Set to nothing: none.
      {{{"http_proxy", ""}, {"HTTP_PROXY", "b"}}, "", ""},
      {{{"all_proxy", "a"}, {"https_proxy", ""}}, "a", ""},
      // A CGI program gets HTTP_PROXY from whoever sent the request.
      {{{"HTTP_PROXY", "a"}, {"REQUEST_METHOD", "GET"}}, "", ""},
      {{{"http_proxy", "a"}, {"REQUEST_METHOD", "GET"}}, "a", ""},
      {{{"HTTPS_PROXY", "a"}, {"REQUEST_METHOD", "GET"}}, "", "a"},
      {{{"all_proxy", "a"}, {"no_proxy", "example.com"}}, "", ""},
      {{{"all_proxy", "a"}, {"NO_PROXY", "example.com"}}, "", ""},
      {{{"all_proxy", "a"}, {"no_proxy", "example.com:443"}}, "a", ""},
      {{{"all_proxy", "a"}, {"no_proxy", "example.org"}}, "a", "a"},
      {{{"all_proxy", "a"}, {"no_proxy", ""}, {"NO_PROXY", "*"}}, "a", "a"},
  };
  for (const auto& c : kCases) {
    std::string trace;
    for (const auto& [name, value] : c.variables) {
      AppendTo(trace, name, "=", value, " ");
    }
    SCOPED_TRACE(trace);
    const absl::StatusOr<ProxyEnvironment> environment = Read(c.variables);
    ASSERT_TRUE(environment.ok()) << environment.status();
    const auto host_of = [&](bool secure, uint16_t port) -> std::string {
      const auto proxy = environment->Choose(secure, "example.com", port);
      return proxy ? proxy->host : "";
    };
    EXPECT_EQ(host_of(false, 80), c.ws);
    EXPECT_EQ(host_of(true, 443), c.wss);
  }
}

TEST(ProxyEnvironmentTest, Read_BadValue_NamesTheVariable) {
  const struct {
    Variables variables;
    const char* message;
  } kCases[] = {
      {{{"HTTP_PROXY", "socks4://a"}},
       "HTTP_PROXY: proxies of scheme socks4: are not supported"},
      {{{"https_proxy", "http://:x"}}, "https_proxy: not a proxy's URL"},
      {{{"ALL_PROXY", "http://"}}, "ALL_PROXY: not a proxy's URL"},
  };
  for (const auto& c : kCases) {
    EXPECT_EQ(std::string(Read(c.variables).status().message()), c.message);
  }
  // What nobody uses does not matter.
  EXPECT_TRUE(Read({{"all_proxy", "socks5://x"},
                    {"http_proxy", "a"},
                    {"https_proxy", ""}})
                  .ok());
}

TEST(ProxyEnvironmentTest, Choose_WithoutEnvironment_IsNone) {
  EXPECT_FALSE(ProxyEnvironment().Choose(true, "example.com", 443));
}

}  // namespace
}  // namespace mortise::net
