#include "core/net/web_socket_driver.h"

#include <algorithm>
#include <string>
#include <utility>

#include "core/base/check.h"

namespace mortise::net {

WebSocketDriver::WebSocketDriver(LoopContext* context,
                                 std::unique_ptr<WebSocketProtocol> protocol,
                                 Owner* owner)
    : context_(context),
      protocol_(std::move(protocol)),
      owner_(owner),
      timer_(context->loop(), [this] { OnTimer(); }) {
  // A connection keeps the loop alive by its stream.
  timer_.SetKeepsLoopAlive(false);
}

WebSocketDriver::~WebSocketDriver() { MORTISE_CHECK(!in_machine_); }

absl::Time WebSocketDriver::Now() {
  return absl::UnixEpoch() +
         absl::Nanoseconds(static_cast<int64_t>(uv_hrtime()));
}

void WebSocketDriver::Start(std::unique_ptr<Stream> stream) {
  TakeStream(std::move(stream));
  protocol_->Start(Now());
  Update();
}

std::vector<HttpHead::Field> WebSocketDriver::StartExtendedConnect() {
  std::vector<HttpHead::Field> request = protocol_->StartExtendedConnect(Now());
  Update();
  return request;
}

void WebSocketDriver::StartWithResponse(
    std::unique_ptr<Stream> stream, const ExtendedConnectResponse& response) {
  TakeStream(std::move(stream));
  in_machine_ = true;
  protocol_->ReceiveConnectResponse(response, Now());
  in_machine_ = false;
  Update();
}

void WebSocketDriver::TakeStream(std::unique_ptr<Stream> stream) {
  stream_ = std::move(stream);
  stream_->SetDelegate(this);
  stream_->SetKeepsLoopAlive(keeps_loop_alive_);
  if (!protocol_->paused()) stream_->ResumeReading();
}

void WebSocketDriver::StartFailed(const absl::Status& status) {
  in_machine_ = true;
  protocol_->ReceiveError(std::string(status.message()), Now());
  in_machine_ = false;
  Update();
}

void WebSocketDriver::OnCommand() {
  if (in_machine_ || state_ != State::kRunning) return;
  ++commands_this_turn_;
  context_->AwaitTurnEnd(this);
  if ((commands_this_turn_ == 1 && !corked_) ||
      protocol_->buffered_amount() >= kMaxCorkedBytes) {
    Update();
  }
}

void WebSocketDriver::SetPaused(bool paused) {
  if (paused == protocol_->paused()) return;
  protocol_->SetPaused(paused);
  if (!stream_ || state_ != State::kRunning) return;
  if (paused) {
    stream_->PauseReading();
  } else {
    context_->AwaitTurnEnd(this);
  }
}

void WebSocketDriver::SetKeepsLoopAlive(bool keeps_alive) {
  keeps_loop_alive_ = keeps_alive;
  if (stream_) stream_->SetKeepsLoopAlive(keeps_alive);
}

void WebSocketDriver::OnProtocolClosed(const WebSocketCloseResult& result) {
  protocol_closed_ = true;
  closed_cleanly_ = result.was_clean;
}

void WebSocketDriver::Cut(bool reset) {
  if (reset && stream_) stream_->Reset();
  Finish();
}

void WebSocketDriver::OnStreamData(absl::Span<const uint8_t> data) {
  if (state_ != State::kRunning) return;
  bytes_received_ += data.size();
  const size_t taken = Receive(data);
  if (taken < data.size()) {
    held_ = ByteBuffer::CopyOf(data.subspan(taken));
    held_start_ = 0;
    stream_->PauseReading();
    // Where the machine is not paused, or not any more, it is to go on.
    if (!protocol_->paused()) context_->AwaitTurnEnd(this);
  }
  Update();
}

void WebSocketDriver::OnStreamEnd() {
  read_ended_ = true;
  if (state_ == State::kLingering) {
    Finish();
    return;
  }
  in_machine_ = true;
  protocol_->ReceiveEnd(Now());
  in_machine_ = false;
  Update();
}

void WebSocketDriver::OnStreamError(const absl::Status& error) {
  read_ended_ = true;
  if (state_ == State::kLingering) {
    Finish();
    return;
  }
  in_machine_ = true;
  protocol_->ReceiveError(std::string(error.message()), Now());
  in_machine_ = false;
  Update();
}

void WebSocketDriver::OnStreamWritable() {
  writable_ = true;
  if (state_ == State::kRunning) Update();
}

void WebSocketDriver::OnTimer() {
  timer_due_ = absl::InfiniteFuture();
  if (state_ == State::kLingering) {
    Finish();
    return;
  }
  const absl::Time now = Now();
  if (protocol_->next_deadline() <= now) {
    in_machine_ = true;
    protocol_->AdvanceTo(now);
    in_machine_ = false;
  }
  Update();
}

void WebSocketDriver::OnTurnEnd() {
  if (state_ == State::kFinished) {
    owner_->OnDriverFinished();
    return;  // `this` may be gone.
  }
  if (state_ == State::kLingering) return;
  if (commands_this_turn_ > 0) {
    corked_ = commands_this_turn_ > 1;
    commands_this_turn_ = 0;
  }
  if (!protocol_->paused() && stream_) {
    ReceiveHeld();
    if (!protocol_->paused() && held_.empty()) stream_->ResumeReading();
  }
  if (protocol_->next_deadline() == absl::InfinitePast()) {
    in_machine_ = true;
    protocol_->AdvanceTo(Now());
    in_machine_ = false;
  }
  Update();
  if (std::exchange(amount_fell_, false) && state_ == State::kRunning) {
    owner_->OnBufferedAmountFell();
  }
}

size_t WebSocketDriver::Receive(absl::Span<const uint8_t> data) {
  if (std::exchange(work_turn_, context_->turn()) != context_->turn()) {
    work_ = 0;
  }
  if (work_ >= kWorkPerTurn) return 0;
  const uint64_t before = protocol_->work_done();
  in_machine_ = true;
  const size_t taken = protocol_->Receive(data, Now(), kWorkPerTurn - work_);
  in_machine_ = false;
  work_ += protocol_->work_done() - before;
  return taken;
}

void WebSocketDriver::ReceiveHeld() {
  if (held_.empty()) return;
  held_start_ += Receive(held_.span().subspan(held_start_));
  if (held_start_ == held_.size()) {
    held_ = ByteBuffer();
    held_start_ = 0;
  } else if (!protocol_->paused()) {
    context_->AwaitTurnEnd(this);
  }
}

void WebSocketDriver::Flush() {
  if (!stream_ || !writable_) return;
  const uint64_t amount = protocol_->buffered_amount();
  // A closed machine's last words go out without a break.
  size_t left = protocol_closed_ ? SIZE_MAX : kMaxBytesWritten;
  for (;;) {
    const absl::Span<const uint8_t> output =
        protocol_->PendingOutput().subspan(0, left);
    if (output.empty()) break;
    const size_t written = stream_->Write(output);
    bytes_written_ += written;
    protocol_->ConsumeOutput(written);
    left -= written;
    if (written < output.size()) {
      writable_ = false;
      break;
    }
  }
  if (left == 0) context_->AwaitTurnEnd(this);
  if (protocol_->buffered_amount() < amount) {
    amount_fell_ = true;
    context_->AwaitTurnEnd(this);
  }
}

void WebSocketDriver::Update() {
  if (state_ != State::kRunning) return;
  Flush();
  if (protocol_closed_) {
    BeginLinger();
  } else {
    SetTimer();
  }
}

void WebSocketDriver::SetTimer() {
  const absl::Time due = protocol_->next_deadline();
  if (due == absl::InfinitePast()) {
    context_->AwaitTurnEnd(this);
  } else if (due < timer_due_) {
    // When the deadline moves away, the timer goes off early and is set anew:
    // cheaper than to set it with every message.
    timer_due_ = due;
    timer_.StartTimeout(due - Now());
  }
}

void WebSocketDriver::BeginLinger() {
  timer_.Stop();
  const bool all_sent = writable_ && protocol_->PendingOutput().empty();
  if (!stream_ || read_ended_ || closed_cleanly_ || !all_sent) {
    Finish();
    return;
  }
  state_ = State::kLingering;
  held_ = ByteBuffer();
  stream_->ShutdownWrite();
  stream_->SetKeepsLoopAlive(false);
  stream_->ResumeReading();
  timer_.StartTimeout(kLingerTime);
}

void WebSocketDriver::Finish() {
  if (state_ == State::kFinished) return;
  state_ = State::kFinished;
  timer_.Stop();
  stream_.reset();
  context_->AwaitTurnEnd(this);
}

}  // namespace mortise::net
