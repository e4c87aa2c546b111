#include "core/net/frame_writer.h"

#include <vector>

#include "gtest/gtest.h"

namespace mortise::net {
namespace {

using Bytes = std::vector<uint8_t>;

TEST(FrameWriter, Headers_HaveTheShortestForm) {
  const struct {
    FrameHeader header;
    Bytes bytes;
  } kCases[] = {
      {{.opcode = Opcode::kText, .payload_length = 0}, {0x81, 0x00}},
      {{.opcode = Opcode::kBinary, .payload_length = 125}, {0x82, 0x7D}},
      {{.opcode = Opcode::kBinary, .payload_length = 126},
       {0x82, 0x7E, 0x00, 0x7E}},
      {{.opcode = Opcode::kBinary, .payload_length = 65535},
       {0x82, 0x7E, 0xFF, 0xFF}},
      {{.opcode = Opcode::kBinary, .payload_length = 65536},
       {0x82, 0x7F, 0, 0, 0, 0, 0, 1, 0, 0}},
      {{.opcode = Opcode::kBinary, .payload_length = 0x7FFFFFFFFFFFFFFF},
       {0x82, 0x7F, 0x7F, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF}},
      {{.fin = false,
        .rsv1 = true,
        .opcode = Opcode::kText,
        .payload_length = 1},
       {0x41, 0x01}},
      {{.fin = false, .opcode = Opcode::kContinuation, .payload_length = 1},
       {0x00, 0x01}},
      {{.opcode = Opcode::kClose,
        .masked = true,
        .masking_key = {1, 2, 3, 4},
        .payload_length = 2},
       {0x88, 0x82, 1, 2, 3, 4}},
      {{.opcode = Opcode::kBinary,
        .masked = true,
        .masking_key = {0xFA, 0xFB, 0xFC, 0xFD},
        .payload_length = 256},
       {0x82, 0xFE, 0x01, 0x00, 0xFA, 0xFB, 0xFC, 0xFD}},
  };
  for (const auto& c : kCases) {
    EXPECT_EQ(FrameHeaderSize(c.header), c.bytes.size());
    Bytes written(kMaxFrameHeaderSize);
    const uint8_t* end = WriteFrameHeader(c.header, written.data());
    written.resize(end - written.data());
    EXPECT_EQ(written, c.bytes);
  }
}

}  // namespace
}  // namespace mortise::net
