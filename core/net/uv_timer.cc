#include "core/net/uv_timer.h"

#include <algorithm>
#include <cstdint>
#include <utility>

namespace mortise::net {

struct UvTimer::Handle {
  uv_timer_t timer;
  absl::AnyInvocable<void()> callback;
  bool serve_sockets_first = false;
  bool in_callback = false;
  bool closed = false;
};

UvTimer::UvTimer(uv_loop_t* loop, absl::AnyInvocable<void()> callback)
    : handle_(new Handle) {
  uv_timer_init(loop, &handle_->timer);
  handle_->timer.data = handle_;
  handle_->callback = std::move(callback);
}

UvTimer::~UvTimer() {
  // What the callback holds goes now, unless it is running.
  if (!handle_->in_callback) handle_->callback = nullptr;
  handle_->closed = true;
  uv_close(
      reinterpret_cast<uv_handle_t*>(&handle_->timer),
      [](uv_handle_t* handle) { delete static_cast<Handle*>(handle->data); });
}

void UvTimer::Start(absl::Duration delay) {
  handle_->serve_sockets_first = false;
  Arm(delay);
}

void UvTimer::StartTimeout(absl::Duration delay) {
  handle_->serve_sockets_first = true;
  Arm(delay);
}

void UvTimer::Arm(absl::Duration delay) {
  if (delay == absl::InfiniteDuration()) {
    Stop();
    return;
  }
  // libuv counts from the loop's clock, which stands still within a turn and
  // knows whole milliseconds only.  At once is no choice: that would be in the
  // same pass over the timers.
  const uint64_t loop_now_ms = uv_now(handle_->timer.loop);
  const absl::Duration due =
      absl::Nanoseconds(uv_hrtime()) + delay - absl::Milliseconds(loop_now_ms);
  const int64_t ms = std::max<int64_t>(
      1, absl::ToInt64Milliseconds(absl::Ceil(due, absl::Milliseconds(1))));
  uv_timer_start(&handle_->timer, OnTimer, static_cast<uint64_t>(ms), 0);
}

void UvTimer::OnTimer(uv_timer_t* timer) {
  auto* handle = static_cast<Handle*>(timer->data);
  if (handle->serve_sockets_first) {
    handle->serve_sockets_first = false;
    uv_timer_start(timer, OnTimer, 1, 0);
    return;
  }
  handle->in_callback = true;
  handle->callback();
  handle->in_callback = false;
  // The owner has gone meanwhile; the handle has not.
  if (handle->closed) handle->callback = nullptr;
}

void UvTimer::Stop() { uv_timer_stop(&handle_->timer); }

void UvTimer::SetKeepsLoopAlive(bool keeps_alive) {
  auto* handle = reinterpret_cast<uv_handle_t*>(&handle_->timer);
  keeps_alive ? uv_ref(handle) : uv_unref(handle);
}

}  // namespace mortise::net
