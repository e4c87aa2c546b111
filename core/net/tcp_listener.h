#ifndef MORTISE_CORE_NET_TCP_LISTENER_H_
#define MORTISE_CORE_NET_TCP_LISTENER_H_

#include <cstdint>
#include <memory>

#include "absl/functional/any_invocable.h"
#include "absl/status/statusor.h"
#include "core/net/socket_address.h"
#include "core/net/tcp_stream.h"

namespace mortise::net {

class LoopContext;

// Waits for TCP connections at one address.  Keeps its loop alive.
class TcpListener {
 public:
  // Takes a new connection; may destroy the listener.
  using Callback = absl::AnyInvocable<void(std::unique_ptr<TcpStream>)>;

  // Port 0 stands for any free one.  Errors are those of bind() and listen().
  static absl::StatusOr<std::unique_ptr<TcpListener>> Listen(
      LoopContext* context, const SocketAddress& address, Callback callback);

  TcpListener(const TcpListener&) = delete;
  TcpListener& operator=(const TcpListener&) = delete;
  ~TcpListener();

  // Where it listens, the actual port included.
  const SocketAddress& address() const { return address_; }

 private:
  struct Handle;

  TcpListener(LoopContext* context, Callback callback);

  LoopContext* const context_;
  Handle* const handle_;  // Lives until the loop has closed it.
  Callback callback_;
  SocketAddress address_;
};

}  // namespace mortise::net

#endif  // MORTISE_CORE_NET_TCP_LISTENER_H_
