#include "tests/core/net/http2_peer.h"

#include <gtest/gtest.h>
#include <nghttp2/nghttp2.h>

#include <algorithm>
#include <cstring>

namespace mortise::net {

namespace {

uint8_t* BytesOf(const std::string& text) {
  return const_cast<uint8_t*>(reinterpret_cast<const uint8_t*>(text.data()));
}

std::vector<nghttp2_nv> ToNv(const Http2Peer::Fields& fields) {
  std::vector<nghttp2_nv> result;
  for (const HttpHead::Field& field : fields) {
    result.push_back({BytesOf(field.name), BytesOf(field.value),
                      field.name.size(), field.value.size(),
                      NGHTTP2_NV_FLAG_NONE});
  }
  return result;
}

Http2Peer::Fields WithStatus(int status, const Http2Peer::Fields& fields) {
  Http2Peer::Fields all = {{":status", std::to_string(status)}};
  all.insert(all.end(), fields.begin(), fields.end());
  return all;
}

}  // namespace

std::string Http2Peer::Stream::Header(std::string_view name) const {
  for (const HttpHead::Field& field : request) {
    if (field.name == name) return field.value;
  }
  return "";
}

struct Http2Peer::Callbacks {
  static Http2Peer& Self(void* user_data) {
    return *static_cast<Http2Peer*>(user_data);
  }

  static int OnHeader(nghttp2_session*, const nghttp2_frame* frame,
                      const uint8_t* name, size_t name_size,
                      const uint8_t* value, size_t value_size, uint8_t,
                      void* user_data) {
    Self(user_data).streams_[frame->hd.stream_id].request.push_back(
        {std::string(reinterpret_cast<const char*>(name), name_size),
         std::string(reinterpret_cast<const char*>(value), value_size)});
    return 0;
  }

  static int OnData(nghttp2_session* session, uint8_t, int32_t id,
                    const uint8_t* data, size_t size, void* user_data) {
    Http2Peer& self = Self(user_data);
    self.streams_[id].received.append(reinterpret_cast<const char*>(data),
                                      size);
    if (self.options_.reads) nghttp2_session_consume(session, id, size);
    return 0;
  }

  static int OnFrame(nghttp2_session*, const nghttp2_frame* frame,
                     void* user_data) {
    Http2Peer& self = Self(user_data);
    switch (frame->hd.type) {
      case NGHTTP2_HEADERS:
      case NGHTTP2_DATA:
        if (frame->hd.flags & NGHTTP2_FLAG_END_STREAM) {
          self.streams_[frame->hd.stream_id].ended = true;
        }
        return 0;
      case NGHTTP2_RST_STREAM:
        self.streams_[frame->hd.stream_id].reset = frame->rst_stream.error_code;
        return 0;
      case NGHTTP2_GOAWAY:
        self.goaway_ = frame->goaway.error_code;
        return 0;
      default:
        return 0;
    }
  }

