#include "core/net/tls_stream.h"

#include <openssl/err.h>
#include <openssl/x509_vfy.h>

#include <algorithm>
#include <cstring>
#include <string>
#include <utility>

#include "core/base/check.h"
#include "core/base/strings.h"

namespace mortise::net {

namespace {

// The most plaintext that one TLS record carries (RFC 8446 section 5.1).
constexpr size_t kMaxRecordSize = 16 << 10;

// The lower stream gets this much ciphertext at a time, so that little is
// encrypted ahead of a peer that does not read.  Bytes.
constexpr size_t kOutgoingLimit = 64 << 10;

}  // namespace

class TlsStream::Watch {
 public:
  explicit Watch(TlsStream* stream)
      : stream_(stream), outer_(std::exchange(stream->watch_, this)) {}
  Watch(const Watch&) = delete;
  Watch& operator=(const Watch&) = delete;
  ~Watch() {
    if (stream_) stream_->watch_ = outer_;
  }

  bool stream_is_gone() const { return !stream_; }
  void StreamGoes() {
    for (Watch* watch = this; watch; watch = watch->outer_) {
      watch->stream_ = nullptr;
    }
  }

 private:
  TlsStream* stream_;
  Watch* const outer_;
};

TlsStream::TlsStream(LoopContext* context, std::unique_ptr<Stream> lower,
                     SslPtr ssl, HandshakeCallback callback)
    : context_(context),
      lower_(std::move(lower)),
      ssl_(std::move(ssl)),
      callback_(std::move(callback)) {
  BIO* bio = BIO_new(BioMethod());
  MORTISE_CHECK(bio != nullptr);
  BIO_set_data(bio, this);
  BIO_set_init(bio, 1);
  SSL_set_bio(ssl_.get(), bio, bio);
  lower_->SetDelegate(this);
  lower_->ResumeReading();
  // A client speaks first; that, too, waits for the turn's end, so that a
  // failure is not told from within the constructor.
  context_->AwaitTurnEnd(this);
}

TlsStream::~TlsStream() {
  if (watch_) watch_->StreamGoes();
  // Unless told that the connection ended well, OpenSSL would take the session
  // for spoilt and not resume it.
  if (state_ == State::kOpen || state_ == State::kEnded) {
    SSL_set_shutdown(ssl_.get(), SSL_SENT_SHUTDOWN | SSL_RECEIVED_SHUTDOWN);
  }
}

std::string TlsStream::alpn() const {
  const unsigned char* name = nullptr;
  unsigned int size = 0;
  SSL_get0_alpn_selected(ssl_.get(), &name, &size);
  return std::string(reinterpret_cast<const char*>(name), size);
}

// ---- Between OpenSSL and the lower stream ----------------------------------

const BIO_METHOD* TlsStream::BioMethod() {
  static const BIO_METHOD* const method = [] {
    BIO_METHOD* made = BIO_meth_new(BIO_get_new_index(), "mortise stream");
    MORTISE_CHECK(made != nullptr);
    BIO_meth_set_read_ex(made, BioRead);
    BIO_meth_set_write_ex(made, BioWrite);
    BIO_meth_set_ctrl(made, BioControl);
    return made;
  }();
  return method;
}

int TlsStream::BioRead(BIO* bio, char* to, size_t size, size_t* read) {
  auto* self = static_cast<TlsStream*>(BIO_get_data(bio));
  BIO_clear_retry_flags(bio);
  if (self->incoming_.empty()) {
    BIO_set_retry_read(bio);
    return 0;
  }
  *read = std::min(size, self->incoming_.size());
  std::memcpy(to, self->incoming_.data(), *read);
  self->incoming_.remove_prefix(*read);
  return 1;
}

int TlsStream::BioWrite(BIO* bio, const char* from, size_t size,
                        size_t* written) {
  auto* self = static_cast<TlsStream*>(BIO_get_data(bio));
  BIO_clear_retry_flags(bio);
  self->outgoing_.Append(std::string_view(from, size));
  *written = size;
  return 1;
}

long TlsStream::BioControl(BIO*, int command, long, void*) {
  return command == BIO_CTRL_FLUSH ? 1 : 0;
}

bool TlsStream::Flush() {
  while (outgoing_start_ < outgoing_.size() && !lower_blocked_) {
    const auto rest = outgoing_.span().subspan(outgoing_start_);
    const size_t written = lower_->Write(rest);
    outgoing_start_ += written;
    lower_blocked_ = written < rest.size();
  }
  if (outgoing_start_ < outgoing_.size()) return false;
  outgoing_start_ = 0;
  // What a burst needed is not kept by an idle connection.
  if (outgoing_.capacity() > kMaxRecordSize) {
    outgoing_ = ByteBuffer();
  } else {
    outgoing_.Clear();
  }
  return true;
}

// ---- Stream ----------------------------------------------------------------

void TlsStream::ResumeReading() {
  if (!std::exchange(paused_, false) || state_ == State::kFailed) return;
  // What is held, by us or by OpenSSL, comes first.
  context_->AwaitTurnEnd(this);
}

void TlsStream::PauseReading() {
  paused_ = true;
  if (state_ == State::kOpen) lower_->PauseReading();
}

size_t TlsStream::Write(absl::Span<const uint8_t> data) {
  if (state_ == State::kFailed || write_shut_) return data.size();
  size_t taken = 0;
  while (taken < data.size() && Flush()) {
    while (taken < data.size() && outgoing_.size() < kOutgoingLimit) {
      const auto piece = data.subspan(taken, kMaxRecordSize);
      size_t written = 0;
      ERR_clear_error();
      if (SSL_write_ex(ssl_.get(), piece.data(), piece.size(), &written) != 1) {
        // Nothing but a connection that has failed before refuses to write;
        // reading tells why.
        return data.size();
      }
      taken += written;
    }
  }
  Flush();
  writer_waits_ = taken < data.size();
  return taken;
}

size_t TlsStream::queued_bytes() const {
  return outgoing_.size() - outgoing_start_ + lower_->queued_bytes();
}

void TlsStream::ShutdownWrite() {
  if (std::exchange(write_shut_, true) || state_ == State::kFailed) return;
  ERR_clear_error();
  SSL_shutdown(ssl_.get());
  ERR_clear_error();
  if (Flush()) lower_->ShutdownWrite();
}

void TlsStream::Reset() {
  state_ = State::kFailed;
  delegate_ = nullptr;
  callback_ = nullptr;
  lower_->Reset();
}

void TlsStream::SetKeepsLoopAlive(bool keeps_alive) {
  lower_->SetKeepsLoopAlive(keeps_alive);
}

// ---- From the lower stream -------------------------------------------------

void TlsStream::OnStreamData(absl::Span<const uint8_t> data) { Process(data); }

void TlsStream::OnStreamEnd() {
  switch (state_) {
    case State::kHandshaking:
      FinishHandshake(absl::UnavailableError(
          "TLS handshake: the peer ended the connection"));
      return;
    case State::kOpen:
      state_ = State::kEnded;
      if (delegate_) delegate_->OnStreamEnd();
      return;
    case State::kEnded:
    case State::kFailed:
      return;
  }
}

void TlsStream::OnStreamError(const absl::Status& error) {
  switch (state_) {
    case State::kHandshaking:
      FinishHandshake(absl::Status(
          error.code(), Concat("TLS handshake: ", ToStd(error.message()))));
      return;
    case State::kOpen:
    case State::kEnded:
      Fail(error);
      return;
    case State::kFailed:
      return;
  }
}

void TlsStream::OnStreamWritable() {
  lower_blocked_ = false;
  if (!Flush()) return;
  if (write_shut_) {
    lower_->ShutdownWrite();
  } else if (std::exchange(writer_waits_, false) && delegate_) {
    delegate_->OnStreamWritable();
  }
}

void TlsStream::OnTurnEnd() {
  if (state_ == State::kFailed) return;
  if (state_ == State::kOpen && !paused_) lower_->ResumeReading();
  const ByteBuffer held = std::exchange(held_, ByteBuffer());
  Process(held.span());
}

// ---- TLS -------------------------------------------------------------------

void TlsStream::Process(absl::Span<const uint8_t> received) {
  if (state_ == State::kEnded || state_ == State::kFailed) return;
  Watch watch(this);
  incoming_ = received;
  if (state_ == State::kHandshaking) Handshake();
  if (!watch.stream_is_gone() && state_ == State::kOpen) Deliver();
  if (watch.stream_is_gone()) return;
  // Left over where the reader has paused.
  held_.Append(incoming_);
  incoming_ = {};
}

void TlsStream::Handshake() {
  ERR_clear_error();
  const int result = SSL_do_handshake(ssl_.get());
  const int error =
      result == 1 ? SSL_ERROR_NONE : SSL_get_error(ssl_.get(), result);
  if (error == SSL_ERROR_NONE) {
    Flush();
    state_ = State::kOpen;
    if (paused_) lower_->PauseReading();
    FinishHandshake(absl::OkStatus());
  } else if (error == SSL_ERROR_WANT_READ) {
    Flush();
  } else {
    const absl::Status status = SslFailure("TLS handshake");
    Flush();  // The alert.
    FinishHandshake(status);
  }
}

void TlsStream::Deliver() {
  Watch watch(this);
  const absl::Span<uint8_t> buffer = context_->plaintext_buffer();
  while (state_ == State::kOpen && !paused_ && !end_) {
    size_t filled = 0;
    int error = SSL_ERROR_NONE;
    while (error == SSL_ERROR_NONE && filled < buffer.size()) {
      size_t size = 0;
      ERR_clear_error();
      const int result = SSL_read_ex(ssl_.get(), buffer.data() + filled,
                                     buffer.size() - filled, &size);
      error = result == 1 ? SSL_ERROR_NONE : SSL_get_error(ssl_.get(), result);
      filled += size;
    }
    const bool failed = error != SSL_ERROR_NONE &&
                        error != SSL_ERROR_WANT_READ &&
                        error != SSL_ERROR_ZERO_RETURN;
    const absl::Status status = failed ? SslFailure("TLS") : absl::OkStatus();
    // A key update's answer, a failure's alert.
    Flush();
    // SSL_MODE_RELEASE_BUFFERS misses those that tickets for resumption took.
    if (error == SSL_ERROR_WANT_READ) SSL_free_buffers(ssl_.get());
    if (filled > 0 && delegate_) {
      delegate_->OnStreamData(buffer.subspan(0, filled));
      if (watch.stream_is_gone()) return;
    }
    if (error == SSL_ERROR_WANT_READ) return;
    if (error != SSL_ERROR_NONE) end_ = status;
  }
  if (end_ && !paused_ && state_ == State::kOpen) TellEnd();
}

void TlsStream::TellEnd() {
  const absl::Status end = *std::exchange(end_, std::nullopt);
  if (!end.ok()) {
    Fail(end);
    return;
  }
  state_ = State::kEnded;
  if (delegate_) delegate_->OnStreamEnd();
}

void TlsStream::FinishHandshake(const absl::Status& status) {
  if (!status.ok()) state_ = State::kFailed;
  HandshakeCallback callback = std::move(callback_);
  callback(status);
}

void TlsStream::Fail(const absl::Status& error) {
  if (state_ == State::kFailed) return;
  state_ = State::kFailed;
  if (delegate_) delegate_->OnStreamError(error);
}

absl::Status TlsStream::SslFailure(const char* what) const {
  const std::string reason = TlsContext::TakeError();
  const long verified = SSL_get_verify_result(ssl_.get());
  if (state_ == State::kHandshaking && verified != X509_V_OK) {
    return absl::PermissionDeniedError(
        Concat(what, ": certificate verify failed: ",
               X509_verify_cert_error_string(verified)));
  }
  return absl::UnavailableError(
      Concat(what, ": ", reason.empty() ? "protocol error" : reason));
}

}  // namespace mortise::net
