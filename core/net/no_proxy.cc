#include "core/net/no_proxy.h"

#include <arpa/inet.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <string>

#include "absl/strings/numbers.h"
#include "core/base/strings.h"

namespace mortise::net {
namespace {

// The bytes of an IPv4 (4) or IPv6 address (16).
struct AddressBytes {
  std::array<uint8_t, 16> bytes = {};
  size_t size = 0;
};

std::optional<AddressBytes> ParseAddress(std::string_view text) {
  const std::string spelled(text);
  AddressBytes address;
  if (inet_pton(AF_INET, spelled.c_str(), address.bytes.data()) == 1) {
    address.size = 4;
  } else if (inet_pton(AF_INET6, spelled.c_str(), address.bytes.data()) == 1) {
    address.size = 16;
  } else {
    return std::nullopt;
  }
  return address;
}

// Whether the first `bits` bits are the same.
bool SharePrefix(const AddressBytes& a, const AddressBytes& b, uint32_t bits) {
  if (a.size != b.size || bits > a.size * 8) return false;
  const size_t whole = bits / 8;
  if (!std::equal(a.bytes.begin(), a.bytes.begin() + whole, b.bytes.begin())) {
    return false;
  }
  const int rest = 8 - static_cast<int>(bits % 8);
  return rest == 8 || a.bytes[whole] >> rest == b.bytes[whole] >> rest;
}

// "192.0.2.7" or "192.0.2.0/24".
bool MatchesAddress(std::string_view entry, const AddressBytes& host) {
  const size_t slash = entry.find('/');
  const std::optional<AddressBytes> address =
      ParseAddress(entry.substr(0, slash));
  if (!address) return false;
  uint32_t bits = static_cast<uint32_t>(address->size * 8);
  if (slash != std::string_view::npos &&
      !absl::SimpleAtoi(ToAbsl(entry.substr(slash + 1)), &bits)) {
    return false;
  }
  return SharePrefix(*address, host, bits);
}

bool MatchesName(std::string_view entry, std::string_view host) {
  if (entry.starts_with('.')) entry.remove_prefix(1);
  if (entry.ends_with('.')) entry.remove_suffix(1);
  if (entry.empty() || host.size() < entry.size()) return false;
  const size_t start = host.size() - entry.size();
  return EqualsIgnoringAsciiCase(host.substr(start), entry) &&
         (start == 0 || host[start - 1] == '.');
}

// Cuts ":PORT" off an entry; false if it is there and another one.
bool CutPort(std::string_view& entry, uint16_t port) {
  const size_t colon = entry.rfind(':');
  if (colon == std::string_view::npos) return true;
  // Within an IPv6 address a colon begins no port.
  const size_t bracket = entry.rfind(']');
  if (bracket == std::string_view::npos ? entry.find(':') != colon
                                        : colon < bracket) {
    return true;
  }
  uint32_t number;
  const bool matches =
      absl::SimpleAtoi(ToAbsl(entry.substr(colon + 1)), &number) &&
      number == port;
  entry = entry.substr(0, colon);
  return matches;
}

}  // namespace

bool IsProxyBypassed(std::string_view no_proxy, std::string_view host,
                     uint16_t port) {
  if (host.ends_with('.')) host.remove_suffix(1);
  const std::optional<AddressBytes> address = ParseAddress(host);
  while (!no_proxy.empty()) {
    std::string_view entry = no_proxy.substr(0, no_proxy.find_first_of(", \t"));
    no_proxy.remove_prefix(std::min(entry.size() + 1, no_proxy.size()));
    if (!CutPort(entry, port)) continue;
    if (entry == "*") return true;
    if (entry.starts_with('[') && entry.find(']') != std::string_view::npos) {
      // "[::1]" and "[2001:db8::]/32".
      std::string without(entry);
      std::erase_if(without, [](char c) { return c == '[' || c == ']'; });
      if (address && MatchesAddress(without, *address)) return true;
    } else if (address ? MatchesAddress(entry, *address)
                       : MatchesName(entry, host)) {
      return true;
    }
  }
  return false;
}

}  // namespace mortise::net