  static ssize_t Read(nghttp2_session*, int32_t id, uint8_t* to, size_t size,
                      uint32_t* flags, nghttp2_data_source*, void* user_data) {
    Stream& stream = Self(user_data).streams_[id];
    const size_t left = stream.output.size() - stream.output_start;
    const size_t read = std::min(size, left);
    std::memcpy(to, stream.output.data() + stream.output_start, read);
    stream.output_start += read;
    if (read == left && stream.end_wanted) {
      *flags |= NGHTTP2_DATA_FLAG_EOF;
    } else if (read == 0) {
      return NGHTTP2_ERR_DEFERRED;
    }
    return static_cast<ssize_t>(read);
  }
};

Http2Peer::Http2Peer(const Options& options) : options_(options) {
  nghttp2_session_callbacks* callbacks;
  nghttp2_session_callbacks_new(&callbacks);
  nghttp2_session_callbacks_set_on_header_callback(callbacks,
                                                   Callbacks::OnHeader);
  nghttp2_session_callbacks_set_on_data_chunk_recv_callback(callbacks,
                                                            Callbacks::OnData);
  nghttp2_session_callbacks_set_on_frame_recv_callback(callbacks,
                                                       Callbacks::OnFrame);
  nghttp2_option* option;
  nghttp2_option_new(&option);
  nghttp2_option_set_no_auto_window_update(option, 1);
  nghttp2_option_set_max_send_header_block_length(option, SIZE_MAX);
  nghttp2_session_server_new2(&session_, callbacks, this, option);
  nghttp2_option_del(option);
  nghttp2_session_callbacks_del(callbacks);
  std::vector<nghttp2_settings_entry> settings;
  if (options.enable_connect) {
    settings.push_back({NGHTTP2_SETTINGS_ENABLE_CONNECT_PROTOCOL, 1});
  }
  if (options.max_concurrent_streams) {
    settings.push_back({NGHTTP2_SETTINGS_MAX_CONCURRENT_STREAMS,
                        *options.max_concurrent_streams});
  }
  if (options.initial_window) {
    settings.push_back(
        {NGHTTP2_SETTINGS_INITIAL_WINDOW_SIZE, *options.initial_window});
  }
  nghttp2_submit_settings(session_, NGHTTP2_FLAG_NONE, settings.data(),
                          settings.size());
}

Http2Peer::~Http2Peer() { nghttp2_session_del(session_); }

bool Http2Peer::Receive(std::string_view bytes) {
  return nghttp2_session_mem_recv(
             session_, reinterpret_cast<const uint8_t*>(bytes.data()),
             bytes.size()) == static_cast<ssize_t>(bytes.size());
}

std::string Http2Peer::TakeOutput() {
  std::string output;
  const uint8_t* data;
  ssize_t size;
  while ((size = nghttp2_session_mem_send(session_, &data)) > 0) {
    output.append(reinterpret_cast<const char*>(data),
                  static_cast<size_t>(size));
  }
  return output;
}

void Http2Peer::Respond(int32_t id, int status, const Fields& fields) {
  const Fields all = WithStatus(status, fields);
  const std::vector<nghttp2_nv> nv = ToNv(all);
  nghttp2_data_provider provider = {};
  provider.read_callback = Callbacks::Read;
  EXPECT_EQ(
      nghttp2_submit_response(session_, id, nv.data(), nv.size(), &provider),
      0);
}

void Http2Peer::SendInterim(int32_t id, int status, const Fields& fields) {
  const Fields all = WithStatus(status, fields);
  const std::vector<nghttp2_nv> nv = ToNv(all);
  EXPECT_EQ(nghttp2_submit_headers(session_, NGHTTP2_FLAG_NONE, id, nullptr,
                                   nv.data(), nv.size(), nullptr),
            0);
}

void Http2Peer::Send(int32_t id, std::string_view data) {
  streams_[id].output.append(data);
  nghttp2_session_resume_data(session_, id);
}

void Http2Peer::End(int32_t id) {
  streams_[id].end_wanted = true;
  nghttp2_session_resume_data(session_, id);
}

void Http2Peer::Reset(int32_t id, uint32_t code) {
  nghttp2_submit_rst_stream(session_, NGHTTP2_FLAG_NONE, id, code);
}

void Http2Peer::Goaway(uint32_t code, int32_t last_id, std::string_view text) {
  nghttp2_submit_goaway(session_, NGHTTP2_FLAG_NONE, last_id, code,
                        reinterpret_cast<const uint8_t*>(text.data()),
                        text.size());
}

void Http2Peer::Consume(int32_t id, size_t size) {
  nghttp2_session_consume(session_, id, size);
}

std::string Http2Frame(uint8_t type, uint8_t flags, uint32_t stream,
                       std::string_view payload) {
  std::string frame;
  for (int shift : {16, 8, 0}) {
    frame.push_back(static_cast<char>(payload.size() >> shift));
  }
  frame.push_back(static_cast<char>(type));
  frame.push_back(static_cast<char>(flags));
  for (int shift : {24, 16, 8, 0}) {
    frame.push_back(static_cast<char>(stream >> shift));
  }
  frame.append(payload);
  return frame;
}

}  // namespace mortise::net
