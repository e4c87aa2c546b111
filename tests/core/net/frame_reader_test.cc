#include "core/net/frame_reader.h"

#include <string>
#include <vector>

#include "core/net/frame_writer.h"
#include "gtest/gtest.h"

namespace mortise::net {
namespace {

using Bytes = std::vector<uint8_t>;

// What a reader makes of bytes that come in pieces of `step`: "81:abc" for a
// frame (first byte and unmasked payload), "...!" with the error.
std::string ReadAll(FrameReader& reader, absl::Span<const uint8_t> bytes,
                    size_t step) {
  std::string text;
  std::string payload;
  for (size_t place = 0; place < bytes.size(); place += step) {
    // A heap copy of its own, so that a sanitizer sees each byte too many.
    const absl::Span<const uint8_t> slice = bytes.subspan(place, step);
    const Bytes chunk(slice.begin(), slice.end());
    absl::Span<const uint8_t> input = chunk;
    for (;;) {
      FramePiece piece;
      const FrameReader::Result result = reader.Read(input, piece);
      if (result == FrameReader::Result::kError) {
        return text + std::string(reader.error()) + "!";
      }
      if (result == FrameReader::Result::kNeedData) {
        EXPECT_TRUE(input.empty());
        break;
      }
      EXPECT_EQ(piece.offset, payload.size());
      Bytes unmasked(piece.payload.begin(), piece.payload.end());
      if (piece.header.masked && !piece.header.is_control()) {
        CopyMasked(unmasked, piece.header.masking_key, piece.offset,
                   unmasked.data());
      }
      payload.append(unmasked.begin(), unmasked.end());
      if (!piece.ends_frame()) continue;
      char head[4];
      snprintf(head, sizeof(head), "%02X:",
               (piece.header.fin ? 0x80 : 0) | (piece.header.rsv1 ? 0x40 : 0) |
                   static_cast<int>(piece.header.opcode));
      text += head + payload + " ";
      payload.clear();
    }
  }
  return text;
}

struct Case {
  Bytes bytes;
  std::string result;
};

void CheckWithEverySplit(const Case& c, Role role, bool allow_rsv1) {
  for (size_t step = 1; step <= c.bytes.size(); ++step) {
    FrameReader reader(role);
    if (allow_rsv1) reader.AllowCompressedMessages();
    ASSERT_EQ(ReadAll(reader, c.bytes, step), c.result) << "step " << step;
  }
}

TEST(FrameReader, ValidFrames_ComeOutWithEverySplit) {
  Bytes medium = {0x82, 0x7E, 0x00, 0x7E};
  medium.insert(medium.end(), 126, 'm');
  Bytes large = {0x82, 0x7F, 0, 0, 0, 0, 0, 1, 0, 0};
  large.insert(large.end(), 65536, 'l');
  const Case kCases[] = {
      {{0x81, 0x00}, "81: "},
      {{0x81, 0x05, 'H', 'e', 'l', 'l', 'o'}, "81:Hello "},
      {{0x01, 0x03, 'H', 'e', 'l', 0x80, 0x02, 'l', 'o'}, "01:Hel 80:lo "},
      {{0x01, 0x01, 'a', 0x89, 0x02, 'p', 'i', 0x00, 0x00, 0x80, 0x01, 'b'},
       "01:a 89:pi 00: 80:b "},
      {{0x88, 0x00, 0x8A, 0x01, 'x'}, "88: 8A:x "},
      {medium, "82:" + std::string(126, 'm') + " "},
  };
  for (const Case& c : kCases) {
    CheckWithEverySplit(c, Role::kClient, false);
    CheckWithEverySplit(c, Role::kClient, true);
  }
  for (size_t step : {1, 7, 9, 10, 11, 4096, 65546}) {
    FrameReader reader(Role::kClient);
    EXPECT_EQ(ReadAll(reader, large, step),
              "82:" + std::string(65536, 'l') + " ");
  }
}

TEST(FrameReader, MaskedFrames_AreForServers) {
  // RFC 6455 section 5.7.
  const Case hello = {{0x81, 0x85, 0x37, 0xFA, 0x21, 0x3D, 0x7F, 0x9F, 0x4D,
                       0x51, 0x58, 0x89, 0x80, 1,    2,    3,    4,    0x8A,
                       0x82, 0x20, 0x20, 0x20, 0x20, 'A',  'B'},
                      "81:Hello 89: 8A:ab "};
  CheckWithEverySplit(hello, Role::kServer, false);
  CheckWithEverySplit({hello.bytes, "masked frame from a server!"},
                      Role::kClient, false);
  CheckWithEverySplit({{0x81, 0x01, 'a'}, "unmasked frame from a client!"},
                      Role::kServer, false);
}

TEST(FrameReader, CompressedMessages_OnlyWhenAllowed) {
  const Bytes compressed = {0xC1, 0x01, 'a'};
  CheckWithEverySplit({compressed, "C1:a "}, Role::kClient, true);
  CheckWithEverySplit(
      {compressed, "frame with RSV1, which no extension in use defines!"},
      Role::kClient, false);
  CheckWithEverySplit({{0x41, 0x01, 'a', 0x80, 0x01, 'b'}, "41:a 80:b "},
                      Role::kClient, true);
  for (const Bytes& bytes :
       {Bytes{0xC8, 0x00}, Bytes{0xC9, 0x00}, Bytes{0xCA, 0x00}}) {
    CheckWithEverySplit({bytes, "RSV1 on a control or continuation frame!"},
                        Role::kClient, true);
  }
  CheckWithEverySplit({{0x41, 0x01, 'a', 0xC0, 0x01, 'b'},
                       "41:a RSV1 on a control or continuation frame!"},
                      Role::kClient, true);
}

TEST(FrameReader, HostileFrames_FailWithEverySplit) {
  const std::string kReserved = "frame with a reserved opcode!";
  const std::string kRsv =
      "frame with RSV2 or RSV3, which no extension in use defines!";
  const std::string kLength = "payload length not in its shortest form!";
  std::vector<Case> cases = {
      {{0xA1, 0x00}, kRsv},
      {{0x91, 0x00}, kRsv},
      {{0xF1, 0x00}, kRsv},
      {{0x09, 0x00}, "fragmented control frame!"},
      {{0x08, 0x00}, "fragmented control frame!"},
      {{0x89, 0x7E, 0x00, 0x7E}, "control frame of more than 125 bytes!"},
      {{0x88, 0x7F, 0, 0, 0, 0, 0, 0, 0, 1},
       "control frame of more than 125 bytes!"},
      {{0x80, 0x00}, "continuation frame without a message to continue!"},
      {{0x00, 0x00}, "continuation frame without a message to continue!"},
      {{0x81, 0x00, 0x80, 0x00},
       "81: continuation frame without a message to continue!"},
      {{0x01, 0x00, 0x81, 0x00},
       "01: new message within a fragmented message!"},
      {{0x02, 0x00, 0x02, 0x00},
       "02: new message within a fragmented message!"},
      {{0x82, 0x7E, 0x00, 0x00}, kLength},
      {{0x82, 0x7E, 0x00, 0x7D}, kLength},
      {{0x82, 0x7F, 0, 0, 0, 0, 0, 0, 0, 0}, kLength},
      {{0x82, 0x7F, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF}, kLength},
      {{0x82, 0x7F, 0x80, 0, 0, 0, 0, 0, 0, 0},
       "payload length above 2^63 - 1!"},
      {{0x82, 0x7F, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF},
       "payload length above 2^63 - 1!"},
  };
  for (uint8_t opcode : {3, 4, 5, 6, 7, 0xB, 0xC, 0xD, 0xE, 0xF}) {
    cases.push_back({{static_cast<uint8_t>(0x80 | opcode), 0x00}, kReserved});
    cases.push_back({{opcode, 0x00}, kReserved});
  }
  for (const Case& c : cases) CheckWithEverySplit(c, Role::kClient, false);
}

// Two bytes suffice to see what is wrong with a frame but for its length.
TEST(FrameReader, WrongFrame_FailsBeforeItsLengthHasCome) {
  FrameReader reader(Role::kClient);
  EXPECT_EQ(ReadAll(reader, Bytes{0x83, 0x7F}, 2),
            "frame with a reserved opcode!");
}

TEST(FrameReader, LargestLength_IsHandedOutAsItComes) {
  FrameReader reader(Role::kClient);
  const Bytes header = {0x82, 0x7F, 0x7F, 0xFF, 0xFF,
                        0xFF, 0xFF, 0xFF, 0xFF, 0xFF};
  absl::Span<const uint8_t> input = header;
  FramePiece piece;
  // The header comes at once, to be judged, and alone only once.
  ASSERT_EQ(reader.Read(input, piece), FrameReader::Result::kPiece);
  EXPECT_TRUE(piece.starts_frame() && piece.payload.empty());
  EXPECT_FALSE(piece.ends_frame());
  EXPECT_EQ(piece.header.payload_length, uint64_t{0x7FFFFFFFFFFFFFFF});
  ASSERT_EQ(reader.Read(input, piece), FrameReader::Result::kNeedData);
  const Bytes payload(10000, 'x');
  for (uint64_t i = 0; i < 3; ++i) {
    input = payload;
    ASSERT_EQ(reader.Read(input, piece), FrameReader::Result::kPiece);
    EXPECT_EQ(piece.payload.data(), payload.data());
    EXPECT_EQ(piece.payload.size(), payload.size());
    EXPECT_EQ(piece.offset, i * payload.size());
    EXPECT_FALSE(piece.ends_frame());
    EXPECT_EQ(piece.header.payload_length, uint64_t{0x7FFFFFFFFFFFFFFF});
  }
}

}  // namespace
}  // namespace mortise::net
