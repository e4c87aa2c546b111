#include "core/net/web_socket_protocol.h"

#include <algorithm>
#include <utility>
#include <variant>

#include "core/base/check.h"
#include "core/base/strings.h"
#include "core/base/utf8.h"
#include "core/net/accept_key.h"
#include "core/net/frame_writer.h"
#include "core/net/http_head_reader.h"
#include "core/websocket/close_code.h"

namespace mortise::net {
namespace {

constexpr uint16_t kProtocolError =
    static_cast<uint16_t>(CloseCode::kProtocolError);
constexpr uint16_t kInternalError =
    static_cast<uint16_t>(CloseCode::kInternalError);

// With more unwritten bytes than this, Pongs are not queued but kept, only
// the last of them.
constexpr uint64_t kMaxOutputBeforePong = 4 << 10;

constexpr size_t kLargestKeptBuffer = 16 << 10;

// With compression in use, payload is looked at in steps that make about so
// much of it, if it goes on as it was: small ones where a bomb goes off.
// DEFLATE makes at most 1032 bytes of one.  Bytes.
constexpr uint64_t kInflatedAStep = 16 << 10;
constexpr uint64_t kMinInflateStep = 16;
constexpr uint64_t kMaxInflateStep = 128;

constexpr std::string_view kResponsePrefix = "HTTP/1.";

// Chromium and Firefox skip so many bytes before a status line.
constexpr size_t kMaxResponseJunk = 4;

absl::Span<const uint8_t> BytesOf(std::string_view text) {
  return absl::MakeConstSpan(reinterpret_cast<const uint8_t*>(text.data()),
                             text.size());
}

}  // namespace

struct WebSocketProtocol::OpeningHandshake {
  explicit OpeningHandshake(const HttpHeadReader& reader) : reader(reader) {}

  HttpHeadReader reader;  // Of the peer's part.
  bool started = false;

  // Client role.
  ClientHandshakeRequest request;
  std::string key;

