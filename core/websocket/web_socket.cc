#include "core/websocket/web_socket.h"

#include <algorithm>
#include <utility>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/escaping.h"
#include "core/base/strings.h"
#include "core/base/task_runner.h"
#include "core/dom/environment_settings.h"
#include "core/dom/event_dispatch.h"
#include "core/html/message_event.h"
#include "core/url/percent_encoding.h"
#include "core/url/url.h"
#include "core/websocket/close_code.h"
#include "core/websocket/close_event.h"
#include "core/websocket/web_socket_environment.h"

namespace mortise {
namespace {

// Messages that wait in tasks may take this much before no more is read;
// bytes.
constexpr size_t kMaxQueuedBytes = 1 << 20;

// And no more than so many may wait, for other sockets' tasks wait behind them.
constexpr size_t kMaxQueuedMessages = 16;

// The longest reason that a Close frame has room for; bytes.
constexpr size_t kMaxReasonSize = 123;

struct EventTypes {
  const AtomString open{"open"};
  const AtomString message{"message"};
  const AtomString error{"error"};
  const AtomString close{"close"};
};

const EventTypes& Types() {
  static thread_local const EventTypes types;
  return types;
}

Exception SyntaxError(std::string message) {
  return Exception::DOMException(DOMExceptionName::kSyntaxError,
                                 std::move(message));
}

// Steps 1 to 7 of the constructor.
ExceptionOr<Url> ParseUrl(const EnvironmentSettings& environment,
                          std::string_view url) {
  const std::string base_text = environment.api_base_url();
  absl::StatusOr<Url> base = absl::NotFoundError("");
  if (!base_text.empty()) base = Url::Parse(base_text);

  absl::StatusOr<Url> record = Url::Parse(url, base.ok() ? &*base : nullptr);
  if (!record.ok()) {
    return SyntaxError("The URL '" + std::string(url) + "' is invalid.");
  }
  switch (record->special_scheme()) {
    case SpecialScheme::kWs:
    case SpecialScheme::kWss:
      break;
    case SpecialScheme::kHttp:
      record->set_scheme("ws");
      break;
    case SpecialScheme::kHttps:
      record->set_scheme("wss");
      break;
    default:
      return SyntaxError(
          "The URL's scheme must be either 'http', 'https', 'ws', or 'wss'. '" +
          record->scheme() + "' is not allowed.");
  }
  record->clear_fragment();
  return *std::move(record);
}

// RFC 6455 section 4.1, item 10 of the request: the characters of a
// subprotocol's name.
bool IsProtocolCharacter(char16_t c) {
  constexpr std::string_view kSeparators = "()<>@,;:\\\"/[]?={} \t";
  return c >= 0x21 && c <= 0x7E &&
         kSeparators.find(static_cast<char>(c)) == std::string_view::npos;
}

bool IsProtocol(const DomString& protocol) {
  if (protocol.empty() || !protocol.is_8bit()) return false;
  for (char c : protocol.view8()) {
    if (!IsProtocolCharacter(static_cast<uint8_t>(c))) return false;
  }
  return true;
}

// Steps 8 and 9 of the constructor.
ExceptionOr<std::vector<std::string>> CheckProtocols(
    const std::variant<DomString, std::vector<DomString>>& protocols) {
  const auto* single = std::get_if<DomString>(&protocols);
  const absl::Span<const DomString> list =
      single ? absl::MakeConstSpan(single, 1)
             : absl::MakeConstSpan(std::get<1>(protocols));
  std::vector<std::string> result;
  absl::flat_hash_set<std::string_view> seen;
  result.reserve(list.size());
  for (const DomString& protocol : list) {
    if (!IsProtocol(protocol)) {
      return SyntaxError("The subprotocol '" + protocol.ToUtf8() +
                         "' is invalid.");
    }
    if (!seen.insert(protocol.view8()).second) {
      return SyntaxError("The subprotocol '" + protocol.ToUtf8() +
                         "' is duplicated.");
    }
    result.emplace_back(protocol.view8());
  }
  return result;
}

// The value of Authorization for a URL's credentials (RFC 7617 section 2).
std::string BasicCredentials(const Url& url) {
  return "Basic " + absl::Base64Escape(PercentDecode(url.username()) + ":" +
                                       PercentDecode(url.password()));
}

bool HasAuthorization(const net::ClientHandshakeRequest& request) {
  return std::any_of(
      request.headers.begin(), request.headers.end(), [](const auto& header) {
        return EqualsIgnoringAsciiCase(header.first, "authorization");
      });
}

net::WebSocketConnectOptions MakeConnectOptions(
    const net::WebSocketConnectOptions& defaults,
    const net::ProxyEnvironment& proxies, const Url& url,
    std::vector<std::string> protocols, std::string origin) {
  net::WebSocketConnectOptions options = defaults;
  net::ClientHandshakeRequest& request = options.request;
  request.secure = url.special_scheme() == SpecialScheme::kWss;
  request.host = url.host()->Serialize();
  if (url.host()->ipv6()) {
    request.host = request.host.substr(1, request.host.size() - 2);
  }
  request.port = *url.effective_port();
  request.resource_name = url.RequestTarget();
  request.protocols = std::move(protocols);
  request.origin = std::move(origin);
  if (url.includes_credentials() && !HasAuthorization(request)) {
    request.headers.emplace_back("Authorization", BasicCredentials(url));
  }
  if (!options.proxy) {
    options.proxy = proxies.Choose(request.secure, request.host, request.port);
  }
  return options;
}

}  // namespace

ExceptionOr<RefPtr<WebSocket>> WebSocket::Create(
    EnvironmentSettings& environment, std::string_view url,
    const std::variant<DomString, std::vector<DomString>>& protocols) {
  ExceptionOr<Url> record = ParseUrl(environment, url);
  if (record.has_exception()) return record.TakeException();
  ExceptionOr<std::vector<std::string>> protocol_list =
      CheckProtocols(protocols);
  if (protocol_list.has_exception()) return protocol_list.TakeException();
  WebSocketEnvironment* const sockets = environment.Get<WebSocketEnvironment>();
  if (!sockets) {
    return Exception::DOMException(DOMExceptionName::kNotSupportedError,
                                   "There is no network here.");
  }
  const Url& its_url = record.value();
  RefPtr<WebSocket> socket(new WebSocket(environment, *sockets,
                                         its_url.Serialize(),
                                         its_url.origin().Serialize()));
  net::WebSocketChannel::Delegate* const delegate = socket.get();
  socket->channel_ = std::make_unique<net::WebSocketChannel>(
      sockets->network(),
      MakeConnectOptions(sockets->connect_options(), sockets->proxies_, its_url,
                         protocol_list.TakeValue(), environment.origin()),
      delegate);
  return socket;
}

WebSocket::WebSocket(EnvironmentSettings& environment,
                     WebSocketEnvironment& sockets, std::string url,
                     std::string origin)
    : environment_(&environment),
      sockets_(&sockets),
      url_(std::move(url)),
      origin_(std::move(origin)) {
  sockets.Add(*this);
}

WebSocket::~WebSocket() { LeaveEnvironment(); }

void WebSocket::LeaveEnvironment() {
  if (sockets_) sockets_->Remove(*this);
  sockets_ = nullptr;
  environment_ = nullptr;
}

void WebSocket::EnvironmentEnded() {
  LeaveEnvironment();
  channel_.reset();
  ready_state_ = kClosed;
  UpdatePendingActivity();
}

ExceptionOr<void> WebSocket::Close(std::optional<uint16_t> code,
                                   std::optional<std::string> reason) {
  if (code && !LookUpCloseCode(*code).allowed_in_close_method) {
    return Exception::DOMException(
        DOMExceptionName::kInvalidAccessError,
        "The close code must be either 1000, or between 3000 and 4999. " +
            std::to_string(*code) + " is neither.");
  }
  if (reason && reason->size() > kMaxReasonSize) {
    return SyntaxError("The close reason must not be greater than " +
                       std::to_string(kMaxReasonSize) + " UTF-8 bytes.");
  }
  switch (ready_state_) {
    case kConnecting:
      ready_state_ = kClosing;
      FailWhileConnecting();
      break;
    case kOpen:
      ready_state_ = kClosing;
      // A Close frame has no place for a reason without a code.
      if (channel_) {
        channel_->Close(code, code && reason ? *reason : std::string());
      }
      break;
    case kClosing:
    case kClosed:
      return {};
  }
  UpdatePendingActivity();
  return {};
}

// To fail the WebSocket connection before listeners know it to be open.
void WebSocket::FailWhileConnecting() {
  if (!channel_) return;  // It has ended: the task that says so is queued.
  if (!established_) {
    channel_->Close(std::nullopt, {});
    return;
  }
  // Established meanwhile, which script cannot know: it sees a failure.
  channel_.reset();
  net::WebSocketCloseResult result;
  result.failed = true;
  result.detail = "close() was called before the open event";
  QueueTask([result = std::move(result)](WebSocket& socket) {
    socket.BecomeClosed(result);
  });
}

ExceptionOr<void> WebSocket::Send(
    const std::variant<BufferSource, RefPtr<Blob>, std::string>& data) {
  if (ready_state_ == kConnecting) {
    return Exception::DOMException(DOMExceptionName::kInvalidStateError,
                                   "Still in CONNECTING state.");
  }
  net::WebSocketChannel* const channel =
      ready_state_ == kOpen ? channel_.get() : nullptr;
  if (const auto* source = std::get_if<BufferSource>(&data)) {
    if (channel) channel->SendBinary(source->bytes);
    buffered_amount_ += source->bytes.size();
  } else if (const auto* blob = std::get_if<RefPtr<Blob>>(&data)) {
    if (channel) channel->SendBinary((*blob)->CopyBytes().span());
    buffered_amount_ += (*blob)->size();
  } else {
    const std::string& text = std::get<std::string>(data);
    if (channel) channel->SendText(text);
    buffered_amount_ += text.size();
  }
  UpdatePendingActivity();
  return {};
}

template <typename Steps>
void WebSocket::QueueTask(Steps steps) {
  environment_->task_runner().PostTask(
      [this, pin = ActivityPin(*this), steps = std::move(steps)]() mutable {
        if (environment_) steps(*this);
      });
}

template <typename Steps>
void WebSocket::QueueMessageTask(size_t size, Steps steps) {
  queued_bytes_ += size;
  ++queued_messages_;
  if (!reading_paused_ && (queued_bytes_ > kMaxQueuedBytes ||
                           queued_messages_ >= kMaxQueuedMessages)) {
    reading_paused_ = true;
    channel_->PauseReading();
  }
  QueueTask([size, steps = std::move(steps)](WebSocket& socket) mutable {
    socket.queued_bytes_ -= size;
    --socket.queued_messages_;
    if (socket.reading_paused_ && socket.queued_bytes_ <= kMaxQueuedBytes / 2 &&
        socket.queued_messages_ <= kMaxQueuedMessages / 2) {
      socket.reading_paused_ = false;
      if (socket.channel_) socket.channel_->ResumeReading();
    }
    if (socket.ready_state_ == kOpen) steps(socket);
  });
}

void WebSocket::OnOpen(std::string_view protocol, std::string_view extensions) {
  established_ = true;
  QueueTask([protocol = DomString::FromLatin1(protocol),
             extensions =
                 DomString::FromLatin1(extensions)](WebSocket& socket) mutable {
    socket.BecomeOpen(std::move(protocol), std::move(extensions));
  });
}

void WebSocket::OnMessage(net::WebSocketMessage& message) {
  const size_t size = message.payload().size();
  if (message.type() == net::WebSocketMessageType::kText) {
    QueueMessageTask(
        size, [text = std::string(message.text())](WebSocket& socket) mutable {
          socket.FireMessage(std::move(text));
        });
  } else {
    QueueMessageTask(size,
                     [payload = message.Take()](WebSocket& socket) mutable {
                       socket.ReceiveBinary(std::move(payload));
                     });
  }
}

void WebSocket::OnBytesSent(size_t size) {
  buffered_amount_ -= size;
  UpdatePendingActivity();
}

void WebSocket::OnClosing() {
  QueueTask([](WebSocket& socket) { socket.BecomeClosing(); });
}

void WebSocket::OnClose(const net::WebSocketCloseResult& result) {
  QueueTask([result](WebSocket& socket) { socket.BecomeClosed(result); });
  channel_.reset();
}

void WebSocket::BecomeOpen(DomString protocol, DomString extensions) {
  // Not if close() was called meanwhile.
  if (ready_state_ != kConnecting) return;
  ready_state_ = kOpen;
  extensions_ = std::move(extensions);
  protocol_ = std::move(protocol);
  FireEvent(*this, Types().open);
  UpdatePendingActivity();
}

void WebSocket::ReceiveBinary(ByteBuffer payload) {
  if (binary_type_ == BinaryType::kBlob) {
    FireMessage(RefPtr<ScriptWrappable>(Blob::Create(std::move(payload))));
  } else {
    FireMessage(std::move(payload));
  }
}

void WebSocket::FireMessage(Any data) {
  MessageEventInit init;
  init.data = std::move(data);
  init.origin = origin_;
  FireEvent(*this, *MessageEvent::Create(Types().message, std::move(init)));
}

void WebSocket::BecomeClosing() {
  if (ready_state_ != kOpen) return;
  ready_state_ = kClosing;
  UpdatePendingActivity();
}

void WebSocket::BecomeClosed(const net::WebSocketCloseResult& result) {
  ready_state_ = kClosed;
  UpdatePendingActivity();
  if (result.failed) FireEvent(*this, Types().error);
  if (!environment_) return;  // Its end came in a listener.

  LeaveEnvironment();
  CloseEventInit init;
  init.was_clean = result.was_clean;
  init.code = result.code;
  init.reason = result.reason;
  FireEvent(*this, *CloseEvent::Create(Types().close, std::move(init)));
}

bool WebSocket::MustStay() const {
  const EventTypes& types = Types();
  switch (ready_state_) {
    case kConnecting:
      if (HasEventListeners(types.open)) return true;
      [[fallthrough]];
    case kOpen:
      if (HasEventListeners(types.message)) return true;
      [[fallthrough]];
    case kClosing:
      if (HasEventListeners(types.error)) return true;
      if (HasEventListeners(types.close)) return true;
      return channel_ && channel_->buffered_amount() > 0;
    case kClosed:
      return false;
  }
  return false;
}

void WebSocket::UpdatePendingActivity() {
  const bool must_stay = MustStay();
  if (must_stay == static_cast<bool>(pending_activity_)) return;
  pending_activity_ = must_stay ? ActivityPin(*this) : ActivityPin();
}

void WebSocket::DidAddListener(const AtomString& type) {
  UpdatePendingActivity();
}

void WebSocket::DidRemoveListener(const AtomString& type) {
  UpdatePendingActivity();
}

}  // namespace mortise
