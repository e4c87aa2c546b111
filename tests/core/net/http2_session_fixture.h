#ifndef MORTISE_TESTS_CORE_NET_HTTP2_SESSION_FIXTURE_H_
#define MORTISE_TESTS_CORE_NET_HTTP2_SESSION_FIXTURE_H_

#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "absl/types/span.h"
#include "core/net/http2_session.h"
#include "tests/core/net/http2_peer.h"

namespace mortise::net {

// A stream's delegate and what it was told: "response 200; data hi; end",
// "error ABORTED", "writable".  Data of more than 100 bytes by its size.
class Http2StreamRecorder final : public Http2Session::StreamDelegate {
 public:
  std::string text() const { return text_; }
  const std::string& data() const { return data_; }
  const absl::Status& error() const { return error_; }
  const ExtendedConnectResponse& response() const { return response_; }
  // Runs in each callback, with its first word.
  void set_hook(std::function<void(std::string_view)> hook) {
    hook_ = std::move(hook);
  }

 private:
  void OnHttp2Response(ExtendedConnectResponse response) override {
    response_ = std::move(response);
    Add("response", std::to_string(response_.status));
  }
  void OnHttp2Data(absl::Span<const uint8_t> data) override {
    const std::string text(data.begin(), data.end());
    data_ += text;
    Add("data", text.size() > 100 ? std::to_string(text.size()) : text);
  }
  void OnHttp2End() override { Add("end", ""); }
  void OnHttp2Error(const absl::Status& error) override {
    error_ = error;
    Add("error", absl::StatusCodeToString(error.code()));
  }
  void OnHttp2Writable() override { Add("writable", ""); }

  void Add(const std::string& word, const std::string& rest) {
    if (!text_.empty()) text_ += "; ";
    text_ += word;
    if (!rest.empty()) text_ += " " + rest;
    if (hook_) hook_(word);
  }

  std::string text_;
  std::string data_;
  absl::Status error_;
  ExtendedConnectResponse response_;
  std::function<void(std::string_view)> hook_;
};

// A session and its peer, which exchange bytes when Run() is called.
class Http2SessionFixture : public ::testing::Test {
 public:
  void Start(const Http2Peer::Options& options = {}) {
    session_ = std::make_unique<Http2Session>();
    peer_ = std::make_unique<Http2Peer>(options);
    Run();
  }

  std::string TakeOutput() {
    std::string output;
    for (;;) {
      const absl::Span<const uint8_t> pending = session_->PendingOutput();
      if (pending.empty()) return output;
      output.append(pending.begin(), pending.end());
      session_->ConsumeOutput(pending.size());
    }
  }

  void Receive(std::string_view bytes) {
    session_->Receive(
        absl::MakeConstSpan(reinterpret_cast<const uint8_t*>(bytes.data()),
                            bytes.size()),
        now_);
  }

  // Until neither side has anything to say.
  void Run() {
    for (;;) {
      session_->AdvanceTo(now_);
      const std::string out = TakeOutput();
      EXPECT_TRUE(peer_->Receive(out));
      const std::string in = peer_->TakeOutput();
      if (!in.empty()) Receive(in);
      if (out.empty() && in.empty() && session_->next_deadline() > now_) {
        return;
      }
    }
  }

  void Advance(absl::Duration time) {
    now_ += time;
    Run();
  }

  static std::vector<HttpHead::Field> Request() {
    return {{":method", "CONNECT"},
            {":protocol", "websocket"},
            {":scheme", "https"},
            {":path", "/"},
            {":authority", "example.com"}};
  }

  // A stream whose request has arrived.
  Http2Session::StreamId Open(Http2StreamRecorder& recorder) {
    const auto id = session_->OpenStream(Request(), &recorder);
    EXPECT_TRUE(id.ok()) << id.status();
    Run();
    return id.value_or(0);
  }

  // One that is open and not paused.
  Http2Session::StreamId Establish(Http2StreamRecorder& recorder) {
    const Http2Session::StreamId id = Open(recorder);
    peer_->Respond(id, 200);
    session_->SetPaused(id, false);
    Run();
    return id;
  }

  static absl::Span<const uint8_t> Bytes(std::string_view text) {
    return absl::MakeConstSpan(reinterpret_cast<const uint8_t*>(text.data()),
                               text.size());
  }

  absl::Time now_ = absl::UnixEpoch() + absl::Hours(1);
  std::unique_ptr<Http2Session> session_;
  std::unique_ptr<Http2Peer> peer_;
};

}  // namespace mortise::net

#endif  // MORTISE_TESTS_CORE_NET_HTTP2_SESSION_FIXTURE_H_
