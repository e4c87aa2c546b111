#include "core/net/connecting_queue.h"

#include <algorithm>
#include <utility>

namespace mortise::net {

ConnectingQueue::Ticket::Ticket(ConnectingQueue* queue,
                                const SocketAddress& address,
                                absl::AnyInvocable<void()> on_granted)
    : queue_(queue), address_(address), on_granted_(std::move(on_granted)) {
  std::deque<Ticket*>& waiting = queue_->queues_[address_];
  granted_ = waiting.empty();
  waiting.push_back(this);
}

ConnectingQueue::Ticket::~Ticket() { queue_->Leave(this); }

void ConnectingQueue::Leave(Ticket* ticket) {
  std::erase(untold_, ticket);
  const auto it = queues_.find(ticket->address_);
  std::deque<Ticket*>& waiting = it->second;
  if (waiting.front() != ticket) {
    waiting.erase(std::find(waiting.begin(), waiting.end(), ticket));
    return;
  }
  waiting.pop_front();
  if (waiting.empty()) {
    queues_.erase(it);
    return;
  }
  waiting.front()->granted_ = true;
  untold_.push_back(waiting.front());
  context_->AwaitTurnEnd(this);
}

void ConnectingQueue::OnTurnEnd() {
  // Those who come in meanwhile are told in the next turn.
  for (size_t left = untold_.size(); left > 0 && !untold_.empty(); --left) {
    Ticket* ticket = untold_.front();
    untold_.pop_front();
    // The callback may destroy the ticket, and with it what it is called on.
    absl::AnyInvocable<void()> on_granted = std::move(ticket->on_granted_);
    on_granted();
  }
  if (!untold_.empty()) context_->AwaitTurnEnd(this);
}

}  // namespace mortise::net
