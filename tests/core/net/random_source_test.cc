#include "core/net/random_source.h"

#include <set>
#include <vector>

#include "gtest/gtest.h"

namespace mortise::net {
namespace {

// Counts 0, 1, 2, ... so that each byte's use can be told.
class CountingSource final : public RandomSource {
 private:
  void Generate(absl::Span<uint8_t> bytes) override {
    for (uint8_t& byte : bytes) byte = next_++;
  }
  uint8_t next_ = 0;
};

TEST(RandomSource, MaskingKeys_UseEachByteOnce) {
  CountingSource source;
  for (int i = 0; i < 1000; ++i) {
    const uint8_t first = static_cast<uint8_t>(i * 4);
    const MaskingKey expected = {first, static_cast<uint8_t>(first + 1),
                                 static_cast<uint8_t>(first + 2),
                                 static_cast<uint8_t>(first + 3)};
    ASSERT_EQ(source.NextMaskingKey(), expected);
  }
}

TEST(RandomSource, SystemKeys_DoNotRepeat) {
  std::set<MaskingKey> keys;
  for (int i = 0; i < 1000; ++i) {
    keys.insert(RandomSource::OfThisThread().NextMaskingKey());
  }
  // Two equal ones among a thousand: once in some ten thousand runs; twice
  // is out of the question.
  EXPECT_GE(keys.size(), 999u);
}

TEST(RandomSource, Fill_ReachesEveryByte) {
  std::vector<uint8_t> any(3000);
  for (int round = 0; round < 8; ++round) {
    std::vector<uint8_t> bytes(any.size());
    RandomSource::OfThisThread().Fill(absl::MakeSpan(bytes));
    for (size_t i = 0; i < bytes.size(); ++i) any[i] |= bytes[i];
  }
  size_t zeros = 0;
  for (uint8_t byte : any) zeros += byte == 0;
  EXPECT_EQ(zeros, 0u);
}

}  // namespace
}  // namespace mortise::net
