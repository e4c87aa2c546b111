#include "core/base/keep_large_blocks.h"

#include <malloc.h>

#include <cstdlib>
#include <cstring>

#include "gtest/gtest.h"

namespace mortise {
namespace {

// Sanitizers have allocators of their own, which mallopt() does not reach.
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
TEST(KeepLargeBlocksTest, FreedBlock_StaysWithTheProcess) {
  KeepLargeBlocks();
  constexpr size_t kSize = 8 << 20;
  void* block = std::malloc(kSize);
  ASSERT_NE(block, nullptr);
  std::memset(block, 1, kSize);
  EXPECT_EQ(mallinfo2().hblkhd, 0u);
  const size_t heap = mallinfo2().arena;
  EXPECT_GE(heap, kSize);
  std::free(block);
  EXPECT_EQ(mallinfo2().arena, heap);
}
#endif

}  // namespace
}  // namespace mortise
