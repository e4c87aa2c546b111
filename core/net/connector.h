#ifndef MORTISE_CORE_NET_CONNECTOR_H_
#define MORTISE_CORE_NET_CONNECTOR_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/functional/any_invocable.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "core/net/connecting_queue.h"
#include "core/net/name_lookup.h"
#include "core/net/socket_address.h"
#include "core/net/tcp_stream.h"
#include "core/net/uv_timer.h"

namespace mortise::net {

class LoopContext;

// Connects to a host by name: looks it up and tries all of its addresses, in
// the manner of Happy Eyeballs (RFC 8305): the families take turns, the next
// address gets its try when the last one failed or kAttemptDelay has passed,
// the first connection made wins.
class Connector {
 public:
  // The Connection Attempt Delay that RFC 8305 section 5 recommends.
  static constexpr absl::Duration kAttemptDelay = absl::Milliseconds(250);

  struct Connection {
    std::unique_ptr<TcpStream> stream;
    // The right to be in CONNECTING state at that address; null if no queue
    // was given.
    std::unique_ptr<ConnectingQueue::Ticket> ticket;
  };

  // May destroy the connector.
  using Callback = absl::AnyInvocable<void(absl::StatusOr<Connection>)>;

  // Starts to connect.  `host` is as a URL serialises it, IPv6 without
  // brackets.  `queue` may be null.  The callback comes once, in a later turn
  // of the loop, after `timeout` at the latest; not if the connector is
  // destroyed before.
  Connector(LoopContext* context, ConnectingQueue* queue,
            const std::string& host, uint16_t port, absl::Duration timeout,
            Callback callback);
  Connector(const Connector&) = delete;
  Connector& operator=(const Connector&) = delete;
  ~Connector();

  // The order in which addresses are tried: the families take turns, starting
  // with the first one's (RFC 8305 section 4).
  static SocketAddresses InterleaveFamilies(const SocketAddresses& addresses);

 private:
  struct Attempt {
    explicit Attempt(const SocketAddress& to) : address(to) {}

    const SocketAddress address;
    std::unique_ptr<ConnectingQueue::Ticket> ticket;
    std::unique_ptr<TcpStream> stream;
  };

  void OnResolved(absl::StatusOr<SocketAddresses> addresses);
  // Tries addresses until one try is under way.
  void TryNextAddress();
  // False if it failed at once, and is then gone.
  bool Connect(Attempt* attempt);
  void OnGranted(Attempt* attempt);
  void OnConnected(Attempt* attempt, const absl::Status& status);
  void AttemptFailed(Attempt* attempt, const absl::Status& status);
  void OnTimer();
  // `this` may be gone after these.
  void Succeed(Attempt* attempt);
  void Fail(const absl::Status& status);

  LoopContext* const context_;
  ConnectingQueue* const queue_;
  const std::string host_;
  const uint16_t port_;
  Callback callback_;
  std::optional<NameLookup> lookup_;
  SocketAddresses addresses_;
  size_t next_address_ = 0;
  std::vector<std::unique_ptr<Attempt>> attempts_;
  // The first failure's code, all failures' messages.
  absl::Status failure_;
  // Runs until the next address is to be tried, or the failure to be told.
  std::optional<UvTimer> timer_;
  std::optional<UvTimer> deadline_;
};

}  // namespace mortise::net

#endif  // MORTISE_CORE_NET_CONNECTOR_H_
