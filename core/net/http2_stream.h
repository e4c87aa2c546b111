#ifndef MORTISE_CORE_NET_HTTP2_STREAM_H_
#define MORTISE_CORE_NET_HTTP2_STREAM_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/functional/any_invocable.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "core/net/client_handshake.h"
#include "core/net/http2_session.h"
#include "core/net/stream.h"

namespace mortise::net {

class Http2Connection;

// A stream of an HTTP/2 connection after an extended CONNECT: END_STREAM is
// the FIN of a TCP connection, RST_STREAM (CANCEL) its RST (RFC 8441 section
// 5).
//
// In one respect it is kinder than TCP: what was written is still sent for a
// while after the stream is destroyed.
class Http2Stream final : public Stream, private Http2Session::StreamDelegate {
 public:
  // Receives the final response; or why there is none, with the codes of
  // Http2Session::StreamDelegate::OnHttp2Error().  May destroy the stream.
  using ResponseCallback =
      absl::AnyInvocable<void(absl::StatusOr<ExtendedConnectResponse>)>;

  // For Http2Connection::OpenStream().
  Http2Stream(Http2Connection* connection, ResponseCallback callback);
  ~Http2Stream() override;

  // Sends the request.  Only if that goes well the callback comes, in a later
  // turn of the loop, once; not if the stream is destroyed before.
  absl::Status Open(const std::vector<HttpHead::Field>& request);

  // In the peer's words; for logs.
  Http2Session::StreamId id() const { return id_; }

  void SetDelegate(Stream::Delegate* delegate) override {
    delegate_ = delegate;
  }
  void ResumeReading() override;
  void PauseReading() override;
  [[nodiscard]] size_t Write(absl::Span<const uint8_t> data) override;
  size_t queued_bytes() const override;
  void ShutdownWrite() override;
  void Reset() override;
  void SetKeepsLoopAlive(bool keeps_alive) override;
  std::string peer_name() const override;

 private:
  // Http2Session::StreamDelegate:
  void OnHttp2Response(ExtendedConnectResponse response) override;
  void OnHttp2Data(absl::Span<const uint8_t> data) override;
  void OnHttp2End() override;
  void OnHttp2Error(const absl::Status& error) override;
  void OnHttp2Writable() override;

  Http2Connection* const connection_;
  ResponseCallback callback_;  // Null once called.
  Stream::Delegate* delegate_ = nullptr;
  Http2Session::StreamId id_ = 0;  // 0 while there is none.
  bool keeps_loop_alive_ = true;
};

}  // namespace mortise::net

#endif  // MORTISE_CORE_NET_HTTP2_STREAM_H_
