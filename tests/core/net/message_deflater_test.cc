#include "core/net/message_deflater.h"

#include <zlib.h>

#include <optional>
#include <random>
#include <string>
#include <vector>

#include "gtest/gtest.h"

namespace mortise::net {
namespace {

std::vector<uint8_t> Text(size_t size, uint32_t seed) {
  std::mt19937 random(seed);
  std::vector<uint8_t> text(size);
  // Repetition at all distances, so that the window's size shows.
  for (size_t i = 0; i < size; ++i) {
    text[i] = i > 20 && random() % 8 ? text[i - 1 - random() % 20]
                                     : static_cast<uint8_t>(random() % 64);
  }
  for (size_t i = 3000; i + 100 < size; i += 700) {
    std::copy_n(text.begin() + i - 3000 + random() % 2900, 100,
                text.begin() + i);
  }
  return text;
}

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
  std::optional<std::vector<uint8_t>> Inflate(ByteBuffer& payload) {
    payload.Append(std::vector<uint8_t>{0x00, 0x00, 0xFF, 0xFF});
    stream_.next_in = payload.data();
    stream_.avail_in = static_cast<uInt>(payload.size());
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

TEST(MessageDeflater, AnyWindowAndMode_InflatesWithThatWindow) {
  for (int bits = 8; bits <= 15; ++bits) {
    for (bool no_context_takeover : {false, true}) {
      MessageDeflater deflater(bits, no_context_takeover);
      StrictInflater inflater(bits, no_context_takeover);
      for (size_t size : {5, 0, 1, 100, 0, 0, 5000, 70000, 300000, 5}) {
        const std::vector<uint8_t> message =
            Text(size, static_cast<uint32_t>(size + bits));
        ByteBuffer payload;
        deflater.Deflate(message, payload);
        ASSERT_GT(payload.size(), 0u);
        ASSERT_EQ(inflater.Inflate(payload), message) << bits << " " << size;
      }
    }
  }
}

TEST(MessageDeflater, Incompressible_GrowsLittle) {
  std::mt19937 random(5);
  std::vector<uint8_t> noise(1 << 20);
  for (uint8_t& byte : noise) byte = static_cast<uint8_t>(random());
  MessageDeflater deflater(15, false);
  ByteBuffer payload;
  deflater.Deflate(noise, payload);
  EXPECT_LT(payload.size(), noise.size() + noise.size() / 1000);
}

// RFC 7692 section 7.2.3.1 and 7.2.3.2.
TEST(MessageDeflater, ContextTakeover_MakesTheSecondShorter) {
  const std::string text = "Hello, Hello, this is one message like another.";
  const auto bytes = absl::MakeConstSpan(
      reinterpret_cast<const uint8_t*>(text.data()), text.size());
  for (bool no_context_takeover : {false, true}) {
    MessageDeflater deflater(15, no_context_takeover);
    ByteBuffer first, second;
    deflater.Deflate(bytes, first);
    deflater.Deflate(bytes, second);
    if (no_context_takeover) {
      EXPECT_EQ(first.view(), second.view());
    } else {
      EXPECT_LT(second.size() * 3, first.size());
    }
  }
}

}  // namespace
}  // namespace mortise::net
