#include "core/net/http2_connection.h"

#include <utility>

#include "core/base/check.h"
#include "core/net/web_socket_driver.h"

namespace mortise::net {

Http2Connection::Http2Connection(LoopContext* context,
                                 std::unique_ptr<Stream> transport,
                                 Owner* owner)
    : context_(context),
      owner_(owner),
      peer_name_(transport->peer_name()),
      transport_(std::move(transport)),
      session_timer_(context->loop(), [this] { OnSessionTimer(); }),
      last_timer_(context->loop(), [this] { OnLastTimer(); }) {
  session_timer_.SetKeepsLoopAlive(false);
  last_timer_.SetKeepsLoopAlive(false);
  transport_->SetDelegate(this);
  transport_->ResumeReading();
  OnCommand();
}

Http2Connection::~Http2Connection() { MORTISE_CHECK(streams_ == 0); }

absl::Status Http2Connection::failure() const {
  if (!session_.failure().empty()) {
    return absl::UnavailableError(session_.failure());
  }
  return absl::UnavailableError(session_.is_over()
                                    ? "server ended the HTTP/2 connection"
                                    : "server allows no HTTP/2 streams");
}

absl::StatusOr<std::unique_ptr<Http2Stream>> Http2Connection::OpenStream(
    const std::vector<HttpHead::Field>& request,
    Http2Stream::ResponseCallback callback) {
  auto stream = std::make_unique<Http2Stream>(this, std::move(callback));
  ++streams_;
  CountKeepingAlive(true);
  if (!closing_) last_timer_.Stop();
  if (absl::Status status = stream->Open(request); !status.ok()) return status;
  return stream;
}

void Http2Connection::Close() {
  if (std::exchange(closing_, true)) return;
  session_.Terminate();
  last_timer_.Start(kCloseTime);
  OnCommand();
}

void Http2Connection::Remove() {
  if (--streams_ == 0 && !closing_) last_timer_.Start(kIdleTime);
  OnCommand();
}

void Http2Connection::CountKeepingAlive(bool more) {
  streams_keeping_alive_ += more ? 1 : -1;
  UpdateKeepsLoopAlive();
}

void Http2Connection::UpdateKeepsLoopAlive() {
  if (!transport_) return;
  transport_->SetKeepsLoopAlive(!ready_told_ || streams_keeping_alive_ > 0);
}

// ---- Incoming --------------------------------------------------------------

void Http2Connection::OnStreamData(absl::Span<const uint8_t> data) {
  session_.Receive(data, WebSocketDriver::Now());
  Pump();
}

void Http2Connection::OnStreamEnd() {
  session_.ReceiveEnd();
  DropTransport();
}

void Http2Connection::OnStreamError(const absl::Status& error) {
  session_.ReceiveError(error);
  DropTransport();
}

void Http2Connection::OnStreamWritable() {
  blocked_ = false;
  Pump();
}

void Http2Connection::OnTurnEnd() {
  session_.AdvanceTo(WebSocketDriver::Now());
  if (!ready_told_ && (session_.settings_received() || session_.is_over())) {
    ready_told_ = true;
    owner_->OnHttp2Ready(this);
    UpdateKeepsLoopAlive();
    if (streams_ == 0 && !closing_) last_timer_.Start(kIdleTime);
  }
  Pump();
  if (!transport_ && streams_ == 0) owner_->OnHttp2Finished(this);
}

void Http2Connection::OnSessionTimer() {
  session_timer_due_ = absl::InfiniteFuture();
  session_.AdvanceTo(WebSocketDriver::Now());
  Pump();
}

void Http2Connection::OnLastTimer() {
  if (!closing_) {
    Close();
    return;
  }
  session_.ReceiveError(
      absl::DeadlineExceededError("HTTP/2: the server does not read"));
  DropTransport();
}

// Follows each call into the session.
void Http2Connection::Pump() {
  while (transport_ && !blocked_) {
    const absl::Span<const uint8_t> output = session_.PendingOutput();
    if (output.empty()) break;
    const size_t written = transport_->Write(output);
    session_.ConsumeOutput(written);
    blocked_ = written < output.size();
  }
  const absl::Time due = session_.next_deadline();
  if (due == absl::InfinitePast() ||
      (!ready_told_ && session_.settings_received())) {
    OnCommand();
  } else if (due < session_timer_due_) {
    session_timer_due_ = due;
    session_timer_.StartTimeout(due - WebSocketDriver::Now());
  }
  if (!transport_ || !session_.is_over()) return;
  if (!blocked_) {
    DropTransport();
  } else if (!std::exchange(closing_, true)) {
    last_timer_.Start(kCloseTime);
  }
}

void Http2Connection::DropTransport() {
  transport_ = nullptr;
  last_timer_.Stop();
  OnCommand();
}

}  // namespace mortise::net
