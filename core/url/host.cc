#include "core/url/host.h"

#include "core/url/ipv4.h"
#include "core/url/ipv6.h"

namespace mortise {

Host Host::Ipv4(uint32_t address) {
  Host host(Type::kIpv4);
  host.ipv4_ = address;
  return host;
}

Host Host::Ipv6(const Ipv6Pieces& pieces) {
  Host host(Type::kIpv6);
  host.ipv6_ = pieces;
  return host;
}

std::optional<uint32_t> Host::ipv4() const {
  if (type_ != Type::kIpv4) return std::nullopt;
  return ipv4_;
}

const Ipv6Pieces* Host::ipv6() const {
  return type_ == Type::kIpv6 ? &ipv6_ : nullptr;
}

std::string Host::Serialize() const {
  std::string out;
  AppendTo(out);
  return out;
}

void Host::AppendTo(std::string& out) const {
  switch (type_) {
    case Type::kEmpty:
      break;
    case Type::kDomain:
    case Type::kOpaque:
      out += text_;
      break;
    case Type::kIpv4:
      AppendIpv4(ipv4_, out);
      break;
    case Type::kIpv6:
      out += '[';
      AppendIpv6(ipv6_, out);
      out += ']';
      break;
  }
}

}  // namespace mortise
