#include "core/net/message_assembler.h"

#include <algorithm>
#include <cstdlib>

#include "core/websocket/close_code.h"

namespace mortise::net {
namespace {

constexpr size_t kLargestKeptBuffer = 4 << 10;

// A frame's announced length is believed up to here; beyond it, memory
// follows what has really come.
constexpr uint64_t kTrustedLength = 1 << 20;

// Sizes up to here can be added without overflow.
constexpr uint64_t kLargestLimit = uint64_t{1} << 62;

// A compressed frame may be this much longer, beyond a quarter, than the
// longest message.  Bytes.
constexpr uint64_t kCompressedSlack = 1 << 10;

constexpr size_t kUnmaskStep = 4 << 10;

constexpr ProtocolError kTooBig = {
    static_cast<uint16_t>(CloseCode::kMessageTooBig),
    "message longer than the limit"};
constexpr ProtocolError kNotUtf8 = {
    static_cast<uint16_t>(CloseCode::kInvalidFramePayloadData),
    "text message is not UTF-8"};
constexpr ProtocolError kNotDeflate = {
    static_cast<uint16_t>(CloseCode::kInvalidFramePayloadData),
    "message is not well compressed"};

std::optional<ProtocolError> ToError(MessageInflater::Result result) {
  switch (result) {
    case MessageInflater::Result::kOk:
      return std::nullopt;
    case MessageInflater::Result::kCorrupt:
      return kNotDeflate;
    case MessageInflater::Result::kTooBig:
      return kTooBig;
  }
  return std::nullopt;
}

}  // namespace

MessageAssembler::MessageAssembler(uint64_t max_message_size)
    : max_message_size_(std::min(max_message_size, kLargestLimit)) {}

std::optional<ProtocolError> MessageAssembler::Add(const FramePiece& piece) {
  if (piece.starts_frame() && piece.header.opcode != Opcode::kContinuation) {
    StartMessage(piece.header);
  }
  if (piece.starts_frame() && !Fits(piece.header)) return kTooBig;
  return compressed_ ? AddCompressed(piece) : AddPlain(piece);
}

WebSocketMessage MessageAssembler::message() {
  return in_place_ ? WebSocketMessage(type_, *in_place_, nullptr)
                   : WebSocketMessage(type_, buffer_.span(), &buffer_);
}

void MessageAssembler::FinishMessage() {
  in_place_.reset();
  if (buffer_.capacity() > kLargestKeptBuffer) std::free(buffer_.Leak());
}

void MessageAssembler::StartMessage(const FrameHeader& header) {
  type_ = header.opcode == Opcode::kText ? WebSocketMessageType::kText
                                         : WebSocketMessageType::kBinary;
  compressed_ = header.rsv1;
  utf8_.Reset();
  buffer_.Clear();
  in_place_.reset();
}

bool MessageAssembler::Fits(const FrameHeader& header) const {
  // What does not compress gets longer, by a ninth at the worst, and more
  // where the sender flushes often.
  const uint64_t largest =
      compressed_ ? max_message_size_ + max_message_size_ / 4 + kCompressedSlack
                  : max_message_size_ - buffer_.size();
  return header.payload_length <= largest;
}

std::optional<ProtocolError> MessageAssembler::AddPlain(
    const FramePiece& piece) {
  const FrameHeader& header = piece.header;
  if (piece.starts_frame()) {
    const bool is_whole = header.opcode != Opcode::kContinuation &&
                          piece.ends_message() && !header.masked;
    if (is_whole) {
      in_place_ = piece.payload;
      return CheckText(piece.payload, /*is_end=*/true);
    }
    if (header.opcode != Opcode::kContinuation) {
      buffer_.Reserve(
          static_cast<size_t>(std::min(header.payload_length, kTrustedLength)));
    }
  }
  const size_t old_size = buffer_.size();
  if (header.masked) {
    buffer_.ResizeUninitialized(old_size + piece.payload.size());
    CopyMasked(piece.payload, header.masking_key, piece.offset,
               buffer_.data() + old_size);
  } else {
    buffer_.Append(piece.payload);
  }
  return CheckText(buffer_.span().subspan(old_size), piece.ends_message());
}

std::optional<ProtocolError> MessageAssembler::AddCompressed(
    const FramePiece& piece) {
  const size_t old_size = buffer_.size();
  std::optional<ProtocolError> error;
  if (piece.header.masked) {
    uint8_t unmasked[kUnmaskStep];
    for (size_t done = 0; done < piece.payload.size() && !error;) {
      const auto step = piece.payload.subspan(done, kUnmaskStep);
      CopyMasked(step, piece.header.masking_key, piece.offset + done, unmasked);
      error = ToError(inflater_->Inflate({unmasked, step.size()},
                                         max_message_size_, buffer_));
      done += step.size();
    }
  } else {
    error =
        ToError(inflater_->Inflate(piece.payload, max_message_size_, buffer_));
  }
  if (!error && piece.ends_message()) {
    error = ToError(inflater_->Finish(max_message_size_, buffer_));
  }
  inflated_bytes_ += buffer_.size() - old_size;
  if (error) return error;
  return CheckText(buffer_.span().subspan(old_size), piece.ends_message());
}

std::optional<ProtocolError> MessageAssembler::CheckText(
    absl::Span<const uint8_t> text, bool is_end) {
  if (type_ != WebSocketMessageType::kText) return std::nullopt;
  const std::string_view view(reinterpret_cast<const char*>(text.data()),
                              text.size());
  if (!utf8_.Append(view) || (is_end && !utf8_.IsComplete())) return kNotUtf8;
  return std::nullopt;
}

}  // namespace mortise::net
