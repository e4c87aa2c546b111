#ifndef MORTISE_CORE_NET_WEB_SOCKET_PROTOCOL_H_
#define MORTISE_CORE_NET_WEB_SOCKET_PROTOCOL_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/time/time.h"
#include "absl/types/span.h"
#include "core/base/byte_buffer.h"
#include "core/net/client_handshake.h"
#include "core/net/close_frame.h"
#include "core/net/close_outcome.h"
#include "core/net/frame.h"
#include "core/net/frame_reader.h"
#include "core/net/message_assembler.h"
#include "core/net/message_deflater.h"
#include "core/net/output_queue.h"
#include "core/net/random_source.h"
#include "core/net/server_handshake.h"
#include "core/net/web_socket_close_result.h"
#include "core/net/web_socket_message.h"
#include "core/net/web_socket_protocol_options.h"

namespace mortise::net {

// One end of a WebSocket connection (RFC 6455, RFC 7692) as a state machine
// without I/O and without a clock: bytes, ends and time go in, bytes to write
// and events come out.
//
//   incoming  Receive(), ReceiveConnectResponse(), ReceiveEnd(),
//             ReceiveError(), AdvanceTo(): call the delegate.
//   commands  Start(), StartExtendedConnect(), Send...(), Ping(), Close(),
//             Fail(): never call the delegate.  What they bring about is told
//             by the next incoming call; when that is due at once,
//             next_deadline() says so.
//   output    After either kind of call, write what PendingOutput() holds
//             and report it by ConsumeOutput().
//
// The delegate may, inside any callback, call any command or destroy the
// machine, but no incoming call and not ConsumeOutput().
//
// After OnClosed() the machine is inert.  PendingOutput() may still hold a
// last Close frame, to be written as far as that goes without delay; then the
// owner closes the transport.
//
// `now` may come from any monotonic clock and must not run backwards.
//
// What waits to be written is bounded: the owner's messages by
// max_buffered_amount, and replies that the peer provokes never add up: of
// the pings that arrive while output waits only the last is answered
// (section 5.5.3).
class WebSocketProtocol {
 public:
  // The WebSockets standard's ready states, with their numbers.
  enum class State : uint8_t {
    kConnecting = 0,
    kOpen = 1,
    kClosing = 2,
    kClosed = 3,
  };

  class Delegate {
   public:
    // The WebSocket connection is established.  `protocol` is the
    // subprotocol in use, `extensions` the extensions in use in the
    // response's words; empty for none.
    virtual void OnOpen(std::string_view protocol,
                        std::string_view extensions) = 0;

    // A WebSocket message has been received.  Never after Close().
    virtual void OnMessage(WebSocketMessage& message) = 0;

    // The WebSocket closing handshake is started by the peer: its Close frame
    // has come, ours is in the output.  Not called when Close() came first.
    virtual void OnClosing() = 0;

    // The WebSocket connection is closed.  Called once, last.
    virtual void OnClosed(const WebSocketCloseResult& result) = 0;

    // A Pong frame has come, asked for or not; at most 125 bytes.
    virtual void OnPong(absl::Span<const uint8_t> payload) {}

   protected:
    ~Delegate() = default;
  };

  // A client's end.  `delegate` must outlive the machine.
  WebSocketProtocol(ClientHandshakeRequest request,
                    const WebSocketProtocolOptions& options,
                    Delegate* delegate);

  // A server's end; `handler` answers the client's opening handshake.
  WebSocketProtocol(ServerHandshakeHandler handler,
                    const WebSocketProtocolOptions& options,
                    Delegate* delegate);

  WebSocketProtocol(const WebSocketProtocol&) = delete;
  WebSocketProtocol& operator=(const WebSocketProtocol&) = delete;
  ~WebSocketProtocol();

  State state() const { return state_; }

  // ---- Commands ----------------------------------------------------------

  // The transport is connected: starts the opening handshake.  Call it once,
  // before any incoming call.  A request that cannot be sent (see
  // BuildClientHandshake()) fails the connection.
  void Start(absl::Time now);

