#ifndef MORTISE_CORE_NET_ACCEPT_KEY_H_
#define MORTISE_CORE_NET_ACCEPT_KEY_H_

#include <string>
#include <string_view>

#include "core/net/random_source.h"

namespace mortise::net {

// A value for Sec-WebSocket-Key: 16 random bytes in base64 (RFC 6455 section
// 4.1).
std::string MakeWebSocketKey(RandomSource& random);

// Whether `text` is base64 of 16 bytes.
bool IsWebSocketKey(std::string_view text);

// The Sec-WebSocket-Accept that answers `key` (section 4.2.2).
std::string ComputeWebSocketAccept(std::string_view key);

}  // namespace mortise::net

#endif  // MORTISE_CORE_NET_ACCEPT_KEY_H_
