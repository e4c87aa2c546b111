#include "core/net/connector.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "core/net/loop_context.h"

namespace mortise::net {

Connector::Connector(LoopContext* context, ConnectingQueue* queue,
                     const std::string& host, uint16_t port,
                     absl::Duration timeout, Callback callback)
    : context_(context),
      queue_(queue),
      host_(host),
      port_(port),
      callback_(std::move(callback)) {
  if (timeout != absl::InfiniteDuration()) {
    deadline_.emplace(context_->loop(), [this, timeout] {
      Fail(absl::DeadlineExceededError(
          absl::StrCat("connect to ", host_, ": no connection within ",
                       absl::FormatDuration(timeout))));
    });
    deadline_->StartTimeout(timeout);
  }
  if (std::optional<SocketAddresses> addresses =
          ResolveWithoutLookup(host_, port_)) {
    OnResolved(*std::move(addresses));
    return;
  }
  lookup_.emplace(context_->loop(), host_, port_,
                  [this](absl::StatusOr<SocketAddresses> addresses) {
                    lookup_.reset();
                    OnResolved(std::move(addresses));
                  });
}

Connector::~Connector() = default;

SocketAddresses Connector::InterleaveFamilies(
    const SocketAddresses& addresses) {
  SocketAddresses families[2];  // [0] is the first address's.
  for (const SocketAddress& address : addresses) {
    families[address.is_ipv6() != addresses[0].is_ipv6()].push_back(address);
  }
  SocketAddresses result;
  result.reserve(addresses.size());
  for (size_t i = 0; result.size() < addresses.size(); ++i) {
    for (const SocketAddresses& family : families) {
      if (i < family.size()) result.push_back(family[i]);
    }
  }
  return result;
}

void Connector::OnResolved(absl::StatusOr<SocketAddresses> addresses) {
  if (!addresses.ok()) {
    Fail(addresses.status());
    return;
  }
  addresses_ = InterleaveFamilies(*addresses);
  TryNextAddress();
}

void Connector::TryNextAddress() {
  bool under_way = false;
  while (!under_way && next_address_ < addresses_.size()) {
    attempts_.push_back(std::make_unique<Attempt>(addresses_[next_address_++]));
    Attempt* attempt = attempts_.back().get();
    if (queue_) {
      attempt->ticket = std::make_unique<ConnectingQueue::Ticket>(
          queue_, attempt->address, [this, attempt] { OnGranted(attempt); });
      under_way = !attempt->ticket->granted();
    }
    under_way = under_way || Connect(attempt);
  }
  const bool more = next_address_ < addresses_.size();
  if (more || attempts_.empty()) {
    if (!timer_) timer_.emplace(context_->loop(), [this] { OnTimer(); });
    timer_->Start(more ? kAttemptDelay : absl::ZeroDuration());
  }
}

bool Connector::Connect(Attempt* attempt) {
  absl::StatusOr<std::unique_ptr<TcpStream>> stream = TcpStream::Connect(
      context_, attempt->address, [this, attempt](const absl::Status& status) {
        OnConnected(attempt, status);
      });
  if (!stream.ok()) {
    AttemptFailed(attempt, stream.status());
    return false;
  }
  attempt->stream = *std::move(stream);
  return true;
}

void Connector::OnGranted(Attempt* attempt) {
  if (!Connect(attempt)) TryNextAddress();
}

void Connector::OnConnected(Attempt* attempt, const absl::Status& status) {
  if (status.ok()) {
    Succeed(attempt);
    return;
  }
  AttemptFailed(attempt, absl::Status(status.code(),
                                      absl::StrCat(attempt->address.ToString(),
                                                   ": ", status.message())));
  TryNextAddress();
}

void Connector::AttemptFailed(Attempt* attempt, const absl::Status& status) {
  if (failure_.ok()) {
    failure_ = status;
  } else {
    failure_ =
        absl::Status(failure_.code(),
                     absl::StrCat(failure_.message(), "; ", status.message()));
  }
  attempts_.erase(std::find_if(
      attempts_.begin(), attempts_.end(),
      [attempt](const auto& other) { return other.get() == attempt; }));
}

void Connector::OnTimer() {
  if (next_address_ < addresses_.size()) {
    TryNextAddress();
  } else if (attempts_.empty()) {
    Fail(failure_);
  }
}

void Connector::Succeed(Attempt* attempt) {
  Connection connection{std::move(attempt->stream), std::move(attempt->ticket)};
  attempts_.clear();
  timer_.reset();
  deadline_.reset();
  Callback callback = std::move(callback_);
  callback(std::move(connection));
}

void Connector::Fail(const absl::Status& status) {
  attempts_.clear();
  timer_.reset();
  deadline_.reset();
  lookup_.reset();
  Callback callback = std::move(callback_);
  callback(status);
}

}  // namespace mortise::net
