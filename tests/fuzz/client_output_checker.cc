#include "tests/fuzz/client_output_checker.h"

#include <variant>

#include "core/base/check.h"
#include "core/net/close_frame.h"
#include "core/net/extension_list.h"
#include "core/net/http_head.h"
#include "core/net/permessage_deflate.h"

namespace mortise::net {
namespace {

constexpr uint64_t kMaxMessageSize = 1 << 20;

std::string_view ToText(absl::Span<const uint8_t> bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

}  // namespace

ClientOutputChecker::ClientOutputChecker() : assembler_(kMaxMessageSize) {}

void ClientOutputChecker::SetExtensions(std::string_view extensions) {
  if (extensions.empty()) return;
  const auto list = ParseExtensionList(extensions);
  MORTISE_CHECK(list.ok() && list->size() == 1);
  const auto deflate = CheckPermessageDeflateResponse(list->front());
  MORTISE_CHECK(deflate.ok());
  reader_.AllowCompressedMessages();
  assembler_.AllowCompressedMessages();
}

void ClientOutputChecker::ExpectText(std::string_view text) {
  expected_.push_back({WebSocketMessageType::kText, std::string(text)});
}

void ClientOutputChecker::ExpectBinary(absl::Span<const uint8_t> payload) {
  expected_.push_back(
      {WebSocketMessageType::kBinary, std::string(ToText(payload))});
}

void ClientOutputChecker::Add(absl::Span<const uint8_t> bytes) {
  if (!request_complete_) {
    const size_t before = request_.size();
    request_.append(ToText(bytes));
    const size_t end = request_.find("\r\n\r\n");
    if (end == std::string::npos) return;
    bytes.remove_prefix(end + 4 - before);
    request_.resize(end + 4);
    request_complete_ = true;
    CheckRequest();
  }
  FramePiece piece;
  FrameReader::Result result;
  while ((result = reader_.Read(bytes, piece)) == FrameReader::Result::kPiece) {
    AddPiece(piece);
  }
  MORTISE_CHECK(result == FrameReader::Result::kNeedData);
}

void ClientOutputChecker::CheckRequest() const {
  const auto head = HttpHead::Parse(request_);
  MORTISE_CHECK(head.ok());
  MORTISE_CHECK(head->start_line().starts_with("GET /"));
  MORTISE_CHECK(head->Values("Sec-WebSocket-Key").size() == 1);
}

void ClientOutputChecker::AddPiece(const FramePiece& piece) {
  MORTISE_CHECK(!has_close_);
  if (piece.header.opcode == Opcode::kClose) return CheckClose(piece.payload);
  if (piece.header.is_control()) return;
  MORTISE_CHECK(!assembler_.Add(piece));
  if (piece.ends_message()) CheckMessage();
}

void ClientOutputChecker::CheckMessage() {
  MORTISE_CHECK(!expected_.empty());
  const WebSocketMessage message = assembler_.message();
  MORTISE_CHECK(message.type() == expected_.front().type);
  MORTISE_CHECK(ToText(message.payload()) == expected_.front().payload);
  expected_.pop_front();
  assembler_.FinishMessage();
}

void ClientOutputChecker::CheckClose(absl::Span<const uint8_t> payload) {
  has_close_ = true;
  // Close() comes after what was sent before it.
  MORTISE_CHECK(expected_.empty());
  const auto frame = ParseCloseFrame(payload, /*strict_codes=*/false);
  MORTISE_CHECK(std::holds_alternative<CloseFrame>(frame));
}

}  // namespace mortise::net
