#ifndef MORTISE_CORE_NET_SOCKET_ADDRESS_H_
#define MORTISE_CORE_NET_SOCKET_ADDRESS_H_

#include <netinet/in.h>
#include <sys/socket.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace mortise::net {

// An IPv4 or IPv6 address with a port.
class SocketAddress {
 public:
  // 0.0.0.0:0.
  SocketAddress();

  // `address` is of family AF_INET or AF_INET6; other families give nothing.
  static std::optional<SocketAddress> From(const sockaddr* address);

  // The address that `host` spells: dotted decimal IPv4, or IPv6 without
  // brackets.  Nothing for a name.
  static std::optional<SocketAddress> Parse(std::string_view host,
                                            uint16_t port);

  bool is_ipv6() const { return address_.base.sa_family == AF_INET6; }
  uint16_t port() const;
  void set_port(uint16_t port);
  const sockaddr* get() const { return &address_.base; }

  // "127.0.0.1:80", "[::1]:443".
  std::string ToString() const;

  friend bool operator==(const SocketAddress& a, const SocketAddress& b);

  template <typename H>
  friend H AbslHashValue(H h, const SocketAddress& a) {
    if (a.is_ipv6()) {
      const auto& v6 = a.address_.v6;
      h = H::combine_contiguous(std::move(h), v6.sin6_addr.s6_addr, 16);
      return H::combine(std::move(h), v6.sin6_port, v6.sin6_scope_id);
    }
    const auto& v4 = a.address_.v4;
    return H::combine(std::move(h), v4.sin_addr.s_addr, v4.sin_port);
  }

 private:
  union {
    sockaddr base;
    sockaddr_in v4;
    sockaddr_in6 v6;
  } address_;
};

}  // namespace mortise::net

#endif  // MORTISE_CORE_NET_SOCKET_ADDRESS_H_
