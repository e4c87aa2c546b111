#include "tests/core/net/fault_proxy.h"

#include <arpa/inet.h>
#include <errno.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <memory>
#include <mutex>
#include <utility>

namespace mortise::net {

namespace {

using Clock = std::chrono::steady_clock;
using Kind = FaultPlan::Kind;

constexpr auto kPause = std::chrono::milliseconds(2);

void SetNoDelay(int fd) {
  const int one = 1;
  setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof(one));
}

void Reset(int fd) {
  const linger now = {.l_onoff = 1, .l_linger = 0};
  setsockopt(fd, SOL_SOCKET, SO_LINGER, &now, sizeof(now));
  close(fd);
}

// One way through the proxy.
struct Direction {
  int from;
  int to;
  size_t handed_on = 0;
  bool source_ended = false;
  bool sink_ended = false;  // A FIN was sent.
  bool drops = false;       // Stalled, or what comes is for nobody.
  std::string held = {};
};

struct Connection {
  size_t number;
  FaultPlan plan;
  Direction directions[2];  // To the server, to the client.
  Clock::time_point resumes = Clock::time_point::min();
  bool resets_then = false;
  bool is_over = false;
};

void EndSink(Direction& direction) {
  if (std::exchange(direction.sink_ended, true)) return;
  direction.drops = true;
  shutdown(direction.to, SHUT_WR);
}

}  // namespace

struct FaultProxy::Shared {
  std::mutex mutex;
  std::vector<FaultPlan> plans;
  std::vector<std::pair<size_t, size_t>> bytes;
  size_t connections = 0;
};

// Lives on the thread.
class FaultProxy::Worker {
 public:
  Worker(Shared* shared, int listener, int stop, uint16_t server_port)
      : shared_(shared),
        listener_(listener),
        stop_(stop),
        server_port_(server_port) {}

  void Run() {
    while (Turn()) {
    }
    for (auto& connection : connections_) CloseBoth(*connection, true);
    close(listener_);
  }

 private:
  bool Turn() {
    std::vector<pollfd> fds = {{listener_, POLLIN, 0}, {stop_, POLLIN, 0}};
    std::vector<std::pair<Connection*, int>> who;
    bool waits = false;
    for (auto& connection : connections_) {
      if (connection->resumes != Clock::time_point::min()) {
        waits = true;
        continue;
      }
      for (int i = 0; i < 2; ++i) {
        if (connection->directions[i].source_ended) continue;
        fds.push_back({connection->directions[i].from, POLLIN, 0});
        who.emplace_back(connection.get(), i);
      }
    }
    poll(fds.data(), fds.size(), waits ? 1 : -1);
    if (fds[1].revents) return false;
    for (size_t i = 0; i < who.size(); ++i) {
      if (!fds[i + 2].revents || who[i].first->is_over) continue;
      Read(*who[i].first, who[i].second);
    }
    if (fds[0].revents) Accept();
    const auto now = Clock::now();
    for (auto& connection : connections_) {
      if (connection->resumes != Clock::time_point::min() &&
          connection->resumes <= now) {
        Resume(*connection);
      }
    }
    std::erase_if(connections_, [](const auto& c) { return c->is_over; });
    return true;
  }

  void Accept() {
    const int client = accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
    if (client < 0) return;
    sockaddr_in address = {};
    socklen_t size = sizeof(address);
    getsockname(client, reinterpret_cast<sockaddr*>(&address), &size);
    const size_t number = (ntohl(address.sin_addr.s_addr) & 0xFF) - 1;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(server_port_);
    const int server = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (connect(server, reinterpret_cast<sockaddr*>(&address), size) != 0) {
      close(server);
      Reset(client);
      return;
    }
    SetNoDelay(client);
    SetNoDelay(server);
    auto connection = std::make_unique<Connection>();
    connection->number = number;
    connection->directions[0] = {.from = client, .to = server};
    connection->directions[1] = {.from = server, .to = client};
    {
      const std::lock_guard lock(shared_->mutex);
      if (number < shared_->plans.size()) {
        connection->plan = shared_->plans[number];
      }
      ++shared_->connections;
    }
    connections_.push_back(std::move(connection));
  }

  void Read(Connection& connection, int index) {
    Direction& direction = connection.directions[index];
    char buffer[16384];
    const ssize_t size = recv(direction.from, buffer, sizeof(buffer), 0);
    if (size < 0) {
      CloseBoth(connection, /*reset=*/true);
      return;
    }
    if (size == 0) {
      direction.source_ended = true;
      if (!direction.drops) EndSink(direction);
      MaybeFinish(connection);
      return;
    }
    HandOn(connection, index, {buffer, static_cast<size_t>(size)});
  }

