#ifndef MORTISE_CORE_NET_HTTP2_SESSION_H_
#define MORTISE_CORE_NET_HTTP2_SESSION_H_

#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "absl/types/span.h"
#include "core/base/byte_buffer.h"
#include "core/net/client_handshake.h"
#include "core/net/http_head.h"

struct nghttp2_session;

namespace mortise::net {

// A client's end of an HTTP/2 connection (RFC 9113) whose streams carry other
// protocols after an extended CONNECT (RFC 8441), without I/O and without a
// clock.
//
//   incoming  Receive(), ReceiveEnd(), ReceiveError(), AdvanceTo(): call the
//             streams' delegates.
//   commands  never call a delegate.  What they bring about is told by the
//             next AdvanceTo(); when that is due at once, next_deadline() says
//             so.
//   output    After either kind of call, write what PendingOutput() holds and
//             report it by ConsumeOutput(); not from within a callback.
//
// Delegates may give commands in their callbacks, but no incoming call, and
// must not destroy the session there.
//
// Memory is bounded, whatever the server does: kMaxQueuedBytes to send and
// kStreamWindow received a stream, kMaxBufferedOutput and what nghttp2 needs a
// connection.  A stream that is paused gets no further window; the others are
// not touched by that, for the connection's own window is refilled at once.
class Http2Session {
 public:
  using StreamId = int32_t;

  // Received bytes that a stream may hold while it is paused.
  static constexpr int32_t kStreamWindow = 1 << 20;
  // The same for the connection, before it is read.  Bytes.
  static constexpr int32_t kConnectionWindow = 16 << 20;
  // What Write() queues for a stream.  Bytes.
  static constexpr size_t kMaxQueuedBytes = 64 << 10;
  // Frames are put together up to about this size.  Bytes.
  static constexpr size_t kMaxBufferedOutput = 32 << 10;
  // The size of a response's header list, all 1xx responses before it and
  // trailers after it included, as RFC 9113 section 6.5.2 counts it; of the
  // names and values as sent about as much again.  Bytes.
  static constexpr size_t kMaxHeaderListSize = 256 << 10;
  // How long what was queued for a released stream waits for the server's
  // window.
  static constexpr absl::Duration kDrainTime = absl::Seconds(2);
  // Frames that carry nothing (PING, SETTINGS, PRIORITY, empty DATA, ...): so
  // many at once and so many a second more.  Beyond that the connection is
  // ended with ENHANCE_YOUR_CALM.  Those of unknown types cost no more than
  // other bytes and are ignored (RFC 9113 section 5.5).
  static constexpr int kMaxIdleFrames = 1000;
  static constexpr int kIdleFramesPerSecond = 100;

  // Any of the callbacks may release the stream.
  class StreamDelegate {
   public:
    // The final response to the request.  Comes first, unless there is none;
    // on a paused stream too.
    virtual void OnHttp2Response(ExtendedConnectResponse response) = 0;

    // At least one byte, valid during the call.  Not while paused.
    virtual void OnHttp2Data(absl::Span<const uint8_t> data) = 0;

    // END_STREAM, or the orderly end of the connection.  Not while paused.
    virtual void OnHttp2End() = 0;

    // The stream is broken: RST_STREAM, an error in the protocol, the end of
    // the connection.  Nothing follows.  Not while paused, once the response
    // has come.  Aborted if the server has not looked at the request,
    // Unimplemented if it wants to be asked over HTTP/1.1.
    virtual void OnHttp2Error(const absl::Status& error) = 0;

    // All that Write() took has been framed, after it had taken less than it
    // was given.
    virtual void OnHttp2Writable() = 0;

   protected:
    ~StreamDelegate() = default;
  };

  Http2Session();
  Http2Session(const Http2Session&) = delete;
  Http2Session& operator=(const Http2Session&) = delete;
  ~Http2Session();

  // ---- The connection ------------------------------------------------------

