#include "core/net/frame_writer.h"

#include <algorithm>

namespace mortise::net {
namespace {

uint8_t* WriteBigEndian(uint64_t value, int size, uint8_t* to) {
  for (int shift = (size - 1) * 8; shift >= 0; shift -= 8) {
    *to++ = static_cast<uint8_t>(value >> shift);
  }
  return to;
}

}  // namespace

size_t FrameHeaderSize(const FrameHeader& header) {
  const size_t length_size = header.payload_length <= 125      ? 0
                             : header.payload_length <= 0xFFFF ? 2
                                                               : 8;
  return 2 + length_size + (header.masked ? header.masking_key.size() : 0);
}

uint8_t* WriteFrameHeader(const FrameHeader& header, uint8_t* to) {
  const uint8_t mask_bit = header.masked ? 0x80 : 0;
  *to++ =
      static_cast<uint8_t>((header.fin ? 0x80 : 0) | (header.rsv1 ? 0x40 : 0) |
                           static_cast<uint8_t>(header.opcode));
  if (header.payload_length <= 125) {
    *to++ = static_cast<uint8_t>(mask_bit | header.payload_length);
  } else if (header.payload_length <= 0xFFFF) {
    *to++ = mask_bit | 126;
    to = WriteBigEndian(header.payload_length, 2, to);
  } else {
    *to++ = mask_bit | 127;
    to = WriteBigEndian(header.payload_length, 8, to);
  }
  if (header.masked) {
    to = std::copy(header.masking_key.begin(), header.masking_key.end(), to);
  }
  return to;
}

}  // namespace mortise::net
