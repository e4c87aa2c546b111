#include "core/net/proxy_tunnel.h"

#include <algorithm>
#include <utility>

#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "core/base/strings.h"
#include "core/net/http_head.h"

namespace mortise::net {

namespace {

std::string Authority(const std::string& host, uint16_t port) {
  const bool is_ipv6 = host.find(':') != std::string::npos;
  return is_ipv6 ? Concat("[", host, "]:", port) : Concat(host, ":", port);
}

std::string_view WithoutBlanks(std::string_view text) {
  const size_t first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

// One entry of a NO_PROXY list.
bool Matches(std::string_view entry, std::string_view host, uint16_t port) {
  if (entry == "*") return true;
  // A colon begins a port, unless the entry is an IPv6 address.
  const size_t bracket = entry.rfind(']');
  const size_t colon = entry.rfind(':');
  const bool has_port =
      colon != std::string_view::npos &&
      (bracket != std::string_view::npos ? colon > bracket
                                         : entry.find(':') == colon);
  if (has_port) {
    uint32_t number;
    if (!absl::SimpleAtoi(ToAbsl(entry.substr(colon + 1)), &number) ||
        number != port) {
      return false;
    }
    entry = entry.substr(0, colon);
  }
  if (entry.size() > 1 && entry.front() == '[' && entry.back() == ']') {
    entry = entry.substr(1, entry.size() - 2);
  }
  if (entry.starts_with('.')) entry.remove_prefix(1);
  if (entry.empty() || host.size() < entry.size()) return false;
  const std::string_view end = host.substr(host.size() - entry.size());
  return absl::EqualsIgnoreCase(ToAbsl(end), ToAbsl(entry)) &&
         (end.size() == host.size() ||
          host[host.size() - end.size() - 1] == '.');
}

}  // namespace

bool IsProxyBypassed(std::string_view no_proxy, std::string_view host,
                     uint16_t port) {
  if (host.ends_with('.')) host.remove_suffix(1);
  while (!no_proxy.empty()) {
    const std::string_view entry = no_proxy.substr(0, no_proxy.find(','));
    no_proxy.remove_prefix(std::min(entry.size() + 1, no_proxy.size()));
    if (Matches(WithoutBlanks(entry), host, port)) return true;
  }
  return false;
}

ProxyTunnel::ProxyTunnel(std::unique_ptr<Stream> stream,
                         const ProxyOptions& proxy, const std::string& host,
                         uint16_t port, Callback callback)
    : stream_(std::move(stream)), callback_(std::move(callback)) {
  const std::string authority = Authority(host, port);
  request_ =
      Concat("CONNECT ", authority, " HTTP/1.1\r\nHost: ", authority, "\r\n");
  if (!proxy.username.empty() || !proxy.password.empty()) {
    request_ +=
        Concat("Proxy-Authorization: Basic ",
               absl::Base64Escape(Concat(proxy.username, ":", proxy.password)),
               "\r\n");
  }
  request_ += "\r\n";
  stream_->SetDelegate(this);
  stream_->ResumeReading();
  Send();
}

ProxyTunnel::~ProxyTunnel() = default;

void ProxyTunnel::Send() {
  if (request_.empty()) return;
  request_.erase(0, stream_->Write(absl::MakeConstSpan(
                        reinterpret_cast<const uint8_t*>(request_.data()),
                        request_.size())));
}

void ProxyTunnel::OnStreamData(absl::Span<const uint8_t> data) {
  const absl::StatusOr<size_t> taken = reader_.Read(data);
  if (!taken.ok()) {
    Finish(absl::UnavailableError(
        Concat("proxy: ", ToStd(taken.status().message()))));
  } else if (reader_.complete()) {
    absl::Status status = CheckResponse();
    // Whoever is behind the tunnel waits for the client to speak first.
    if (status.ok() && *taken < data.size()) {
      status = absl::UnavailableError("proxy: data before the first request");
    }
    Finish(status);
  }
}

absl::Status ProxyTunnel::CheckResponse() const {
  const absl::StatusOr<HttpHead> head = HttpHead::Parse(reader_.text());
  if (!head.ok()) {
    return absl::UnavailableError(
        Concat("proxy: ", ToStd(head.status().message())));
  }
  // "HTTP/1.1 200 OK"
  const std::string& line = head->start_line();
  constexpr size_t kStatusAt = 9;
  if (line.size() < kStatusAt + 3 || line[kStatusAt - 1] != ' ' ||
      line[kStatusAt] != '2') {
    return absl::UnavailableError(
        Concat("proxy: \"", EscapedForLog(line), "\""));
  }
  return absl::OkStatus();
}

void ProxyTunnel::OnStreamEnd() {
  Finish(absl::UnavailableError("proxy: ended the connection"));
}

void ProxyTunnel::OnStreamError(const absl::Status& error) {
  Finish(absl::Status(error.code(), Concat("proxy: ", ToStd(error.message()))));
}

void ProxyTunnel::Finish(const absl::Status& status) {
  std::unique_ptr<Stream> stream = std::move(stream_);
  Callback callback = std::move(callback_);
  if (!status.ok()) {
    // Streams allow for that in their callbacks.
    stream.reset();
    callback(status);
    return;
  }
  stream->SetDelegate(nullptr);
  stream->PauseReading();
  callback(std::move(stream));
}

}  // namespace mortise::net