  void HandOn(Connection& connection, int index, std::string bytes) {
    Direction& direction = connection.directions[index];
    if (direction.drops) return;
    FaultPlan& plan = connection.plan;
    const bool breaks = plan.kind != Kind::kNone &&
                        plan.to_client == (index == 1) &&
                        plan.position - direction.handed_on < bytes.size();
    const size_t size =
        breaks ? plan.position - direction.handed_on : bytes.size();
    Send(direction, bytes.substr(0, size));
    if (!breaks) return;
    direction.held = bytes.substr(size);
    const Kind kind = std::exchange(plan.kind, Kind::kNone);
    Break(connection, direction, kind);
  }

  void Break(Connection& connection, Direction& direction, Kind kind) {
    switch (kind) {
      case Kind::kNone:
        return;
      case Kind::kSplit:
        connection.resumes = Clock::now() + kPause;
        return;
      case Kind::kEnd:
        EndSink(connection.directions[0]);
        EndSink(connection.directions[1]);
        return;
      case Kind::kHalfEnd:
        EndSink(direction);
        return;
      case Kind::kEndThenReset:
        EndSink(direction);
        connection.resumes = Clock::now() + kPause;
        connection.resets_then = true;
        return;
      case Kind::kReset:
        CloseBoth(connection, /*reset=*/true);
        return;
      case Kind::kStall:
        direction.drops = true;
        return;
    }
  }

  void Resume(Connection& connection) {
    connection.resumes = Clock::time_point::min();
    if (connection.resets_then) {
      CloseBoth(connection, /*reset=*/true);
      return;
    }
    for (int i = 0; i < 2; ++i) {
      Send(connection.directions[i],
           std::exchange(connection.directions[i].held, {}));
    }
  }

  static void Send(Direction& direction, const std::string& bytes) {
    if (bytes.empty()) return;
    direction.handed_on += bytes.size();
    // Who does not take it will be seen to have gone.
    (void)!send(direction.to, bytes.data(), bytes.size(), MSG_NOSIGNAL);
  }

  void MaybeFinish(Connection& connection) {
    Direction* const ways = connection.directions;
    const bool client_ended = ways[0].source_ended;
    const bool server_ended = ways[1].source_ended;
    // A client that has gone is told to a server that is cut off from it.
    if (client_ended) EndSink(ways[0]);
    if (client_ended && server_ended) CloseBoth(connection, /*reset=*/false);
  }

  void CloseBoth(Connection& connection, bool reset) {
    if (std::exchange(connection.is_over, true)) return;
    for (const Direction& direction : connection.directions) {
      reset ? Reset(direction.from) : void(close(direction.from));
    }
    const std::lock_guard lock(shared_->mutex);
    --shared_->connections;
    if (connection.number < shared_->bytes.size()) {
      shared_->bytes[connection.number] = {connection.directions[0].handed_on,
                                           connection.directions[1].handed_on};
    }
  }

  Shared* const shared_;
  const int listener_;
  const int stop_;
  const uint16_t server_port_;
  std::vector<std::unique_ptr<Connection>> connections_;
};

FaultProxy::FaultProxy(uint16_t server_port) : shared_(new Shared) {
  const int listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address = {};
  address.sin_family = AF_INET;
  auto* name = reinterpret_cast<sockaddr*>(&address);
  socklen_t size = sizeof(address);
  EXPECT_EQ(bind(listener, name, size), 0);
  EXPECT_EQ(listen(listener, 256), 0);
  EXPECT_EQ(getsockname(listener, name, &size), 0);
  port_ = ntohs(address.sin_port);
  EXPECT_EQ(pipe(stop_), 0);
  thread_ =
      std::thread([shared = shared_, listener, stop = stop_[0], server_port] {
        Worker(shared, listener, stop, server_port).Run();
      });
}

FaultProxy::~FaultProxy() {
  close(stop_[1]);
  thread_.join();
  close(stop_[0]);
  delete shared_;
}

std::string FaultProxy::AddressOf(size_t i) {
  return "127.1.0." + std::to_string(i + 1);
}

void FaultProxy::SetPlans(std::vector<FaultPlan> plans) {
  const std::lock_guard lock(shared_->mutex);
  shared_->bytes.assign(plans.size(), {0, 0});
  shared_->plans = std::move(plans);
}

size_t FaultProxy::BytesOf(size_t i, bool to_client) const {
  const std::lock_guard lock(shared_->mutex);
  const auto& [to_server_bytes, to_client_bytes] = shared_->bytes[i];
  return to_client ? to_client_bytes : to_server_bytes;
}

size_t FaultProxy::connection_count() const {
  const std::lock_guard lock(shared_->mutex);
  return shared_->connections;
}

}  // namespace mortise::net
