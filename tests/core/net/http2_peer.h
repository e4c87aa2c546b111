#ifndef MORTISE_TESTS_CORE_NET_HTTP2_PEER_H_
#define MORTISE_TESTS_CORE_NET_HTTP2_PEER_H_

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/net/http_head.h"

struct nghttp2_session;

namespace mortise::net {

// A server's end of an HTTP/2 connection, nghttp2's, without I/O: a test says
// what it does.
class Http2Peer {
 public:
  struct Options {
    bool enable_connect = true;
    std::optional<uint32_t> max_concurrent_streams = {};
    std::optional<uint32_t> initial_window = {};
    // Gives windows back as data arrives.
    bool reads = true;
  };

  struct Stream {
    std::vector<HttpHead::Field> request;
    std::string received;
    bool ended = false;                  // END_STREAM has come.
    std::optional<uint32_t> reset = {};  // RST_STREAM, its code.
    std::string output;
    size_t output_start = 0;  // Of what is not framed.
    bool end_wanted = false;

    std::string Header(std::string_view name) const;
  };

  using Fields = std::vector<HttpHead::Field>;

  explicit Http2Peer(const Options& options);
  Http2Peer(const Http2Peer&) = delete;
  Http2Peer& operator=(const Http2Peer&) = delete;
  ~Http2Peer();

  // Bytes from the client; false if they break HTTP/2.
  bool Receive(std::string_view bytes);
  // Bytes for the client, and forgets them.
  std::string TakeOutput();

  // By id, those that are over included.
  std::map<int32_t, Stream>& streams() { return streams_; }
  // The one that was opened last.
  int32_t last_id() const { return streams_.rbegin()->first; }
  // The code of the client's GOAWAY.
  std::optional<uint32_t> goaway() const { return goaway_; }

  void Respond(int32_t id, int status, const Fields& fields = {});
  void SendInterim(int32_t id, int status, const Fields& fields = {});
  void Send(int32_t id, std::string_view data);
  void End(int32_t id);
  void Reset(int32_t id, uint32_t code);
  // Nothing beyond `last_id` was looked at.
  void Goaway(uint32_t code, int32_t last_id, std::string_view text = "");
  // Gives a paused client's bytes their window back.
  void Consume(int32_t id, size_t size);

 private:
  struct Callbacks;

  nghttp2_session* session_;
  const Options options_;
  std::map<int32_t, Stream> streams_;
  std::optional<uint32_t> goaway_;
};

// A frame as it stands on the wire, right or wrong.
std::string Http2Frame(uint8_t type, uint8_t flags, uint32_t stream,
                       std::string_view payload);

}  // namespace mortise::net

#endif  // MORTISE_TESTS_CORE_NET_HTTP2_PEER_H_
