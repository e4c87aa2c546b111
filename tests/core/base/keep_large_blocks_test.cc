#include "core/base/keep_large_blocks.h"

#include <malloc.h>

#include <cstdlib>
#include <cstring>

#include "gtest/gtest.h"

namespace mortise {
namespace {

TEST(KeepLargeBlocksTest, FreedBlock_StaysWithTheProcess) {
  KeepLargeBlocks();
  constexpr size_t kSize = 8 << 20;
  void* block = std::malloc(kSize);
  ASSERT_NE(block, nullptr);
  std::memset(block, 1, kSize);
  const size_t mapped = mallinfo2().hblkhd;
  const size_t heap = mallinfo2().arena;
  std::free(block);
#ifndef __SANITIZE_ADDRESS__
  EXPECT_EQ(mapped, 0u);
  EXPECT_GE(heap, kSize);
  EXPECT_EQ(mallinfo2().arena, heap);
#endif
}

}  // namespace
}  // namespace mortise
