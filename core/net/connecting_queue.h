#ifndef MORTISE_CORE_NET_CONNECTING_QUEUE_H_
#define MORTISE_CORE_NET_CONNECTING_QUEUE_H_

#include <deque>

#include "absl/container/flat_hash_map.h"
#include "absl/functional/any_invocable.h"
#include "core/net/loop_context.h"
#include "core/net/socket_address.h"

namespace mortise::net {

// Lets one connection at a time be in CONNECTING state to each address, as
// RFC 6455 section 4.1 wants it: a client is no means to flood a server with
// connections.  The others wait in order.
//
// Must outlive its tickets.
class ConnectingQueue final : private LoopContext::TurnEndObserver {
 public:
  // A place in the queue of one address, or the right to connect to it.
  // Destroying it gives both up.
  class Ticket {
   public:
    // Asks for the right to connect to `address`.  If nobody has it, it is
    // granted at once; otherwise `on_granted` is called later, in a turn of
    // the loop of its own.  It may destroy the ticket.
    Ticket(ConnectingQueue* queue, const SocketAddress& address,
           absl::AnyInvocable<void()> on_granted);
    Ticket(const Ticket&) = delete;
    Ticket& operator=(const Ticket&) = delete;
    ~Ticket();

    bool granted() const { return granted_; }

   private:
    friend class ConnectingQueue;

    ConnectingQueue* const queue_;
    const SocketAddress address_;
    absl::AnyInvocable<void()> on_granted_;
    bool granted_ = false;
  };

  explicit ConnectingQueue(LoopContext* context) : context_(context) {}
  ConnectingQueue(const ConnectingQueue&) = delete;
  ConnectingQueue& operator=(const ConnectingQueue&) = delete;
  ~ConnectingQueue() = default;

 private:
  void OnTurnEnd() override;
  void Leave(Ticket* ticket);

  LoopContext* const context_;
  // Whoever wants to connect to an address; the first of them has the right.
  absl::flat_hash_map<SocketAddress, std::deque<Ticket*>> queues_;
  // Those who have the right and have not been told.
  std::deque<Ticket*> untold_;
};

}  // namespace mortise::net

#endif  // MORTISE_CORE_NET_CONNECTING_QUEUE_H_
