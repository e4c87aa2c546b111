#ifndef MORTISE_CORE_NET_HTTP2_SESSION_CALLBACKS_H_
#define MORTISE_CORE_NET_HTTP2_SESSION_CALLBACKS_H_

#include <nghttp2/nghttp2.h>

#include <cstddef>
#include <cstdint>
#include <string>

#include "absl/status/status.h"
#include "core/net/http2_session.h"

namespace mortise::net {

// What a session and nghttp2 agree on, and what nghttp2 calls.
struct Http2Session::Callbacks {
  static const nghttp2_session_callbacks* All();
  static const nghttp2_option* Options();

  // Fills a DATA frame from a stream's queue.
  static ssize_t ReadQueue(nghttp2_session*, int32_t id, uint8_t* to,
                           size_t size, uint32_t* flags, nghttp2_data_source*,
                           void* user_data);

  // How a stream's error code is told; see StreamDelegate::OnHttp2Error().
  static absl::Status StreamError(uint32_t error_code, const Stream& stream,
                                  const std::string& message);

 private:
  static Http2Session& Self(void* user_data) {
    return *static_cast<Http2Session*>(user_data);
  }

  static int OnBeginFrame(nghttp2_session*, const nghttp2_frame_hd* header,
                          void* user_data);
  static int OnHeader(nghttp2_session*, const nghttp2_frame* frame,
                      const uint8_t* name, size_t name_size,
                      const uint8_t* value, size_t value_size, uint8_t,
                      void* user_data);
  static int OnFrame(nghttp2_session*, const nghttp2_frame* frame,
                     void* user_data);
  static int OnDataChunk(nghttp2_session* session, uint8_t, int32_t id,
                         const uint8_t* data, size_t size, void* user_data);
  static int OnStreamClose(nghttp2_session*, int32_t id, uint32_t error_code,
                           void* user_data);
  static int OnFrameSent(nghttp2_session*, const nghttp2_frame* frame,
                         void* user_data);
  static int OnFrameNotSent(nghttp2_session*, const nghttp2_frame* frame, int,
                            void* user_data);
  static int OnError(nghttp2_session*, int, const char* text, size_t size,
                     void* user_data);

  static void OnHeaders(Http2Session& self, Stream& stream, int32_t id);
  static void OnGoaway(Http2Session& self, const nghttp2_goaway& goaway);
};

}  // namespace mortise::net

#endif  // MORTISE_CORE_NET_HTTP2_SESSION_CALLBACKS_H_
