#include "core/net/http2_session.h"

#include <nghttp2/nghttp2.h>

#include <algorithm>
#include <cstring>
#include <utility>

#include "core/base/check.h"
#include "core/base/strings.h"
#include "core/net/http2_session_callbacks.h"
#include "core/net/http2_session_stream.h"

namespace mortise::net {

namespace {

// Data goes to delegates in pieces of at most this size, so that they can
// pause in between.  Bytes.
constexpr size_t kMaxDeliveredBytes = 64 << 10;

}  // namespace

void Http2Session::SessionDeleter::operator()(nghttp2_session* session) const {
  nghttp2_session_del(session);
}

Http2Session::Http2Session() {
  nghttp2_session* session;
  MORTISE_CHECK(nghttp2_session_client_new2(&session, Callbacks::All(), this,
                                            Callbacks::Options()) == 0);
  session_.reset(session);
  const nghttp2_settings_entry settings[] = {
      {NGHTTP2_SETTINGS_ENABLE_PUSH, 0},
      {NGHTTP2_SETTINGS_INITIAL_WINDOW_SIZE, kStreamWindow},
      {NGHTTP2_SETTINGS_MAX_HEADER_LIST_SIZE, kMaxHeaderListSize},
  };
  MORTISE_CHECK(nghttp2_submit_settings(session, NGHTTP2_FLAG_NONE, settings,
                                        std::size(settings)) == 0);
  MORTISE_CHECK(nghttp2_session_set_local_window_size(
                    session, NGHTTP2_FLAG_NONE, 0, kConnectionWindow) == 0);
}

Http2Session::~Http2Session() = default;

// ---- The connection --------------------------------------------------------

bool Http2Session::connect_protocol_enabled() const {
  return nghttp2_session_get_remote_settings(
             session_.get(), NGHTTP2_SETTINGS_ENABLE_CONNECT_PROTOCOL) == 1;
}

bool Http2Session::accepts_streams() const {
  return settings_received_ && !goaway_received_ && !is_over() &&
         open_streams_ <
             nghttp2_session_get_remote_settings(
                 session_.get(), NGHTTP2_SETTINGS_MAX_CONCURRENT_STREAMS) &&
         nghttp2_session_check_request_allowed(session_.get()) != 0;
}

bool Http2Session::is_over() const {
  return over_ || (nghttp2_session_want_read(session_.get()) == 0 &&
                   nghttp2_session_want_write(session_.get()) == 0);
}

void Http2Session::Terminate() {
  nghttp2_session_terminate_session(session_.get(), NGHTTP2_NO_ERROR);
}

// ---- Streams: commands -----------------------------------------------------

Http2Session::Stream* Http2Session::Find(StreamId id) const {
  const auto it = streams_.find(id);
  return it == streams_.end() ? nullptr : it->second.get();
}

absl::StatusOr<Http2Session::StreamId> Http2Session::OpenStream(
    const std::vector<HttpHead::Field>& request, StreamDelegate* delegate) {
  std::vector<nghttp2_nv> fields;
  fields.reserve(request.size());
  for (const HttpHead::Field& field : request) {
    const bool secret = field.name == "authorization" || field.name == "cookie";
    const auto bytes = [](const std::string& text) {
      return const_cast<uint8_t*>(
          reinterpret_cast<const uint8_t*>(text.data()));
    };
    fields.push_back({bytes(field.name), bytes(field.value), field.name.size(),
                      field.value.size(),
                      static_cast<uint8_t>(secret ? NGHTTP2_NV_FLAG_NO_INDEX
                                                  : NGHTTP2_NV_FLAG_NONE)});
  }
  nghttp2_data_provider provider = {};
  provider.read_callback = Callbacks::ReadQueue;
  const StreamId id =
      accepts_streams()
          ? nghttp2_submit_request(session_.get(), nullptr, fields.data(),
                                   fields.size(), &provider, nullptr)
          : NGHTTP2_ERR_START_STREAM_NOT_ALLOWED;
  if (id < 0) {
    return absl::UnavailableError(
        Concat("no HTTP/2 stream: ", nghttp2_strerror(id)));
  }
  auto stream = std::make_unique<Stream>();
  stream->delegate = delegate;
  streams_[id] = std::move(stream);
  ++open_streams_;
  return id;
}

size_t Http2Session::Write(StreamId id, absl::Span<const uint8_t> data) {
  Stream& stream = *Find(id);
  if (stream.is_broken() || stream.end_wanted) return data.size();
  const size_t room =
      kMaxQueuedBytes - std::min<size_t>(kMaxQueuedBytes, stream.queue.size());
  const size_t taken = std::min(room, data.size());
  if (taken > 0) {
    std::memcpy(stream.queue.Extend(taken), data.data(), taken);
    nghttp2_session_resume_data(session_.get(), id);
  }
  if (taken < data.size()) stream.writer_waits = true;
  return taken;
}

size_t Http2Session::queued_bytes(StreamId id) const {
  return static_cast<size_t>(Find(id)->queue.size());
}

void Http2Session::EndStream(StreamId id) {
  Stream& stream = *Find(id);
  if (stream.is_broken() || std::exchange(stream.end_wanted, true)) return;
  nghttp2_session_resume_data(session_.get(), id);
}

void Http2Session::SetPaused(StreamId id, bool paused) {
  Stream& stream = *Find(id);
  if (std::exchange(stream.paused, paused) && !paused) MarkDue(id, stream);
}

void Http2Session::ReleaseStream(StreamId id, absl::Time now) {
  Stream& stream = *Find(id);
  stream.delegate = nullptr;
  stream.held = ByteBuffer();
  if (stream.closed) {
    streams_.erase(id);
  } else if (!stream.responded ||
             (stream.queue.empty() && !stream.remote_ended)) {
    Cancel(id);
  } else {
    EndStream(id);
    drains_.push_back({now + kDrainTime, id});
  }
}

void Http2Session::ResetStream(StreamId id) {
  Stream& stream = *Find(id);
  stream.delegate = nullptr;
  stream.held = ByteBuffer();
  if (stream.closed) {
    streams_.erase(id);
  } else {
    Cancel(id);
  }
}

void Http2Session::Cancel(StreamId id) {
  Stream& stream = *Find(id);
  if (std::exchange(stream.reset, true)) return;
  nghttp2_submit_rst_stream(session_.get(), NGHTTP2_FLAG_NONE, id,
                            NGHTTP2_CANCEL);
}

// ---- Delivery --------------------------------------------------------------

void Http2Session::MarkDue(StreamId id, Stream& stream) {
  if (std::exchange(stream.due, true)) return;
  due_.push_back(id);
}

void Http2Session::DeliverDue() {
  const std::vector<StreamId> due = std::exchange(due_, {});
  for (const StreamId id : due) {
    Stream* stream = Find(id);
    if (!stream) continue;
    stream->due = false;
    Deliver(id);
  }
}

void Http2Session::Deliver(StreamId id) {
  Stream* stream = Find(id);
  if (!stream || !stream->delegate) return;
  if (!receiving_) {
    MarkDue(id, *stream);
    return;
  }
  if (std::exchange(stream->writable_due, false) && !stream->is_broken()) {
    stream->delegate->OnHttp2Writable();
  }
  if (!DeliverData(id)) return;
  stream = Find(id);
  if (stream->remote_ended && !stream->end_told && stream->responded) {
    stream->end_told = true;
    stream->delegate->OnHttp2End();
    stream = Find(id);
    if (!stream || !stream->delegate) return;
  }
  if (!stream->error.ok() && stream->closed && !stream->error_told) {
    stream->error_told = true;
    stream->delegate->OnHttp2Error(absl::Status(stream->error));
  }
}

// False if the stream is gone or wants to hear nothing now.
bool Http2Session::DeliverData(StreamId id) {
  Stream* stream = Find(id);
  if (!stream || !stream->delegate) return false;
  // A stream is paused until its response has come; its error is told.
  if (stream->paused) return !stream->responded;
  // Nothing is added to it meanwhile, nor can it go under the delegate.
  ByteBuffer held = std::exchange(stream->held, ByteBuffer());
  size_t start = std::exchange(stream->held_start, 0);
  while (start < held.size()) {
    const auto piece = held.span().subspan(start, kMaxDeliveredBytes);
    start += piece.size();
    nghttp2_session_consume_stream(session_.get(), id, piece.size());
    stream->delegate->OnHttp2Data(piece);
    stream = Find(id);
    if (!stream || !stream->delegate) return false;
    if (!stream->paused) continue;
    Hold(*stream, std::move(held), start);
    return false;
  }
  return true;
}

// Keeps what a stream has not taken; memory does not grow with what it has.
void Http2Session::Hold(Stream& stream, ByteBuffer held, size_t start) {
  if (start == held.size()) return;
  if (start > held.size() / 2) {
    held = ByteBuffer::CopyOf(held.span().subspan(start));
    start = 0;
  }
  stream.held = std::move(held);
  stream.held_start = start;
}

void Http2Session::CloseStream(StreamId id, uint32_t error_code) {
  Stream* stream = Find(id);
  if (!stream || stream->closed) return;
  stream->closed = true;
  --open_streams_;
  if (!stream->delegate) {
    streams_.erase(id);
    return;
  }
  const bool ended = stream->responded && stream->remote_ended &&
                     error_code == NGHTTP2_NO_ERROR;
  if (!ended && stream->error.ok()) {
    stream->error = Callbacks::StreamError(
        error_code, *stream,
        Concat("HTTP/2 stream error: ", nghttp2_http2_strerror(error_code),
               last_error_.empty() ? "" : ": ", last_error_));
    last_error_.clear();
  }
  Deliver(id);
}

void Http2Session::EndAll(const absl::Status& error) {
  over_ = true;
  std::vector<StreamId> ids;
  for (auto& [id, stream] : streams_) ids.push_back(id);
  std::sort(ids.begin(), ids.end());
  for (const StreamId id : ids) {
    Stream* stream = Find(id);
    if (!stream) continue;
    if (stream->delegate && !stream->closed && stream->error.ok()) {
      if (!error.ok()) {
        stream->error = error;
      } else if (stream->responded) {
        stream->remote_ended = true;
      } else {
        stream->error =
            absl::UnavailableError("server ended the HTTP/2 connection");
      }
    }
    if (!std::exchange(stream->closed, true)) --open_streams_;
    if (stream->delegate) {
      Deliver(id);
    } else {
      streams_.erase(id);
    }
  }
}

// ---- Incoming --------------------------------------------------------------

void Http2Session::CountIdleFrame() {
  idle_frames_left_ -= 1;
  if (idle_frames_left_ < 0) flooded_ = true;
}

void Http2Session::Receive(absl::Span<const uint8_t> data, absl::Time now) {
  if (over_) return;
  if (now > idle_frames_time_) {
    const double seconds = absl::ToDoubleSeconds(
        std::min(now - idle_frames_time_, absl::Hours(1)));
    idle_frames_left_ = std::min<double>(
        kMaxIdleFrames, idle_frames_left_ + seconds * kIdleFramesPerSecond);
    idle_frames_time_ = now;
  }
  receiving_ = true;
  const ssize_t taken =
      nghttp2_session_mem_recv(session_.get(), data.data(), data.size());
  if (taken < 0) {
    Fail(nghttp2_strerror(static_cast<int>(taken)));
  } else if (flooded_) {
    failure_ = "HTTP/2: flood of frames that carry nothing";
    nghttp2_session_terminate_session(session_.get(),
                                      NGHTTP2_ENHANCE_YOUR_CALM);
    // Whoever floods need not read, so nothing waits for that.
    FillOutput();
    Fail(failure_);
  }
  CheckForEnd();
  receiving_ = false;
}

void Http2Session::ReceiveEnd() {
  if (over_) return;
  receiving_ = true;
  EndAll(failure_.empty() ? absl::OkStatus()
                          : absl::UnavailableError(failure_));
  receiving_ = false;
}

void Http2Session::ReceiveError(const absl::Status& error) {
  if (over_) return;
  failure_ = std::string(error.message());
  receiving_ = true;
  EndAll(error);
  receiving_ = false;
}

void Http2Session::AdvanceTo(absl::Time now) {
  receiving_ = true;
  DeliverDue();
  while (!drains_.empty() && drains_.front().deadline <= now) {
    const StreamId id = drains_.front().id;
    drains_.pop_front();
    if (Find(id)) Cancel(id);
  }
  receiving_ = false;
}

absl::Time Http2Session::next_deadline() const {
  if (!due_.empty()) return absl::InfinitePast();
  return drains_.empty() ? absl::InfiniteFuture() : drains_.front().deadline;
}

void Http2Session::Fail(std::string_view reason) {
  if (failure_.empty()) failure_ = Concat("HTTP/2: ", reason);
  EndAll(absl::UnavailableError(failure_));
}

void Http2Session::CheckForEnd() {
  if (over_ || !is_over()) return;
  if (failure_.empty()) {
    EndAll(absl::OkStatus());
  } else {
    EndAll(absl::UnavailableError(failure_));
  }
}

// ---- Output ----------------------------------------------------------------

void Http2Session::FillOutput() {
  while (!over_ && output_start_ == 0 && output_.size() < kMaxBufferedOutput) {
    const uint8_t* data = nullptr;
    const ssize_t size = nghttp2_session_mem_send(session_.get(), &data);
    if (size < 0) Fail(nghttp2_strerror(static_cast<int>(size)));
    if (size <= 0) break;
    output_.Append(absl::MakeConstSpan(data, static_cast<size_t>(size)));
  }
}

absl::Span<const uint8_t> Http2Session::PendingOutput() {
  FillOutput();
  CheckForEnd();
  return output_.span().subspan(output_start_);
}

void Http2Session::ConsumeOutput(size_t size) {
  output_start_ += size;
  if (output_start_ < output_.size()) return;
  output_start_ = 0;
  // What a burst needed is not kept by an idle connection.
  if (output_.capacity() > kMaxBufferedOutput / 2) {
    output_ = ByteBuffer();
  } else {
    output_.Clear();
  }
}

}  // namespace mortise::net
