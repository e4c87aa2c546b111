#include "core/net/output_queue.h"

#include <algorithm>
#include <random>
#include <string>

#include "gtest/gtest.h"

namespace mortise::net {
namespace {

void Add(OutputQueue& queue, std::string_view text) {
  std::copy(text.begin(), text.end(), queue.Extend(text.size()));
}

std::string Front(const OutputQueue& queue) {
  return {queue.front().begin(), queue.front().end()};
}

TEST(OutputQueue, RandomUse_KeepsOrderAndPlaces) {
  std::mt19937 random(1);
  OutputQueue queue;
  std::string written, read;
  char next = 0;
  for (int round = 0; round < 3000; ++round) {
    const uint8_t* const place = queue.front().data();
    const size_t front_size = queue.front().size();
    std::string text(random() % (round % 7 == 0 ? 9000 : 200), next++);
    Add(queue, text);
    written += text;
    if (front_size > 0) {
      ASSERT_EQ(queue.front().data(), place);
    }
    for (int i = random() % 3; i > 0 && !queue.empty(); --i) {
      const std::string front = Front(queue);
      const size_t count = random() % (front.size() + 1);
      queue.Consume(count);
      read += front.substr(0, count);
    }
    ASSERT_EQ(queue.size(), written.size() - read.size());
  }
  while (!queue.empty()) {
    const std::string front = Front(queue);
    ASSERT_FALSE(front.empty());
    queue.Consume(front.size());
    read += front;
  }
  EXPECT_EQ(read, written);
}

TEST(OutputQueue, BufferedAmount_CountsPayloadNotYetConsumed) {
  OutputQueue queue;
  EXPECT_EQ(queue.buffered_amount(), 0u);
  Add(queue, std::string(12, 'a'));  // A header of 2 bytes.
  queue.EndMessage(10, false);
  Add(queue, std::string(2, 'b'));
  queue.EndMessage(0, false);
  Add(queue, std::string(7, 'c'));
  queue.EndMessage(5, false);
  EXPECT_EQ(queue.buffered_amount(), 15u);
  queue.Consume(2);
  EXPECT_EQ(queue.buffered_amount(), 15u);
  queue.Consume(9);
  EXPECT_EQ(queue.buffered_amount(), 6u);
  queue.Consume(1);
  EXPECT_EQ(queue.buffered_amount(), 5u);
  queue.Consume(8);
  EXPECT_EQ(queue.buffered_amount(), 1u);
  queue.Consume(1);
  EXPECT_EQ(queue.buffered_amount(), 0u);
  EXPECT_TRUE(queue.empty());
}

TEST(OutputQueue, BufferedAmountOfCompressed_CountsInFull) {
  OutputQueue queue;
  Add(queue, std::string(10, 'a'));
  queue.EndMessage(1000, true);
  queue.Consume(9);
  EXPECT_EQ(queue.buffered_amount(), 1000u);
  Add(queue, std::string(10, 'a'));
  queue.EndMessage(1000, true);
  queue.Consume(10);
  EXPECT_EQ(queue.buffered_amount(), 1000u);
  queue.Consume(1);
  EXPECT_EQ(queue.buffered_amount(), 0u);
}

TEST(OutputQueue, SmallFrames_ReuseOneBlock) {
  OutputQueue queue;
  Add(queue, "x");
  const uint8_t* const place = queue.front().data();
  queue.Consume(1);
  for (int i = 0; i < 100; ++i) {
    Add(queue, std::string(100, 'x'));
    EXPECT_EQ(queue.front().data(), place);
    queue.Consume(100);
  }
}

}  // namespace
}  // namespace mortise::net
