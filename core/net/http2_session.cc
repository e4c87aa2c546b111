#include "core/net/http2_session.h"

#include <nghttp2/nghttp2.h>

#include <algorithm>
#include <cstring>
#include <string_view>
#include <utility>

#include "absl/strings/numbers.h"
#include "core/base/check.h"
#include "core/base/strings.h"
#include "core/net/output_queue.h"

namespace mortise::net {

namespace {

// What RFC 9113 section 6.5.2 adds to a field's name and value.
constexpr size_t kFieldOverhead = 32;

// HEADERS and these frames of 16 KiB hold a header list of
// Http2Session::kMaxHeaderListSize, with room for frames that are not full.
constexpr size_t kMaxContinuations = 32;

// Acknowledgements that wait for the transport.
constexpr size_t kMaxOutboundAcks = 256;

// Data goes to delegates in pieces of at most this size, so that they can
// pause in between.  Bytes.
constexpr size_t kMaxDeliveredBytes = 64 << 10;

constexpr size_t kMaxDebugData = 200;  // Bytes.

std::string_view ViewOf(const uint8_t* text, size_t size) {
  return {reinterpret_cast<const char*>(text), size};
}

}  // namespace

struct Http2Session::Stream {
  StreamDelegate* delegate = nullptr;  // Null once released.

  ExtendedConnectResponse response;  // As it grows, interim ones too.
  std::vector<HttpHead::Field> fields;
  size_t head_size = 0;
  bool responded = false;  // The final one is complete.

  ByteBuffer held;  // Received while paused.
  size_t held_start = 0;
  bool paused = true;
  bool remote_ended = false;
  bool end_told = false;
  absl::Status error;
  bool error_told = false;

  OutputQueue queue;
  bool writer_waits = false;
  bool writable_due = false;
  bool end_wanted = false;
  bool reset = false;   // RST_STREAM has been submitted.
  bool closed = false;  // nghttp2 has forgotten the stream.
  bool due = false;     // In due_.

  bool is_broken() const { return closed || reset || !error.ok(); }
};

struct Http2Session::Callbacks {
  static Http2Session& Self(void* user_data) {
    return *static_cast<Http2Session*>(user_data);
  }

  static int OnBeginFrame(nghttp2_session*, const nghttp2_frame_hd* header,
                          void* user_data) {
    Http2Session& self = Self(user_data);
    switch (header->type) {
      case NGHTTP2_HEADERS:
      case NGHTTP2_CONTINUATION:
      case NGHTTP2_RST_STREAM:
      case NGHTTP2_WINDOW_UPDATE:
        return 0;
      case NGHTTP2_DATA:
        if (header->length > 0 ||
            (header->flags & NGHTTP2_FLAG_END_STREAM) != 0) {
          return 0;
        }
        break;
      default:
        break;
    }
    if (!self.CountIdleFrame()) self.flooded_ = true;
    return 0;
  }

  static int OnHeader(nghttp2_session*, const nghttp2_frame* frame,
                      const uint8_t* name, size_t name_size,
                      const uint8_t* value, size_t value_size, uint8_t,
                      void* user_data) {
    Stream* stream = Self(user_data).Find(frame->hd.stream_id);
    if (!stream || !stream->delegate) return 0;
    stream->head_size += name_size + value_size + kFieldOverhead;
    if (stream->head_size > kMaxHeaderListSize) {
      stream->error = absl::ResourceExhaustedError(
          Concat("opening handshake: response head is longer than ",
                 kMaxHeaderListSize, " bytes"));
      return NGHTTP2_ERR_TEMPORAL_CALLBACK_FAILURE;
    }
    if (stream->responded) return 0;  // A trailer.
    const std::string_view name_text = ViewOf(name, name_size);
    const std::string_view value_text = ViewOf(value, value_size);
    if (name_text == ":status") {
      // nghttp2 has seen to it that these are three digits.
      stream->fields.clear();
      if (!absl::SimpleAtoi(ToAbsl(value_text), &stream->response.status)) {
        return NGHTTP2_ERR_TEMPORAL_CALLBACK_FAILURE;
      }
      return 0;
    }
    stream->fields.push_back({std::string(name_text), std::string(value_text)});
    return 0;
  }

