// Bytes cut into frames: the same frames must come out however they arrive,
// and what the writer makes of them must read back.

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "core/base/check.h"
#include "core/net/frame_reader.h"
#include "core/net/frame_writer.h"

namespace {

using namespace mortise::net;

// All pieces of the same frame together; empty error if the input was good.
std::string Describe(absl::Span<const uint8_t> data, size_t step, Role role,
                     bool deflate) {
  FrameReader reader(role);
  if (deflate) reader.AllowCompressedMessages();
  std::string text;
  while (!data.empty()) {
    const auto slice = data.subspan(0, step);
    data.remove_prefix(slice.size());
    const std::vector<uint8_t> chunk(slice.begin(), slice.end());
    absl::Span<const uint8_t> input = chunk;
    FramePiece piece;
    FrameReader::Result result;
    while ((result = reader.Read(input, piece)) ==
           FrameReader::Result::kPiece) {
      // Not for a header that came before its payload, which comes again.
      if (piece.starts_frame() &&
          (piece.ends_frame() || !piece.payload.empty())) {
        uint8_t header[kMaxFrameHeaderSize];
        const uint8_t* end = WriteFrameHeader(piece.header, header);
        MORTISE_CHECK(static_cast<size_t>(end - header) ==
                      FrameHeaderSize(piece.header));
        text.append(header, header + (end - header));
      }
      text.append(piece.payload.begin(), piece.payload.end());
    }
    if (result == FrameReader::Result::kError) {
      MORTISE_CHECK(!reader.error().empty());
      return text + "!" + std::string(reader.error());
    }
    MORTISE_CHECK(input.empty());
  }
  return text;
}

}  // namespace

// The first byte: role, extension, size of the chunks.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size == 0) return 0;
  const Role role = data[0] & 1 ? Role::kServer : Role::kClient;
  const bool deflate = (data[0] & 2) != 0;
  const size_t step = 1 + (data[0] >> 2);
  const absl::Span<const uint8_t> bytes(data + 1, size - 1);
  MORTISE_CHECK(Describe(bytes, SIZE_MAX, role, deflate) ==
                Describe(bytes, step, role, deflate));
  return 0;
}
