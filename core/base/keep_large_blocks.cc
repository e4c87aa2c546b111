#include "core/base/keep_large_blocks.h"

#include <malloc.h>

namespace mortise {

void KeepLargeBlocks() {
  constexpr int kMiB = 1 << 20;
  mallopt(M_MMAP_THRESHOLD, 32 * kMiB);
  // V8 frees the buffers of collected messages by about 64 MiB at a time.
  mallopt(M_TRIM_THRESHOLD, 128 * kMiB);
}

}  // namespace mortise
