#include "core/net/message_inflater.h"

#include <zlib.h>

#include <algorithm>

#include "core/base/check.h"

namespace mortise::net {
namespace {

// The end of an empty stored block, which senders cut off (section 7.2.1).
constexpr uint8_t kTail[] = {0x00, 0x00, 0xFF, 0xFF};

// zlib counts in 32 bits.
constexpr size_t kMaxStep = size_t{1} << 30;

// The largest window, whatever the peer agreed to.  With a smaller one zlib
// would refuse what refers back beyond it, but only across calls of inflate():
// whether a message is taken would depend on how its bytes arrive.
constexpr int kWindowBits = MAX_WBITS;

constexpr size_t kMinSpace = 256;

// How much room the output gets for `input` more bytes, so that usual text
// fits at once and a long message costs few moves.
size_t SpaceFor(size_t input, size_t output) {
  return std::min(std::max({kMinSpace, input * 4, output}), kMaxStep);
}

}  // namespace

MessageInflater::MessageInflater() = default;

MessageInflater::~MessageInflater() {
  if (stream_) inflateEnd(stream_.get());
}

MessageInflater::Result MessageInflater::Inflate(
    absl::Span<const uint8_t> payload, uint64_t max_size, ByteBuffer& message) {
  while (!payload.empty()) {
    const auto step = payload.first(std::min(payload.size(), kMaxStep));
    const Result result = Run(step, max_size, message);
    if (result != Result::kOk) return result;
    payload.remove_prefix(step.size());
  }
  return Result::kOk;
}

MessageInflater::Result MessageInflater::Finish(uint64_t max_size,
                                                ByteBuffer& message) {
  return Run(kTail, max_size, message);
}

MessageInflater::Result MessageInflater::Run(absl::Span<const uint8_t> payload,
                                             uint64_t max_size,
                                             ByteBuffer& message) {
  if (!stream_) {
    stream_ = std::make_unique<z_stream>();
    // Negative: raw DEFLATE without a header.
    MORTISE_CHECK(inflateInit2(stream_.get(), -kWindowBits) == Z_OK);
  }
  z_stream& stream = *stream_;
  stream.next_in = const_cast<Bytef*>(payload.data());
  stream.avail_in = static_cast<uInt>(payload.size());
  for (;;) {
    const size_t size = message.size();
    if (size == message.capacity()) {
      message.Reserve(static_cast<size_t>(std::min<uint64_t>(
          size + SpaceFor(stream.avail_in, size), max_size + 1)));
    }
    const size_t space = static_cast<size_t>(std::min<uint64_t>(
        {message.capacity() - size, max_size + 1 - size, kMaxStep}));
    message.ResizeUninitialized(size + space);
    stream.next_out = message.data() + size;
    stream.avail_out = static_cast<uInt>(space);
    const int code = inflate(&stream, Z_SYNC_FLUSH);
    message.ResizeUninitialized(size + space - stream.avail_out);
    if (message.size() > max_size) return Result::kTooBig;
    if (code == Z_STREAM_END) {
      // A final block (section 7.2.3.4).  What follows is a stream of its own.
      MORTISE_CHECK(inflateReset(&stream) == Z_OK);
      if (stream.avail_in == 0) return Result::kOk;
      continue;
    }
    if (code != Z_OK && code != Z_BUF_ERROR) return Result::kCorrupt;
    if (stream.avail_out > 0) return Result::kOk;
  }
}

}  // namespace mortise::net