  // Server role.
  ServerHandshakeHandler handler;
};

WebSocketProtocol::IncomingCall::IncomingCall(WebSocketProtocol* machine)
    : machine_(machine) {
  MORTISE_CHECK(machine->current_call_ == nullptr);
  machine->current_call_ = this;
}

WebSocketProtocol::IncomingCall::~IncomingCall() {
  if (machine_) machine_->current_call_ = nullptr;
}

WebSocketProtocol::WebSocketProtocol(Role role,
                                     const WebSocketProtocolOptions& options,
                                     Delegate* delegate)
    : role_(role),
      options_(options),
      delegate_(delegate),
      random_(options.random ? *options.random : RandomSource::OfThisThread()),
      reader_(role),
      assembler_(options.max_message_size) {}

WebSocketProtocol::WebSocketProtocol(ClientHandshakeRequest request,
                                     const WebSocketProtocolOptions& options,
                                     Delegate* delegate)
    : WebSocketProtocol(Role::kClient, options, delegate) {
  handshake_ = std::make_unique<OpeningHandshake>(
      HttpHeadReader(kResponsePrefix, options.max_head_size, kMaxResponseJunk));
  handshake_->request = std::move(request);
}

WebSocketProtocol::WebSocketProtocol(ServerHandshakeHandler handler,
                                     const WebSocketProtocolOptions& options,
                                     Delegate* delegate)
    : WebSocketProtocol(Role::kServer, options, delegate) {
  handshake_ = std::make_unique<OpeningHandshake>(
      HttpHeadReader("GET ", options.max_head_size));
  handshake_->handler = std::move(handler);
}

WebSocketProtocol::~WebSocketProtocol() {
  if (current_call_) current_call_->machine_ = nullptr;
}

// ---- Commands --------------------------------------------------------------

void WebSocketProtocol::Start(absl::Time now) {
  if (!handshake_ || handshake_->started || result_) return;
  handshake_->started = true;
  deadline_ = std::min(deadline_, now + options_.handshake_timeout);
  if (role_ == Role::kServer) return;
  handshake_->key = MakeWebSocketKey(random_);
  const absl::StatusOr<std::string> request =
      BuildClientHandshake(handshake_->request, handshake_->key);
  if (!request.ok())
    return End(EndCause::kFailed, ToStd(request.status().message()));
  std::copy(request->begin(), request->end(), output_.Extend(request->size()));
}

std::vector<HttpHead::Field> WebSocketProtocol::StartExtendedConnect(
    absl::Time now) {
  if (!handshake_ || result_) return {};
  deadline_ = std::min(deadline_, now + options_.handshake_timeout);
  absl::StatusOr<std::vector<HttpHead::Field>> request =
      BuildExtendedConnect(handshake_->request);
  if (request.ok()) return *std::move(request);
  End(EndCause::kFailed, ToStd(request.status().message()));
  return {};
}

bool WebSocketProtocol::SendText(std::string_view utf8) {
  MORTISE_DCHECK(IsValidUtf8(utf8));
  return Send(Opcode::kText, BytesOf(utf8));
}

bool WebSocketProtocol::SendBinary(absl::Span<const uint8_t> payload) {
  return Send(Opcode::kBinary, payload);
}

bool WebSocketProtocol::Send(Opcode opcode, absl::Span<const uint8_t> payload) {
  if (state_ != State::kOpen) return false;
  const uint64_t size = payload.size();
  // At most it is what was allowed.
  if (size > options_.max_buffered_amount - output_.buffered_amount()) {
    End(EndCause::kFailed, "more waits to be sent than may");
    return true;
  }
  const bool compressed = deflater_ && size >= options_.min_compressed_size;
  FrameHeader header{.rsv1 = compressed, .opcode = opcode};
  if (compressed) {
    compressed_.Clear();
    deflater_->Deflate(payload, compressed_);
    payload = compressed_.span();
  }
  do {
    const auto fragment =
        payload.subspan(0, static_cast<size_t>(std::clamp<uint64_t>(
                               options_.max_sent_frame_size, 1, SIZE_MAX)));
    payload.remove_prefix(fragment.size());
    header.fin = payload.empty();
    WriteFrame(header, fragment);
    header.opcode = Opcode::kContinuation;
    header.rsv1 = false;
  } while (!header.fin);
  output_.EndMessage(size, compressed);
  if (compressed_.capacity() > kLargestKeptBuffer) {
    std::free(compressed_.Leak());
  }
  return true;
}

bool WebSocketProtocol::Ping(absl::Span<const uint8_t> payload) {
  if (state_ != State::kOpen || payload.size() > kMaxControlPayloadSize) {
    return false;
  }
  WriteFrame({.opcode = Opcode::kPing}, payload);
  return true;
}

void WebSocketProtocol::Close(std::optional<uint16_t> code,
                              std::string_view reason, absl::Time now) {
  if (state_ == State::kConnecting) {
    return End(EndCause::kFailed,
               "closed before the connection was established");
  }
  if (state_ != State::kOpen) return;
  WriteClose(code, reason);
  state_ = State::kClosing;
  paused_ = false;
  deadline_ = now + options_.close_timeout;
  ping_due_ = absl::InfiniteFuture();
}

void WebSocketProtocol::Fail(uint16_t code, std::string_view detail) {
  if (state_ == State::kClosed || result_) return;
  if (close_sent_ && close_received_) return;
  if (state_ == State::kOpen) WriteClose(code, "");
  End(EndCause::kFailed, detail);
}

void WebSocketProtocol::SetPaused(bool paused) {
  if (state_ == State::kConnecting || state_ == State::kOpen) paused_ = paused;
}

// ---- Incoming --------------------------------------------------------------

size_t WebSocketProtocol::Receive(absl::Span<const uint8_t> data,
                                  absl::Time now, uint64_t max_work) {
  IncomingCall call(this);
  if (result_) TellClosed();
  if (call.machine_is_gone() || state_ == State::kClosed) return data.size();
  if (ping_due_ != absl::InfiniteFuture()) {
    ping_due_ = now + options_.ping_interval;
    ping_unanswered_ = false;
  }
  absl::Span<const uint8_t> rest = data;
  if (handshake_ && !ReceiveHandshake(rest, now, call)) return data.size();
  // What follows a Close frame is ignored (section 5.5.1).
  if (close_received_) return data.size();
  FramePiece piece;
  const uint64_t work_before = work_done_;
  while (!paused_ && work_done_ - work_before < max_work) {
    switch (ReadFrame(rest, piece)) {
      case FrameReader::Result::kPiece:
        if (!HandlePiece(piece, now, call)) return data.size();
        break;
      case FrameReader::Result::kNeedData:
        return data.size();
      case FrameReader::Result::kError:
        FailNow({kProtocolError, reader_.error()});
        return data.size();
    }
  }
  return data.size() - rest.size();
}

FrameReader::Result WebSocketProtocol::ReadFrame(
    absl::Span<const uint8_t>& data, FramePiece& piece) {
  const size_t most = deflater_ ? inflate_step_ : data.size();
  FrameReader::Result result;
  do {
    const absl::Span<const uint8_t> step = data.subspan(0, most);
    absl::Span<const uint8_t> rest = step;
    result = reader_.Read(rest, piece);
    data.remove_prefix(step.size() - rest.size());
    // A step may end within a header.
  } while (result == FrameReader::Result::kNeedData && !data.empty());
  return result;
}

bool WebSocketProtocol::ReceiveHandshake(absl::Span<const uint8_t>& data,
                                         absl::Time now,
                                         const IncomingCall& call) {
  HttpHeadReader& reader = handshake_->reader;
  std::optional<absl::StatusOr<HandshakeResult>> result;
  while (!result) {
    const absl::StatusOr<size_t> taken = reader.Read(data);
    if (taken.ok()) {
      data.remove_prefix(*taken);
      if (!reader.complete()) return false;
    }
    const absl::StatusOr<HttpHead> head =
        taken.ok() ? HttpHead::Parse(reader.text()) : taken.status();
    if (role_ == Role::kClient) {
      result = head.ok() ? CheckResponse(*head) : head.status();
      continue;
    }
    const int refusal = absl::IsResourceExhausted(head.status()) ? 431 : 400;
    ServerHandshake answer =
        head.ok() ? AnswerClientHandshake(*head, options_.accept_deflate,
                                          handshake_->handler)
                  : RefuseClientHandshake(refusal, {},
                                          ToStd(head.status().message()));
    std::copy(answer.response.begin(), answer.response.end(),
              output_.Extend(answer.response.size()));
    result = std::move(answer.result);
  }
  return FinishHandshake(*std::move(result), now, call);
}

void WebSocketProtocol::ReceiveConnectResponse(
    const ExtendedConnectResponse& response, absl::Time now) {
  IncomingCall call(this);
  if (state_ == State::kClosed) return;
  if (result_) return TellClosed();
  if (!handshake_) return;
  FinishHandshake(CheckExtendedConnectResponse(response, handshake_->request),
                  now, call);
}

bool WebSocketProtocol::FinishHandshake(absl::StatusOr<HandshakeResult> result,
                                        absl::Time now,
                                        const IncomingCall& call) {
  if (!result.ok()) {
    End(EndCause::kFailed, ToStd(result.status().message()));
    TellClosed();
    return false;
  }
  return Open(*std::move(result), now, call);
}

// Nothing for an interim response, after which another one comes (RFC 9110
// section 15.2).
std::optional<absl::StatusOr<HandshakeResult>> WebSocketProtocol::CheckResponse(
    const HttpHead& response) {
  const absl::StatusOr<int> status = ParseStatusLine(response.start_line());
  if (status.ok() && *status < 200 && *status != 101) {
    handshake_->reader.StartNextHead();
    return std::nullopt;
  }
  return CheckServerHandshake(response, handshake_->request, handshake_->key);
}

bool WebSocketProtocol::Open(HandshakeResult handshake, absl::Time now,
                             const IncomingCall& call) {
  if (const auto& deflate = handshake.deflate) {
    reader_.AllowCompressedMessages();
    assembler_.AllowCompressedMessages();
    const bool is_client = role_ == Role::kClient;
    deflater_ = std::make_unique<MessageDeflater>(
        is_client ? deflate->client_max_window_bits
                  : deflate->server_max_window_bits,
        is_client ? deflate->client_no_context_takeover
                  : deflate->server_no_context_takeover);
  }
  handshake_.reset();
  state_ = State::kOpen;
  was_open_ = true;
  deadline_ = absl::InfiniteFuture();
  ping_due_ = now + options_.ping_interval;
  delegate_->OnOpen(handshake.protocol, handshake.extensions);
  return !call.machine_is_gone() && !result_;
}

bool WebSocketProtocol::HandlePiece(const FramePiece& piece, absl::Time now,
                                    const IncomingCall& call) {
  if (piece.starts_frame()) work_done_ += kFrameWork;
  switch (piece.header.opcode) {
    case Opcode::kContinuation:
    case Opcode::kText:
    case Opcode::kBinary:
      if (const auto error = Assemble(piece)) return FailNow(*error);
      if (!piece.ends_message()) return true;
      work_done_ += kMessageWork;
      if (state_ == State::kOpen) {
        WebSocketMessage message = assembler_.message();
        delegate_->OnMessage(message);
        if (call.machine_is_gone()) return false;
      }
      assembler_.FinishMessage();
      return !result_;
    case Opcode::kPing:
      if (state_ == State::kOpen) WriteOrKeepPong(piece.payload);
      return true;
    case Opcode::kPong:
      if (state_ != State::kOpen) return true;
      delegate_->OnPong(piece.payload);
      return !call.machine_is_gone() && !result_;
    case Opcode::kClose:
      return HandleClose(piece.payload, now, call);
  }
  return true;
}

std::optional<ProtocolError> WebSocketProtocol::Assemble(
    const FramePiece& piece) {
  const uint64_t size = piece.payload.size();
  const uint64_t inflated_before = assembler_.inflated_bytes();
  const std::optional<ProtocolError> error = assembler_.Add(piece);
  const uint64_t inflated = assembler_.inflated_bytes() - inflated_before;
  work_done_ += size + inflated * kInflatedByteWork;
  if (inflated > 0) {
    inflate_step_ = static_cast<size_t>(std::clamp(
        kInflatedAStep * size / inflated, kMinInflateStep, kMaxInflateStep));
  }
  return error;
}

bool WebSocketProtocol::HandleClose(absl::Span<const uint8_t> payload,
                                    absl::Time now, const IncomingCall& call) {
  auto parsed = ParseCloseFrame(payload, options_.strict_close_codes);
  if (const auto* error = std::get_if<ProtocolError>(&parsed)) {
    return FailNow(*error);
  }
  close_received_ = std::get<CloseFrame>(std::move(parsed));
  ping_due_ = absl::InfiniteFuture();
  deadline_ = now + options_.linger_timeout;
  if (state_ == State::kOpen) {
    // Section 5.5.1: the answer "typically echos the status code".
    if (payload.empty()) {
      WriteClose(std::nullopt, "");
    } else {
      WriteClose(close_received_->code, "");
    }
    state_ = State::kClosing;
    paused_ = false;
    delegate_->OnClosing();
    if (call.machine_is_gone()) return false;
  }
  // Section 7.1.1: the server ends the connection first.
  if (role_ == Role::kServer) {
    End(EndCause::kWeEnded, "closing handshake complete");
    TellClosed();
  }
  return false;
}

void WebSocketProtocol::ReceiveEnd(absl::Time now) {
  IncomingCall call(this);
  if (state_ == State::kClosed) return;
  if (!result_) {
    End(EndCause::kPeerEnded,
        was_open_ ? "peer ended the connection"
                  : "peer ended the connection during the opening handshake");
  }
  TellClosed();
}

void WebSocketProtocol::ReceiveError(std::string_view detail, absl::Time now) {
  IncomingCall call(this);
  if (state_ == State::kClosed) return;
  if (!result_) End(EndCause::kPeerBroke, detail);
  TellClosed();
}

void WebSocketProtocol::AdvanceTo(absl::Time now) {
  IncomingCall call(this);
  if (state_ == State::kClosed) return;
  if (result_) return TellClosed();
  if (now >= deadline_) {
    if (handshake_) {
      End(EndCause::kFailed, "opening handshake timed out");
    } else {
      End(EndCause::kCloseTimedOut,
          close_received_ ? "peer left the connection open after its Close"
                          : "no answer to our Close frame in time");
    }
    return TellClosed();
  }
  if (now < ping_due_) return;
  if (ping_unanswered_ && !paused_) {
    FailNow({kInternalError, "keep-alive ping was not answered"});
    return;
  }
  if (!ping_unanswered_) WriteFrame({.opcode = Opcode::kPing}, {});
  ping_unanswered_ = true;
  ping_due_ = now + options_.ping_interval;
}

absl::Time WebSocketProtocol::next_deadline() const {
  if (state_ == State::kClosed) return absl::InfiniteFuture();
  if (result_) return absl::InfinitePast();
  return std::min(deadline_, ping_due_);
}

// ---- The end ---------------------------------------------------------------

void WebSocketProtocol::End(EndCause cause, std::string_view detail) {
  result_ = DecideCloseResult({.cause = cause,
                               .was_open = was_open_,
                               .close_sent = close_sent_,
                               .close_received = close_received_,
                               .detail = detail});
  state_ = State::kClosing;
  paused_ = false;
  kept_pong_.reset();
}

void WebSocketProtocol::TellClosed() {
  const WebSocketCloseResult result = *std::move(result_);
  result_.reset();
  state_ = State::kClosed;
  handshake_.reset();
  delegate_->OnClosed(result);
}

bool WebSocketProtocol::FailNow(const ProtocolError& error) {
  Fail(error.code, error.detail);
  TellClosed();
  return false;
}

// ---- Output ----------------------------------------------------------------

void WebSocketProtocol::ConsumeOutput(size_t size) {
  output_.Consume(size);
  if (kept_pong_ && output_.size() <= kMaxOutputBeforePong) {
    const std::string payload = *std::exchange(kept_pong_, std::nullopt);
    WriteFrame({.opcode = Opcode::kPong}, BytesOf(payload));
  }
}

void WebSocketProtocol::WriteFrame(FrameHeader header,
                                   absl::Span<const uint8_t> payload) {
  header.payload_length = payload.size();
  header.masked = role_ == Role::kClient;
  if (header.masked) header.masking_key = random_.NextMaskingKey();
  uint8_t* const to = output_.Extend(FrameHeaderSize(header) + payload.size());
  uint8_t* const payload_to = WriteFrameHeader(header, to);
  if (header.masked) {
    CopyMasked(payload, header.masking_key, 0, payload_to);
  } else {
    std::copy(payload.begin(), payload.end(), payload_to);
  }
}

void WebSocketProtocol::WriteClose(std::optional<uint16_t> code,
                                   std::string_view reason) {
  uint8_t payload[kMaxControlPayloadSize];
  const size_t size = WriteClosePayload(code, reason, payload);
  WriteFrame({.opcode = Opcode::kClose}, {payload, size});
  close_sent_ = true;
  // Nothing is sent after a Close frame (section 5.5.1).
  kept_pong_.reset();
}

void WebSocketProtocol::WriteOrKeepPong(absl::Span<const uint8_t> payload) {
  if (output_.size() > kMaxOutputBeforePong) {
    kept_pong_.emplace(payload.begin(), payload.end());
    return;
  }
  // An older one that waits is answered by this one.
  kept_pong_.reset();
  WriteFrame({.opcode = Opcode::kPong}, payload);
}

}  // namespace mortise::net
