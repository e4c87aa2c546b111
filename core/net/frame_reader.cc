#include "core/net/frame_reader.h"

#include <algorithm>
#include <cstring>

namespace mortise::net {
namespace {

constexpr uint8_t kFinBit = 0x80;
constexpr uint8_t kRsv1Bit = 0x40;
constexpr uint8_t kOtherRsvBits = 0x30;
constexpr uint8_t kControlBit = 0x08;
constexpr uint8_t kMaskBit = 0x80;
constexpr uint8_t kLength16 = 126;
constexpr uint8_t kLength64 = 127;

uint64_t ReadBigEndian(const uint8_t* from, int size) {
  uint64_t value = 0;
  for (int i = 0; i < size; ++i) value = value << 8 | from[i];
  return value;
}

}  // namespace

size_t FrameReader::CheckHeader(absl::Span<const uint8_t> bytes) {
  if (bytes.size() < 2) return 2;
  const uint8_t opcode = bytes[0] & 0x0F;
  const bool is_control = (opcode & kControlBit) != 0;
  const bool masked = (bytes[1] & kMaskBit) != 0;
  const uint8_t length_code = bytes[1] & 0x7F;

  if (bytes[0] & kOtherRsvBits) {
    error_ = "frame with RSV2 or RSV3, which no extension in use defines";
  } else if ((opcode > 0x2 && opcode < 0x8) || opcode > 0xA) {
    error_ = "frame with a reserved opcode";
  } else if ((bytes[0] & kRsv1Bit) && !allow_rsv1_) {
    error_ = "frame with RSV1, which no extension in use defines";
  } else if ((bytes[0] & kRsv1Bit) && (is_control || opcode == 0)) {
    error_ = "RSV1 on a control or continuation frame";
  } else if (is_control && !(bytes[0] & kFinBit)) {
    error_ = "fragmented control frame";
  } else if (is_control && length_code > kMaxControlPayloadSize) {
    error_ = "control frame of more than 125 bytes";
  } else if (opcode == 0 && !in_fragmented_message_) {
    error_ = "continuation frame without a message to continue";
  } else if (opcode != 0 && !is_control && in_fragmented_message_) {
    error_ = "new message within a fragmented message";
  } else if (masked && role_ == Role::kClient) {
    error_ = "masked frame from a server";
  } else if (!masked && role_ == Role::kServer) {
    error_ = "unmasked frame from a client";
  }
  if (!error_.empty()) return 0;

  const int length_size = length_code == kLength64   ? 8
                          : length_code == kLength16 ? 2
                                                     : 0;
  if (bytes.size() >= size_t{2} + length_size) {
    const uint64_t length = ReadBigEndian(bytes.data() + 2, length_size);
    if (length_size == 2 && length < kLength16) {
      error_ = "payload length not in its shortest form";
    } else if (length_size == 8 && length <= 0xFFFF) {
      error_ = "payload length not in its shortest form";
    } else if (length >> 63) {
      error_ = "payload length above 2^63 - 1";
    }
    if (!error_.empty()) return 0;
  }
  return 2 + length_size + (masked ? header_.masking_key.size() : 0);
}

bool FrameReader::ReadHeader(absl::Span<const uint8_t>& input) {
  const uint8_t* bytes;
  size_t size;
  if (partial_size_ == 0 && (size = CheckHeader(input)) <= input.size()) {
    bytes = input.data();
    input.remove_prefix(size);
  } else {
    for (;;) {
      size = CheckHeader({partial_header_, partial_size_});
      if (size <= partial_size_) break;
      const size_t count = std::min<size_t>(size - partial_size_, input.size());
      if (count == 0) return false;
      std::memcpy(partial_header_ + partial_size_, input.data(), count);
      partial_size_ += static_cast<uint8_t>(count);
      input.remove_prefix(count);
    }
    bytes = partial_header_;
  }
  if (size == 0) return false;
  partial_size_ = 0;

  header_.fin = (bytes[0] & kFinBit) != 0;
  header_.rsv1 = (bytes[0] & kRsv1Bit) != 0;
  header_.opcode = static_cast<Opcode>(bytes[0] & 0x0F);
  header_.masked = (bytes[1] & kMaskBit) != 0;
  header_.payload_length = bytes[1] & 0x7F;
  const uint8_t* next = bytes + 2;
  if (header_.payload_length >= kLength16) {
    const int length_size = header_.payload_length == kLength16 ? 2 : 8;
    header_.payload_length = ReadBigEndian(next, length_size);
    next += length_size;
  }
  if (header_.masked) {
    std::memcpy(header_.masking_key.data(), next, header_.masking_key.size());
  }
  if (!header_.is_control()) in_fragmented_message_ = !header_.fin;
  in_payload_ = true;
  offset_ = 0;
  return true;
}

FrameReader::Result FrameReader::Read(absl::Span<const uint8_t>& input,
                                      FramePiece& piece) {
  if (!in_payload_) {
    if (!ReadHeader(input)) {
      return error_.empty() ? Result::kNeedData : Result::kError;
    }
  } else if (input.empty()) {
    return Result::kNeedData;
  }

  const size_t count = static_cast<size_t>(
      std::min<uint64_t>(header_.payload_length - offset_, input.size()));
  const absl::Span<const uint8_t> payload = input.first(count);
  if (header_.is_control()) {
    if (header_.masked) {
      CopyMasked(payload, header_.masking_key, offset_,
                 control_payload_ + offset_);
    } else if (count > 0) {
      std::memcpy(control_payload_ + offset_, payload.data(), count);
    }
    input.remove_prefix(count);
    offset_ += count;
    if (offset_ < header_.payload_length) return Result::kNeedData;
    in_payload_ = false;
    piece.header = header_;
    piece.payload = {control_payload_,
                     static_cast<size_t>(header_.payload_length)};
    piece.offset = 0;
    return Result::kPiece;
  }

  piece.header = header_;
  piece.payload = payload;
  piece.offset = offset_;
  input.remove_prefix(count);
  offset_ += count;
  if (offset_ == header_.payload_length) in_payload_ = false;
  return Result::kPiece;
}

}  // namespace mortise::net