  // Client role, in place of Start(): the opening handshake over HTTP/2 (RFC
  // 8441 section 5).  Returns the header list to send, to which
  // ReceiveConnectResponse() brings the answer; empty if nothing is to be
  // sent, for the connection has failed.  Where the server does not look at
  // the request, it can be asked for once more, or Start() be called; the
  // time-out of the handshake starts with the first of these calls.
  std::vector<HttpHead::Field> StartExtendedConnect(absl::Time now);

  // Queues a message.  Only in State::kOpen; otherwise they do nothing and
  // return false.  A message that would take buffered_amount() beyond
  // max_buffered_amount is not queued and fails the connection; they return
  // true.  Text must be valid UTF-8.
  bool SendText(std::string_view utf8);
  bool SendBinary(absl::Span<const uint8_t> payload);

  // Queues a Ping frame.  Only in State::kOpen and for at most 125 bytes;
  // otherwise it does nothing and returns false.
  bool Ping(absl::Span<const uint8_t> payload);

  // Starts the WebSocket closing handshake, with an empty Close frame if
  // `code` is absent.  `reason` must be valid UTF-8 of at most 123 bytes, and
  // empty without a code.  In State::kConnecting it fails the connection; in
  // State::kClosing and kClosed it does nothing.
  void Close(std::optional<uint16_t> code, std::string_view reason,
             absl::Time now);

  // Fails the WebSocket connection (section 7.1.7), with a Close frame of
  // `code` if one can still be sent.  `detail` is for the log.  Does nothing
  // once the closing handshake is complete.
  void Fail(uint16_t code, std::string_view detail);

  // While paused, no message is delivered and Receive() stops early.  Close()
  // and Fail() end a pause.
  void SetPaused(bool paused);
  bool paused() const { return paused_; }

  // ---- Incoming ----------------------------------------------------------

  // What it costs to receive something, in the unit of a byte of payload: a
  // byte that comes out of the decompressor counts kInflatedByteWork, a frame
  // kFrameWork and a message kMessageWork on top.  So empty frames and a few
  // bytes that inflate to millions cost what they are worth.
  static constexpr uint64_t kInflatedByteWork = 4;
  static constexpr uint64_t kFrameWork = 256;
  static constexpr uint64_t kMessageWork = 1 << 10;

  // Bytes from the peer, at least one.  Returns how many were dealt with: all
  // of them, unless the machine got paused or has done `max_work`, which the
  // last piece may exceed, by itself or what 128 bytes of it inflate to.
  // The caller keeps the rest, pauses the transport too, and passes the rest
  // once more after SetPaused(false) or when others have had their turn.
  // `this` may be gone afterwards; the returned value holds all the same.
  size_t Receive(absl::Span<const uint8_t> data, absl::Time now,
                 uint64_t max_work = UINT64_MAX);

  // The work that Receive() has done since ever.
  uint64_t work_done() const { return work_done_; }

  // Client role: the response to the request of StartExtendedConnect(), on
  // the HTTP/2 stream that is the transport from here on.  `this` may be gone
  // afterwards.
  void ReceiveConnectResponse(const ExtendedConnectResponse& response,
                              absl::Time now);

  // The peer has ended its direction in an orderly way (FIN, close_notify).
  // `this` may be gone afterwards.
  void ReceiveEnd(absl::Time now);

  // The transport is broken (reset, time-out, TLS error).  Also for a
  // connection that could not be made, before Start().  `this` may be gone
  // afterwards.
  void ReceiveError(std::string_view detail, absl::Time now);

  // Time has passed.  `this` may be gone afterwards.
  void AdvanceTo(absl::Time now);

  // When AdvanceTo() is due: InfinitePast() for at once, InfiniteFuture() for
  // never.  Ask again after each call into the machine.
  absl::Time next_deadline() const;

  // ---- Output ------------------------------------------------------------

  // Bytes to write next, empty if there are none; more may follow them.  They
  // stay in place until they are consumed or the machine is destroyed.
  absl::Span<const uint8_t> PendingOutput() const { return output_.front(); }

