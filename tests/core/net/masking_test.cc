#include "core/net/masking.h"

#include <vector>

#include "gtest/gtest.h"

namespace mortise::net {
namespace {

TEST(Masking, AnySizeOffsetAndAlignment_MatchesTheRfcsFormula) {
  const MaskingKey key = {0x12, 0xFE, 0x00, 0xA5};
  std::vector<uint8_t> from(300);
  for (size_t i = 0; i < from.size(); ++i)
    from[i] = static_cast<uint8_t>(i * 7);
  for (size_t size : {0, 1, 3, 7, 8, 9, 15, 63, 64, 65, 127, 128, 200, 280}) {
    for (uint64_t offset : {0, 1, 2, 3, 4, 5, 125}) {
      for (size_t shift : {0, 1, 3}) {
        std::vector<uint8_t> to(size + 1, 0xEE);
        CopyMasked(absl::MakeConstSpan(from).subspan(shift, size), key, offset,
                   to.data());
        for (size_t i = 0; i < size; ++i) {
          ASSERT_EQ(to[i], from[shift + i] ^ key[(offset + i) % 4]);
        }
        ASSERT_EQ(to[size], 0xEE);
      }
    }
  }
}

TEST(Masking, Twice_GivesTheOriginalInPlace) {
  const MaskingKey key = {1, 2, 3, 4};
  std::vector<uint8_t> bytes(1000, 'x');
  CopyMasked(bytes, key, 3, bytes.data());
  EXPECT_NE(bytes, std::vector<uint8_t>(1000, 'x'));
  CopyMasked(bytes, key, 3, bytes.data());
  EXPECT_EQ(bytes, std::vector<uint8_t>(1000, 'x'));
}

}  // namespace
}  // namespace mortise::net
