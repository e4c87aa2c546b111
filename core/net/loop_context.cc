#include "core/net/loop_context.h"

#include <signal.h>

#include <utility>

namespace mortise::net {

namespace {

void IgnoreSigpipeByDefault() {
  struct sigaction action;
  if (sigaction(SIGPIPE, nullptr, &action) == 0 &&
      (action.sa_flags & SA_SIGINFO) == 0 && action.sa_handler == SIG_DFL) {
    action.sa_handler = SIG_IGN;
    sigaction(SIGPIPE, &action, nullptr);
  }
}

}  // namespace

LoopContext::TurnEndObserver::~TurnEndObserver() {
  if (!context_) return;
  // The slot is in the list that is served now, or in the next turn's.
  for (auto* list : {&context_->observers_, &context_->served_}) {
    if (index_ < list->size() && (*list)[index_] == this) {
      (*list)[index_] = nullptr;
    }
  }
}

struct LoopContext::Handles {
  uv_prepare_t prepare;
  // Active while somebody awaits the turn's end: keeps the loop alive and
  // from waiting.
  uv_idle_t idle;
  int open = 2;
};

LoopContext::LoopContext(uv_loop_t* loop)
    : loop_(loop),
      handles_(new Handles),
      read_buffer_(new uint8_t[kReadBufferSize]) {
  IgnoreSigpipeByDefault();
  uv_idle_init(loop, &handles_->idle);
  uv_prepare_init(loop, &handles_->prepare);
  handles_->prepare.data = this;
  uv_prepare_start(&handles_->prepare, [](uv_prepare_t* handle) {
    static_cast<LoopContext*>(handle->data)->OnTurnEnd();
  });
  uv_unref(reinterpret_cast<uv_handle_t*>(&handles_->prepare));
}

LoopContext::~LoopContext() {
  for (auto* list : {&observers_, &served_}) {
    for (TurnEndObserver* observer : *list) {
      if (observer) observer->context_ = nullptr;
    }
  }
  handles_->idle.data = handles_->prepare.data = handles_;
  auto on_closed = [](uv_handle_t* handle) {
    auto* handles = static_cast<Handles*>(handle->data);
    if (--handles->open == 0) delete handles;
  };
  uv_close(reinterpret_cast<uv_handle_t*>(&handles_->idle), on_closed);
  uv_close(reinterpret_cast<uv_handle_t*>(&handles_->prepare), on_closed);
}

absl::Span<uint8_t> LoopContext::plaintext_buffer() {
  if (!plaintext_buffer_) {
    plaintext_buffer_ =
        std::unique_ptr<uint8_t[]>(new uint8_t[kReadBufferSize]);
  }
  return {plaintext_buffer_.get(), kReadBufferSize};
}

void LoopContext::AwaitTurnEnd(TurnEndObserver* observer) {
  if (observer->context_) return;
  if (observers_.empty()) {
    uv_idle_start(&handles_->idle, [](uv_idle_t*) {});
  }
  observer->context_ = this;
  observer->index_ = observers_.size();
  observers_.push_back(observer);
}

void LoopContext::OnTurnEnd() {
  ++turn_;
  if (observers_.empty()) return;
  uv_idle_stop(&handles_->idle);
  std::swap(observers_, served_);
  for (size_t i = 0; i < served_.size(); ++i) {
    TurnEndObserver* observer = served_[i];
    if (!observer) continue;
    served_[i] = nullptr;
    observer->context_ = nullptr;
    observer->OnTurnEnd();
  }
  served_.clear();
}

}  // namespace mortise::net
