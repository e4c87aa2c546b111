#include "core/net/masking.h"

#include <cstring>

namespace mortise::net {
namespace {

inline void MaskWord(const uint8_t* from, uint64_t key, uint8_t* to) {
  uint64_t word;
  std::memcpy(&word, from, sizeof(word));
  word ^= key;
  std::memcpy(to, &word, sizeof(word));
}

}  // namespace

void CopyMasked(absl::Span<const uint8_t> from, const MaskingKey& key,
                uint64_t offset, uint8_t* to) {
  // The key as the bytes from `offset` on meet it, twice.
  uint8_t turned[8];
  for (size_t i = 0; i < sizeof(turned); ++i) {
    turned[i] = key[(offset + i) % key.size()];
  }
  uint64_t key_word;
  std::memcpy(&key_word, turned, sizeof(key_word));

  const uint8_t* in = from.data();
  size_t left = from.size();
  for (; left >= 64; left -= 64, in += 64, to += 64) {
    MaskWord(in, key_word, to);
    MaskWord(in + 8, key_word, to + 8);
    MaskWord(in + 16, key_word, to + 16);
    MaskWord(in + 24, key_word, to + 24);
    MaskWord(in + 32, key_word, to + 32);
    MaskWord(in + 40, key_word, to + 40);
    MaskWord(in + 48, key_word, to + 48);
    MaskWord(in + 56, key_word, to + 56);
  }
  for (; left >= 8; left -= 8, in += 8, to += 8) MaskWord(in, key_word, to);
  for (size_t i = 0; i < left; ++i) to[i] = in[i] ^ turned[i];
}

}  // namespace mortise::net
