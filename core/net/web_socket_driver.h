#ifndef MORTISE_CORE_NET_WEB_SOCKET_DRIVER_H_
#define MORTISE_CORE_NET_WEB_SOCKET_DRIVER_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "absl/functional/any_invocable.h"
#include "absl/status/status.h"
#include "absl/time/time.h"
#include "absl/types/span.h"
#include "core/base/byte_buffer.h"
#include "core/net/loop_context.h"
#include "core/net/stream.h"
#include "core/net/uv_timer.h"
#include "core/net/web_socket_protocol.h"

namespace mortise::net {

// Moves bytes and time between a WebSocketProtocol and a Stream, in either
// role, until both have ended.
//
// The protocol machine's delegate may use the machine's commands in its
// callbacks; outside of them OnCommand() must follow each command.  It must
// hand on OnClosed() to OnProtocolClosed(), and must not destroy the driver.
//
// What is sent goes out at once while single messages are sent, which is best
// for latency; while turns of the loop send several, they go out together at
// the turn's end, which is best for throughput.
class WebSocketDriver final : private Stream::Delegate,
                              private LoopContext::TurnEndObserver {
 public:
  class Owner {
   public:
    // The machine's buffered_amount() has fallen.  Comes at the end of a
    // turn, while the machine is not closed.
    virtual void OnBufferedAmountFell() = 0;

    // The machine is closed, the stream is gone; nothing follows.  May
    // destroy the driver.
    virtual void OnDriverFinished() = 0;

   protected:
    ~Owner() = default;
  };

  // How long a failed connection waits, its own direction ended, for the peer
  // to end its, so that the last Close frame or HTTP response is not
  // destroyed by an RST.
  static constexpr absl::Duration kLingerTime = absl::Seconds(1);

  // Corked output beyond this goes out at once.  Bytes.
  static constexpr size_t kMaxCorkedBytes = 64 << 10;

  // What one connection may cost in a turn of the loop, so that a peer that
  // floods it leaves the others their time: the machine's work on what has
  // come, in the unit of WebSocketProtocol::work_done(), and the bytes that
  // are written at a time.
  static constexpr uint64_t kWorkPerTurn = 64 << 10;
  static constexpr size_t kMaxBytesWritten = 256 << 10;

  WebSocketDriver(LoopContext* context,
                  std::unique_ptr<WebSocketProtocol> protocol, Owner* owner);
  WebSocketDriver(const WebSocketDriver&) = delete;
  WebSocketDriver& operator=(const WebSocketDriver&) = delete;
  ~WebSocketDriver();

  WebSocketProtocol& protocol() { return *protocol_; }

  // The transport is there: starts the opening handshake.  Not from within a
  // callback of the machine.
  void Start(std::unique_ptr<Stream> stream);

  // As WebSocketProtocol::StartExtendedConnect().  Not from within a callback
  // of the machine.
  std::vector<HttpHead::Field> StartExtendedConnect();

  // The HTTP/2 stream on which its request was sent has brought the answer.
  // Not from within a callback of the machine.
  void StartWithResponse(std::unique_ptr<Stream> stream,
                         const ExtendedConnectResponse& response);

  // There will be no transport.  Not from within a callback of the machine.
  void StartFailed(const absl::Status& status);

  // A command was given to the machine: sends what it put out, now or at the
  // end of the turn.
  void OnCommand();

  // As WebSocketProtocol::SetPaused(), the stream included.
  void SetPaused(bool paused);

  // From the machine's delegate: the machine is closed.
  void OnProtocolClosed(const WebSocketCloseResult& result);

  // Cuts the connection without further words, by RST or FIN, and ends.  Not
  // from within a callback of the machine, which hears nothing of it.
  void Cut(bool reset);

  // Whether an open connection keeps the loop alive; true at first.
  void SetKeepsLoopAlive(bool keeps_alive);

  // The stream, once started and while it is there; null otherwise.
  const Stream* stream() const { return stream_.get(); }

  // Bytes that the stream brought and took so far.
  uint64_t bytes_received() const { return bytes_received_; }
  uint64_t bytes_written() const { return bytes_written_; }

  static absl::Time Now();

 private:
  void OnStreamData(absl::Span<const uint8_t> data) override;
  void OnStreamEnd() override;
  void OnStreamError(const absl::Status& error) override;
  void OnStreamWritable() override;
  void OnTurnEnd() override;

  void TakeStream(std::unique_ptr<Stream> stream);
  void OnTimer();
  // Returns how much of `data` the machine has taken.
  size_t Receive(absl::Span<const uint8_t> data);
  void ReceiveHeld();
  void Flush();
  // Follows each call into the machine.
  void Update();
  void SetTimer();
  void BeginLinger();
  void Finish();

  LoopContext* const context_;
  const std::unique_ptr<WebSocketProtocol> protocol_;
  Owner* const owner_;
  std::unique_ptr<Stream> stream_;
  UvTimer timer_;
  absl::Time timer_due_ = absl::InfiniteFuture();

  // Received bytes that the machine did not take, as it is paused or has had
  // its share of the turn, and how many of them it has taken since.
  ByteBuffer held_;
  size_t held_start_ = 0;
  uint64_t work_turn_ = 0;  // The turn in which work_ was done.
  uint64_t work_ = 0;
  uint64_t bytes_received_ = 0;
  uint64_t bytes_written_ = 0;
  int commands_this_turn_ = 0;
  bool corked_ = false;      // The last turn with commands had several.
  bool in_machine_ = false;  // An incoming call is under way.
  bool amount_fell_ = false;
  bool protocol_closed_ = false;
  bool closed_cleanly_ = false;
  bool writable_ = true;
  bool read_ended_ = false;
  bool keeps_loop_alive_ = true;
  enum class State : uint8_t { kRunning, kLingering, kFinished };
  State state_ = State::kRunning;
};

}  // namespace mortise::net

#endif  // MORTISE_CORE_NET_WEB_SOCKET_DRIVER_H_
