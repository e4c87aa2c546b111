#ifndef MORTISE_CORE_NET_TLS_STREAM_H_
#define MORTISE_CORE_NET_TLS_STREAM_H_

#include <openssl/bio.h>
#include <openssl/ssl.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "absl/functional/any_invocable.h"
#include "absl/status/status.h"
#include "absl/types/span.h"
#include "core/base/byte_buffer.h"
#include "core/net/loop_context.h"
#include "core/net/stream.h"
#include "core/net/tls_context.h"

namespace mortise::net {

// TLS over another stream, in either role.
//
// The end of the lower stream without close_notify counts as an orderly end:
// WebSocket has a closing handshake of its own, so nothing can be truncated
// unnoticed, and browsers do the same.
class TlsStream final : public Stream,
                        private Stream::Delegate,
                        private LoopContext::TurnEndObserver {
 public:
  // Receives the outcome of the TLS handshake; may destroy the stream.
  using HandshakeCallback = absl::AnyInvocable<void(absl::Status)>;

  // Starts the handshake over `lower`.  The callback comes once, in a later
  // turn of the loop; not if the stream is destroyed before.
  TlsStream(LoopContext* context, std::unique_ptr<Stream> lower, SslPtr ssl,
            HandshakeCallback callback);
  ~TlsStream() override;

  // Whether the handshake resumed an earlier session.
  bool resumed() const { return SSL_session_reused(ssl_.get()) == 1; }
  // What ALPN chose, "http/1.1"; empty for nothing.
  std::string alpn() const;
  // "TLSv1.3".
  std::string version() const { return SSL_get_version(ssl_.get()); }

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
  std::string peer_name() const override { return lower_->peer_name(); }

 private:
  enum class State : uint8_t { kHandshaking, kOpen, kEnded, kFailed };

  // Tells a caller whether the callback that it made destroyed the stream.
  class Watch;

  // The BIO between OpenSSL and the lower stream.
  static const BIO_METHOD* BioMethod();
  static int BioRead(BIO* bio, char* to, size_t size, size_t* read);
  static int BioWrite(BIO* bio, const char* from, size_t size, size_t* written);
  static long BioControl(BIO* bio, int command, long, void*);

  // Stream::Delegate of the lower stream:
  void OnStreamData(absl::Span<const uint8_t> data) override;
  void OnStreamEnd() override;
  void OnStreamError(const absl::Status& error) override;
  void OnStreamWritable() override;

  // LoopContext::TurnEndObserver:
  void OnTurnEnd() override;

  // Lets OpenSSL have the received bytes.  `this` may be gone afterwards.
  void Process(absl::Span<const uint8_t> received);
  void Handshake();
  void Deliver();
  // `this` may be gone after these.
  void FinishHandshake(const absl::Status& status);
  void TellEnd();
  void Fail(const absl::Status& error);

  absl::Status SslFailure(const char* what) const;
  // Hands what OpenSSL put out to the lower stream; false if some is left.
  bool Flush();

  LoopContext* const context_;
  const std::unique_ptr<Stream> lower_;
  const SslPtr ssl_;
  HandshakeCallback callback_;
  Stream::Delegate* delegate_ = nullptr;
  Watch* watch_ = nullptr;

  absl::Span<const uint8_t> incoming_;  // What BioRead() takes from.
  ByteBuffer held_;                     // Received while nobody would take it.
  ByteBuffer outgoing_;  // What the lower stream has not taken yet.
  size_t outgoing_start_ = 0;

  // OK for a close_notify, or the failure: how reading has ended, untold as
  // long as the reader pauses, who may not have taken all that came before.
  std::optional<absl::Status> end_;

  State state_ = State::kHandshaking;
  bool paused_ = true;
  bool lower_blocked_ = false;
  bool writer_waits_ = false;
  bool write_shut_ = false;
};

}  // namespace mortise::net

#endif  // MORTISE_CORE_NET_TLS_STREAM_H_
