#include "core/net/http2_stream.h"

#include <utility>

#include "core/net/http2_connection.h"
#include "core/net/web_socket_driver.h"

namespace mortise::net {

Http2Stream::Http2Stream(Http2Connection* connection, ResponseCallback callback)
    : connection_(connection), callback_(std::move(callback)) {}

Http2Stream::~Http2Stream() {
  if (id_ != 0) {
    connection_->session().ReleaseStream(id_, WebSocketDriver::Now());
  }
  if (keeps_loop_alive_) connection_->CountKeepingAlive(false);
  connection_->Remove();
}

absl::Status Http2Stream::Open(const std::vector<HttpHead::Field>& request) {
  const absl::StatusOr<Http2Session::StreamId> id =
      connection_->session().OpenStream(request, this);
  if (!id.ok()) return id.status();
  id_ = *id;
  connection_->OnCommand();
  return absl::OkStatus();
}

// ---- Stream ----------------------------------------------------------------

void Http2Stream::ResumeReading() {
  if (id_ == 0) return;
  connection_->session().SetPaused(id_, false);
  connection_->OnCommand();
}

void Http2Stream::PauseReading() {
  if (id_ != 0) connection_->session().SetPaused(id_, true);
}

size_t Http2Stream::Write(absl::Span<const uint8_t> data) {
  if (id_ == 0) return data.size();
  const size_t taken = connection_->session().Write(id_, data);
  connection_->OnCommand();
  return taken;
}

size_t Http2Stream::queued_bytes() const {
  return id_ == 0 ? 0 : connection_->session().queued_bytes(id_);
}

void Http2Stream::ShutdownWrite() {
  if (id_ == 0) return;
  connection_->session().EndStream(id_);
  connection_->OnCommand();
}

void Http2Stream::Reset() {
  if (id_ == 0) return;
  connection_->session().ResetStream(std::exchange(id_, 0));
  connection_->OnCommand();
}

void Http2Stream::SetKeepsLoopAlive(bool keeps_alive) {
  if (std::exchange(keeps_loop_alive_, keeps_alive) == keeps_alive) return;
  connection_->CountKeepingAlive(keeps_alive);
}

std::string Http2Stream::peer_name() const { return connection_->peer_name(); }

// ---- Http2Session::StreamDelegate ------------------------------------------

void Http2Stream::OnHttp2Response(ExtendedConnectResponse response) {
  ResponseCallback callback = std::move(callback_);
  callback_ = nullptr;
  callback(std::move(response));
}

void Http2Stream::OnHttp2Data(absl::Span<const uint8_t> data) {
  if (delegate_) delegate_->OnStreamData(data);
}

void Http2Stream::OnHttp2End() {
  if (delegate_) delegate_->OnStreamEnd();
}

void Http2Stream::OnHttp2Error(const absl::Status& error) {
  if (callback_) {
    ResponseCallback callback = std::move(callback_);
    callback_ = nullptr;
    callback(absl::Status(error));
  } else if (delegate_) {
    delegate_->OnStreamError(error);
  }
}

void Http2Stream::OnHttp2Writable() {
  if (delegate_) delegate_->OnStreamWritable();
}

}  // namespace mortise::net
