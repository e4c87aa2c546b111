#ifndef MORTISE_CORE_NET_MASKING_H_
#define MORTISE_CORE_NET_MASKING_H_

#include <array>
#include <cstddef>
#include <cstdint>

#include "absl/types/span.h"

namespace mortise::net {

// A frame's masking key (RFC 6455 section 5.3), in the order of the wire.
using MaskingKey = std::array<uint8_t, 4>;

// Copies `from` to `to`, masked; masking again unmasks.  `offset` is the
// place of from[0] in the frame's payload.  The two areas are the same or
// apart.
void CopyMasked(absl::Span<const uint8_t> from, const MaskingKey& key,
                uint64_t offset, uint8_t* to);

}  // namespace mortise::net

#endif  // MORTISE_CORE_NET_MASKING_H_
