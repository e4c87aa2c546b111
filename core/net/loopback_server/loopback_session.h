#ifndef MORTISE_CORE_NET_LOOPBACK_SERVER_LOOPBACK_SESSION_H_
#define MORTISE_CORE_NET_LOOPBACK_SERVER_LOOPBACK_SESSION_H_

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "core/net/loop_context.h"
#include "core/net/loopback_server/request_target.h"
#include "core/net/server_handshake.h"
#include "core/net/stream.h"
#include "core/net/web_socket_driver.h"
#include "core/net/web_socket_protocol.h"

namespace mortise::net {

// One connection to the loopback server: what happens on it depends on the
// request's path, see LoopbackServer.
class LoopbackSession final : private WebSocketProtocol::Delegate,
                              private WebSocketDriver::Owner,
                              private LoopContext::TurnEndObserver {
 public:
  class Owner {
   public:
    // May destroy the session.
    virtual void OnSessionFinished(LoopbackSession* session) = 0;

   protected:
    ~Owner() = default;
  };

  LoopbackSession(LoopContext* context, const WebSocketProtocolOptions& options,
                  std::unique_ptr<Stream> stream, Owner* owner);
  LoopbackSession(const LoopbackSession&) = delete;
  LoopbackSession& operator=(const LoopbackSession&) = delete;
  ~LoopbackSession() override = default;

 private:
  ServerHandshakeDecision Decide(const ServerHandshakeRequest& request);

  // WebSocketProtocol::Delegate:
  void OnOpen(std::string_view protocol, std::string_view extensions) override;
  void OnMessage(WebSocketMessage& message) override;
  void OnClosing() override {}
  void OnClosed(const WebSocketCloseResult& result) override;

  // WebSocketDriver::Owner:
  void OnBufferedAmountFell() override;
  void OnDriverFinished() override;

  // LoopContext::TurnEndObserver:
  void OnTurnEnd() override;

  LoopContext* const context_;
  Owner* const owner_;
  WebSocketDriver driver_;
  RequestTarget target_{""};
};

}  // namespace mortise::net

#endif  // MORTISE_CORE_NET_LOOPBACK_SERVER_LOOPBACK_SESSION_H_
