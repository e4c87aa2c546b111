#ifndef MORTISE_TESTS_CORE_WEBSOCKET_CLOSE_TABLE_SERVER_H_
#define MORTISE_TESTS_CORE_WEBSOCKET_CLOSE_TABLE_SERVER_H_

#include <cstdint>
#include <string>
#include <string_view>

namespace mortise {

// A server for one WebSocket on 127.0.0.1 that does what a row of the close
// table says, over some transport.  It lives in the loop's thread: call Turn()
// while the loop turns.
class CloseTableServer {
 public:
  virtual ~CloseTableServer() = default;

  virtual uint16_t port() const = 0;

  // Accepts the connection and takes what has arrived.
  virtual void Turn() = 0;

  // Whether the client has connected, TCP.
  virtual bool connected() const = 0;
  // Whether bytes can be exchanged.
  virtual bool ready() const = 0;
  // All that the client has sent so far, from the request on.
  virtual const std::string& received() const = 0;
  // Whether the client has ended or reset the connection.
  virtual bool client_ended() const = 0;

  // Bytes of the WebSocket's transport, the HTTP/1.1 response included.
  virtual void Send(std::string_view bytes) = 0;
  // Past TLS.
  virtual void SendUnencrypted(std::string_view bytes) = 0;

  // The transport's orderly end.
  virtual void End() = 0;
  // FIN alone.
  virtual void EndTcp() = 0;
  virtual void Reset() = 0;
};

}  // namespace mortise

#endif  // MORTISE_TESTS_CORE_WEBSOCKET_CLOSE_TABLE_SERVER_H_
