#ifndef MORTISE_CORE_NET_PERMESSAGE_DEFLATE_H_
#define MORTISE_CORE_NET_PERMESSAGE_DEFLATE_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "core/net/extension_list.h"

namespace mortise::net {

// What the two sides agreed on for permessage-deflate (RFC 7692 section 7.1).
struct PermessageDeflateParameters {
  bool server_no_context_takeover = false;
  bool client_no_context_takeover = false;
  uint8_t server_max_window_bits = 15;  // 8 to 15: the LZ77 window's log2.
  uint8_t client_max_window_bits = 15;
};

// What a client offers: it can follow any parameter that a server may put
// into its response.
inline constexpr std::string_view kPermessageDeflateOffer =
    "permessage-deflate; client_max_window_bits";

// Checks a server's response to kPermessageDeflateOffer (section 7.1).
// FailedPrecondition for a parameter that is unknown, repeated or has a value
// it must not have.
absl::StatusOr<PermessageDeflateParameters> CheckPermessageDeflateResponse(
    const Extension& response);

// A server's answer to one offer of permessage-deflate: the agreed parameters,
// or nothing if the offer must be declined (section 7.1).
std::optional<PermessageDeflateParameters> AcceptPermessageDeflateOffer(
    const Extension& offer);

// The header value of that answer.
std::string PermessageDeflateResponse(
    const PermessageDeflateParameters& parameters);

}  // namespace mortise::net

#endif  // MORTISE_CORE_NET_PERMESSAGE_DEFLATE_H_
