#include "core/net/http2_pool.h"

#include <algorithm>
#include <deque>
#include <utility>
#include <vector>

#include "core/base/strings.h"

namespace mortise::net {

namespace {

std::string KeyOf(const TransportConnector::Options& options,
                  size_t tls_settings) {
  std::string key =
      Concat(options.host, " ", options.port, " ", tls_settings);
  if (const auto& proxy = options.proxy) {
    AppendTo(key, " ", proxy->host, " ", proxy->port, " ",
             proxy->secure ? "https" : "http", " ", proxy->username, " ",
             proxy->password);
  }
  return key;
}

}  // namespace

// Lives as long as someone waits or there is a connection for those to come.
struct Http2Pool::Origin {
  std::string key;
  std::deque<Request*> waiting;
  std::unique_ptr<TransportConnector> connector;
  // For an address that `connection` leads to, until it is ready.
  std::unique_ptr<ConnectingQueue::Ticket> ticket;
  Http2Connection* connection = nullptr;
  bool ready = false;  // `connection` is.
};

Http2Pool::Request::Request(Http2Pool* pool,
                            const TransportConnector::Options& options,
                            size_t tls_settings, TransportConnector::Log log,
                            Callback callback)
    : pool_(pool),
      options_(options),
      log_(std::move(log)),
      callback_(std::move(callback)),
      origin_(pool->Find(KeyOf(options, tls_settings))) {
  origin_->waiting.push_back(this);
  pool_->client_->context()->AwaitTurnEnd(pool_);
}

Http2Pool::Request::~Request() {
  if (!origin_) return;
  std::deque<Request*>& waiting = origin_->waiting;
  waiting.erase(std::find(waiting.begin(), waiting.end(), this));
  pool_->client_->context()->AwaitTurnEnd(pool_);
}

Http2Pool::~Http2Pool() = default;

Http2Pool::Origin* Http2Pool::Find(const std::string& key) {
  std::unique_ptr<Origin>& origin = origins_[key];
  if (!origin) {
    origin = std::make_unique<Origin>();
    origin->key = key;
  }
  return origin.get();
}

void Http2Pool::OnTurnEnd() {
  std::vector<Origin*> all;
  for (const auto& [key, origin] : origins_) all.push_back(origin.get());
  for (Origin* origin : all) Attend(origin);
}

void Http2Pool::Attend(Origin* origin) {
  if (origin->ready && !origin->connection->accepts_web_sockets()) {
    // It serves those whom it has.
    origin->connection = nullptr;
    origin->ready = false;
  }
  if (origin->waiting.empty()) {
    if (origin->ready) return;
    if (origin->connection) origin->connection->Close();
    origins_.erase(origin->key);
  } else if (origin->ready) {
    Serve(origin, [origin]() -> absl::StatusOr<Outcome> {
      return Outcome{.http2 = origin->connection, .reused = true};
    });
  } else if (http1_origins_.contains(origin->key)) {
    Serve(origin, [] { return Outcome(); });
    client_->context()->AwaitTurnEnd(this);
  } else if (!origin->connector && !origin->connection) {
    Connect(origin);
  }
}

void Http2Pool::Connect(Origin* origin) {
  Request* first = origin->waiting.front();
  origin->connector = std::make_unique<TransportConnector>(
      client_, first->options_, std::move(first->log_),
      [this, origin](absl::StatusOr<Transport> transport) {
        OnTransport(origin, std::move(transport));
      });
}

void Http2Pool::OnTransport(Origin* origin,
                            absl::StatusOr<Transport> transport) {
  const std::unique_ptr<TransportConnector> connector =
      std::move(origin->connector);
  client_->context()->AwaitTurnEnd(this);
  if (!transport.ok()) {
    Serve(origin, [&] { return transport.status(); });
  } else if (!transport->is_http2) {
    std::optional<Transport> http1 = *std::move(transport);
    Serve(origin, [&]() -> absl::StatusOr<Outcome> {
      return Outcome{.http1 = std::exchange(http1, std::nullopt)};
    });
  } else {
    origin->ticket = std::move(transport->ticket);
    origin->connection =
        connections_
            .insert(std::make_unique<Http2Connection>(
                client_->context(), std::move(transport->stream), this))
            .first->get();
  }
}

void Http2Pool::OnHttp2Ready(Http2Connection* connection) {
  const auto it = std::find_if(
      origins_.begin(), origins_.end(), [connection](const auto& entry) {
        return entry.second->connection == connection;
      });
  if (it == origins_.end()) return;  // Nobody has waited for it.
  Origin* const origin = it->second.get();
  client_->context()->AwaitTurnEnd(this);
  origin->ticket.reset();
  if (connection->accepts_web_sockets()) {
    origin->ready = true;
    Serve(origin, [connection]() -> absl::StatusOr<Outcome> {
      return Outcome{.http2 = connection};
    });
    return;
  }
  origin->connection = nullptr;
  if (connection->is_over() || !connection->refuses_web_sockets()) {
    Serve(origin, [connection] { return connection->failure(); });
    return;
  }
  if (http1_origins_.size() >= kMaxHttp1Origins) http1_origins_.clear();
  http1_origins_.insert(origin->key);
  connection->Close();
  Serve(origin, [] { return Outcome(); });
}

void Http2Pool::OnHttp2Finished(Http2Connection* connection) {
  for (const auto& [key, origin] : origins_) {
    if (origin->connection != connection) continue;
    origin->connection = nullptr;
    origin->ready = false;
    client_->context()->AwaitTurnEnd(this);
  }
  const auto it = connections_.find(connection);
  // The set is whole again before the connection goes.
  auto node = connections_.extract(it);
}

void Http2Pool::Serve(Origin* origin,
                      absl::FunctionRef<absl::StatusOr<Outcome>()> make) {
  for (size_t i = origin->waiting.size(); i > 0; --i) {
    if (origin->waiting.empty()) return;  // Some may have left meanwhile.
    Request* request = origin->waiting.front();
    origin->waiting.pop_front();
    request->origin_ = nullptr;
    Request::Callback callback = std::move(request->callback_);
    callback(make());
  }
}

}  // namespace mortise::net
