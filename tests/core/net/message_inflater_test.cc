#include "core/net/message_inflater.h"

#include <string>
#include <vector>

#include "core/net/message_deflater.h"
#include "gtest/gtest.h"

namespace mortise::net {
namespace {

using Bytes = std::vector<uint8_t>;
using Result = MessageInflater::Result;
constexpr uint64_t kNoLimit = 1 << 30;

// A whole message in pieces of `step` bytes.
Result InflateAll(MessageInflater& inflater, const Bytes& payload,
                  uint64_t max_size, std::string& message,
                  size_t step = SIZE_MAX) {
  ByteBuffer out;
  absl::Span<const uint8_t> rest = payload;
  Result result = Result::kOk;
  while (!rest.empty() && result == Result::kOk) {
    const auto piece = rest.subspan(0, step);
    result = inflater.Inflate(piece, max_size, out);
    rest.remove_prefix(piece.size());
  }
  if (result == Result::kOk) result = inflater.Finish(max_size, out);
  message = std::string(out.view());
  return result;
}

// The examples of RFC 7692 section 7.2.3, and what senders that use other
// blocks than zlib's sync flush make.
TEST(MessageInflater, ExamplesOfTheRfc_GiveHello) {
  const Bytes kExamples[] = {
      // 7.2.3.1: one block.
      {0xF2, 0x48, 0xCD, 0xC9, 0xC9, 0x07, 0x00},
      // 7.2.3.3: without compression.
      {0x00, 0x05, 0x00, 0xFA, 0xFF, 0x48, 0x65, 0x6C, 0x6C, 0x6F, 0x00},
      // 7.2.3.4: a final block.
      {0xF3, 0x48, 0xCD, 0xC9, 0xC9, 0x07, 0x00, 0x00},
      // 7.2.3.5: two blocks.
      {0xF2, 0x48, 0x05, 0x00, 0x00, 0x00, 0xFF, 0xFF, 0xCA, 0xC9, 0xC9, 0x07,
       0x00},
      // A final block without the further byte that 7.2.3.4 asks for.
      {0xF3, 0x48, 0xCD, 0xC9, 0xC9, 0x07, 0x00},
  };
  for (const Bytes& example : kExamples) {
    for (size_t step = 1; step <= example.size(); ++step) {
      MessageInflater inflater(/*no_context_takeover=*/false);
      std::string message;
      for (int i = 0; i < 3; ++i) {
        ASSERT_EQ(InflateAll(inflater, example, kNoLimit, message, step),
                  Result::kOk);
        ASSERT_EQ(message, "Hello");
      }
    }
  }
}

// Section 7.2.3.2: the second "Hello" refers to the first.
TEST(MessageInflater, ContextTakeover_RefersToEarlierMessages) {
  const Bytes first = {0xF2, 0x48, 0xCD, 0xC9, 0xC9, 0x07, 0x00};
  const Bytes second = {0xF2, 0x00, 0x11, 0x00, 0x00};
  std::string message;
  MessageInflater sharing(/*no_context_takeover=*/false);
  ASSERT_EQ(InflateAll(sharing, first, kNoLimit, message), Result::kOk);
  ASSERT_EQ(InflateAll(sharing, second, kNoLimit, message), Result::kOk);
  EXPECT_EQ(message, "Hello");

  MessageInflater separate(/*no_context_takeover=*/true);
  ASSERT_EQ(InflateAll(separate, first, kNoLimit, message), Result::kOk);
  EXPECT_EQ(InflateAll(separate, second, kNoLimit, message), Result::kCorrupt);
}

// The window outlives a final block, too.
TEST(MessageInflater, ContextAfterFinalBlock_IsKept) {
  const Bytes first = {0xF3, 0x48, 0xCD, 0xC9, 0xC9, 0x07, 0x00, 0x00};
  const Bytes second = {0xF2, 0x00, 0x11, 0x00, 0x00};
  MessageInflater inflater(/*no_context_takeover=*/false);
  std::string message;
  ASSERT_EQ(InflateAll(inflater, first, kNoLimit, message), Result::kOk);
  ASSERT_EQ(InflateAll(inflater, second, kNoLimit, message), Result::kOk);
  EXPECT_EQ(message, "Hello");
}

TEST(MessageInflater, EmptyMessages_AreEmpty) {
  MessageInflater inflater(/*no_context_takeover=*/false);
  std::string message = "x";
  for (const Bytes& payload : {Bytes{0x00}, Bytes{}, Bytes{0x02, 0x00},
                               Bytes{0x03, 0x00}, Bytes{0x00}}) {
    EXPECT_EQ(InflateAll(inflater, payload, kNoLimit, message), Result::kOk);
    EXPECT_EQ(message, "");
  }
}

// zlib's window of 8 bits would refuse this byte by byte and take it whole.
TEST(MessageInflater, ReferenceBeyondASmallWindow_IsTakenHoweverItArrives) {
  Bytes text;
  for (int i = 0; i < 1500; ++i) {
    text.push_back(i < 1000 ? static_cast<uint8_t>(i * i / 7) : text[i - 1000]);
  }
  ByteBuffer deflated;
  MessageDeflater(15, false).Deflate(text, deflated);
  const Bytes payload(deflated.span().begin(), deflated.span().end());
  for (const size_t step : {size_t{1}, size_t{100}, SIZE_MAX}) {
    MessageInflater inflater(/*no_context_takeover=*/false);
    std::string message;
    EXPECT_EQ(InflateAll(inflater, payload, kNoLimit, message, step),
              Result::kOk)
        << step;
    EXPECT_EQ(message, std::string(text.begin(), text.end()));
  }
}

TEST(MessageInflater, Corrupt_IsFound) {
  const Bytes kCases[] = {
      {0xFF},                                      // Reserved block type.
      {0x06, 0x00},                                // The same.
      {0xF2, 0x48, 0xCD},                          // The end is missing.
      {0x00, 0x09, 0x00, 0xF6, 0xFF, 0x48},        // A stored block's end.
      {0x00, 0x05, 0x00, 0x00, 0x00, 0x48},        // Wrong complement.
      {0xF2, 0x00, 0x11, 0x00, 0x00},              // Refers before the start.
      {0x48, 0x65, 0x6C, 0x6C, 0x6F},              // Not compressed at all.
      {0x1F, 0x8B, 0x08, 0x00, 0x00, 0x00, 0x00},  // gzip.
  };
  for (const Bytes& payload : kCases) {
    MessageInflater inflater(/*no_context_takeover=*/false);
    std::string message;
    EXPECT_EQ(InflateAll(inflater, payload, kNoLimit, message),
              Result::kCorrupt)
        << static_cast<int>(payload[0]) << " " << payload.size();
  }
}

TEST(MessageInflater, Bomb_StopsAtTheLimit) {
  MessageDeflater deflater(15, false);
  const Bytes zeros(16 << 20);
  ByteBuffer payload;
  deflater.Deflate(zeros, payload);
  ASSERT_LT(payload.size(), 20u << 10);

  for (uint64_t limit : {0, 1, 1000, 1 << 20, (16 << 20) - 1}) {
    MessageInflater inflater(/*no_context_takeover=*/false);
    ByteBuffer out;
    EXPECT_EQ(inflater.Inflate(payload.span(), limit, out), Result::kTooBig);
    EXPECT_EQ(out.size(), limit + 1);
    EXPECT_LE(out.capacity(), 2 * limit + 1000);
  }
  MessageInflater inflater(/*no_context_takeover=*/false);
  ByteBuffer out;
  EXPECT_EQ(inflater.Inflate(payload.span(), zeros.size(), out), Result::kOk);
  EXPECT_EQ(inflater.Finish(zeros.size(), out), Result::kOk);
  EXPECT_EQ(out.span(), absl::MakeConstSpan(zeros));
}

// Each costs a few bytes on the wire, and must cost little here.
TEST(MessageInflater, FloodOfFinalBlocks_IsCheap) {
  Bytes payload;
  for (int i = 0; i < 100000; ++i) payload.insert(payload.end(), {0x03, 0x00});
  MessageInflater inflater(/*no_context_takeover=*/false);
  std::string message;
  EXPECT_EQ(InflateAll(inflater, payload, kNoLimit, message), Result::kOk);
  EXPECT_EQ(message, "");
}

}  // namespace
}  // namespace mortise::net
