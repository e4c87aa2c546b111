#ifndef MORTISE_CORE_NET_TCP_STREAM_H_
#define MORTISE_CORE_NET_TCP_STREAM_H_

#include <uv.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

#include "absl/functional/any_invocable.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "core/net/socket_address.h"
#include "core/net/stream.h"

namespace mortise::net {

class LoopContext;

// A TCP connection, with Nagle's algorithm off.
//
// Reads go through the loop's shared buffer, at most kReadsPerTurn a turn, so
// that one flooding peer leaves the others their time: an echo on another
// connection may wait for as many, twice.  A write goes straight
// to the kernel; only what it does not take, at most kMaxQueuedBytes, is
// copied and queued.
class TcpStream final : public Stream {
 public:
  static constexpr int kReadsPerTurn = 1;
  static constexpr size_t kMaxQueuedBytes = 64 << 10;

  // Receives the outcome of Connect(); may destroy the stream.
  using ConnectCallback = absl::AnyInvocable<void(absl::Status)>;

  // Starts to connect to `address`.  The callback comes once, in a later turn
  // of the loop; destroying the stream before gives up.  An error here means
  // that there is no way to that address (no route, no more sockets).
  static absl::StatusOr<std::unique_ptr<TcpStream>> Connect(
      LoopContext* context, const SocketAddress& address,
      ConnectCallback callback);

  // Takes a connection that waits at `listener`, a listening uv_tcp_t.
  static absl::StatusOr<std::unique_ptr<TcpStream>> Accept(
      LoopContext* context, uv_stream_t* listener);

  ~TcpStream() override;

  void SetDelegate(Delegate* delegate) override { delegate_ = delegate; }
  void ResumeReading() override;
  void PauseReading() override;
  [[nodiscard]] size_t Write(absl::Span<const uint8_t> data) override;
  size_t queued_bytes() const override;
  void ShutdownWrite() override;
  void Reset() override;
  void SetKeepsLoopAlive(bool keeps_alive) override;
  std::string peer_name() const override;

 private:
  // The libuv handle lives on until the loop has closed it.
  struct Socket;
  struct QueuedWrite;

  TcpStream(LoopContext* context, Socket* socket);

  static void OnConnect(uv_connect_t* request, int status);
  static void OnAllocate(uv_handle_t* handle, size_t suggested_size,
                         uv_buf_t* buffer);
  static void OnRead(uv_stream_t* handle, ssize_t size, const uv_buf_t* buffer);
  static void OnWritten(uv_write_t* request, int status);

  uv_stream_t* handle() const;
  int ReasonOfEnd(bool end_was_inferred);
  void WriteFailed(int error);

  LoopContext* const context_;
  Socket* socket_;  // Null after Reset().
  Delegate* delegate_ = nullptr;
  ConnectCallback connect_callback_;
  uint64_t read_turn_ = 0;  // The turn in which reads_ were done.
  int reads_ = 0;
  // An error that a write consumed, for the next read to report.
  int write_error_ = 0;
  // OnStreamWritable() is to come, though the kernel may have taken all.
  bool write_waits_ = false;
  bool write_shut_ = false;
  bool read_ended_ = false;
};

}  // namespace mortise::net

#endif  // MORTISE_CORE_NET_TCP_STREAM_H_
