#include "tests/core/net/raw_peer.h"

#include <arpa/inet.h>
#include <errno.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace mortise::net {

namespace {

sockaddr_in Loopback(uint16_t port) {
  sockaddr_in address = {};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  return address;
}

}  // namespace

RawPeer RawPeer::ConnectTo(uint16_t port) {
  const int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const sockaddr_in address = Loopback(port);
  EXPECT_EQ(
      connect(fd, reinterpret_cast<const sockaddr*>(&address), sizeof(address)),
      0);
  const int one = 1;
  setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof(one));
  return RawPeer(fd);
}

void RawPeer::Send(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t sent = send(fd_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent <= 0) return;
    bytes.remove_prefix(static_cast<size_t>(sent));
  }
}

std::string RawPeer::Receive() {
  std::string result;
  char buffer[65536];
  for (;;) {
    const ssize_t size = recv(fd_, buffer, sizeof(buffer), MSG_DONTWAIT);
    if (size <= 0) return result;
    result.append(buffer, static_cast<size_t>(size));
  }
}

bool RawPeer::AtEnd() {
  char byte;
  return recv(fd_, &byte, 1, MSG_DONTWAIT | MSG_PEEK) == 0;
}

bool RawPeer::WasReset() {
  char byte;
  return recv(fd_, &byte, 1, MSG_DONTWAIT | MSG_PEEK) < 0 &&
         errno == ECONNRESET;
}

void RawPeer::ShutdownWrite() { shutdown(fd_, SHUT_WR); }

void RawPeer::Close() {
  if (fd_ >= 0) close(std::exchange(fd_, -1));
}

void RawPeer::Reset() {
  const linger now = {.l_onoff = 1, .l_linger = 0};
  setsockopt(fd_, SOL_SOCKET, SO_LINGER, &now, sizeof(now));
  Close();
}

void RawPeer::SetReceiveBuffer(int bytes) {
  setsockopt(fd_, SOL_SOCKET, SO_RCVBUF, &bytes, sizeof(bytes));
}

RawListener::RawListener(int backlog) {
  fd_ = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address = Loopback(0);
  auto* name = reinterpret_cast<sockaddr*>(&address);
  socklen_t size = sizeof(address);
  EXPECT_EQ(bind(fd_, name, size), 0);
  EXPECT_EQ(listen(fd_, backlog), 0);
  EXPECT_EQ(getsockname(fd_, name, &size), 0);
  port_ = ntohs(address.sin_port);
}

RawListener::~RawListener() { close(fd_); }

bool RawListener::HasConnection() {
  pollfd poll_fd = {.fd = fd_, .events = POLLIN, .revents = 0};
  return poll(&poll_fd, 1, 0) == 1;
}

RawPeer RawListener::Accept() {
  const int fd = accept4(fd_, nullptr, nullptr, SOCK_CLOEXEC);
  EXPECT_GE(fd, 0);
  const int one = 1;
  setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof(one));
  return RawPeer(fd);
}

}  // namespace mortise::net
