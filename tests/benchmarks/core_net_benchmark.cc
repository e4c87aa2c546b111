// What the WebSocket protocol costs without I/O: masking, frames, the opening
// handshake, and messages from one protocol machine to another.

#include <benchmark/benchmark.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/time/time.h"
#include "absl/types/span.h"
#include "core/net/accept_key.h"
#include "core/net/client_handshake.h"
#include "core/net/frame_reader.h"
#include "core/net/frame_writer.h"
#include "core/net/http_head.h"
#include "core/net/masking.h"
#include "core/net/random_source.h"
#include "core/net/server_handshake.h"
#include "core/net/web_socket_protocol.h"

namespace mortise::net {
namespace {

// The argument: bytes of payload.
void BM_CopyMasked(benchmark::State& state) {
  const std::vector<uint8_t> from(state.range(0), 0x5A);
  std::vector<uint8_t> to(from.size());
  const MaskingKey key = {1, 2, 3, 4};
  for (auto _ : state) {
    CopyMasked(from, key, 0, to.data());
    benchmark::ClobberMemory();
  }
  state.SetBytesProcessed(state.iterations() * from.size());
}
BENCHMARK(BM_CopyMasked)->Arg(32)->Arg(4096)->Arg(1 << 20);

void BM_NextMaskingKey(benchmark::State& state) {
  RandomSource& random = RandomSource::OfThisThread();
  for (auto _ : state) benchmark::DoNotOptimize(random.NextMaskingKey());
}
BENCHMARK(BM_NextMaskingKey);

void BM_WriteFrameHeader(benchmark::State& state) {
  FrameHeader header;
  header.masked = true;
  header.payload_length = state.range(0);
  uint8_t bytes[kMaxFrameHeaderSize];
  for (auto _ : state) {
    benchmark::DoNotOptimize(WriteFrameHeader(header, bytes));
    benchmark::ClobberMemory();
  }
}
BENCHMARK(BM_WriteFrameHeader)->Arg(32)->Arg(4096)->Arg(1 << 20);

// A server's frames, 64 to an input; time and items are frames'.
void BM_ReadFrames(benchmark::State& state) {
  constexpr int kFrames = 64;
  FrameHeader header;
  header.payload_length = state.range(0);
  const size_t frame_size = FrameHeaderSize(header) + header.payload_length;
  std::vector<uint8_t> bytes(kFrames * frame_size);
  for (int i = 0; i < kFrames; ++i) {
    WriteFrameHeader(header, &bytes[i * frame_size]);
  }
  FrameReader reader(Role::kClient);
  FramePiece piece;
  for (auto _ : state) {
    absl::Span<const uint8_t> input = bytes;
    while (reader.Read(input, piece) == FrameReader::Result::kPiece) {
      benchmark::DoNotOptimize(piece);
    }
  }
  state.SetItemsProcessed(state.iterations() * kFrames);
}
BENCHMARK(BM_ReadFrames)->Arg(32)->Arg(4096);

ClientHandshakeRequest Request() {
  ClientHandshakeRequest request;
  request.host = "localhost";
  request.port = 8080;
  request.resource_name = "/chat?room=1";
  request.protocols = {"chat", "superchat"};
  request.origin = "http://localhost";
  return request;
}

ServerHandshakeDecision Accept(const ServerHandshakeRequest& request) {
  ServerHandshakeDecision decision;
  decision.protocol = std::string(request.protocols.front());
  return decision;
}

// The client's half: the request, and the check of the response.
void BM_ClientHandshake(benchmark::State& state) {
  const ClientHandshakeRequest request = Request();
  const std::string key = MakeWebSocketKey(RandomSource::OfThisThread());
  const std::string response =
      "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n"
      "Connection: Upgrade\r\nSec-WebSocket-Protocol: chat\r\n"
      "Sec-WebSocket-Accept: " +
      ComputeWebSocketAccept(key) + "\r\n\r\n";
  for (auto _ : state) {
    benchmark::DoNotOptimize(BuildClientHandshake(request, key));
    const auto head = HttpHead::Parse(response);
    const auto result = CheckServerHandshake(*head, request, key);
    if (!result.ok()) {
      state.SkipWithError(std::string(result.status().message()).c_str());
      break;
    }
  }
}
BENCHMARK(BM_ClientHandshake);

void BM_ServerHandshake(benchmark::State& state) {
  const std::string request = *BuildClientHandshake(
      Request(), MakeWebSocketKey(RandomSource::OfThisThread()));
  ServerHandshakeHandler handler = Accept;
  for (auto _ : state) {
    const auto head = HttpHead::Parse(request);
    const ServerHandshake answer =
        AnswerClientHandshake(*head, /*accept_deflate=*/true, handler);
    if (!answer.result.ok()) {
      state.SkipWithError("refused");
      break;
    }
  }
}
BENCHMARK(BM_ServerHandshake);

// One end that counts what it receives.
class End final : public WebSocketProtocol::Delegate {
 public:
  void OnOpen(std::string_view, std::string_view) override {}
  void OnMessage(WebSocketMessage& message) override {
    bytes_ += message.payload().size();
  }
  void OnClosing() override {}
  void OnClosed(const WebSocketCloseResult&) override {}

  uint64_t bytes() const { return bytes_; }

 private:
  uint64_t bytes_ = 0;
};

void Carry(WebSocketProtocol& from, WebSocketProtocol& to, absl::Time now) {
  while (!from.PendingOutput().empty()) {
    from.ConsumeOutput(to.Receive(from.PendingOutput(), now));
  }
}

// A binary message from client to server: masked, framed, read, unmasked.
void BM_Message(benchmark::State& state) {
  const absl::Time now = absl::UnixEpoch();
  WebSocketProtocolOptions options;
  options.accept_deflate = false;
  End client_end;
  End server_end;
  WebSocketProtocol client(Request(), options, &client_end);
  WebSocketProtocol server(Accept, options, &server_end);
  server.Start(now);
  client.Start(now);
  Carry(client, server, now);
  Carry(server, client, now);
  const std::vector<uint8_t> payload(state.range(0), 0x5A);
  for (auto _ : state) {
    client.SendBinary(payload);
    Carry(client, server, now);
  }
  if (server_end.bytes() != state.iterations() * payload.size()) {
    state.SkipWithError("messages were lost");
  }
  state.SetBytesProcessed(state.iterations() * payload.size());
}
BENCHMARK(BM_Message)->Arg(32)->Arg(4096)->Arg(1 << 20);

}  // namespace
}  // namespace mortise::net

BENCHMARK_MAIN();
