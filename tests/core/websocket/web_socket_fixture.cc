#include "tests/core/websocket/web_socket_fixture.h"

#include <utility>

#include "core/dom/event_listener.h"
#include "core/html/message_event.h"
#include "core/websocket/close_event.h"
#include "core/websocket/web_socket_environment.h"

namespace mortise {
namespace {

std::string Describe(const WebSocket& socket, const Event& event) {
  std::string text = event.type().string().ToUtf8() + " " +
                     std::to_string(socket.ready_state());
  if (&event.interface_info() == &MessageEvent::kInterfaceInfo) {
    const Any& data = static_cast<const MessageEvent&>(event).data();
    if (const auto* string = std::get_if<std::string>(&data)) {
      return text + " text:" + *string;
    }
    if (const auto* buffer = std::get_if<ByteBuffer>(&data)) {
      return text + " buffer:" + std::string(buffer->view());
    }
    const auto& blob =
        static_cast<const Blob&>(*std::get<RefPtr<ScriptWrappable>>(data));
    return text + " blob:" + std::string(blob.CopyBytes().view());
  }
  if (&event.interface_info() == &CloseEvent::kInterfaceInfo) {
    const auto& close = static_cast<const CloseEvent&>(event);
    text += close.was_clean() ? " clean " : " unclean ";
    text += std::to_string(close.code());
    if (!close.reason().empty()) text += " " + close.reason();
  }
  return text;
}

}  // namespace

WebSocketFixture::WebSocketFixture()
    : runner_(std::make_unique<net::UvTaskRunner>(loop_.get())),
      network_(std::make_unique<net::WebSocketNetwork>(loop_.get())),
      live_targets_(EventTarget::live_instances()),
      live_events_(Event::live_instances()),
      live_blobs_(Blob::live_instances()) {
  environment_.emplace(runner_.get());
  environment_->Set(std::make_unique<WebSocketEnvironment>(network_.get()));
}

WebSocketFixture::~WebSocketFixture() {
  environment_.reset();
  network_.reset();
  server_.reset();
  runner_.reset();
  // A name lookup that runs cannot be stopped.
  loop_.RunToEnd();
  EXPECT_EQ(EventTarget::live_instances(), live_targets_);
  EXPECT_EQ(Event::live_instances(), live_events_);
  EXPECT_EQ(Blob::live_instances(), live_blobs_);
}

void WebSocketFixture::SetUp() {
  auto server = net::LoopbackServer::Start(loop_.get(), {});
  ASSERT_TRUE(server.ok()) << server.status();
  server_ = *std::move(server);
}

std::string WebSocketFixture::Address(std::string_view path) const {
  return "ws://127.0.0.1:" + std::to_string(server_->port()) +
         std::string(path);
}

RefPtr<WebSocket> WebSocketFixture::Connect(
    const std::string& url, std::vector<std::string> protocols) {
  std::vector<DomString> list;
  for (const std::string& protocol : protocols) {
    list.push_back(DomString::FromUtf8(protocol));
  }
  ExceptionOr<RefPtr<WebSocket>> socket =
      WebSocket::Create(*environment_, url, std::move(list));
  if (socket.has_exception()) {
    ADD_FAILURE() << socket.exception().ToString();
    return nullptr;
  }
  return socket.TakeValue();
}

void WebSocketFixture::Log(WebSocket& socket,
                           std::function<void(WebSocket&, Event&)> then) {
  for (const char* type : {"open", "message", "error", "close"}) {
    socket.AddEventListener(
        AtomString(type), MakeEventListener([this, then](Event& event) {
          auto& socket = static_cast<WebSocket&>(*event.current_target());
          EXPECT_TRUE(event.is_trusted());
          EXPECT_FALSE(event.bubbles());
          EXPECT_FALSE(event.cancelable());
          log_.push_back(Describe(socket, event));
          if (event.type() == AtomString("close")) closed_ = true;
          if (then) then(socket, event);
        }));
  }
}

void WebSocketFixture::RunUntilClosed() {
  closed_ = false;
  EXPECT_TRUE(RunUntil([this] { return closed_; })) << "no close event";
  loop_.RunFor(absl::Milliseconds(2));
}

}  // namespace mortise
