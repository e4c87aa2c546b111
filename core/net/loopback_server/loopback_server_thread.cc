#include "core/net/loopback_server/loopback_server_thread.h"

#include <utility>

#include "absl/memory/memory.h"
#include "core/base/check.h"

namespace mortise::net {

LoopbackServerThread::LoopbackServerThread() {
  MORTISE_CHECK(uv_loop_init(&loop_) == 0);
  uv_async_init(&loop_, &stop_, [](uv_async_t* stop) {
    static_cast<LoopbackServerThread*>(stop->data)->server_.reset();
    uv_close(reinterpret_cast<uv_handle_t*>(stop), nullptr);
  });
  stop_.data = this;
}

absl::StatusOr<std::unique_ptr<LoopbackServerThread>>
LoopbackServerThread::Start(const LoopbackServer::Options& options) {
  auto thread = absl::WrapUnique(new LoopbackServerThread);
  absl::StatusOr<std::unique_ptr<LoopbackServer>> server =
      LoopbackServer::Start(&thread->loop_, options);
  if (server.ok()) {
    thread->server_ = *std::move(server);
    thread->port_ = thread->server_->port();
  }
  thread->thread_ =
      std::thread([loop = &thread->loop_] { uv_run(loop, UV_RUN_DEFAULT); });
  if (!server.ok()) return server.status();
  return thread;
}

LoopbackServerThread::~LoopbackServerThread() {
  uv_async_send(&stop_);
  thread_.join();
  MORTISE_CHECK(uv_loop_close(&loop_) == 0);
}

}  // namespace mortise::net
