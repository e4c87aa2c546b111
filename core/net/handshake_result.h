#ifndef MORTISE_CORE_NET_HANDSHAKE_RESULT_H_
#define MORTISE_CORE_NET_HANDSHAKE_RESULT_H_

#include <optional>
#include <string>

#include "core/net/permessage_deflate.h"

namespace mortise::net {

// What an opening handshake agreed upon.
struct HandshakeResult {
  // The subprotocol in use, empty for none.
  std::string protocol;

  // The extensions in use, as the response's header says it; empty for none.
  std::string extensions;

  // Set if permessage-deflate is in use.
  std::optional<PermessageDeflateParameters> deflate;
};

}  // namespace mortise::net

#endif  // MORTISE_CORE_NET_HANDSHAKE_RESULT_H_
