#ifndef MORTISE_CORE_NET_HTTP2_CONNECTION_H_
#define MORTISE_CORE_NET_HTTP2_CONNECTION_H_

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "absl/types/span.h"
#include "core/net/http2_session.h"
#include "core/net/http2_stream.h"
#include "core/net/loop_context.h"
#include "core/net/stream.h"
#include "core/net/uv_timer.h"

namespace mortise::net {

// Moves bytes and time between an Http2Session and a transport, and ends the
// connection some time after its last stream.
//
// Must outlive its streams, and must not be destroyed from within a callback
// of theirs.
class Http2Connection final : private Stream::Delegate,
                              private LoopContext::TurnEndObserver {
 public:
  // How long a connection without streams waits for another one.
  static constexpr absl::Duration kIdleTime = absl::Seconds(5);
  // How long the last words may take to leave.
  static constexpr absl::Duration kCloseTime = absl::Seconds(2);

  // Called at the end of a turn.
  class Owner {
   public:
    // The server's SETTINGS have come, or the connection is over before.
    virtual void OnHttp2Ready(Http2Connection* connection) = 0;

    // The connection is over and has no streams.  May destroy it.
    virtual void OnHttp2Finished(Http2Connection* connection) = 0;

   protected:
    ~Owner() = default;
  };

  Http2Connection(LoopContext* context, std::unique_ptr<Stream> transport,
                  Owner* owner);
  Http2Connection(const Http2Connection&) = delete;
  Http2Connection& operator=(const Http2Connection&) = delete;
  ~Http2Connection();

  // Whether WebSockets can be opened on it now.
  bool accepts_web_sockets() const {
    return session_.accepts_streams() && session_.connect_protocol_enabled();
  }
  // The server has said that it knows no extended CONNECT.
  bool refuses_web_sockets() const {
    return session_.settings_received() && !session_.connect_protocol_enabled();
  }
  // Why it accepts none.
  absl::Status failure() const;

  // Sends a request; the answer comes by `callback`.
  absl::StatusOr<std::unique_ptr<Http2Stream>> OpenStream(
      const std::vector<HttpHead::Field>& request,
      Http2Stream::ResponseCallback callback);

  // Ends the connection, streams included: GOAWAY.
  void Close();

  const std::string& peer_name() const { return peer_name_; }

 private:
  friend class Http2Stream;

  // Stream::Delegate of the transport:
  void OnStreamData(absl::Span<const uint8_t> data) override;
  void OnStreamEnd() override;
  void OnStreamError(const absl::Status& error) override;
  void OnStreamWritable() override;

  // LoopContext::TurnEndObserver:
  void OnTurnEnd() override;

  // For the streams:
  Http2Session& session() { return session_; }
  void OnCommand() { context_->AwaitTurnEnd(this); }
  void Remove();
  void CountKeepingAlive(bool more);
  void UpdateKeepsLoopAlive();

  void OnSessionTimer();
  void OnLastTimer();
  void Pump();
  void DropTransport();

  LoopContext* const context_;
  Owner* const owner_;
  const std::string peer_name_;
  Http2Session session_;
  std::unique_ptr<Stream> transport_;  // Null once all is over.
  size_t streams_ = 0;
  size_t streams_keeping_alive_ = 0;
  UvTimer session_timer_;
  absl::Time session_timer_due_ = absl::InfiniteFuture();
  UvTimer last_timer_;  // Idle time, and then the time to close.
  bool ready_told_ = false;
  bool closing_ = false;
  bool blocked_ = false;
};

}  // namespace mortise::net

#endif  // MORTISE_CORE_NET_HTTP2_CONNECTION_H_
