#ifndef MORTISE_CORE_URL_ORIGIN_H_
#define MORTISE_CORE_URL_ORIGIN_H_

#include <cstdint>
#include <optional>
#include <string>

#include "core/url/host.h"

namespace mortise {

// An origin (HTML Standard section 7.1.1): opaque, or a tuple of scheme, host
// and port whose domain is null.  A value.
class Origin {
 public:
  // A new opaque origin: the same only as its own copies.
  static Origin NewOpaque();
  // `port` is nullopt for the scheme's default port.
  static Origin Tuple(std::string scheme, Host host,
                      std::optional<uint16_t> port);

  bool is_opaque() const { return opaque_id_ != 0; }
  // Of a tuple origin; empty, the empty host and nullopt for an opaque one.
  const std::string& scheme() const { return scheme_; }
  const Host& host() const { return host_; }
  std::optional<uint16_t> port() const { return port_; }

  // The serialization of an origin: "https://example.org:8443", or "null" for
  // an opaque one.
  std::string Serialize() const;

  // Same origin.
  friend bool operator==(const Origin&, const Origin&) = default;

 private:
  Origin() = default;

  uint64_t opaque_id_ = 0;  // 0: a tuple origin
  std::string scheme_;
  Host host_;
  std::optional<uint16_t> port_;
};

}  // namespace mortise

#endif  // MORTISE_CORE_URL_ORIGIN_H_
