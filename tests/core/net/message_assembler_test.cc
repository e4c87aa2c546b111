#include "core/net/message_assembler.h"

#include <string>
#include <vector>

#include "core/net/message_deflater.h"
#include "gtest/gtest.h"

namespace mortise::net {
namespace {

absl::Span<const uint8_t> BytesOf(std::string_view text) {
  return absl::MakeConstSpan(reinterpret_cast<const uint8_t*>(text.data()),
                             text.size());
}

FramePiece Piece(Opcode opcode, bool fin, std::string_view payload) {
  FramePiece piece;
  piece.header = {
      .fin = fin, .opcode = opcode, .payload_length = payload.size()};
  piece.payload = BytesOf(payload);
  return piece;
}

TEST(MessageAssembler, WholeUnmaskedMessage_IsNotCopied) {
  MessageAssembler assembler(1000);
  const std::string_view text = "hello";
  ASSERT_FALSE(assembler.Add(Piece(Opcode::kText, true, text)));
  WebSocketMessage message = assembler.message();
  EXPECT_EQ(message.type(), WebSocketMessageType::kText);
  EXPECT_EQ(message.text().data(), text.data());
  EXPECT_EQ(message.text(), text);
}

TEST(MessageAssembler, Fragments_AreJoinedAndTakenWithoutCopy) {
  MessageAssembler assembler(1000);
  EXPECT_FALSE(assembler.Add(Piece(Opcode::kBinary, false, "he")));
  EXPECT_FALSE(assembler.Add(Piece(Opcode::kContinuation, false, "")));
  EXPECT_FALSE(assembler.Add(Piece(Opcode::kContinuation, true, "llo")));
  WebSocketMessage message = assembler.message();
  EXPECT_EQ(message.type(), WebSocketMessageType::kBinary);
  const uint8_t* const place = message.payload().data();
  const ByteBuffer taken = message.Take();
  EXPECT_EQ(taken.view(), "hello");
  EXPECT_EQ(taken.data(), place);
  EXPECT_TRUE(message.payload().empty());
  assembler.FinishMessage();
  EXPECT_FALSE(assembler.Add(Piece(Opcode::kText, true, "next")));
  EXPECT_EQ(assembler.message().text(), "next");
}

TEST(MessageAssembler, MaskedPieces_AreUnmaskedAtTheirOffset) {
  MessageAssembler assembler(1000);
  const std::string text = "masked text in pieces";
  const MaskingKey key = {9, 8, 7, 6};
  std::vector<uint8_t> masked(text.size());
  CopyMasked(BytesOf(text), key, 0, masked.data());
  for (size_t place = 0; place < masked.size(); place += 5) {
    FramePiece piece;
    piece.header = {.opcode = Opcode::kText,
                    .masked = true,
                    .masking_key = key,
                    .payload_length = masked.size()};
    piece.payload = absl::MakeConstSpan(masked).subspan(place, 5);
    piece.offset = place;
    ASSERT_FALSE(assembler.Add(piece));
    ASSERT_EQ(piece.ends_message(), place + 5 >= masked.size());
  }
  EXPECT_EQ(assembler.message().text(), text);
}

TEST(MessageAssembler, Limit_CountsAllFragmentsByTheirHeaders) {
  MessageAssembler assembler(10);
  EXPECT_FALSE(assembler.Add(Piece(Opcode::kBinary, true, "0123456789")));
  EXPECT_FALSE(assembler.Add(Piece(Opcode::kBinary, false, "01234")));
  EXPECT_FALSE(assembler.Add(Piece(Opcode::kContinuation, false, "56789")));
  EXPECT_FALSE(assembler.Add(Piece(Opcode::kContinuation, false, "")));
  const auto error = assembler.Add(Piece(Opcode::kContinuation, true, "a"));
  ASSERT_TRUE(error);
  EXPECT_EQ(error->code, 1009);

  for (const std::string_view come : {"", "0"}) {
    for (const uint64_t length : {uint64_t{11}, uint64_t{0x7FFFFFFFFFFFFFFF}}) {
      MessageAssembler other(10);
      FramePiece piece = Piece(Opcode::kBinary, true, come);
      piece.header.payload_length = length;
      EXPECT_TRUE(other.Add(piece)) << length << " " << come.size();
    }
  }
}

// Compressed, a message at the limit may be longer, but not at will.
TEST(MessageAssembler, Limit_OfCompressedFrames_LeavesRoomForExpansion) {
  for (const bool fits : {true, false}) {
    MessageAssembler assembler(4000);
    assembler.AllowCompressedMessages();
    FramePiece piece = Piece(Opcode::kBinary, true, "");
    piece.header.rsv1 = true;
    piece.header.payload_length = fits ? 6024 : 6025;
    EXPECT_EQ(assembler.Add(piece).has_value(), !fits);
  }
}

// The header may come before the payload; the message is the same.
TEST(MessageAssembler, HeaderAlone_ThenPayload_IsOneMessage) {
  MessageAssembler assembler(10);
  FramePiece piece = Piece(Opcode::kText, false, "");
  piece.header.payload_length = 2;
  EXPECT_FALSE(assembler.Add(piece));
  EXPECT_FALSE(assembler.Add(Piece(Opcode::kText, false, "ab")));
  piece.header = {.opcode = Opcode::kContinuation, .payload_length = 8};
  EXPECT_FALSE(assembler.Add(piece));
  EXPECT_FALSE(assembler.Add(Piece(Opcode::kContinuation, true, "cdefghij")));
  EXPECT_EQ(assembler.message().text(), "abcdefghij");
}

TEST(MessageAssembler, HugeLimit_DoesNotOverflow) {
  MessageAssembler assembler(UINT64_MAX);
  EXPECT_FALSE(assembler.Add(Piece(Opcode::kBinary, false, "0")));
  FramePiece piece = Piece(Opcode::kContinuation, true, "0");
  piece.header.payload_length = uint64_t{0x7FFFFFFFFFFFFFFF};
  EXPECT_TRUE(assembler.Add(piece));
}

TEST(MessageAssembler, Text_FailsAtTheFirstBadByte) {
  const struct {
    std::vector<std::string_view> fragments;
    int bad;  // Index of the fragment that fails; -1 if none.
  } kCases[] = {
      {{"\xCE\xBA", "\xCF\x8C"}, -1},
      {{"\xCE", "\xBA"}, -1},
      {{"\xF0", "\x9F", "\x98", "\x80"}, -1},
      {{"\xEF\xBB\xBF", "BOM"}, -1},
      {{"ok", "\xFF", "never"}, 1},
      {{"\xED", "\xA0", "\x80"}, 1},
      {{"\xF4", "\x90", "\x80\x80"}, 1},
      {{"\xC0", "\x80"}, 0},
      {{"ok\xE2\x82", ""}, 1},
      {{"ok\xE2\x82"}, 0},
      {{"\xE2\x82", "a"}, 1},
  };
  for (const auto& c : kCases) {
    MessageAssembler assembler(1000);
    int bad = -1;
    for (size_t i = 0; i < c.fragments.size() && bad < 0; ++i) {
      const bool fin = i + 1 == c.fragments.size();
      const auto error = assembler.Add(Piece(
          i == 0 ? Opcode::kText : Opcode::kContinuation, fin, c.fragments[i]));
      if (!error) continue;
      EXPECT_EQ(error->code, 1007);
      bad = static_cast<int>(i);
    }
    EXPECT_EQ(bad, c.bad) << c.fragments[0];
  }
}

TEST(MessageAssembler, BinaryMessages_MayHoldAnything) {
  MessageAssembler assembler(1000);
  EXPECT_FALSE(assembler.Add(Piece(Opcode::kBinary, true, "\xFF\xC0")));
}

TEST(MessageAssembler, CompressedText_IsCheckedAsItComesOut) {
  MessageDeflater deflater(15, false);
  for (bool masked : {false, true}) {
    const struct {
      std::string text;
      uint64_t limit;
      int code;  // 0: no error.
    } kCases[] = {
        {std::string(50000, 'a') + "\xC3\xBC", 50002, 0},
        {std::string(50000, 'a') + "\xC3\xBC", 50001, 1009},
        {std::string(50000, 'a') + "\xC3", 100000, 1007},
        {"\xFF" + std::string(50000, 'a'), 100000, 1007},
    };
    for (const auto& c : kCases) {
      MessageDeflater fresh(15, false);
      ByteBuffer payload;
      fresh.Deflate(BytesOf(c.text), payload);
      const MaskingKey key = {1, 2, 3, 4};
      if (masked) CopyMasked(payload.span(), key, 0, payload.data());
      MessageAssembler assembler(c.limit);
      assembler.AllowCompressedMessages();
      std::optional<ProtocolError> error;
      for (size_t place = 0; place < payload.size() && !error; place += 7) {
        FramePiece piece;
        piece.header = {.rsv1 = true,
                        .opcode = Opcode::kText,
                        .masked = masked,
                        .masking_key = key,
                        .payload_length = payload.size()};
        piece.payload = payload.span().subspan(place, 7);
        piece.offset = place;
        error = assembler.Add(piece);
      }
      ASSERT_EQ(error ? error->code : 0, c.code);
      if (!error) {
        EXPECT_EQ(assembler.message().text(), c.text);
      }
    }
  }
}

}  // namespace
}  // namespace mortise::net
