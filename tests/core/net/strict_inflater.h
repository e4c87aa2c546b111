#ifndef MORTISE_TESTS_CORE_NET_STRICT_INFLATER_H_
#define MORTISE_TESTS_CORE_NET_STRICT_INFLATER_H_

#include <zlib.h>

#include <cstdint>
#include <optional>
#include <vector>

#include "absl/types/span.h"
#include "gtest/gtest.h"

namespace mortise::net {

// A peer's decompressor that holds no more than a window of that size.  It
// gives one byte a call, since zlib does not check references into what the
// same call gave.
class StrictInflater {
 public:
  StrictInflater(int window_bits, bool no_context_takeover)
      : no_context_takeover_(no_context_takeover) {
    EXPECT_EQ(inflateInit2(&stream_, -window_bits), Z_OK);
  }
  StrictInflater(const StrictInflater&) = delete;
  StrictInflater& operator=(const StrictInflater&) = delete;
  ~StrictInflater() { inflateEnd(&stream_); }

  // Nothing if the payload is not valid for the window.
  std::optional<std::vector<uint8_t>> Inflate(
      absl::Span<const uint8_t> payload) {
    std::vector<uint8_t> bytes(payload.begin(), payload.end());
    bytes.insert(bytes.end(), {0x00, 0x00, 0xFF, 0xFF});
    stream_.next_in = bytes.data();
    stream_.avail_in = static_cast<uInt>(bytes.size());
    std::vector<uint8_t> message;
    for (;;) {
      uint8_t byte;
      stream_.next_out = &byte;
      stream_.avail_out = 1;
      const int code = inflate(&stream_, Z_SYNC_FLUSH);
      if (code != Z_OK && code != Z_BUF_ERROR) return std::nullopt;
      if (stream_.avail_out == 1) break;
      message.push_back(byte);
    }
    if (no_context_takeover_) inflateReset(&stream_);
    return message;
  }

 private:
  const bool no_context_takeover_;
  z_stream stream_ = {};
};

}  // namespace mortise::net

#endif  // MORTISE_TESTS_CORE_NET_STRICT_INFLATER_H_
