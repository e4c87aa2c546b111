#include "core/net/tcp_stream.h"

#include <errno.h>
#include <sys/socket.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "absl/memory/memory.h"
#include "absl/strings/str_cat.h"
#include "core/base/byte_buffer.h"
#include "core/net/loop_context.h"
#include "core/net/uv_status.h"

namespace mortise::net {

struct TcpStream::Socket {
  uv_tcp_t tcp;
  uv_connect_t connect_request;
  TcpStream* stream = nullptr;  // Null once the stream has gone.

  // The stream goes, or has nothing more to do with it.
  void Close(bool reset) {
    stream = nullptr;
    auto on_closed = [](uv_handle_t* handle) {
      delete static_cast<Socket*>(handle->data);
    };
    if (reset && uv_tcp_close_reset(&tcp, on_closed) == 0) return;
    uv_close(reinterpret_cast<uv_handle_t*>(&tcp), on_closed);
  }
};

// Lives until libuv is done with it, the stream's end included.
struct TcpStream::QueuedWrite {
  uv_write_t request;
  ByteBuffer data;
};

TcpStream::TcpStream(LoopContext* context, Socket* socket)
    : context_(context), socket_(socket) {
  socket_->stream = this;
}

TcpStream::~TcpStream() {
  if (socket_) socket_->Close(/*reset=*/false);
}

absl::StatusOr<std::unique_ptr<TcpStream>> TcpStream::Connect(
    LoopContext* context, const SocketAddress& address,
    ConnectCallback callback) {
  auto* socket = new Socket;
  uv_tcp_init(context->loop(), &socket->tcp);
  socket->tcp.data = socket;
  auto stream = absl::WrapUnique(new TcpStream(context, socket));
  uv_tcp_nodelay(&socket->tcp, 1);  // Takes effect with the socket.
  const int error = uv_tcp_connect(&socket->connect_request, &socket->tcp,
                                   address.get(), OnConnect);
  if (error != 0) {
    return UvStatus(error, absl::StrCat("connect to ", address.ToString()));
  }
  stream->connect_callback_ = std::move(callback);
  return stream;
}

absl::StatusOr<std::unique_ptr<TcpStream>> TcpStream::Accept(
    LoopContext* context, uv_stream_t* listener) {
  auto* socket = new Socket;
  uv_tcp_init(context->loop(), &socket->tcp);
  socket->tcp.data = socket;
  auto stream = absl::WrapUnique(new TcpStream(context, socket));
  uv_tcp_nodelay(&socket->tcp, 1);
  if (const int error = uv_accept(listener, stream->handle()); error != 0) {
    return UvStatus(error, "accept");
  }
  return stream;
}

uv_stream_t* TcpStream::handle() const {
  return reinterpret_cast<uv_stream_t*>(&socket_->tcp);
}

void TcpStream::OnConnect(uv_connect_t* request, int status) {
  TcpStream* stream = static_cast<Socket*>(request->handle->data)->stream;
  if (!stream) return;
  ConnectCallback callback = std::move(stream->connect_callback_);
  callback(status == 0 ? absl::OkStatus() : UvStatus(status, "connect"));
}

void TcpStream::ResumeReading() {
  if (socket_ && !read_ended_) {
    uv_read_start(handle(), OnAllocate, OnRead);
  }
}

void TcpStream::PauseReading() {
  if (socket_) uv_read_stop(handle());
}

void TcpStream::OnAllocate(uv_handle_t* handle, size_t, uv_buf_t* buffer) {
  *buffer = uv_buf_init(nullptr, 0);
  TcpStream* stream = static_cast<Socket*>(handle->data)->stream;
  if (!stream) return;
  LoopContext* context = stream->context_;
  if (stream->read_turn_ != context->turn()) {
    stream->read_turn_ = context->turn();
    stream->reads_ = 0;
  }
  // Without a buffer libuv comes back in the next turn.
  if (stream->reads_++ >= kReadsPerTurn) return;
  const absl::Span<uint8_t> memory = context->read_buffer();
  *buffer = uv_buf_init(reinterpret_cast<char*>(memory.data()),
                        static_cast<unsigned>(memory.size()));
}

void TcpStream::OnRead(uv_stream_t* handle, ssize_t size,
                       const uv_buf_t* buffer) {
  TcpStream* stream = static_cast<Socket*>(handle->data)->stream;
  // No bytes: the kernel had none after all, or the turn's reads are done.
  if (!stream || size == 0 || size == UV_ENOBUFS) return;
  if (size < 0) {
    uv_read_stop(handle);
    stream->read_ended_ = true;
    if (size == UV_EOF) size = stream->ReasonOfEnd(buffer->base == nullptr);
    if (!stream->delegate_) return;
    if (size == UV_EOF) {
      stream->delegate_->OnStreamEnd();
    } else {
      stream->delegate_->OnStreamError(
          UvStatus(static_cast<int>(size), "connection"));
    }
    return;
  }
  if (!stream->delegate_) return;
  stream->delegate_->OnStreamData(
      absl::MakeConstSpan(reinterpret_cast<const uint8_t*>(buffer->base),
                          static_cast<size_t>(size)));
}

// UV_EOF for an orderly end, the error where reading or writing came upon one.
int TcpStream::ReasonOfEnd(bool end_was_inferred) {
  if (write_error_ != 0) return write_error_;
  // Where the last data and a hang-up came together, libuv does not ask
  // whether the hang-up was a reset.
  uv_os_fd_t fd;
  int error = 0;
  socklen_t size = sizeof(error);
  if (!end_was_inferred ||
      uv_fileno(reinterpret_cast<uv_handle_t*>(&socket_->tcp), &fd) != 0 ||
      getsockopt(fd, SOL_SOCKET, SO_ERROR, &error, &size) != 0 ||
      // A reset after the peer's FIN.
      error == EPIPE || error == 0) {
    return UV_EOF;
  }
  return uv_translate_sys_error(error);
}

size_t TcpStream::Write(absl::Span<const uint8_t> data) {
  if (!socket_ || write_error_ != 0 || write_shut_) return data.size();
  if (write_waits_) return 0;
  size_t sent = 0;
  while (sent < data.size()) {
    constexpr size_t kMost = 1 << 30;  // uv_buf_init() counts in 32 bits.
    const size_t size = std::min(data.size() - sent, kMost);
    const uv_buf_t buffer = uv_buf_init(
        const_cast<char*>(reinterpret_cast<const char*>(data.data()) + sent),
        static_cast<unsigned>(size));
    const int result = uv_try_write(handle(), &buffer, 1);
    if (result == UV_EAGAIN) break;
    if (result < 0) {
      WriteFailed(result);
      return data.size();
    }
    sent += static_cast<size_t>(result);
    if (static_cast<size_t>(result) < size) break;
  }
  if (sent == data.size()) return sent;

  // libuv tells when a socket can be written to only after it had something
  // to write.
  auto* write = new QueuedWrite;
  write->request.data = write;
  write->data = ByteBuffer::CopyOf(data.subspan(sent, kMaxQueuedBytes));
  const uv_buf_t buffer =
      uv_buf_init(reinterpret_cast<char*>(write->data.data()),
                  static_cast<unsigned>(write->data.size()));
  const size_t taken = sent + write->data.size();
  const int error = uv_write(&write->request, handle(), &buffer, 1, OnWritten);
  if (error != 0) {
    delete write;
    WriteFailed(error);
    return data.size();
  }
  write_waits_ = true;
  return taken;
}

void TcpStream::OnWritten(uv_write_t* request, int status) {
  TcpStream* stream = static_cast<Socket*>(request->handle->data)->stream;
  delete static_cast<QueuedWrite*>(request->data);
  if (!stream) return;
  stream->write_waits_ = false;
  if (status != 0) stream->WriteFailed(status);
  if (stream->delegate_) stream->delegate_->OnStreamWritable();
}

// Reading tells how the connection ended, data that came before included.
void TcpStream::WriteFailed(int error) {
  // EPIPE says no more than that the end is there to be read.
  if (error == UV_EPIPE) {
    write_shut_ = true;
    return;
  }
  write_error_ = error;
  // Whatever the error was, now reading comes to an end.
  uv_os_fd_t fd;
  if (uv_fileno(reinterpret_cast<uv_handle_t*>(&socket_->tcp), &fd) == 0) {
    ::shutdown(fd, SHUT_RDWR);
  }
}

size_t TcpStream::queued_bytes() const {
  return socket_ ? uv_stream_get_write_queue_size(handle()) : 0;
}

void TcpStream::ShutdownWrite() {
  if (!socket_ || std::exchange(write_shut_, true)) return;
  uv_os_fd_t fd;
  if (queued_bytes() == 0 &&
      uv_fileno(reinterpret_cast<uv_handle_t*>(&socket_->tcp), &fd) == 0) {
    ::shutdown(fd, SHUT_WR);
    return;
  }
  auto* request = new uv_shutdown_t;
  const int error = uv_shutdown(request, handle(),
                                [](uv_shutdown_t* done, int) { delete done; });
  if (error != 0) delete request;
}

void TcpStream::Reset() {
  if (socket_) std::exchange(socket_, nullptr)->Close(/*reset=*/true);
}

void TcpStream::SetKeepsLoopAlive(bool keeps_alive) {
  if (!socket_) return;
  auto* tcp = reinterpret_cast<uv_handle_t*>(&socket_->tcp);
  keeps_alive ? uv_ref(tcp) : uv_unref(tcp);
}

std::string TcpStream::peer_name() const {
  sockaddr_storage storage;
  int size = sizeof(storage);
  auto* name = reinterpret_cast<sockaddr*>(&storage);
  if (!socket_ || uv_tcp_getpeername(&socket_->tcp, name, &size) != 0)
    return "";
  const std::optional<SocketAddress> address = SocketAddress::From(name);
  return address ? address->ToString() : "";
}

}  // namespace mortise::net
