#include "core/net/http2_session_callbacks.h"

#include <algorithm>
#include <cstring>
#include <string_view>
#include <utility>

#include "absl/strings/numbers.h"
#include "core/base/check.h"
#include "core/base/strings.h"
#include "core/net/http2_session_stream.h"

namespace mortise::net {

namespace {

// What RFC 9113 section 6.5.2 adds to a field's name and value.
constexpr size_t kFieldOverhead = 32;

// HEADERS and these frames of 16 KiB hold a header list of
// Http2Session::kMaxHeaderListSize, with room for frames that are not full.
constexpr size_t kMaxContinuations = 32;

// Acknowledgements that wait for the transport.
constexpr size_t kMaxOutboundAcks = 256;

constexpr size_t kMaxDebugData = 200;  // Bytes.

std::string_view ViewOf(const uint8_t* text, size_t size) {
  return {reinterpret_cast<const char*>(text), size};
}

std::string DebugData(const uint8_t* text, size_t size) {
  return EscapedForLog(ViewOf(text, std::min(size, kMaxDebugData)));
}

}  // namespace

const nghttp2_session_callbacks* Http2Session::Callbacks::All() {
  static const nghttp2_session_callbacks* const all = [] {
    nghttp2_session_callbacks* made;
    MORTISE_CHECK(nghttp2_session_callbacks_new(&made) == 0);
    nghttp2_session_callbacks_set_on_begin_frame_callback(made, OnBeginFrame);
    nghttp2_session_callbacks_set_on_header_callback(made, OnHeader);
    nghttp2_session_callbacks_set_on_frame_recv_callback(made, OnFrame);
    nghttp2_session_callbacks_set_on_data_chunk_recv_callback(made,
                                                              OnDataChunk);
    nghttp2_session_callbacks_set_on_stream_close_callback(made, OnStreamClose);
    nghttp2_session_callbacks_set_on_frame_send_callback(made, OnFrameSent);
    nghttp2_session_callbacks_set_on_frame_not_send_callback(made,
                                                             OnFrameNotSent);
    nghttp2_session_callbacks_set_error_callback2(made, OnError);
    return made;
  }();
  return all;
}

const nghttp2_option* Http2Session::Callbacks::Options() {
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

absl::Status Http2Session::Callbacks::StreamError(uint32_t error_code,
                                                  const Stream& stream,
                                                  const std::string& message) {
  if (!stream.responded && error_code == NGHTTP2_REFUSED_STREAM) {
    return absl::AbortedError(message);
  }
  if (!stream.responded && error_code == NGHTTP2_HTTP_1_1_REQUIRED) {
    return absl::UnimplementedError(message);
  }
  return absl::UnavailableError(message);
}

// ---- Incoming --------------------------------------------------------------

int Http2Session::Callbacks::OnBeginFrame(nghttp2_session*,
                                          const nghttp2_frame_hd* header,
                                          void* user_data) {
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
  Self(user_data).CountIdleFrame();
  return 0;
}

int Http2Session::Callbacks::OnHeader(nghttp2_session*,
                                      const nghttp2_frame* frame,
                                      const uint8_t* name, size_t name_size,
                                      const uint8_t* value, size_t value_size,
                                      uint8_t, void* user_data) {
  Stream* stream = Self(user_data).Find(frame->hd.stream_id);
  if (!stream || !stream->delegate) return 0;
  stream->head_size += name_size + value_size + kFieldOverhead;
  if (stream->head_size > kMaxHeaderListSize) {
    stream->error = absl::ResourceExhaustedError(
        Concat("opening handshake: HTTP head of more than ", kMaxHeaderListSize,
               " bytes"));
    return NGHTTP2_ERR_TEMPORAL_CALLBACK_FAILURE;
  }
  if (stream->responded) return 0;  // A trailer.
  const std::string_view name_text = ViewOf(name, name_size);
  const std::string_view value_text = ViewOf(value, value_size);
  if (name_text == ":status") {
    // nghttp2 has seen to it that these are three digits, not 101.  What begins
    // with 0 is no status (RFC 9110 section 15).
    stream->fields.clear();
    if (!absl::SimpleAtoi(ToAbsl(value_text), &stream->response.status) ||
        stream->response.status < 100) {
      stream->error = absl::UnavailableError(
          Concat("opening handshake: no HTTP status: ", value_text));
      return NGHTTP2_ERR_TEMPORAL_CALLBACK_FAILURE;
    }
    return 0;
  }
  stream->fields.push_back({std::string(name_text), std::string(value_text)});
  return 0;
}

int Http2Session::Callbacks::OnFrame(nghttp2_session*,
                                     const nghttp2_frame* frame,
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
      OnGoaway(self, frame->goaway);
      return 0;
    case NGHTTP2_HEADERS:
      if (!stream) return 0;
      if (ends) stream->remote_ended = true;
      OnHeaders(self, *stream, id);
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
      stream->error = StreamError(
          frame->rst_stream.error_code, *stream,
          Concat("server reset the HTTP/2 stream: ",
                 nghttp2_http2_strerror(frame->rst_stream.error_code)));
      return 0;
    default:
      return 0;
  }
}

// The stream may be gone afterwards.
void Http2Session::Callbacks::OnHeaders(Http2Session& self, Stream& stream,
                                        int32_t id) {
  if (!stream.responded && stream.response.status >= 200) {
    stream.responded = true;
    stream.response.head = HttpHead(std::move(stream.fields));
    if (stream.delegate) {
      stream.delegate->OnHttp2Response(std::move(stream.response));
    }
  }
  self.Deliver(id);
}

void Http2Session::Callbacks::OnGoaway(Http2Session& self,
                                       const nghttp2_goaway& goaway) {
  self.goaway_received_ = true;
  if (goaway.error_code == NGHTTP2_NO_ERROR) return;
  self.failure_ = Concat("server ended the HTTP/2 connection: ",
                         nghttp2_http2_strerror(goaway.error_code));
  if (goaway.opaque_data_len > 0) {
    AppendTo(self.failure_, ": \"",
             DebugData(goaway.opaque_data, goaway.opaque_data_len), "\"");
  }
}

int Http2Session::Callbacks::OnDataChunk(nghttp2_session* session, uint8_t,
                                         int32_t id, const uint8_t* data,
                                         size_t size, void* user_data) {
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

int Http2Session::Callbacks::OnStreamClose(nghttp2_session*, int32_t id,
                                           uint32_t error_code,
                                           void* user_data) {
  Self(user_data).CloseStream(id, error_code);
  return 0;
}

// Tells of broken rules, in words, before it acts.
int Http2Session::Callbacks::OnError(nghttp2_session*, int, const char* text,
                                     size_t size, void* user_data) {
  Self(user_data).last_error_ =
      EscapedForLog(std::string_view(text, std::min(size, kMaxDebugData)));
  return 0;
}

// ---- Outgoing --------------------------------------------------------------

int Http2Session::Callbacks::OnFrameSent(nghttp2_session*,
                                         const nghttp2_frame* frame,
                                         void* user_data) {
  Http2Session& self = Self(user_data);
  if (frame->hd.type == NGHTTP2_GOAWAY && self.failure_.empty() &&
      frame->goaway.error_code != NGHTTP2_NO_ERROR) {
    self.failure_ = Concat(
        "HTTP/2: ", nghttp2_http2_strerror(frame->goaway.error_code), ": ",
        DebugData(frame->goaway.opaque_data, frame->goaway.opaque_data_len));
  }
  if (frame->hd.type != NGHTTP2_DATA ||
      (frame->hd.flags & NGHTTP2_FLAG_END_STREAM) == 0) {
    return 0;
  }
  Stream* stream = self.Find(frame->hd.stream_id);
  // Nobody waits any longer for what the server has to say.
  if (stream && !stream->delegate && !stream->remote_ended) {
    self.Cancel(frame->hd.stream_id);
  }
  return 0;
}

// A request that waited for its turn cannot be sent any more.
int Http2Session::Callbacks::OnFrameNotSent(nghttp2_session*,
                                            const nghttp2_frame* frame, int,
                                            void* user_data) {
  if (frame->hd.type == NGHTTP2_HEADERS) {
    Self(user_data).CloseStream(frame->hd.stream_id, NGHTTP2_REFUSED_STREAM);
  }
  return 0;
}

ssize_t Http2Session::Callbacks::ReadQueue(nghttp2_session*, int32_t id,
                                           uint8_t* to, size_t size,
                                           uint32_t* flags,
                                           nghttp2_data_source*,
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

}  // namespace mortise::net
