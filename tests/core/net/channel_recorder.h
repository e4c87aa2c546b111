#ifndef MORTISE_TESTS_CORE_NET_CHANNEL_RECORDER_H_
#define MORTISE_TESTS_CORE_NET_CHANNEL_RECORDER_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/net/web_socket_channel.h"

namespace mortise::net {

// A channel and what it told, as lines:
//
//   open PROTOCOL EXTENSIONS     (without trailing blanks)
//   text SIZE, binary SIZE
//   closing
//   close CODE REASON, with "failed" or "unclean" in front where it was so
class ChannelRecorder final : public WebSocketChannel::Delegate {
 public:
  // Runs in each callback, with the line that it adds.
  using Hook = std::function<void(const std::string& line)>;

  void Connect(WebSocketNetwork* network, WebSocketConnectOptions options) {
    channel_ =
        std::make_unique<WebSocketChannel>(network, std::move(options), this);
  }

  WebSocketChannel& channel() { return *channel_; }
  bool has_channel() const { return channel_ != nullptr; }
  void DestroyChannel() { channel_.reset(); }
  void set_hook(Hook hook) { hook_ = std::move(hook); }

  const std::vector<std::string>& lines() const { return lines_; }
  // All lines so far, separated by "; ".
  std::string text() const {
    std::string result;
    for (const std::string& line : lines_) {
      result += result.empty() ? line : "; " + line;
    }
    return result;
  }
  bool is_open() const { return open_; }
  bool is_closed() const { return closed_; }
  uint64_t bytes_sent() const { return bytes_sent_; }
  size_t messages() const { return messages_; }
  const std::string& last_message() const { return last_message_; }
  const std::string& detail() const { return detail_; }

 private:
  void OnOpen(std::string_view protocol, std::string_view extensions) override {
    open_ = true;
    std::string line = "open";
    if (!protocol.empty()) line += " " + std::string(protocol);
    if (!extensions.empty()) line += " " + std::string(extensions);
    Add(line);
  }
  void OnMessage(WebSocketMessage& message) override {
    ++messages_;
    const bool is_text = message.type() == WebSocketMessageType::kText;
    last_message_ = std::string(message.text());
    Add((is_text ? "text " : "binary ") + std::to_string(last_message_.size()));
  }
  void OnBytesSent(size_t size) override {
    bytes_sent_ += size;
    if (hook_) hook_("sent");
  }
  void OnClosing() override { Add("closing"); }
  void OnClose(const WebSocketCloseResult& result) override {
    closed_ = true;
    detail_ = result.detail;
    std::string line;
    if (result.failed) line += "failed ";
    if (!result.was_clean && !result.failed) line += "unclean ";
    line += "close " + std::to_string(result.code);
    if (!result.reason.empty()) line += " " + result.reason;
    Add(line);
  }
  void Add(const std::string& line) {
    lines_.push_back(line);
    // The hook may destroy the recorder's channel, and set another hook.
    const Hook hook = hook_;
    if (hook) hook(line);
  }

  std::unique_ptr<WebSocketChannel> channel_;
  Hook hook_;
  std::vector<std::string> lines_;
  std::string last_message_;
  std::string detail_;
  uint64_t bytes_sent_ = 0;
  size_t messages_ = 0;
  bool open_ = false;
  bool closed_ = false;
};

}  // namespace mortise::net

#endif  // MORTISE_TESTS_CORE_NET_CHANNEL_RECORDER_H_