  static int OnFrame(nghttp2_session*, const nghttp2_frame* frame,
                     void* user_data) {
    Http2Session& self = Self(user_data);
    const StreamId id = frame->hd.stream_id;
    Stream* stream = self.Find(id);
    const bool ends = (frame->hd.flags & NGHTTP2_FLAG_END_STREAM) != 0;
    switch (frame->hd.type) {
      case NGHTTP2_SETTINGS:
        if ((frame->hd.flags & NGHTTP2_FLAG_ACK) == 0) {
          self.settings_received_ = true;
        }
        return 0;
      case NGHTTP2_GOAWAY:
        self.goaway_received_ = true;
        if (frame->goaway.error_code != NGHTTP2_NO_ERROR) {
          self.failure_ = Concat(
              "server ended the HTTP/2 connection: ",
              nghttp2_http2_strerror(frame->goaway.error_code), " ",
              EscapedForLog(ViewOf(frame->goaway.opaque_data,
                                   std::min(frame->goaway.opaque_data_len,
                                            kMaxDebugData))));
        }
        return 0;
      case NGHTTP2_HEADERS:
        if (!stream) return 0;
        if (ends) stream->remote_ended = true;
        if (!stream->responded && stream->response.status >= 200) {
          stream->responded = true;
          stream->response.head = HttpHead(std::move(stream->fields));
          if (stream->delegate) {
            stream->delegate->OnHttp2Response(std::move(stream->response));
          }
        }
        self.Deliver(id);
        return 0;
      case NGHTTP2_DATA:
        if (!stream || !ends) return 0;
        stream->remote_ended = true;
        self.Deliver(id);
        return 0;
      case NGHTTP2_RST_STREAM:
        if (!stream || !stream->error.ok()) return 0;
        // RFC 9113 section 8.1: after the end it is no error.
        if (stream->remote_ended &&
            frame->rst_stream.error_code == NGHTTP2_NO_ERROR) {
          return 0;
        }
        stream->error = RefusalOr(
            frame->rst_stream.error_code, *stream,
            Concat("server reset the HTTP/2 stream: ",
                   nghttp2_http2_strerror(frame->rst_stream.error_code)));
        return 0;
      default:
        return 0;
    }
  }

  static int OnDataChunk(nghttp2_session* session, uint8_t, int32_t id,
                         const uint8_t* data, size_t size, void* user_data) {
    Http2Session& self = Self(user_data);
    nghttp2_session_consume_connection(session, size);
    Stream* stream = self.Find(id);
    if (!stream || !stream->delegate) return 0;
    const absl::Span<const uint8_t> chunk(data, size);
    if (stream->paused || !stream->held.empty()) {
      stream->held.Append(chunk);
      return 0;
    }
    nghttp2_session_consume_stream(session, id, size);
    stream->delegate->OnHttp2Data(chunk);
    return 0;
  }

  static int OnStreamClose(nghttp2_session*, int32_t id, uint32_t error_code,
                           void* user_data) {
    Self(user_data).CloseStream(id, error_code);
    return 0;
  }

  static int OnFrameSent(nghttp2_session*, const nghttp2_frame* frame,
                         void* user_data) {
    Http2Session& self = Self(user_data);
    if (frame->hd.type == NGHTTP2_GOAWAY && self.failure_.empty() &&
        frame->goaway.error_code != NGHTTP2_NO_ERROR) {
      self.failure_ = Concat("HTTP/2: ", nghttp2_http2_strerror(
                                             frame->goaway.error_code),
                             ": ", ViewOf(frame->goaway.opaque_data,
                                          frame->goaway.opaque_data_len));
    }
    if (frame->hd.type != NGHTTP2_DATA ||
        (frame->hd.flags & NGHTTP2_FLAG_END_STREAM) == 0) {
      return 0;
    }
    Stream* stream = self.Find(frame->hd.stream_id);
    if (stream && !stream->delegate && !stream->remote_ended) {
      self.Cancel(frame->hd.stream_id);
    }
    return 0;
  }

  // A request that waited for its turn cannot be sent any more.
  static int OnFrameNotSent(nghttp2_session*, const nghttp2_frame* frame, int,
                            void* user_data) {
    if (frame->hd.type == NGHTTP2_HEADERS) {
      Self(user_data).CloseStream(frame->hd.stream_id, NGHTTP2_REFUSED_STREAM);
    }
    return 0;
  }

  static int OnError(nghttp2_session*, int, const char* text, size_t size,
                     void* user_data) {
    Self(user_data).last_error_ =
        EscapedForLog(std::string_view(text, std::min(size, kMaxDebugData)));
    return 0;
  }

