#include "core/net/message_inflater.h"

#include <optional>
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

std::string Text(const Bytes& bytes) { return {bytes.begin(), bytes.end()}; }

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
  };
  for (const Bytes& example : kExamples) {
    for (size_t step = 1; step <= example.size(); ++step) {
      MessageInflater inflater;
      std::string message;
      for (int i = 0; i < 3; ++i) {
        ASSERT_EQ(InflateAll(inflater, example, kNoLimit, message, step),
                  Result::kOk);
        ASSERT_EQ(message, "Hello");
      }
    }
  }
}

// As Chromium and Firefox have it: the payload and the end that senders cut
// off are inflated, whatever blocks they make; so what is wrong with one
// message may show in the next.
TEST(MessageInflater, Sequences_GiveWhatBrowsersGive) {
  const Bytes kHello = {0xF2, 0x48, 0xCD, 0xC9, 0xC9, 0x07, 0x00};
  const Bytes kFinalHello = {0xF3, 0x48, 0xCD, 0xC9, 0xC9, 0x07, 0x00, 0x00};
  const std::string kHelloAndEnd =
      Text({0xF2, 0x48, 0xCD, 0xC9, 0xC9, 0x07, 0x00, 0x00, 0x00, 0xFF, 0xFF});
  // Refers five bytes back (section 7.2.3.2).
  const Bytes kReference = {0xF2, 0x00, 0x11, 0x00, 0x00};
  struct Message {
    Bytes payload;
    std::optional<std::string> text;  // Nothing if it is corrupt.
  };
  const std::vector<Message> kSequences[] = {
      {{kHello, "Hello"}, {kReference, "Hello"}},
      {{{0x00}, ""}, {{0x02, 0x00}, ""}, {{0x00}, ""}, {kHello, "Hello"}},
      // Final blocks (section 7.2.3.4), whose end clears the window.
      {{kFinalHello, "Hello"}, {kFinalHello, "Hello"}, {kHello, "Hello"}},
      {{kFinalHello, "Hello"}, {kReference, std::nullopt}},
      {{{0x03, 0x00, 0xF2, 0x48, 0xCD, 0xC9, 0xC9, 0x07, 0x00}, "Hello"},
       {kReference, "Hello"}},
      // A final block without the further byte.
      {{{0xF3, 0x48, 0xCD, 0xC9, 0xC9, 0x07, 0x00}, "Hello"},
       {{0xF3, 0x48, 0xCD, 0xC9, 0xC9, 0x07, 0x00}, std::nullopt}},
      {{{0x03, 0x00}, ""}, {{0x03, 0x00}, std::nullopt}},
      // The end is not cut off.
      {{{0xF2, 0x48, 0xCD, 0xC9, 0xC9, 0x07, 0x00, 0x00, 0x00, 0xFF, 0xFF},
        "Hello"},
       {{0x00}, Text({0x00, 0x00, 0xFF, 0xFF})},
       {{0x00}, Text({0x00, 0x00, 0x00, 0xFF, 0xFF})}},
      // Nothing at all; the second is part of a stored block.
      {{{}, ""}, {{}, Text({0x00, 0xFF, 0xFF})}, {kHello, kHelloAndEnd}},
      // Stops inside a block.
      {{{0xF2}, "H"}},
      {{{0xF2, 0x48, 0xCD, 0xC9, 0xC9, 0x07}, "Hello"}},
      {{{0xF2, 0x48, 0xCD}, "Heh"},
       {{0x00}, Text({0x00, 0xFF, 0xFF})},
       {kHello, kHelloAndEnd}},
      {{{0x00, 0x09, 0x00, 0xF6, 0xFF, 'H', 'e', 'l', 'l', 'o'},
        Text({'H', 'e', 'l', 'l', 'o', 0x00, 0x00, 0xFF, 0xFF})},
       {kHello, "Hello"}},
  };
  for (const std::vector<Message>& sequence : kSequences) {
    for (const size_t step : {size_t{1}, size_t{2}, SIZE_MAX}) {
      SCOPED_TRACE(&sequence - kSequences);
      MessageInflater inflater;
      for (const Message& message : sequence) {
        std::string text;
        const Result result =
            InflateAll(inflater, message.payload, kNoLimit, text, step);
        ASSERT_EQ(result, message.text ? Result::kOk : Result::kCorrupt);
        if (message.text) {
          ASSERT_EQ(text, *message.text);
        }
      }
    }
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
    MessageInflater inflater;
    std::string message;
    EXPECT_EQ(InflateAll(inflater, payload, kNoLimit, message, step),
              Result::kOk)
        << step;
    EXPECT_EQ(message, Text(text));
  }
}

TEST(MessageInflater, Corrupt_IsFound) {
  const Bytes kCases[] = {
      {0xFF},                                      // Reserved block type.
      {0x06, 0x00},                                // The same.
      {0x00, 0x05},                                // Stops in its lengths.
      {0x00, 0x05, 0x00, 0x00, 0x00, 0x48},        // Wrong complement.
      {0xF2, 0x00, 0x11, 0x00, 0x00},              // Refers before the start.
      {0x48, 0x65, 0x6C, 0x6C, 0x6F},              // Not compressed at all.
      {0x1F, 0x8B, 0x08, 0x00, 0x00, 0x00, 0x00},  // gzip.
  };
  for (const Bytes& payload : kCases) {
    MessageInflater inflater;
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
    MessageInflater inflater;
    ByteBuffer out;
    EXPECT_EQ(inflater.Inflate(payload.span(), limit, out), Result::kTooBig);
    EXPECT_EQ(out.size(), limit + 1);
    EXPECT_LE(out.capacity(), 2 * limit + 1000);
  }
  MessageInflater inflater;
  ByteBuffer out;
  EXPECT_EQ(inflater.Inflate(payload.span(), zeros.size(), out), Result::kOk);
  EXPECT_EQ(inflater.Finish(zeros.size(), out), Result::kOk);
  EXPECT_EQ(out.span(), absl::MakeConstSpan(zeros));
}

// Each costs a few bytes on the wire, and must cost little here.
TEST(MessageInflater, FloodOfFinalBlocks_IsCheap) {
  Bytes payload;
  for (int i = 0; i < 100000; ++i) payload.insert(payload.end(), {0x03, 0x00});
  MessageInflater inflater;
  std::string message;
  EXPECT_EQ(InflateAll(inflater, payload, kNoLimit, message), Result::kOk);
  EXPECT_EQ(message, "");
}

}  // namespace
}  // namespace mortise::net
