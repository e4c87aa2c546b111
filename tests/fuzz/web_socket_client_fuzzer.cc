// A client's whole state machine: a script of bytes from the server, time,
// ends and commands, some of them from inside callbacks.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

#include "core/base/check.h"
#include "core/base/utf8.h"
#include "core/net/accept_key.h"
#include "core/net/web_socket_protocol.h"

namespace {

using namespace mortise;
using namespace mortise::net;

class FixedRandom final : public RandomSource {
 private:
  void Generate(absl::Span<uint8_t> bytes) override {
    for (uint8_t& byte : bytes) byte = 7;
  }
};

// Reads the script's bytes one after another; zeros at its end.
class Script {
 public:
  Script(const uint8_t* data, size_t size) : rest_(data, size) {}
  bool at_end() const { return rest_.empty(); }
  uint8_t Next() {
    if (rest_.empty()) return 0;
    const uint8_t byte = rest_[0];
    rest_.remove_prefix(1);
    return byte;
  }
  absl::Span<const uint8_t> Take(size_t size) {
    const auto bytes = rest_.subspan(0, size);
    rest_.remove_prefix(bytes.size());
    return bytes;
  }

 private:
  absl::Span<const uint8_t> rest_;
};

class Owner final : public WebSocketProtocol::Delegate {
 public:
  explicit Owner(Script& script) : script_(script) {
    const uint8_t flags = script.Next();
    ClientHandshakeRequest request;
    request.host = "localhost";
    request.offer_deflate = true;
    WebSocketProtocolOptions options;
    options.random = &random_;
    options.max_message_size = 10000;
    options.max_head_size = 4096;
    options.min_compressed_size = 0;
    options.strict_close_codes = (flags & 1) != 0;
    if (flags & 2) options.ping_interval = absl::Seconds(5);
    if (flags & 4) options.max_sent_frame_size = 3;
    machine_ = std::make_unique<WebSocketProtocol>(request, options, this);
    machine_->Start(now_);
    if (flags & 8) Open((flags & 16) != 0);
  }

  void Run() {
    while (machine_ && !script_.at_end()) Step();
    if (!machine_) return;
    // Whatever happened, time alone brings it to an end once it closes.
    if (machine_->paused()) machine_->SetPaused(false);
    machine_->Close(1000, "", now_);
    for (int i = 0; machine_ && !closed_; ++i) {
      MORTISE_CHECK(i < 10);
      MORTISE_CHECK(machine_->next_deadline() < absl::InfiniteFuture());
      now_ = std::max(now_, machine_->next_deadline());
      machine_->AdvanceTo(now_);
    }
  }

 private:
  void Open(bool deflate) {
    const std::string response =
        "HTTP/1.1 101 x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        "Sec-WebSocket-Accept: " +
        ComputeWebSocketAccept(MakeWebSocketKey(random_)) + "\r\n" +
        (deflate ? "Sec-WebSocket-Extensions: permessage-deflate\r\n" : "") +
        "\r\n";
    Receive(absl::MakeConstSpan(
        reinterpret_cast<const uint8_t*>(response.data()), response.size()));
  }

  void Receive(absl::Span<const uint8_t> bytes) {
    while (machine_ && !bytes.empty()) {
      const size_t taken = machine_->Receive(bytes, now_);
      MORTISE_CHECK(taken <= bytes.size());
      bytes.remove_prefix(taken);
      if (!machine_) return;
      MORTISE_CHECK(bytes.empty() || machine_->paused());
      machine_->SetPaused(false);
    }
  }

  void Step() {
    switch (script_.Next() % 10) {
      case 0:
      case 1:
      case 2:
      case 3:
        return Receive(script_.Take(1 + script_.Next()));
      case 4:
        now_ += absl::Milliseconds(100) * script_.Next();
        return machine_->AdvanceTo(now_);
      case 5:
        if (script_.Next() % 16) return;
        return script_.Next() & 1 ? machine_->ReceiveEnd(now_)
                                  : machine_->ReceiveError("reset", now_);
      case 6:
        machine_->ConsumeOutput(
            std::min<size_t>(machine_->PendingOutput().size(), script_.Next()));
        return;
      default:
        return Command();
    }
  }

  void Command() {
    switch (script_.Next() % 8) {
      case 0:
        machine_->SendText("text");
        return;
      case 1:
        machine_->SendBinary(script_.Take(script_.Next()));
        return;
      case 2:
        machine_->Ping(script_.Take(script_.Next() % 130));
        return;
      case 3:
        return machine_->Close(3000, "reason", now_);
      case 4:
        return machine_->Close(std::nullopt, "", now_);
      case 5:
        return machine_->Fail(1001, "failed by the script");
      case 6:
        return machine_->SetPaused(true);
      case 7:
        // Destroys the machine, now and then.
        if (script_.Next() % 8 == 0) machine_.reset();
        return;
    }
  }

  // Inside a callback.
  void MaybeCommand() {
    if (script_.Next() % 8 == 0) Command();
  }

  void OnOpen(std::string_view, std::string_view) override {
    MORTISE_CHECK(!open_ && !closed_);
    open_ = true;
    MaybeCommand();
  }
  void OnMessage(WebSocketMessage& message) override {
    MORTISE_CHECK(open_ && !closed_);
    MORTISE_CHECK(machine_->state() == WebSocketProtocol::State::kOpen);
    MORTISE_CHECK(message.payload().size() <= 10000);
    if (message.type() == WebSocketMessageType::kText) {
      MORTISE_CHECK(IsValidUtf8(message.text()));
    }
    MaybeCommand();
  }
  void OnPong(absl::Span<const uint8_t> payload) override {
    MORTISE_CHECK(open_ && !closed_ && payload.size() <= 125);
    MaybeCommand();
  }
  void OnClosing() override {
    MORTISE_CHECK(open_ && !closed_ && !closing_);
    closing_ = true;
    MaybeCommand();
  }
  void OnClosed(const WebSocketCloseResult& result) override {
    MORTISE_CHECK(!closed_);
    closed_ = true;
    MORTISE_CHECK(!(result.failed && result.was_clean));
    MORTISE_CHECK(result.was_clean == (result.code != 1006));
    MORTISE_CHECK(IsValidUtf8(result.reason));
    MORTISE_CHECK(result.reason.size() <= 123);
    MaybeCommand();
  }

  Script& script_;
  FixedRandom random_;
  absl::Time now_ = absl::FromUnixSeconds(0);
  bool open_ = false;
  bool closing_ = false;
  bool closed_ = false;
  std::unique_ptr<WebSocketProtocol> machine_;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  Script script(data, size);
  Owner(script).Run();
  return 0;
}
