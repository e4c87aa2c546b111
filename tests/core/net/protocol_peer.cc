#include "tests/core/net/protocol_peer.h"

#include <cstdio>
#include <utility>

#include "core/base/strings.h"
#include "core/net/accept_key.h"
#include "core/net/frame_reader.h"
#include "core/net/frame_writer.h"
#include "gtest/gtest.h"

namespace mortise::net {

ProtocolPeer::ProtocolPeer(WebSocketProtocolOptions options,
                           ClientHandshakeRequest request)
    : machine(std::make_unique<WebSocketProtocol>(std::move(request), options,
                                                  this)) {}

ProtocolPeer::~ProtocolPeer() = default;

ClientHandshakeRequest ProtocolPeer::DefaultRequest() {
  ClientHandshakeRequest request;
  request.host = "localhost";
  return request;
}

void ProtocolPeer::Start() {
  machine->Start(now);
  request = TakeOutput();
}

std::string ProtocolPeer::Response(std::string_view more) const {
  constexpr std::string_view kKeyHeader = "Sec-WebSocket-Key: ";
  const size_t key = request.find(kKeyHeader) + kKeyHeader.size();
  return Concat(
      "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n"
      "Connection: Upgrade\r\nSec-WebSocket-Accept: ",
      ComputeWebSocketAccept(request.substr(key, 24)), "\r\n", more, "\r\n");
}

void ProtocolPeer::Open(std::string_view more_headers) {
  Start();
  Receive(Response(more_headers));
}

void ProtocolPeer::Receive(std::string_view bytes) {
  const size_t step = split ? 1 : bytes.size();
  for (size_t place = 0; place < bytes.size(); place += step) {
    const std::string_view piece = bytes.substr(place, step);
    const std::vector<uint8_t> chunk(piece.begin(), piece.end());
    if (!machine) return;
    const size_t taken = machine->Receive(chunk, now);
    if (machine && !machine->paused()) {
      EXPECT_EQ(taken, chunk.size());
    }
  }
}

void ProtocolPeer::End() { machine->ReceiveEnd(now); }

void ProtocolPeer::Error() { machine->ReceiveError("reset by peer", now); }

void ProtocolPeer::Wait(absl::Duration duration) {
  const absl::Time end = now + duration;
  for (int i = 0; machine && machine->next_deadline() <= end; ++i) {
    ASSERT_LT(i, 1000) << "a deadline does not go away";
    now = std::max(now, machine->next_deadline());
    machine->AdvanceTo(now);
  }
  now = end;
}

std::string ProtocolPeer::TakeEvents() {
  return Join(std::exchange(events_, {}), " ");
}

std::string ProtocolPeer::TakeOutput() {
  std::string output;
  while (machine && !machine->PendingOutput().empty()) {
    const absl::Span<const uint8_t> bytes = machine->PendingOutput();
    output.append(bytes.begin(), bytes.end());
    machine->ConsumeOutput(bytes.size());
  }
  return output;
}

std::string ProtocolPeer::TakeSent() {
  return DescribeFrames(TakeOutput(), Role::kServer);
}

void ProtocolPeer::Note(std::string_view name, std::string event) {
  events_.push_back(std::move(event));
  if (during) during(name);
}

void ProtocolPeer::OnOpen(std::string_view protocol,
                          std::string_view extensions) {
  EXPECT_EQ(machine->state(), WebSocketProtocol::State::kOpen);
  Note("open", Concat("open(", protocol, "|", extensions, ")"));
}

void ProtocolPeer::OnMessage(WebSocketMessage& message) {
  EXPECT_EQ(machine->state(), WebSocketProtocol::State::kOpen);
  const bool is_text = message.type() == WebSocketMessageType::kText;
  Note("message", Concat(is_text ? "text(" : "binary(", message.text(), ")"));
}

void ProtocolPeer::OnPong(absl::Span<const uint8_t> payload) {
  Note("pong",
       Concat("pong(", std::string(payload.begin(), payload.end()), ")"));
}

void ProtocolPeer::OnClosing() {
  EXPECT_EQ(machine->state(), WebSocketProtocol::State::kClosing);
  Note("closing", "closing");
}

void ProtocolPeer::OnClosed(const WebSocketCloseResult& how) {
  EXPECT_EQ(machine->state(), WebSocketProtocol::State::kClosed);
  EXPECT_EQ(machine->next_deadline(), absl::InfiniteFuture());
  EXPECT_EQ(++closed_count, 1);
  result = how;
  EXPECT_FALSE(how.detail.empty());
  Note("closed",
       Concat("closed(", static_cast<int>(how.code),
              how.reason.empty() ? "" : " ", how.reason,
              how.was_clean ? " clean" : "", how.failed ? " failed" : "", ")"));
}

std::string Frame(int first_byte, std::string_view payload) {
  FrameHeader header{.fin = (first_byte & 0x80) != 0,
                     .rsv1 = (first_byte & 0x40) != 0,
                     .opcode = static_cast<Opcode>(first_byte & 0x0F),
                     .payload_length = payload.size()};
  std::string frame(FrameHeaderSize(header), '\0');
  WriteFrameHeader(header, reinterpret_cast<uint8_t*>(frame.data()));
  return frame.append(payload);
}

std::string CloseFrameOf(int code, std::string_view reason) {
  const char bytes[] = {static_cast<char>(code >> 8), static_cast<char>(code)};
  return Frame(0x88, Concat(std::string(bytes, 2), reason));
}

std::string DescribeFrames(std::string_view bytes, Role role) {
  FrameReader reader(role);
  reader.AllowCompressedMessages();
  absl::Span<const uint8_t> input = ToBytes(bytes);
  std::vector<std::string> frames;
  FramePiece piece;
  FrameReader::Result result;
  while ((result = reader.Read(input, piece)) == FrameReader::Result::kPiece) {
    EXPECT_TRUE(piece.ends_frame());
    const FrameHeader& header = piece.header;
    std::string payload(piece.payload.begin(), piece.payload.end());
    if (header.masked && !header.is_control()) {
      CopyMasked(piece.payload, header.masking_key, 0,
                 reinterpret_cast<uint8_t*>(payload.data()));
    }
    if (header.opcode == Opcode::kClose && payload.size() >= 2) {
      const int code = static_cast<uint8_t>(payload[0]) << 8 |
                       static_cast<uint8_t>(payload[1]);
      payload = Concat(code, payload.size() > 2 ? " " : "", payload.substr(2));
    }
    char head[8];
    std::snprintf(head, sizeof(head), "%02X:",
                  (header.fin ? 0x80 : 0) | (header.rsv1 ? 0x40 : 0) |
                      static_cast<int>(header.opcode));
    frames.push_back(head + payload);
  }
  EXPECT_EQ(result, FrameReader::Result::kNeedData) << reader.error();
  return Join(frames, " ");
}

}  // namespace mortise::net
