#include "core/net/message_deflater.h"

#include <random>
#include <string>
#include <vector>

#include "gtest/gtest.h"
#include "tests/core/net/strict_inflater.h"

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
        ASSERT_EQ(inflater.Inflate(payload.span()), message)
            << bits << " " << size;
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
