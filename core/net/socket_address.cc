#include "core/net/socket_address.h"

#include <arpa/inet.h>

#include <cstring>

#include "absl/strings/str_cat.h"

namespace mortise::net {

SocketAddress::SocketAddress() {
  std::memset(&address_, 0, sizeof(address_));
  address_.base.sa_family = AF_INET;
}

std::optional<SocketAddress> SocketAddress::From(const sockaddr* address) {
  SocketAddress result;
  switch (address->sa_family) {
    case AF_INET:
      std::memcpy(&result.address_.v4, address, sizeof(sockaddr_in));
      return result;
    case AF_INET6:
      std::memcpy(&result.address_.v6, address, sizeof(sockaddr_in6));
      return result;
    default:
      return std::nullopt;
  }
}

std::optional<SocketAddress> SocketAddress::Parse(std::string_view host,
                                                  uint16_t port) {
  char text[INET6_ADDRSTRLEN];
  if (host.size() >= sizeof(text) ||
      host.find('\0') != std::string_view::npos) {
    return std::nullopt;
  }
  host.copy(text, host.size());
  text[host.size()] = '\0';
  SocketAddress result;
  if (inet_pton(AF_INET, text, &result.address_.v4.sin_addr) == 1) {
    result.set_port(port);
    return result;
  }
  if (inet_pton(AF_INET6, text, &result.address_.v6.sin6_addr) == 1) {
    result.address_.v6.sin6_flowinfo = 0;
    result.address_.base.sa_family = AF_INET6;
    result.set_port(port);
    return result;
  }
  return std::nullopt;
}

uint16_t SocketAddress::port() const {
  return ntohs(is_ipv6() ? address_.v6.sin6_port : address_.v4.sin_port);
}

void SocketAddress::set_port(uint16_t port) {
  (is_ipv6() ? address_.v6.sin6_port : address_.v4.sin_port) = htons(port);
}

std::string SocketAddress::ToString() const {
  char text[INET6_ADDRSTRLEN] = "";
  if (is_ipv6()) {
    inet_ntop(AF_INET6, &address_.v6.sin6_addr, text, sizeof(text));
    return absl::StrCat("[", text, "]:", port());
  }
  inet_ntop(AF_INET, &address_.v4.sin_addr, text, sizeof(text));
  return absl::StrCat(text, ":", port());
}

bool operator==(const SocketAddress& a, const SocketAddress& b) {
  if (a.is_ipv6() != b.is_ipv6() || a.port() != b.port()) return false;
  if (!a.is_ipv6()) {
    return a.address_.v4.sin_addr.s_addr == b.address_.v4.sin_addr.s_addr;
  }
  return a.address_.v6.sin6_scope_id == b.address_.v6.sin6_scope_id &&
         std::memcmp(&a.address_.v6.sin6_addr, &b.address_.v6.sin6_addr,
                     sizeof(in6_addr)) == 0;
}

}  // namespace mortise::net
