#include "core/base/byte_buffer.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <string>
#include <utility>

namespace mortise {
namespace {

TEST(ByteBuffer, Default_IsEmptyWithoutMemory) {
  ByteBuffer buffer;
  EXPECT_TRUE(buffer.empty());
  EXPECT_EQ(buffer.capacity(), 0u);
  EXPECT_EQ(buffer.data(), nullptr);
  EXPECT_EQ(buffer.Leak(), nullptr);
}

TEST(ByteBuffer, Append_GrowsAndKeepsBytes) {
  ByteBuffer buffer;
  std::string expected;
  for (int i = 0; i < 1000; ++i) {
    buffer.Append(std::to_string(i));
    expected += std::to_string(i);
  }
  EXPECT_EQ(buffer.view(), expected);
  EXPECT_LE(buffer.capacity(), 2 * expected.size());
}

TEST(ByteBuffer, Move_LeavesTheSourceEmpty) {
  ByteBuffer a;
  a.Append("bytes");
  const uint8_t* const data = a.data();
  ByteBuffer b = std::move(a);
  EXPECT_EQ(b.data(), data);
  EXPECT_TRUE(a.empty());
  EXPECT_EQ(a.data(), nullptr);
}

TEST(ByteBuffer, Clear_KeepsMemory) {
  ByteBuffer buffer(100);
  buffer.Clear();
  EXPECT_TRUE(buffer.empty());
  EXPECT_EQ(buffer.capacity(), 100u);
}

TEST(ByteBuffer, Leak_GivesUpTheMemory) {
  ByteBuffer buffer;
  buffer.Append("x");
  uint8_t* const memory = buffer.Leak();
  EXPECT_EQ(*memory, 'x');
  EXPECT_EQ(buffer.capacity(), 0u);
  std::free(memory);
}

TEST(ByteBuffer, CopyOf_Copies) {
  const uint8_t bytes[] = {1, 2, 3};
  const ByteBuffer buffer = ByteBuffer::CopyOf(bytes);
  EXPECT_NE(buffer.data(), bytes);
  EXPECT_EQ(buffer.span(), absl::MakeConstSpan(bytes));
}

}  // namespace
}  // namespace mortise
