#ifndef MORTISE_CORE_NET_LOOPBACK_SERVER_LOOPBACK_SERVER_H_
#define MORTISE_CORE_NET_LOOPBACK_SERVER_LOOPBACK_SERVER_H_

#include <uv.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "core/net/loop_context.h"
#include "core/net/loopback_server/loopback_session.h"
#include "core/net/tcp_listener.h"
#include "core/net/tls_context.h"
#include "core/net/tls_stream.h"
#include "core/net/web_socket_protocol_options.h"

namespace mortise::net {

// A small WebSocket server for tests, examples and benchmarks.  By path:
//
//   /echo                     every message comes back
//   /close?code=N&reason=R    a Close frame right after the response, with any
//                             code from 0 to 65535; without a code, or with
//                             1005, an empty one
//   /drop                     the connection ends after the response by FIN,
//                             without a Close frame
//   /reset                    the same by RST
//   /subprotocol              chooses the first subprotocol offered; echoes
//   /refuse?status=N          answers with that HTTP status, 403 by default
//   /sink                     every message is answered by its length in bytes
//   /source                   a text message N is answered by a binary message
//                             of N zero bytes, 64 MiB at most
//
// Other paths are answered by 404.
//
// Belongs to its loop's thread and keeps the loop alive.  Must be destroyed
// before the loop is closed and outside of callbacks; then the loop has to
// turn once more.
class LoopbackServer final : private LoopbackSession::Owner {
 public:
  struct Options {
    // A loopback address; others are refused.
    std::string host = "127.0.0.1";
    // 0 stands for any free port.
    uint16_t port = 0;
    // Further loopback addresses to serve, at the same port: a client makes
    // one connection at a time to each.
    std::vector<std::string> more_hosts;
    WebSocketProtocolOptions protocol;
    // Serves wss: instead of ws: if a certificate is given.
    TlsServerOptions tls;
  };

  static absl::StatusOr<std::unique_ptr<LoopbackServer>> Start(
      uv_loop_t* loop, const Options& options);

  LoopbackServer(const LoopbackServer&) = delete;
  LoopbackServer& operator=(const LoopbackServer&) = delete;
  ~LoopbackServer();

  uint16_t port() const { return listeners_[0]->address().port(); }
  size_t session_count() const { return sessions_.size(); }

 private:
  LoopbackServer(uv_loop_t* loop, const Options& options);

  absl::Status Listen(const std::string& host, uint16_t port);
  void OnConnection(std::unique_ptr<TcpStream> stream);
  void StartSession(std::unique_ptr<Stream> stream);
  void OnSessionFinished(LoopbackSession* session) override;

  const Options options_;
  LoopContext context_;
  std::vector<std::unique_ptr<TcpListener>> listeners_;
  std::unique_ptr<TlsContext> tls_context_;  // Null for ws:.
  // Those that shake hands.
  absl::flat_hash_set<std::unique_ptr<TlsStream>> tls_streams_;
  absl::flat_hash_set<std::unique_ptr<LoopbackSession>> sessions_;
};

}  // namespace mortise::net

#endif  // MORTISE_CORE_NET_LOOPBACK_SERVER_LOOPBACK_SERVER_H_
