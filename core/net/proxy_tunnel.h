#ifndef MORTISE_CORE_NET_PROXY_TUNNEL_H_
#define MORTISE_CORE_NET_PROXY_TUNNEL_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

#include "absl/functional/any_invocable.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "core/net/http_head.h"
#include "core/net/http_head_reader.h"
#include "core/net/stream.h"

namespace mortise::net {

// An HTTP proxy that opens tunnels by CONNECT (RFC 9110 section 9.3.6).
struct ProxyOptions {
  std::string host;  // As a URL serialises it; IPv6 without brackets.
  uint16_t port = 80;
  bool secure = false;  // Speaks TLS to the proxy itself (https:).

  // Basic credentials; none if both are empty.
  std::string username = "";
  std::string password = "";
};

// Asks a proxy, at the other end of a stream, for a tunnel to a host.
class ProxyTunnel final : private Stream::Delegate {
 public:
  // The longest head of a proxy's response.  Bytes.
  static constexpr size_t kMaxHeadSize = 64 << 10;

  // Receives the stream, paused, which now leads to the host; or why not.
  // May destroy the tunnel.
  using Callback =
      absl::AnyInvocable<void(absl::StatusOr<std::unique_ptr<Stream>>)>;

  // The callback comes once, in a later turn of the loop; not if the tunnel
  // is destroyed before.
  ProxyTunnel(std::unique_ptr<Stream> stream, const ProxyOptions& proxy,
              const std::string& host, uint16_t port, Callback callback);
  ProxyTunnel(const ProxyTunnel&) = delete;
  ProxyTunnel& operator=(const ProxyTunnel&) = delete;
  ~ProxyTunnel();

 private:
  void OnStreamData(absl::Span<const uint8_t> data) override;
  void OnStreamEnd() override;
  void OnStreamError(const absl::Status& error) override;
  void OnStreamWritable() override { Send(); }

  void Send();
  // OK if the response opens the tunnel.
  absl::Status CheckResponse(const HttpHead& response) const;
  // `this` may be gone afterwards.
  void Finish(const absl::Status& status);

  std::unique_ptr<Stream> stream_;
  std::string request_;  // What has not been sent of it.
  const bool has_credentials_;
  HttpHeadReader reader_{"HTTP/1.", kMaxHeadSize};
  Callback callback_;
};

}  // namespace mortise::net

#endif  // MORTISE_CORE_NET_PROXY_TUNNEL_H_