  static ssize_t ReadQueue(nghttp2_session*, int32_t id, uint8_t* to,
                           size_t size, uint32_t* flags, nghttp2_data_source*,
                           void* user_data) {
    Http2Session& self = Self(user_data);
    Stream* stream = self.Find(id);
    if (!stream) return NGHTTP2_ERR_TEMPORAL_CALLBACK_FAILURE;
    size_t read = 0;
    while (read < size && !stream->queue.empty()) {
      const absl::Span<const uint8_t> piece =
          stream->queue.front().subspan(0, size - read);
      std::memcpy(to + read, piece.data(), piece.size());
      read += piece.size();
      stream->queue.Consume(piece.size());
    }
    if (stream->queue.empty() && std::exchange(stream->writer_waits, false)) {
      stream->writable_due = true;
      self.MarkDue(id, *stream);
    }
    if (stream->queue.empty() && stream->end_wanted) {
      *flags |= NGHTTP2_DATA_FLAG_EOF;
    } else if (read == 0) {
      return NGHTTP2_ERR_DEFERRED;
    }
    return static_cast<ssize_t>(read);
  }

  static absl::Status RefusalOr(uint32_t error_code, const Stream& stream,
                                const std::string& message) {
    const bool unprocessed =
        error_code == NGHTTP2_REFUSED_STREAM && !stream.responded;
    return unprocessed ? absl::AbortedError(message)
                       : absl::UnavailableError(message);
  }

  static const nghttp2_session_callbacks* All() {
    static const nghttp2_session_callbacks* const all = [] {
      nghttp2_session_callbacks* made;
      MORTISE_CHECK(nghttp2_session_callbacks_new(&made) == 0);
      nghttp2_session_callbacks_set_on_begin_frame_callback(made, OnBeginFrame);
      nghttp2_session_callbacks_set_on_header_callback(made, OnHeader);
      nghttp2_session_callbacks_set_on_frame_recv_callback(made, OnFrame);
      nghttp2_session_callbacks_set_on_data_chunk_recv_callback(made,
                                                                OnDataChunk);
      nghttp2_session_callbacks_set_on_stream_close_callback(made,
                                                             OnStreamClose);
      nghttp2_session_callbacks_set_on_frame_send_callback(made, OnFrameSent);
      nghttp2_session_callbacks_set_on_frame_not_send_callback(made,
                                                               OnFrameNotSent);
      nghttp2_session_callbacks_set_error_callback2(made, OnError);
      return made;
    }();
    return all;
  }

  static const nghttp2_option* Options() {
    static const nghttp2_option* const options = [] {
      nghttp2_option* made;
      MORTISE_CHECK(nghttp2_option_new(&made) == 0);
      nghttp2_option_set_no_auto_window_update(made, 1);
      nghttp2_option_set_no_closed_streams(made, 1);
      nghttp2_option_set_max_reserved_remote_streams(made, 0);
      nghttp2_option_set_max_outbound_ack(made, kMaxOutboundAcks);
      nghttp2_option_set_max_continuations(made, kMaxContinuations);
      nghttp2_option_set_max_send_header_block_length(made, SIZE_MAX);
      return made;
    }();
    return options;
  }
};

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
    if (start < held.size()) {
      stream->held = std::move(held);
      stream->held_start = start;
    }
    return false;
  }
  return true;
}

void Http2Session::CloseStream(StreamId id, uint32_t error_code) {
  Stream* stream = Find(id);
  if (!stream) return;
  stream->closed = true;
  if (!stream->delegate) {
    streams_.erase(id);
    return;
  }
  const bool ended = stream->remote_ended && error_code == NGHTTP2_NO_ERROR;
  if (!ended && stream->error.ok()) {
    stream->error = Callbacks::RefusalOr(
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
    stream->closed = true;
    if (stream->delegate) {
      Deliver(id);
    } else {
      streams_.erase(id);
    }
  }
}

// ---- Incoming --------------------------------------------------------------

bool Http2Session::CountIdleFrame() {
  idle_frames_left_ -= 1;
  return idle_frames_left_ >= 0;
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

absl::Span<const uint8_t> Http2Session::PendingOutput() {
  while (!over_ && output_start_ == 0 && output_.size() < kMaxBufferedOutput) {
    const uint8_t* data = nullptr;
    const ssize_t size = nghttp2_session_mem_send(session_.get(), &data);
    if (size < 0) Fail(nghttp2_strerror(static_cast<int>(size)));
    if (size <= 0) break;
    output_.Append(absl::MakeConstSpan(data, static_cast<size_t>(size)));
  }
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
