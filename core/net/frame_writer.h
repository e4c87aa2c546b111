#ifndef MORTISE_CORE_NET_FRAME_WRITER_H_
#define MORTISE_CORE_NET_FRAME_WRITER_H_

#include <cstddef>
#include <cstdint>

#include "core/net/frame.h"

namespace mortise::net {

// Bytes that the header takes on the wire, with the shortest length encoding.
size_t FrameHeaderSize(const FrameHeader& header);

// Writes FrameHeaderSize() bytes and returns where they end.
uint8_t* WriteFrameHeader(const FrameHeader& header, uint8_t* to);

}  // namespace mortise::net

#endif  // MORTISE_CORE_NET_FRAME_WRITER_H_
