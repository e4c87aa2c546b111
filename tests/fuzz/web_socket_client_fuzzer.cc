// A client's whole state machine: a script of bytes from the server, time,
// ends and commands, some of them from inside callbacks.  What the client
// writes is read as a server would read it.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

#include "core/base/check.h"
#include "core/base/utf8.h"
#include "core/net/accept_key.h"
#include "core/net/web_socket_protocol.h"
#include "tests/fuzz/client_output_checker.h"

namespace {

using namespace mortise;
using namespace mortise::net;

// What the script's first byte chooses.
enum Flags : uint8_t {
  kStrictCloseCodes = 1,
  kPings = 2,
  kSmallFrames = 4,
  kOpen = 8,           // The connection is open before the script goes on,
  kDeflate = 16,       // with permessage-deflate,
  kSmallWindows = 32,  // of these parameters.
  kNoTakeover = 64,
  kSmallLimit = 128,
};

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
    options.max_message_size = max_message_size_ =
        flags & kSmallLimit ? 100 : 10000;
    options.max_head_size = 4096;
    options.min_compressed_size = 0;
    options.strict_close_codes = (flags & kStrictCloseCodes) != 0;
    if (flags & kPings) options.ping_interval = absl::Seconds(5);
    if (flags & kSmallFrames) options.max_sent_frame_size = 3;
    close_timeout_ = options.close_timeout;
    machine_ = std::make_unique<WebSocketProtocol>(request, options, this);
    machine_->Start(now_);
    if (flags & kOpen) Open(flags);
  }

  void Run() {
    while (machine_ && !script_.at_end()) Step();
    if (!machine_) return;
    // Whatever happened, time alone brings it to an end once it closes.
    machine_->SetPaused(false);
    machine_->Close(1000, "", now_);
    const absl::Time end = now_ + close_timeout_;
    while (machine_ && !closed_) {
      MORTISE_CHECK(machine_->next_deadline() <= end);
      now_ = std::max(now_, machine_->next_deadline());
      AdvanceToNow();
    }
    if (!machine_) return;
    while (!machine_->PendingOutput().empty()) Write(SIZE_MAX);
    MORTISE_CHECK(machine_->buffered_amount() == 0);
    MORTISE_CHECK(!was_clean_ || output_.has_close());
  }

 private:
  void Open(uint8_t flags) {
    std::string response =
        "HTTP/1.1 101 x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        "Sec-WebSocket-Accept: " +
        ComputeWebSocketAccept(MakeWebSocketKey(random_)) + "\r\n";
    if (flags & kDeflate) {
      response += "Sec-WebSocket-Extensions: permessage-deflate";
      if (flags & kSmallWindows) {
        response += "; server_max_window_bits=9; client_max_window_bits=9";
      }
      if (flags & kNoTakeover) {
        response += "; server_no_context_takeover; client_no_context_takeover";
      }
      response += "\r\n";
    }
    response += "\r\n";
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
        return AdvanceToNow();
      case 5:
        if (script_.Next() % 16) return;
        return script_.Next() & 1 ? machine_->ReceiveEnd(now_)
                                  : machine_->ReceiveError("reset", now_);
      case 6:
        return Write(script_.Next());
      case 7:
        if (machine_->next_deadline() < absl::InfiniteFuture()) {
          now_ = std::max(now_, machine_->next_deadline());
        }
        return AdvanceToNow();
      default:
        return Command();
    }
  }

  void AdvanceToNow() {
    machine_->AdvanceTo(now_);
    // What is due is done: a loop that waits for the deadline cannot spin.
    MORTISE_CHECK(!machine_ || machine_->next_deadline() > now_);
  }

  void Write(size_t size) {
    const absl::Span<const uint8_t> bytes =
        machine_->PendingOutput().subspan(0, size);
    output_.Add(bytes);
    const uint64_t before = machine_->buffered_amount();
    machine_->ConsumeOutput(bytes.size());
    MORTISE_CHECK(machine_->buffered_amount() <= before);
  }

  void Command() {
    switch (script_.Next() % 8) {
      case 0:
        if (machine_->SendText("text")) output_.ExpectText("text");
        return;
      case 1: {
        const auto payload = script_.Take(script_.Next());
        if (machine_->SendBinary(payload)) output_.ExpectBinary(payload);
        return;
      }
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

  void OnOpen(std::string_view, std::string_view extensions) override {
    MORTISE_CHECK(!open_ && !closed_);
    open_ = true;
    output_.SetExtensions(extensions);
    MaybeCommand();
  }
  void OnMessage(WebSocketMessage& message) override {
    MORTISE_CHECK(open_ && !closed_);
    MORTISE_CHECK(machine_->state() == WebSocketProtocol::State::kOpen);
    MORTISE_CHECK(message.payload().size() <= max_message_size_);
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
    was_clean_ = result.was_clean;
    MORTISE_CHECK(!(result.failed && result.was_clean));
    MORTISE_CHECK(result.was_clean == (result.code != 1006));
    MORTISE_CHECK(IsValidUtf8(result.reason));
    MORTISE_CHECK(result.reason.size() <= 123);
    MaybeCommand();
  }

  Script& script_;
  FixedRandom random_;
  ClientOutputChecker output_;
  uint64_t max_message_size_ = 0;
  absl::Duration close_timeout_;
  absl::Time now_ = absl::FromUnixSeconds(0);
  bool open_ = false;
  bool closing_ = false;
  bool closed_ = false;
  bool was_clean_ = false;
  std::unique_ptr<WebSocketProtocol> machine_;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  Script script(data, size);
  Owner(script).Run();
  return 0;
}
