#include "core/net/proxy_tunnel.h"

#include <utility>

#include "absl/strings/escaping.h"
#include "absl/strings/numbers.h"
#include "core/base/strings.h"

namespace mortise::net {

namespace {

std::string Authority(const std::string& host, uint16_t port) {
  const bool is_ipv6 = host.find(':') != std::string::npos;
  return is_ipv6 ? Concat("[", host, "]:", port) : Concat(host, ":", port);
}

// The status of "HTTP/1.1 200 OK"; 0 for what is no status line.
int StatusOf(std::string_view line) {
  constexpr size_t kStatusAt = 9;
  int status;
  if (line.size() < kStatusAt + 3 || line[kStatusAt - 1] != ' ' ||
      (line.size() > kStatusAt + 3 && line[kStatusAt + 3] != ' ') ||
      !absl::SimpleAtoi(ToAbsl(line.substr(kStatusAt, 3)), &status)) {
    return 0;
  }
  return status;
}

}  // namespace

ProxyTunnel::ProxyTunnel(std::unique_ptr<Stream> stream,
                         const ProxyOptions& proxy, const std::string& host,
                         uint16_t port, Callback callback)
    : stream_(std::move(stream)),
      has_credentials_(!proxy.username.empty() || !proxy.password.empty()),
      callback_(std::move(callback)) {
  const std::string authority = Authority(host, port);
  request_ =
      Concat("CONNECT ", authority, " HTTP/1.1\r\nHost: ", authority, "\r\n");
  if (has_credentials_) {
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
  while (!data.empty()) {
    const absl::StatusOr<size_t> taken = reader_.Read(data);
    if (!taken.ok()) {
      Finish(absl::UnavailableError(
          Concat("proxy: ", ToStd(taken.status().message()))));
      return;
    }
    data.remove_prefix(*taken);
    if (!reader_.complete()) return;
    const absl::StatusOr<HttpHead> head = HttpHead::Parse(reader_.text());
    if (head.ok() && StatusOf(head->start_line()) / 100 == 1) {
      // Another response follows (RFC 9110 section 15.2).
      reader_.StartNextHead();
      continue;
    }
    absl::Status status = head.ok()
                              ? CheckResponse(*head)
                              : absl::UnavailableError(Concat(
                                    "proxy: ", ToStd(head.status().message())));
    // Whoever is behind the tunnel waits for the client to speak first.
    if (status.ok() && !data.empty()) {
      status = absl::UnavailableError("proxy: data before the first request");
    }
    Finish(status);
    return;
  }
}

absl::Status ProxyTunnel::CheckResponse(const HttpHead& response) const {
  const std::string& line = response.start_line();
  const int status = StatusOf(line);
  if (status / 100 == 2) return absl::OkStatus();
  std::string reason =
      Concat("proxy refused the tunnel: \"", EscapedForLog(line), "\"");
  constexpr int kProxyAuthenticationRequired = 407;
  if (status == kProxyAuthenticationRequired) {
    AppendTo(reason, has_credentials_ ? "; it did not accept the credentials"
                                      : "; there are no credentials for it");
    for (std::string_view challenge : response.Values("Proxy-Authenticate")) {
      AppendTo(reason, "; it asks for ", EscapedForLog(challenge));
    }
  }
  return absl::UnavailableError(reason);
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
