#include "core/base/keep_large_blocks.h"

#include <malloc.h>

namespace mortise {

void KeepLargeBlocks() {
  constexpr int kMiB = 1 << 20;
  mallopt(M_MMAP_THRESHOLD, 32 * kMiB);
  mallopt(M_TRIM_THRESHOLD, 128 * kMiB);
}

}  // namespace mortise
