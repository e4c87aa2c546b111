#include "core/net/loopback_server/loopback_session.h"

#include <optional>
#include <utility>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "core/net/close_frame.h"

namespace mortise::net {

namespace {

// A peer that sends and does not read makes us hold its echoes: over the
// first figure we stop reading, under the second we go on.  Bytes.
constexpr uint64_t kMostBuffered = 4 << 20;
constexpr uint64_t kFewBuffered = 1 << 20;

// The most that one message to /source may ask for.  Bytes.
constexpr uint32_t kMostFromSource = 64 << 20;

constexpr uint16_t kNoStatusReceived = 1005;

// Nothing for what is no number from 0 to `most`.
std::optional<uint32_t> ParseNumber(const std::string& text, uint32_t most) {
  uint32_t number;
  if (!absl::SimpleAtoi(text, &number) || number > most) return std::nullopt;
  return number;
}

}  // namespace

LoopbackSession::LoopbackSession(LoopContext* context,
                                 const WebSocketProtocolOptions& options,
                                 std::unique_ptr<Stream> stream, Owner* owner)
    : context_(context),
      owner_(owner),
      driver_(context,
              std::make_unique<WebSocketProtocol>(
                  [this](const ServerHandshakeRequest& request) {
                    return Decide(request);
                  },
                  options, static_cast<WebSocketProtocol::Delegate*>(this)),
              this) {
  driver_.Start(std::move(stream));
}

ServerHandshakeDecision LoopbackSession::Decide(
    const ServerHandshakeRequest& request) {
  target_ = RequestTarget(request.resource_name);
  const std::string& path = target_.path();
  ServerHandshakeDecision decision;
  if (path == "/refuse") {
    decision.status = static_cast<int>(
        ParseNumber(target_.Parameter("status").value_or("403"), 999)
            .value_or(400));
  } else if (path == "/subprotocol") {
    if (!request.protocols.empty()) {
      decision.protocol = std::string(request.protocols.front());
    }
  } else if (path == "/close") {
    const std::string code = target_.Parameter("code").value_or("");
    if ((!code.empty() && !ParseNumber(code, 65535)) ||
        target_.Parameter("reason").value_or("").size() > kMaxCloseReasonSize) {
      decision.status = 400;
    }
  } else if (path != "/echo" && path != "/sink" && path != "/source" &&
             path != "/drop" && path != "/reset") {
    decision.status = 404;
  }
  return decision;
}

void LoopbackSession::OnOpen(std::string_view, std::string_view) {
  if (target_.path() == "/close") {
    const std::optional<uint32_t> number =
        ParseNumber(target_.Parameter("code").value_or(""), 65535);
    std::optional<uint16_t> code;
    if (number && *number != kNoStatusReceived) code = *number;
    driver_.protocol().Close(
        code, code ? target_.Parameter("reason").value_or("") : "",
        WebSocketDriver::Now());
  } else if (target_.path() == "/drop" || target_.path() == "/reset") {
    // The response is still to be written.
    context_->AwaitTurnEnd(this);
  }
}

void LoopbackSession::OnTurnEnd() {
  driver_.Cut(/*reset=*/target_.path() == "/reset");
}

void LoopbackSession::OnMessage(WebSocketMessage& message) {
  WebSocketProtocol& protocol = driver_.protocol();
  if (target_.path() == "/sink") {
    protocol.SendText(absl::StrCat(message.payload().size()));
  } else if (target_.path() == "/source") {
    const std::optional<uint32_t> size =
        ParseNumber(std::string(message.text()), kMostFromSource);
    if (!size) {
      protocol.Close(1008, "send the number of bytes that you want",
                     WebSocketDriver::Now());
      return;
    }
    protocol.SendBinary(absl::MakeConstSpan(std::vector<uint8_t>(*size)));
  } else if (message.type() == WebSocketMessageType::kText) {
    protocol.SendText(message.text());
  } else {
    protocol.SendBinary(message.payload());
  }
  if (protocol.buffered_amount() > kMostBuffered) driver_.SetPaused(true);
}

void LoopbackSession::OnBufferedAmountFell() {
  if (driver_.protocol().buffered_amount() < kFewBuffered) {
    driver_.SetPaused(false);
  }
}

void LoopbackSession::OnClosed(const WebSocketCloseResult& result) {
  driver_.OnProtocolClosed(result);
}

void LoopbackSession::OnDriverFinished() { owner_->OnSessionFinished(this); }

}  // namespace mortise::net
