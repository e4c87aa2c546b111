#ifndef MORTISE_CORE_NET_CLIENT_HANDSHAKE_H_
#define MORTISE_CORE_NET_CLIENT_HANDSHAKE_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "core/net/handshake_result.h"
#include "core/net/http_head.h"

namespace mortise::net {

// What a client's opening handshake asks for (RFC 6455 section 4.1, RFC 8441
// section 5).
struct ClientHandshakeRequest {
  bool secure = false;  // wss:
  std::string host;     // As the URL serialises it; IPv6 without brackets.
  uint16_t port = 80;
  std::string resource_name = "/";  // Path and query; starts with '/'.

  // Subprotocols, in order of preference; tokens, each once.
  std::vector<std::string> protocols;

  // Header values; an empty one leaves the header out.
  std::string origin;
  std::string user_agent;

  // Further headers: names and values.  Those that the handshake itself sets
  // are refused.
  std::vector<std::pair<std::string, std::string>> headers;

  bool offer_deflate = true;
};

// The request's bytes.  `key` is the value of Sec-WebSocket-Key.
//
// InvalidArgument where a part could not stand in a request without changing
// its meaning (a line end in a value, say); the message names the part.
absl::StatusOr<std::string> BuildClientHandshake(
    const ClientHandshakeRequest& request, std::string_view key);

// The status code of a response's first line: HTTP/1.1 or a later 1.x, in the
// forms that both Chromium and Firefox take.  FailedPrecondition otherwise.
absl::StatusOr<int> ParseStatusLine(std::string_view line);

// Checks a response against what was asked for (RFC 6455 section 4.1, second
// list; WebSockets standard, section 2.2).  FailedPrecondition with the exact
// reason if the connection must fail.
absl::StatusOr<HandshakeResult> CheckServerHandshake(
    const HttpHead& response, const ClientHandshakeRequest& request,
    std::string_view key);

// The header list of an extended CONNECT request, which does the same over
// HTTP/2 (RFC 8441 section 5): pseudo-header fields first, names in lower
// case.  Headers that HTTP/2 does not know, as they are about an HTTP/1.1
// connection (RFC 9113 section 8.2.2), are left out.
//
// InvalidArgument as with BuildClientHandshake().
absl::StatusOr<std::vector<HttpHead::Field>> BuildExtendedConnect(
    const ClientHandshakeRequest& request);

// A server's answer to it.
struct ExtendedConnectResponse {
  int status = 0;  // Of `:status`; final, not 1xx.
  HttpHead head;   // Without pseudo-header fields.
};

// Checks it as CheckServerHandshake() does.  Any 2xx accepts.
absl::StatusOr<HandshakeResult> CheckExtendedConnectResponse(
    const ExtendedConnectResponse& response,
    const ClientHandshakeRequest& request);

}  // namespace mortise::net

#endif  // MORTISE_CORE_NET_CLIENT_HANDSHAKE_H_
