#include "core/net/loopback_server/loopback_server.h"

#include <arpa/inet.h>

#include <optional>
#include <utility>

#include "absl/memory/memory.h"
#include "absl/status/status.h"
#include "absl/strings/str_cat.h"

namespace mortise::net {

namespace {

bool IsLoopback(const SocketAddress& address) {
  if (address.is_ipv6()) {
    const auto* v6 = reinterpret_cast<const sockaddr_in6*>(address.get());
    return IN6_IS_ADDR_LOOPBACK(&v6->sin6_addr);
  }
  const auto* v4 = reinterpret_cast<const sockaddr_in*>(address.get());
  return ntohl(v4->sin_addr.s_addr) >> 24 == IN_LOOPBACKNET;
}

}  // namespace

LoopbackServer::LoopbackServer(uv_loop_t* loop, const Options& options)
    : options_(options), context_(loop) {}

LoopbackServer::~LoopbackServer() = default;

absl::StatusOr<std::unique_ptr<LoopbackServer>> LoopbackServer::Start(
    uv_loop_t* loop, const Options& options) {
  auto server = absl::WrapUnique(new LoopbackServer(loop, options));
  if (!options.tls.certificate_pem.empty()) {
    absl::StatusOr<std::unique_ptr<TlsContext>> tls =
        TlsContext::CreateServer(options.tls);
    if (!tls.ok()) return tls.status();
    server->tls_context_ = *std::move(tls);
  }
  absl::Status status = server->Listen(options.host, options.port);
  for (const std::string& host : options.more_hosts) {
    if (status.ok()) status = server->Listen(host, server->port());
  }
  if (!status.ok()) return status;
  return server;
}

absl::Status LoopbackServer::Listen(const std::string& host, uint16_t port) {
  const std::optional<SocketAddress> address = SocketAddress::Parse(host, port);
  if (!address || !IsLoopback(*address)) {
    return absl::InvalidArgumentError(
        absl::StrCat(host, " is no loopback address"));
  }
  absl::StatusOr<std::unique_ptr<TcpListener>> listener = TcpListener::Listen(
      &context_, *address, [this](std::unique_ptr<TcpStream> stream) {
        OnConnection(std::move(stream));
      });
  if (!listener.ok()) return listener.status();
  listeners_.push_back(*std::move(listener));
  return absl::OkStatus();
}

void LoopbackServer::OnConnection(std::unique_ptr<TcpStream> stream) {
  if (!tls_context_) {
    StartSession(std::move(stream));
    return;
  }
  // The callback comes later and has to find the stream again.
  auto place = std::make_shared<TlsStream*>();
  auto tls = std::make_unique<TlsStream>(
      &context_, std::move(stream), tls_context_->NewServerConnection(),
      [this, place](const absl::Status& status) {
        auto node = tls_streams_.extract(tls_streams_.find(*place));
        if (status.ok()) StartSession(std::move(node.value()));
      });
  *place = tls.get();
  tls_streams_.insert(std::move(tls));
}

void LoopbackServer::StartSession(std::unique_ptr<Stream> stream) {
  sessions_.insert(std::make_unique<LoopbackSession>(
      &context_, options_.protocol, std::move(stream),
      static_cast<LoopbackSession::Owner*>(this)));
}

void LoopbackServer::OnSessionFinished(LoopbackSession* session) {
  const auto it = sessions_.find(session);
  // The set is whole again before the session goes.
  auto node = sessions_.extract(it);
}

}  // namespace mortise::net
