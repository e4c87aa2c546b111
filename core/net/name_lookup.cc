#include "core/net/name_lookup.h"

#include <netdb.h>

#include <algorithm>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/strings/strip.h"
#include "core/net/uv_status.h"
#include "core/net/uv_timer.h"

namespace mortise::net {

std::optional<SocketAddresses> ResolveWithoutLookup(std::string_view host,
                                                    uint16_t port) {
  if (const auto literal = SocketAddress::Parse(host, port)) {
    return SocketAddresses{*literal};
  }
  const absl::string_view name =
      absl::StripSuffix(absl::string_view(host.data(), host.size()), ".");
  if (absl::EqualsIgnoreCase(name, "localhost") ||
      absl::EndsWithIgnoreCase(name, ".localhost")) {
    return SocketAddresses{*SocketAddress::Parse("::1", port),
                           *SocketAddress::Parse("127.0.0.1", port)};
  }
  return std::nullopt;
}

struct NameLookup::Request {
  uv_getaddrinfo_t uv_request;
  NameLookup* lookup;  // Null once the look-up has gone.
  std::string host;
  uint16_t port;
  Callback callback;
  // Reports an error that libuv told at once.
  std::optional<UvTimer> refusal;
};

NameLookup::NameLookup(uv_loop_t* loop, const std::string& host, uint16_t port,
                       Callback callback)
    : request_(new Request) {
  request_->uv_request.data = request_;
  request_->lookup = this;
  request_->host = host;
  request_->port = port;
  request_->callback = std::move(callback);
  addrinfo hints = {};
  hints.ai_family = AF_UNSPEC;
  hints.ai_socktype = SOCK_STREAM;
  const int error = uv_getaddrinfo(loop, &request_->uv_request, OnAddresses,
                                   host.c_str(), nullptr, &hints);
  if (error != 0) {
    Request* request = request_;
    request->refusal.emplace(loop, [request, error] {
      OnAddresses(&request->uv_request, error, nullptr);
    });
    request->refusal->Start(absl::ZeroDuration());
  }
}

NameLookup::~NameLookup() {
  if (!request_) return;
  request_->lookup = nullptr;
  request_->callback = nullptr;
  if (request_->refusal) {
    delete request_;
    return;
  }
  // Where the look-up already runs on its thread, its answer is dropped.
  uv_cancel(reinterpret_cast<uv_req_t*>(&request_->uv_request));
}

void NameLookup::OnAddresses(uv_getaddrinfo_t* uv_request, int status,
                             addrinfo* list) {
  std::unique_ptr<Request> request(static_cast<Request*>(uv_request->data));
  const std::unique_ptr<addrinfo, decltype(&uv_freeaddrinfo)> list_owner(
      list, uv_freeaddrinfo);
  if (!request->lookup) return;
  request->lookup->request_ = nullptr;
  const std::string what = absl::StrCat("look up ", request->host);
  if (status != 0) {
    request->callback(UvStatus(status, what));
    return;
  }
  SocketAddresses addresses;
  for (const addrinfo* info = list; info; info = info->ai_next) {
    std::optional<SocketAddress> address = SocketAddress::From(info->ai_addr);
    if (!address) continue;
    address->set_port(request->port);
    if (std::find(addresses.begin(), addresses.end(), *address) ==
        addresses.end()) {
      addresses.push_back(*address);
    }
  }
  if (addresses.empty()) {
    request->callback(UvStatus(UV_EAI_NODATA, what));
    return;
  }
  request->callback(std::move(addresses));
}

}  // namespace mortise::net
