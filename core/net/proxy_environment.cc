#include "core/net/proxy_environment.h"

#include <algorithm>
#include <cstdlib>
#include <utility>

#include "absl/status/status.h"
#include "core/base/strings.h"
#include "core/net/no_proxy.h"
#include "core/url/percent_encoding.h"
#include "core/url/url.h"

namespace mortise::net {
namespace {

using Getter = ProxyEnvironment::Getter;

struct Variable {
  const char* name;
  const char* value;  // Null where it is not set.
};

Variable Find(Getter get, const char* lower, const char* upper) {
  const char* const value = get(lower);
  return value ? Variable{lower, value} : Variable{upper, get(upper)};
}

// Nothing for a variable that is set to nothing.
absl::StatusOr<std::optional<ProxyOptions>> ParseVariable(
    const Variable& variable) {
  if (!variable.value || !*variable.value) return std::nullopt;
  absl::StatusOr<ProxyOptions> proxy = ParseProxy(variable.value);
  if (proxy.ok()) return *std::move(proxy);
  return absl::InvalidArgumentError(
      Concat(variable.name, ": ", ToStd(proxy.status().message())));
}

bool HasControlCharacter(std::string_view text) {
  return std::any_of(text.begin(), text.end(),
                     [](unsigned char c) { return c < 0x20 || c == 0x7F; });
}

}  // namespace

absl::StatusOr<ProxyOptions> ParseProxy(std::string_view text) {
  const std::string with_scheme = text.find("://") == std::string_view::npos
                                      ? Concat("http://", text)
                                      : std::string(text);
  const absl::StatusOr<Url> url = Url::Parse(with_scheme);
  if (!url.ok()) return absl::InvalidArgumentError("not a proxy's URL");
  if (url->special_scheme() != SpecialScheme::kHttp &&
      url->special_scheme() != SpecialScheme::kHttps) {
    return absl::InvalidArgumentError(
        Concat("proxies of scheme ", url->scheme(), ": are not supported"));
  }
  ProxyOptions proxy;
  proxy.secure = url->special_scheme() == SpecialScheme::kHttps;
  proxy.host = url->host()->Serialize();
  if (url->host()->ipv6()) {
    proxy.host = proxy.host.substr(1, proxy.host.size() - 2);
  }
  proxy.port = *url->effective_port();
  proxy.username = PercentDecode(url->username());
  proxy.password = PercentDecode(url->password());
  if (proxy.username.find(':') != std::string::npos ||
      HasControlCharacter(proxy.username) ||
      HasControlCharacter(proxy.password)) {
    return absl::InvalidArgumentError(
        "credentials that Basic authentication cannot carry");
  }
  return proxy;
}

absl::StatusOr<ProxyEnvironment> ProxyEnvironment::Read() {
  return Read(
      [](const char* name) -> const char* { return std::getenv(name); });
}

absl::StatusOr<ProxyEnvironment> ProxyEnvironment::Read(Getter get) {
  const Variable all = Find(get, "all_proxy", "ALL_PROXY");
  const Variable ws = Find(get, "http_proxy",
                           get("REQUEST_METHOD") ? "http_proxy" : "HTTP_PROXY");
  const Variable wss = Find(get, "https_proxy", "HTTPS_PROXY");

  ProxyEnvironment result;
  auto for_ws = ParseVariable(ws.value ? ws : all);
  if (!for_ws.ok()) return for_ws.status();
  result.for_ws_ = *std::move(for_ws);
  auto for_wss = ParseVariable(wss.value ? wss : all);
  if (!for_wss.ok()) return for_wss.status();
  result.for_wss_ = *std::move(for_wss);
  if (const char* list = Find(get, "no_proxy", "NO_PROXY").value) {
    result.no_proxy_ = list;
  }
  return result;
}

std::optional<ProxyOptions> ProxyEnvironment::Choose(bool secure,
                                                     std::string_view host,
                                                     uint16_t port) const {
  const std::optional<ProxyOptions>& proxy = secure ? for_wss_ : for_ws_;
  if (!proxy || IsProxyBypassed(no_proxy_, host, port)) return std::nullopt;
  return proxy;
}

}  // namespace mortise::net
