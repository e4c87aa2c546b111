#ifndef MORTISE_CORE_URL_HOST_H_
#define MORTISE_CORE_URL_HOST_H_

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace mortise {

// An IPv6 address' pieces, each in host byte order.
using Ipv6Pieces = std::array<uint16_t, 8>;

// A host (URL Standard section 3.1).  A value; made by ParseHost().
class Host {
 public:
  enum class Type : uint8_t { kEmpty, kDomain, kIpv4, kIpv6, kOpaque };

  // The empty host, as of "file:///path".
  Host() = default;
  // `domain`: ASCII in lower case, not empty.
  static Host Domain(std::string domain) {
    return Host(Type::kDomain, std::move(domain));
  }
  // `host`: ASCII, percent-encoded, not empty.
  static Host Opaque(std::string host) {
    return Host(Type::kOpaque, std::move(host));
  }
  // `address` in host byte order: 127.0.0.1 is 0x7F000001.
  static Host Ipv4(uint32_t address);
  static Host Ipv6(const Ipv6Pieces& pieces);

  Type type() const { return type_; }
  bool is_empty() const { return type_ == Type::kEmpty; }
  bool is_domain(std::string_view domain) const {
    return type_ == Type::kDomain && text_ == domain;
  }
  // The domain or opaque host; empty for the others.
  const std::string& text() const { return text_; }
  std::optional<uint32_t> ipv4() const;
  // Null if this is no IPv6 address.
  const Ipv6Pieces* ipv6() const;

  // The host serializer (section 3.6): an IPv6 address gets its brackets.
  std::string Serialize() const;
  void AppendTo(std::string& out) const;

  friend bool operator==(const Host&, const Host&) = default;

 private:
  explicit Host(Type type, std::string text = {})
      : type_(type), text_(std::move(text)) {}

  Type type_ = Type::kEmpty;
  uint32_t ipv4_ = 0;
  Ipv6Pieces ipv6_{};
  std::string text_;
};

}  // namespace mortise

#endif  // MORTISE_CORE_URL_HOST_H_
