#include "core/net/tcp_listener.h"

#include <uv.h>

#include <optional>
#include <utility>

#include "absl/memory/memory.h"
#include "absl/strings/str_cat.h"
#include "core/net/loop_context.h"
#include "core/net/uv_status.h"

namespace mortise::net {

namespace {

// Connections that the kernel keeps until we accept them.
constexpr int kBacklog = 1024;

}  // namespace

struct TcpListener::Handle {
  uv_tcp_t tcp;
  TcpListener* listener;  // Null once it has gone.
};

TcpListener::TcpListener(LoopContext* context, Callback callback)
    : context_(context),
      handle_(new Handle{.tcp = {}, .listener = this}),
      callback_(std::move(callback)) {
  uv_tcp_init(context->loop(), &handle_->tcp);
  handle_->tcp.data = handle_;
}

TcpListener::~TcpListener() {
  handle_->listener = nullptr;
  uv_close(
      reinterpret_cast<uv_handle_t*>(&handle_->tcp),
      [](uv_handle_t* handle) { delete static_cast<Handle*>(handle->data); });
}

absl::StatusOr<std::unique_ptr<TcpListener>> TcpListener::Listen(
    LoopContext* context, const SocketAddress& address, Callback callback) {
  auto listener =
      absl::WrapUnique(new TcpListener(context, std::move(callback)));
  uv_tcp_t* tcp = &listener->handle_->tcp;
  auto on_connection = [](uv_stream_t* stream, int status) {
    TcpListener* self = static_cast<Handle*>(stream->data)->listener;
    // What went wrong concerns one connection, which is gone.
    if (!self || status != 0) return;
    absl::StatusOr<std::unique_ptr<TcpStream>> accepted =
        TcpStream::Accept(self->context_, stream);
    if (accepted.ok()) self->callback_(*std::move(accepted));
  };
  int error = uv_tcp_bind(tcp, address.get(), 0);
  if (error == 0) {
    error =
        uv_listen(reinterpret_cast<uv_stream_t*>(tcp), kBacklog, on_connection);
  }
  sockaddr_storage storage;
  int size = sizeof(storage);
  auto* name = reinterpret_cast<sockaddr*>(&storage);
  if (error == 0) error = uv_tcp_getsockname(tcp, name, &size);
  if (error != 0) {
    return UvStatus(error, absl::StrCat("listen on ", address.ToString()));
  }
  if (const std::optional<SocketAddress> actual = SocketAddress::From(name)) {
    listener->address_ = *actual;
  }
  return listener;
}

}  // namespace mortise::net
