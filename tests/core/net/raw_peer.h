#ifndef MORTISE_TESTS_CORE_NET_RAW_PEER_H_
#define MORTISE_TESTS_CORE_NET_RAW_PEER_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace mortise::net {

// One end of a TCP connection, scripted by a test in the same thread: the
// kernel's buffers stand between it and the loop.
class RawPeer {
 public:
  explicit RawPeer(int fd) : fd_(fd) {}
  RawPeer(RawPeer&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
  RawPeer& operator=(RawPeer&& other) noexcept {
    std::swap(fd_, other.fd_);
    return *this;
  }
  ~RawPeer() { Close(); }

  // Connects to a port of 127.0.0.1.
  static RawPeer ConnectTo(uint16_t port);

  // All of `bytes`, blocking.
  void Send(std::string_view bytes);

  // What has arrived, without waiting; empty for nothing.
  std::string Receive();

  // Whether the other side has sent a FIN and all before it is read.
  bool AtEnd();
  // Whether the other side has reset the connection.
  bool WasReset();

  void ShutdownWrite();
  void Close();
  void Reset();

  // A small receive buffer, so that the other side soon has to wait.
  void SetReceiveBuffer(int bytes);

 private:
  int fd_;
};

// A listening socket on 127.0.0.1.
class RawListener {
 public:
  explicit RawListener(int backlog = 128);
  RawListener(const RawListener&) = delete;
  RawListener& operator=(const RawListener&) = delete;
  ~RawListener();

  uint16_t port() const { return port_; }

  // Whether a connection waits.
  bool HasConnection();
  // The next connection; blocks until there is one.
  RawPeer Accept();

 private:
  int fd_;
  uint16_t port_;
};

}  // namespace mortise::net

#endif  // MORTISE_TESTS_CORE_NET_RAW_PEER_H_