  // The server's first SETTINGS frame has come.
  bool settings_received() const { return settings_received_; }
  // It said SETTINGS_ENABLE_CONNECT_PROTOCOL = 1 (RFC 8441 section 3).
  bool connect_protocol_enabled() const;
  // A stream can be opened now: SETTINGS have come and no GOAWAY, and the
  // server's SETTINGS_MAX_CONCURRENT_STREAMS are not in use.
  bool accepts_streams() const;
  // All has been said; the transport can be closed once the output is written.
  bool is_over() const;
  // Why, for the log; empty for an orderly end.
  const std::string& failure() const { return failure_; }

  // Ends the connection with GOAWAY and NO_ERROR, its streams with it.
  void Terminate();

  // ---- Streams: commands ---------------------------------------------------

  // Sends a request.  The stream is paused at first.  Unavailable if
  // accepts_streams() is false.
  absl::StatusOr<StreamId> OpenStream(
      const std::vector<HttpHead::Field>& request, StreamDelegate* delegate);

  // Queues as much of `data` as fits and returns how many bytes that is; if
  // it is less than all, OnHttp2Writable() follows.  A stream that is broken
  // or ended on our side takes all and drops it.
  [[nodiscard]] size_t Write(StreamId id, absl::Span<const uint8_t> data);
  // Bytes that Write() took and no frame holds yet.
  size_t queued_bytes(StreamId id) const;

  // Sends END_STREAM behind what is queued.
  void EndStream(StreamId id);

  void SetPaused(StreamId id, bool paused);

  // The delegate hears nothing more, and the id means nothing from here on.
  // What is queued is still sent for kDrainTime; then the stream is cancelled
  // if the server has not ended it.
  void ReleaseStream(StreamId id, absl::Time now);
  // The same with RST_STREAM (CANCEL) at once.
  void ResetStream(StreamId id);

  // ---- Incoming ------------------------------------------------------------

  void Receive(absl::Span<const uint8_t> data, absl::Time now);
  // The transport has ended in order, or is broken: so are all streams.
  void ReceiveEnd();
  void ReceiveError(const absl::Status& error);
  void AdvanceTo(absl::Time now);
  // When AdvanceTo() is due: InfinitePast() for at once, InfiniteFuture() for
  // never.
  absl::Time next_deadline() const;

  // ---- Output --------------------------------------------------------------

  // Bytes to write next, empty if there are none; more may follow.  They stay
  // in place until they are consumed or PendingOutput() is called again.
  absl::Span<const uint8_t> PendingOutput();
  void ConsumeOutput(size_t size);

 private:
  struct Stream;
  // What nghttp2 calls.
  struct Callbacks;
  struct Drain {
    absl::Time deadline;
    StreamId id;
  };
  struct SessionDeleter {
    void operator()(nghttp2_session* session) const;
  };

  Stream* Find(StreamId id) const;
  // Tells a stream's delegate what it may hear.
  void Deliver(StreamId id);
  bool DeliverData(StreamId id);
  void Hold(Stream& stream, ByteBuffer held, size_t start);
  // The same by the next AdvanceTo().
  void MarkDue(StreamId id, Stream& stream);
  void DeliverDue();
  void Cancel(StreamId id);
  void CloseStream(StreamId id, uint32_t error_code);
  // Ends all streams, with `error` or, if it is OK, in order.
  void EndAll(const absl::Status& error);
  // Notices that nghttp2 has come to an end.
  void CheckForEnd();
  void Fail(std::string_view reason);
  void CountIdleFrame();
  void FillOutput();

  std::unique_ptr<nghttp2_session, SessionDeleter> session_;
  absl::flat_hash_map<StreamId, std::unique_ptr<Stream>> streams_;
  size_t open_streams_ = 0;  // Those that nghttp2 has not closed.
  std::vector<StreamId> due_;
  std::deque<Drain> drains_;  // By deadline.

  ByteBuffer output_;
  size_t output_start_ = 0;

  // The bucket for idle frames, and when it was last filled.
  double idle_frames_left_ = kMaxIdleFrames;
  absl::Time idle_frames_time_ = absl::InfinitePast();

  std::string failure_;
  std::string last_error_;  // What nghttp2 says of an error.
  bool settings_received_ = false;
  bool goaway_received_ = false;
  bool receiving_ = false;  // Delegates may be called.
  bool flooded_ = false;
  bool over_ = false;
};

}  // namespace mortise::net

#endif  // MORTISE_CORE_NET_HTTP2_SESSION_H_
