#ifndef MORTISE_CORE_NET_SERVER_HANDSHAKE_H_
#define MORTISE_CORE_NET_SERVER_HANDSHAKE_H_

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/functional/any_invocable.h"
#include "absl/status/statusor.h"
#include "core/net/handshake_result.h"
#include "core/net/http_head.h"

namespace mortise::net {

// A client's valid opening handshake as a server reads it (RFC 6455 section
// 4.2.1).
struct ServerHandshakeRequest {
  std::string_view resource_name;  // Path and query.
  std::vector<std::string_view> protocols;
  const HttpHead* head = nullptr;  // For further headers.
};

// A server's answer.
struct ServerHandshakeDecision {
  // 101 accepts; any other refuses with that HTTP status.
  int status = 101;

  // One of the client's subprotocols, or empty for none.
  std::string protocol = "";

  // Further response headers: names and values.
  std::vector<std::pair<std::string, std::string>> headers = {};
};

// Decides upon a request.  Must not touch the protocol machine that asks.
using ServerHandshakeHandler =
    absl::AnyInvocable<ServerHandshakeDecision(const ServerHandshakeRequest&)>;

// A server's whole answer to a request.
struct ServerHandshake {
  // The response's bytes, always to be sent.
  std::string response;

  // The connection is established, or why it is not.
  absl::StatusOr<HandshakeResult> result;
};

// The answer to a request that is refused with an HTTP status.
ServerHandshake RefuseClientHandshake(
    int status, const std::vector<std::pair<std::string, std::string>>& headers,
    std::string_view detail);

// Reads a request, asks `handler` if it is a valid opening handshake, and
// builds the response.  permessage-deflate is accepted if `accept_deflate`
// and a client's offer can be met.
ServerHandshake AnswerClientHandshake(const HttpHead& request,
                                      bool accept_deflate,
                                      ServerHandshakeHandler& handler);

}  // namespace mortise::net

#endif  // MORTISE_CORE_NET_SERVER_HANDSHAKE_H_
