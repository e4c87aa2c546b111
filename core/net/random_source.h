#ifndef MORTISE_CORE_NET_RANDOM_SOURCE_H_
#define MORTISE_CORE_NET_RANDOM_SOURCE_H_

#include <cstddef>
#include <cstdint>

#include "absl/types/span.h"
#include "core/net/masking.h"

namespace mortise::net {

// Unpredictable bytes, drawn from a generator in batches so that a masking key
// costs no system call.  RFC 6455 section 10.3 asks for a strong source: a
// script must not be able to choose what stands on the wire.
//
// Belongs to one thread.
class RandomSource {
 public:
  RandomSource(const RandomSource&) = delete;
  RandomSource& operator=(const RandomSource&) = delete;
  virtual ~RandomSource() = default;

  // The operating system's generator, batched for the calling thread.
  static RandomSource& OfThisThread();

  MaskingKey NextMaskingKey();
  void Fill(absl::Span<uint8_t> bytes);

 protected:
  RandomSource() = default;

  virtual void Generate(absl::Span<uint8_t> bytes) = 0;

 private:
  static constexpr size_t kBatchSize = 256;

  uint8_t batch_[kBatchSize];
  size_t used_ = kBatchSize;
};

}  // namespace mortise::net

#endif  // MORTISE_CORE_NET_RANDOM_SOURCE_H_
