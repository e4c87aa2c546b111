// Compressed messages from a peer: never longer than allowed, and the same
// however they arrive.  The bytes as a message of ours must come back whole.

#include <cstddef>
#include <cstdint>

#include "core/base/check.h"
#include "core/net/message_deflater.h"
#include "core/net/message_inflater.h"

namespace {

using namespace mortise;
using namespace mortise::net;
using Result = MessageInflater::Result;

constexpr uint64_t kMaxSize = 100000;

Result Inflate(MessageInflater& inflater, absl::Span<const uint8_t> payload,
               size_t step, ByteBuffer& message) {
  Result result = Result::kOk;
  while (!payload.empty() && result == Result::kOk) {
    const auto chunk = payload.subspan(0, step);
    payload.remove_prefix(chunk.size());
    result = inflater.Inflate(chunk, kMaxSize, message);
    MORTISE_CHECK(message.size() <= kMaxSize + 1);
  }
  if (result == Result::kOk) result = inflater.Finish(kMaxSize, message);
  MORTISE_CHECK((message.size() > kMaxSize) == (result == Result::kTooBig));
  return result;
}

}  // namespace

// The first two bytes: window, context takeover, size of the chunks.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size < 2) return 0;
  const int bits = 8 + data[0] % 8;
  const bool no_context_takeover = (data[0] & 8) != 0;
  const size_t step = 1 + data[1];
  const absl::Span<const uint8_t> bytes(data + 2, size - 2);

  MessageInflater whole;
  MessageInflater split;
  for (int round = 0; round < 2; ++round) {
    ByteBuffer from_whole, from_split;
    const Result result = Inflate(whole, bytes, SIZE_MAX, from_whole);
    MORTISE_CHECK(Inflate(split, bytes, step, from_split) == result);
    if (result != Result::kOk) break;
    MORTISE_CHECK(from_whole.view() == from_split.view());
  }

  MessageDeflater deflater(bits, no_context_takeover);
  MessageInflater inflater;
  for (int round = 0; round < 2 && bytes.size() <= kMaxSize; ++round) {
    ByteBuffer payload, message;
    deflater.Deflate(bytes, payload);
    MORTISE_CHECK(Inflate(inflater, payload.span(), step, message) ==
                  Result::kOk);
    MORTISE_CHECK(message.span() == bytes);
  }
  return 0;
}