  // The first `size` bytes of PendingOutput() have been written.
  void ConsumeOutput(size_t size);

  // Payload bytes of messages, as given to SendText() and SendBinary(), that
  // are not consumed yet; a compressed message counts in full until its last
  // byte is.  The standard's bufferedAmount while the connection is open.
  uint64_t buffered_amount() const { return output_.buffered_amount(); }

 private:
  struct OpeningHandshake;

  // The incoming call that runs; knows whether the machine has gone.
  class IncomingCall {
   public:
    explicit IncomingCall(WebSocketProtocol* machine);
    IncomingCall(const IncomingCall&) = delete;
    IncomingCall& operator=(const IncomingCall&) = delete;
    ~IncomingCall();

    bool machine_is_gone() const { return machine_ == nullptr; }

   private:
    friend class WebSocketProtocol;
    WebSocketProtocol* machine_;
  };

  WebSocketProtocol(Role role, const WebSocketProtocolOptions& options,
                    Delegate* delegate);

  // These return whether the call may go on: the machine is still there and
  // wants more input.
  bool ReceiveHandshake(absl::Span<const uint8_t>& data, absl::Time now,
                        const IncomingCall& call);
  bool FinishHandshake(absl::StatusOr<HandshakeResult> result, absl::Time now,
                       const IncomingCall& call);
  // As FrameReader::Read(), in steps that bound what one can inflate to.
  FrameReader::Result ReadFrame(absl::Span<const uint8_t>& data,
                                FramePiece& piece);
  bool Open(HandshakeResult handshake, absl::Time now,
            const IncomingCall& call);
  // Adds to the message, and to work_done_ what that takes.
  std::optional<ProtocolError> Assemble(const FramePiece& piece);
  bool HandlePiece(const FramePiece& piece, absl::Time now,
                   const IncomingCall& call);
  bool HandleClose(absl::Span<const uint8_t> payload, absl::Time now,
                   const IncomingCall& call);

  std::optional<absl::StatusOr<HandshakeResult>> CheckResponse(
      const HttpHead& response);

  bool Send(Opcode opcode, absl::Span<const uint8_t> payload);
  void WriteFrame(FrameHeader header, absl::Span<const uint8_t> payload);
  void WriteClose(std::optional<uint16_t> code, std::string_view reason);
  void WriteOrKeepPong(absl::Span<const uint8_t> payload);

  // Decides how the end will be told and stops all but the output.
  void End(EndCause cause, std::string_view detail);

  // Tells it.  `this` may be gone afterwards.
  void TellClosed();

  // Fail() and TellClosed().  Returns false.
  bool FailNow(const ProtocolError& error);

  const Role role_;
  const WebSocketProtocolOptions options_;
  Delegate* const delegate_;
  RandomSource& random_;

  State state_ = State::kConnecting;
  bool paused_ = false;
  bool was_open_ = false;
  bool close_sent_ = false;
  std::optional<CloseFrame> close_received_;

  // Decided but not told yet.
  std::optional<WebSocketCloseResult> result_;

  // Null once it is over.
  std::unique_ptr<OpeningHandshake> handshake_;

  FrameReader reader_;
  MessageAssembler assembler_;
  uint64_t work_done_ = 0;
  size_t inflate_step_ = 16;                   // Bytes; see ReadFrame().
  std::unique_ptr<MessageDeflater> deflater_;  // Null without the extension.
  ByteBuffer compressed_;
  OutputQueue output_;

  // The payload of a Pong that waits for the output to drain.
  std::optional<std::string> kept_pong_;

  // The time-out of the handshake or of the closing, whichever runs.
  absl::Time deadline_ = absl::InfiniteFuture();
  absl::Time ping_due_ = absl::InfiniteFuture();
  bool ping_unanswered_ = false;

  IncomingCall* current_call_ = nullptr;
};

}  // namespace mortise::net

#endif  // MORTISE_CORE_NET_WEB_SOCKET_PROTOCOL_H_
