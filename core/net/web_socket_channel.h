#ifndef MORTISE_CORE_NET_WEB_SOCKET_CHANNEL_H_
#define MORTISE_CORE_NET_WEB_SOCKET_CHANNEL_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "absl/types/span.h"
#include "core/net/web_socket_close_result.h"
#include "core/net/web_socket_connect_options.h"
#include "core/net/web_socket_message.h"

namespace mortise::net {

class WebSocketConnection;
class WebSocketNetwork;

// A client's end of one WebSocket connection: resolves, connects, shakes
// hands, pumps messages and closes.  A thin owner: the connection itself may
// outlive it to end in an orderly way, kept by the WebSocketNetwork.
//
// Belongs to the network's loop thread.  No callback comes from within a call
// to the channel, its constructor included; each comes in a turn of the loop.
class WebSocketChannel {
 public:
  // Any of these may destroy the channel.  After OnClose() nothing follows.
  class Delegate {
   public:
    // The WebSocket connection is established.  `protocol` and `extensions`
    // are what the server chose, empty for none.
    virtual void OnOpen(std::string_view protocol,
                        std::string_view extensions) = 0;

    // A message has been received; its payload is valid during the call only,
    // unless it is taken.
    virtual void OnMessage(WebSocketMessage& message) = 0;

    // `size` payload bytes of sent messages, counted before compression, have
    // been handed to the transport.
    virtual void OnBytesSent(size_t size) = 0;

    // The WebSocket closing handshake is started by the peer: its Close frame
    // has arrived.  Not called when Close() came first.
    virtual void OnClosing() = 0;

    // The WebSocket connection is closed.
    virtual void OnClose(const WebSocketCloseResult& result) = 0;

   protected:
    ~Delegate() = default;
  };

  // Starts to connect.  `network` and `delegate` must outlive the channel.
  WebSocketChannel(WebSocketNetwork* network, WebSocketConnectOptions options,
                   Delegate* delegate);
  WebSocketChannel(const WebSocketChannel&) = delete;
  WebSocketChannel& operator=(const WebSocketChannel&) = delete;

  // Drops a connection that is not open yet; closes an open one with 1001
  // (going away), best effort, while the loop goes on.  No callback follows.
  ~WebSocketChannel();

  // Sends a message, if the connection is open: between OnOpen() and the
  // first of OnClosing(), Close() and OnClose().  Otherwise they do nothing
  // and return false.  Text must be valid UTF-8.
  bool SendText(std::string_view utf8);
  bool SendBinary(absl::Span<const uint8_t> payload);

  // Starts the closing handshake, with an empty Close frame if `code` is
  // absent; `reason` is at most 123 bytes of UTF-8.  Before OnOpen() it fails
  // the connection; OnClose() follows in a later turn in both cases.  From
  // here on no message is delivered.
  void Close(std::optional<uint16_t> code, std::string_view reason);

  // Backpressure: while paused, no message is delivered and, once the
  // kernel's buffers are full, the peer is slowed down.  At most the messages
  // of one read (64 KiB) are held back in memory.
  void PauseReading();
  void ResumeReading();

  // Payload bytes of sent messages that OnBytesSent() has not reported yet;
  // 0 after OnClose().
  uint64_t buffered_amount() const;

 private:
  friend class WebSocketConnection;

  Delegate* const delegate_;
  // Owned by the network; null after OnClose().
  WebSocketConnection* connection_;
};

}  // namespace mortise::net

#endif  // MORTISE_CORE_NET_WEB_SOCKET_CHANNEL_H_
