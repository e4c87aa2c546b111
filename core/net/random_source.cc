#include "core/net/random_source.h"

#include <sys/random.h>

#include <cerrno>
#include <cstring>

#include "core/base/check.h"

namespace mortise::net {
namespace {

class SystemRandomSource final : public RandomSource {
 private:
  void Generate(absl::Span<uint8_t> bytes) override {
    while (!bytes.empty()) {
      const ssize_t count = getrandom(bytes.data(), bytes.size(), 0);
      if (count < 0 && errno == EINTR) continue;
      MORTISE_CHECK(count > 0);
      bytes.remove_prefix(static_cast<size_t>(count));
    }
  }
};

}  // namespace

RandomSource& RandomSource::OfThisThread() {
  static thread_local SystemRandomSource source;
  return source;
}

MaskingKey RandomSource::NextMaskingKey() {
  static_assert(kBatchSize % sizeof(MaskingKey) == 0);
  MaskingKey key;
  if (kBatchSize - used_ < key.size()) {
    Generate(absl::MakeSpan(batch_));
    used_ = 0;
  }
  std::memcpy(key.data(), batch_ + used_, key.size());
  // A key that has been handed out is nowhere else.
  std::memset(batch_ + used_, 0, key.size());
  used_ += key.size();
  return key;
}

void RandomSource::Fill(absl::Span<uint8_t> bytes) { Generate(bytes); }

}  // namespace mortise::net
