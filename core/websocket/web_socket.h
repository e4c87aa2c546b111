#ifndef MORTISE_CORE_WEBSOCKET_WEB_SOCKET_H_
#define MORTISE_CORE_WEBSOCKET_WEB_SOCKET_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/base/any.h"
#include "core/base/buffer_source.h"
#include "core/base/byte_buffer.h"
#include "core/base/dom_string.h"
#include "core/dom/event_target.h"
#include "core/dom/exception_or.h"
#include "core/file/blob.h"
#include "core/net/web_socket_channel.h"
#include "core/websocket/binary_type.h"

namespace mortise {

class EnvironmentSettings;
class WebSocketEnvironment;

// The WebSocket interface (WebSockets section 3).
//
// Feedback from the protocol (section 4) comes from the channel and becomes
// one task each on the environment's task runner; all events are fired there.
//
// Who keeps it alive: its references, and while section 7 forbids to collect
// it, a pin of its own.  The last reference to go closes the connection.
class WebSocket final : public EventTarget,
                        public InstanceCounter<WebSocket>,
                        private net::WebSocketChannel::Delegate {
 public:
  static constinit inline InterfaceInfo kInterfaceInfo{
      "WebSocket", &EventTarget::kInterfaceInfo};

  enum ReadyState : uint8_t {
    kConnecting = 0,
    kOpen = 1,
    kClosing = 2,
    kClosed = 3,
  };

  // The constructor steps.  Throws a "SyntaxError" for a bad URL or protocol
  // list and a "NotSupportedError" where the environment has no
  // WebSocketEnvironment.
  static ExceptionOr<RefPtr<WebSocket>> Create(
      EnvironmentSettings& environment, std::string_view url,
      const std::variant<DomString, std::vector<DomString>>& protocols =
          std::vector<DomString>());

  // Serialised.
  const std::string& url() const { return url_; }
  uint16_t ready_state() const { return ready_state_; }
  // Bytes given to Send() and not yet handed to the operating system; after
  // the connection's end it only grows.
  uint64_t buffered_amount() const { return buffered_amount_; }
  const DomString& extensions() const { return extensions_; }
  const DomString& protocol() const { return protocol_; }

  // Throws an "InvalidAccessError" unless `code` is absent, 1000 or in
  // 3000-4999, and a "SyntaxError" if `reason` has more than 123 bytes.
  ExceptionOr<void> Close(std::optional<uint16_t> code = std::nullopt,
                          std::optional<std::string> reason = std::nullopt);

  BinaryType binary_type() const { return binary_type_; }
  void set_binary_type(BinaryType type) { binary_type_ = type; }

  // Throws an "InvalidStateError" while CONNECTING.
  ExceptionOr<void> Send(
      const std::variant<BufferSource, RefPtr<Blob>, std::string>& data);

  const InterfaceInfo& interface_info() const override {
    return kInterfaceInfo;
  }
  using InstanceCounter<WebSocket>::live_instances;

 private:
  friend class WebSocketEnvironment;

  WebSocket(EnvironmentSettings& environment, WebSocketEnvironment& sockets,
            std::string url, std::string origin);
  ~WebSocket() override;

  // net::WebSocketChannel::Delegate:
  void OnOpen(std::string_view protocol, std::string_view extensions) override;
  void OnMessage(net::WebSocketMessage& message) override;
  void OnBytesSent(size_t size) override;
  void OnClosing() override;
  void OnClose(const net::WebSocketCloseResult& result) override;

  // The tasks that these queue.
  void BecomeOpen(DomString protocol, DomString extensions);
  void ReceiveBinary(ByteBuffer payload);
  void FireMessage(Any data);
  void BecomeClosing();
  void BecomeClosed(const net::WebSocketCloseResult& result);

  void FailWhileConnecting();

  // Queues a task on the WebSocket task source.  Until then the socket stays;
  // the task does not run if the environment ends first.
  template <typename Steps>
  void QueueTask(Steps steps);
  // The same for the task of a received message of `size` bytes.
  template <typename Steps>
  void QueueMessageTask(size_t size, Steps steps);

  // Whether section 7 forbids to collect the socket.
  bool MustStay() const;
  // Takes or drops the pin, after something that MustStay() looks at has
  // changed.  May delete this object.
  void UpdatePendingActivity();
  void DidAddListener(const AtomString& type) override;
  void DidRemoveListener(const AtomString& type) override;

  // The environment's end: closes the connection; no event follows.
  void EnvironmentEnded();
  void LeaveEnvironment();

  EnvironmentSettings* environment_;  // Null once ended.
  WebSocketEnvironment* sockets_;     // Null once ended or closed.
  size_t index_in_environment_;
  const std::string url_;
  const std::string origin_;  // Of the URL, serialised, for MessageEvents.
  ReadyState ready_state_ = kConnecting;
  BinaryType binary_type_ = BinaryType::kBlob;
  bool established_ = false;  // Perhaps not told to listeners yet.
  bool reading_paused_ = false;
  uint64_t buffered_amount_ = 0;
  // Messages that wait in tasks, and the bytes of their payload.
  size_t queued_messages_ = 0;
  size_t queued_bytes_ = 0;
  DomString extensions_;
  DomString protocol_;
  std::unique_ptr<net::WebSocketChannel> channel_;  // Null once closed.
  ActivityPin pending_activity_;
};

}  // namespace mortise

#endif  // MORTISE_CORE_WEBSOCKET_WEB_SOCKET_H_
