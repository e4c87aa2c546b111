#include "core/net/http2_pool.h"

#include <algorithm>
#include <deque>
#include <utility>
#include <vector>

#include "core/base/strings.h"

namespace mortise::net {

namespace {

// Blanks stand in no host, and behind the credentials comes nothing.
std::string KeyOf(const TransportConnector::Options& options) {
  std::string key =
      Concat(options.host, " ", options.port, " ",
             absl::Hex(reinterpret_cast<uintptr_t>(options.tls_context)));
  if (const auto& proxy = options.proxy) {
    AppendTo(key, " ", proxy->host, " ", proxy->port, " ",
             proxy->secure ? "https" : "http", " ", proxy->username.size(), " ",
             proxy->username, proxy->password);
  }
  return key;
}

}  // namespace

// Lives as long as someone waits or there is a connection for those to come.
struct Http2Pool::Origin {
  std::string key;
  std::deque<Request*> waiting;
  std::unique_ptr<TransportConnector> connector;
  // The connection whose SETTINGS are awaited, and its right to be in
  // CONNECTING state.
  Http2Connection* opening = nullptr;
  std::unique_ptr<ConnectingQueue::Ticket> ticket;
  std::vector<Http2Connection*> open;
};

Http2Pool::Request::Request(Http2Pool* pool,
                            const TransportConnector::Options& options,
                            TransportConnector::Log log, Callback callback)
    : pool_(pool),
      options_(options),
      log_(std::move(log)),
      callback_(std::move(callback)),
      origin_(pool->Find(KeyOf(options))) {
  origin_->waiting.push_back(this);
  pool_->context_->AwaitTurnEnd(pool_);
}

Http2Pool::Request::~Request() {
  if (!origin_) return;
  std::erase(origin_->waiting, this);
  pool_->context_->AwaitTurnEnd(pool_);
}

Http2Pool::Http2Pool(LoopContext* context, ConnectingQueue* queue)
    : context_(context), queue_(queue) {}

Http2Pool::~Http2Pool() = default;

Http2Pool::Origin* Http2Pool::Find(const std::string& key) {
  std::unique_ptr<Origin>& origin = origins_[key];
  if (!origin) {
    origin = std::make_unique<Origin>();
    origin->key = key;
  }
  return origin.get();
}

void Http2Pool::UseHttp1(const TransportConnector::Options& options) {
  Remember(KeyOf(options));
}

void Http2Pool::Remember(const std::string& key) {
  if (http1_origins_.size() >= kMaxHttp1Origins) http1_origins_.clear();
  http1_origins_.insert(key);
}

void Http2Pool::OnTurnEnd() {
  std::vector<Origin*> all;
  for (const auto& [key, origin] : origins_) all.push_back(origin.get());
  for (Origin* origin : all) Attend(origin);
}

void Http2Pool::Attend(Origin* origin) {
  if (http1_origins_.contains(origin->key)) {
    ServeAll(origin, [] { return Outcome(); });
  }
  while (!origin->waiting.empty()) {
    const auto free = std::find_if(
        origin->open.begin(), origin->open.end(),
        [](Http2Connection* open) { return open->accepts_web_sockets(); });
    if (free == origin->open.end()) break;
    ServeFirst(origin, Outcome{.http2 = *free});
  }
  if (!origin->waiting.empty()) {
    if (!origin->connector && !origin->opening) Connect(origin);
    return;
  }
  origin->connector.reset();
  origin->ticket.reset();
  if (Http2Connection* unwanted = std::exchange(origin->opening, nullptr)) {
    unwanted->Close();
  }
  if (origin->open.empty()) origins_.erase(origins_.find(origin->key));
}

void Http2Pool::Connect(Origin* origin) {
  Request* first = origin->waiting.front();
  origin->connector = std::make_unique<TransportConnector>(
      context_, queue_, first->options_,
      // The same words for those who have to try once more.
      [log = std::move(first->log_)](std::string_view text) mutable {
        if (log) log(text);
      },
      [this, origin](absl::StatusOr<Transport> transport) {
        OnTransport(origin, std::move(transport));
      });
}

void Http2Pool::OnTransport(Origin* origin,
                            absl::StatusOr<Transport> transport) {
  const std::unique_ptr<TransportConnector> connector =
      std::move(origin->connector);
  context_->AwaitTurnEnd(this);
  if (!transport.ok()) {
    ServeAll(origin, [&] { return transport.status(); });
  } else if (transport->is_http2) {
    origin->ticket = std::move(transport->ticket);
    origin->opening = connections_
                          .insert(std::make_unique<Http2Connection>(
                              context_, std::move(transport->stream), &owner_))
                          .first->get();
  } else if (!origin->waiting.empty()) {
    Outcome outcome;
    outcome.http1 = *std::move(transport);
    ServeFirst(origin, std::move(outcome));
  }
}

void Http2Pool::ConnectionOwner::OnHttp2Ready(Http2Connection* connection) {
  const auto it = std::find_if(pool_->origins_.begin(), pool_->origins_.end(),
                               [connection](const auto& entry) {
                                 return entry.second->opening == connection;
                               });
  if (it == pool_->origins_.end()) return;  // Nobody has waited for it.
  Origin* const origin = it->second.get();
  origin->opening = nullptr;
  origin->ticket.reset();
  pool_->context_->AwaitTurnEnd(pool_);
  if (connection->accepts_web_sockets()) {
    origin->open.push_back(connection);
  } else if (connection->refuses_web_sockets()) {
    connection->Close();
    pool_->Remember(origin->key);
  } else {
    connection->Close();
    const absl::Status failure = connection->failure();
    pool_->ServeAll(origin, [&failure] { return failure; });
  }
}

void Http2Pool::ConnectionOwner::OnHttp2Finished(Http2Connection* connection) {
  for (const auto& [key, origin] : pool_->origins_) {
    if (std::erase(origin->open, connection) > 0) {
      pool_->context_->AwaitTurnEnd(pool_);
    }
  }
  const auto it = pool_->connections_.find(connection);
  // The set is whole again before the connection goes.
  auto node = pool_->connections_.extract(it);
}

void Http2Pool::ServeFirst(Origin* origin, absl::StatusOr<Outcome> outcome) {
  Request* request = origin->waiting.front();
  origin->waiting.pop_front();
  request->origin_ = nullptr;
  Request::Callback callback = std::move(request->callback_);
  callback(std::move(outcome));
}

void Http2Pool::ServeAll(Origin* origin,
                         absl::FunctionRef<absl::StatusOr<Outcome>()> make) {
  for (size_t i = origin->waiting.size(); i > 0; --i) {
    if (origin->waiting.empty()) return;  // Some may have left meanwhile.
    ServeFirst(origin, make());
  }
}

}  // namespace mortise::net
