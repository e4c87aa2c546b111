#include "core/net/message_deflater.h"

#include <zlib.h>

#include <algorithm>

#include "core/base/check.h"

namespace mortise::net {
namespace {

constexpr size_t kTailSize = 4;  // 00 00 FF FF; section 7.2.1 cuts it off.

// zlib counts in 32 bits.
constexpr size_t kMaxStep = size_t{1} << 30;

// zlib cannot compress with a window of 2^8 bytes.  With one of 2^9 bytes it
// never refers back by more than 512 - 262 bytes, which suits the smaller
// window too (zlib's MIN_LOOKAHEAD is 262).
constexpr int kMinZlibWindowBits = 9;

constexpr int kMemoryLevel = 8;  // zlib's default.

}  // namespace

MessageDeflater::MessageDeflater(int window_bits, bool no_context_takeover)
    : window_bits_(std::max(window_bits, kMinZlibWindowBits)),
      no_context_takeover_(no_context_takeover) {}

MessageDeflater::~MessageDeflater() {
  if (stream_) deflateEnd(stream_.get());
}

void MessageDeflater::Deflate(absl::Span<const uint8_t> message,
                              ByteBuffer& payload) {
  if (message.empty()) {
    // zlib would not flush twice without data between; this is an empty
    // stored block without its tail (section 7.2.3.6).
    constexpr uint8_t kEmptyMessage[] = {0x00};
    payload.Append(kEmptyMessage);
    return;
  }
  if (!stream_) {
    stream_ = std::make_unique<z_stream>();
    MORTISE_CHECK(deflateInit2(stream_.get(), Z_DEFAULT_COMPRESSION, Z_DEFLATED,
                               -window_bits_, kMemoryLevel,
                               Z_DEFAULT_STRATEGY) == Z_OK);
  }
  z_stream& stream = *stream_;
  size_t size = payload.size();
  while (!message.empty()) {
    const auto step = message.first(std::min(message.size(), kMaxStep));
    message.remove_prefix(step.size());
    stream.next_in = const_cast<Bytef*>(step.data());
    stream.avail_in = static_cast<uInt>(step.size());
    const int flush = message.empty() ? Z_SYNC_FLUSH : Z_NO_FLUSH;
    // The bound leaves more than the six bytes of a second flush's marker, so
    // one call is the rule.
    size_t space = deflateBound(&stream, step.size()) + 16;
    do {
      payload.ResizeUninitialized(size + space);
      stream.next_out = payload.data() + size;
      stream.avail_out = static_cast<uInt>(space);
      const int code = deflate(&stream, flush);
      MORTISE_CHECK(code == Z_OK || code == Z_BUF_ERROR);
      size += space - stream.avail_out;
    } while (stream.avail_out == 0);
  }
  payload.ResizeUninitialized(size - kTailSize);
  if (no_context_takeover_) {
    MORTISE_CHECK(deflateReset(&stream) == Z_OK);
  }
}

}  // namespace mortise::net
