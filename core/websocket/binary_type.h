#ifndef MORTISE_CORE_WEBSOCKET_BINARY_TYPE_H_
#define MORTISE_CORE_WEBSOCKET_BINARY_TYPE_H_

#include <cstdint>

namespace mortise {

// The BinaryType enumeration (WebSockets section 3.1), in its order.
enum class BinaryType : uint8_t { kBlob, kArraybuffer };

}  // namespace mortise

#endif  // MORTISE_CORE_WEBSOCKET_BINARY_TYPE_H_
