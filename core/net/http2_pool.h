#ifndef MORTISE_CORE_NET_HTTP2_POOL_H_
#define MORTISE_CORE_NET_HTTP2_POOL_H_

#include <cstddef>
#include <memory>
#include <optional>
#include <string>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/functional/any_invocable.h"
#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "core/net/connecting_queue.h"
#include "core/net/http2_connection.h"
#include "core/net/loop_context.h"
#include "core/net/transport_connector.h"

namespace mortise::net {

// The HTTP/2 connections of a network, by origin, TLS settings and proxy.  A
// connection is opened when those that there are cannot take another stream;
// who comes while one is in the making waits for it.
//
// Must outlive its requests and be destroyed after all streams, outside of
// callbacks.
class Http2Pool final : private LoopContext::TurnEndObserver {
 public:
  struct Origin;

  // What a request ends with: at most one is set.  Neither: the server knows
  // no WebSockets over HTTP/2, connect to it for HTTP/1.1.
  struct Outcome {
    Http2Connection* http2 = nullptr;     // Takes one more stream, now.
    std::optional<Transport> http1 = {};  // ALPN chose HTTP/1.1.
  };

  // Someone who wants to open a WebSocket.
  class Request {
   public:
    // May destroy the request.
    using Callback = absl::AnyInvocable<void(absl::StatusOr<Outcome>)>;

    // `log` may be called after the request has gone, for others wait for its
    // connection too.  The callback comes once, in a later turn of the loop;
    // not if the request is destroyed before, which gives up.
    Request(Http2Pool* pool, const TransportConnector::Options& options,
            TransportConnector::Log log, Callback callback);
    Request(const Request&) = delete;
    Request& operator=(const Request&) = delete;
    ~Request();

   private:
    friend class Http2Pool;

    Http2Pool* const pool_;
    const TransportConnector::Options options_;
    TransportConnector::Log log_;
    Callback callback_;
    Origin* origin_;  // Null once served.
  };

  Http2Pool(LoopContext* context, ConnectingQueue* queue);
  Http2Pool(const Http2Pool&) = delete;
  Http2Pool& operator=(const Http2Pool&) = delete;
  ~Http2Pool() override;

  // Remembers that a server wants to be asked over HTTP/1.1.
  void UseHttp1(const TransportConnector::Options& options);

  // Those that are not over and those that still have streams.
  size_t connection_count() const { return connections_.size(); }

 private:
  // Origins that are remembered for not knowing WebSockets over HTTP/2.
  static constexpr size_t kMaxHttp1Origins = 256;

  // Hears of the pool's connections.
  class ConnectionOwner final : public Http2Connection::Owner {
   public:
    explicit ConnectionOwner(Http2Pool* pool) : pool_(pool) {}
    void OnHttp2Ready(Http2Connection* connection) override;
    void OnHttp2Finished(Http2Connection* connection) override;

   private:
    Http2Pool* const pool_;
  };

  // LoopContext::TurnEndObserver:
  void OnTurnEnd() override;

  Origin* Find(const std::string& key);
  void Remember(const std::string& key);
  // At the end of the turn: does what those who wait at `origin` need.  It may
  // be gone afterwards.
  void Attend(Origin* origin);
  void Connect(Origin* origin);
  void OnTransport(Origin* origin, absl::StatusOr<Transport> transport);
  void ServeFirst(Origin* origin, absl::StatusOr<Outcome> outcome);
  // Gives each of those who wait now what `make` makes.
  void ServeAll(Origin* origin,
                absl::FunctionRef<absl::StatusOr<Outcome>()> make);

  LoopContext* const context_;
  ConnectingQueue* const queue_;
  ConnectionOwner owner_{this};
  absl::flat_hash_map<std::string, std::unique_ptr<Origin>> origins_;
  absl::flat_hash_set<std::string> http1_origins_;
  absl::flat_hash_set<std::unique_ptr<Http2Connection>> connections_;
};

}  // namespace mortise::net

#endif  // MORTISE_CORE_NET_HTTP2_POOL_H_
