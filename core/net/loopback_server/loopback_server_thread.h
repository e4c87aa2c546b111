#ifndef MORTISE_CORE_NET_LOOPBACK_SERVER_LOOPBACK_SERVER_THREAD_H_
#define MORTISE_CORE_NET_LOOPBACK_SERVER_LOOPBACK_SERVER_THREAD_H_

#include <uv.h>

#include <cstdint>
#include <memory>
#include <thread>

#include "absl/status/statusor.h"
#include "core/net/loopback_server/loopback_server.h"

namespace mortise::net {

// A LoopbackServer on a loop and a thread of its own, until it is destroyed.
class LoopbackServerThread {
 public:
  // Returns when the server listens, or why it does not.
  static absl::StatusOr<std::unique_ptr<LoopbackServerThread>> Start(
      const LoopbackServer::Options& options);

  LoopbackServerThread(const LoopbackServerThread&) = delete;
  LoopbackServerThread& operator=(const LoopbackServerThread&) = delete;

  // Cuts all connections and waits for the thread to end.
  ~LoopbackServerThread();

  uint16_t port() const { return port_; }

 private:
  LoopbackServerThread();

  uv_loop_t loop_;
  uv_async_t stop_;  // The one thing that another thread may touch.
  std::unique_ptr<LoopbackServer> server_;
  uint16_t port_ = 0;
  std::thread thread_;
};

}  // namespace mortise::net

#endif  // MORTISE_CORE_NET_LOOPBACK_SERVER_LOOPBACK_SERVER_THREAD_H_
