#ifndef MORTISE_CORE_NET_UV_TIMER_H_
#define MORTISE_CORE_NET_UV_TIMER_H_

#include <uv.h>

#include "absl/functional/any_invocable.h"
#include "absl/time/time.h"

namespace mortise::net {

// One shot of a libuv timer, as often as it is started.
//
// May be destroyed or started again by its own callback; no callback comes
// after it is destroyed.
class UvTimer {
 public:
  UvTimer(uv_loop_t* loop, absl::AnyInvocable<void()> callback);
  UvTimer(const UvTimer&) = delete;
  UvTimer& operator=(const UvTimer&) = delete;
  ~UvTimer();

  // Calls back once, in `delay` from now, rounded up to milliseconds and at
  // least one; in place of an earlier start.  Infinite: stops the timer.
  void Start(absl::Duration delay);

  // The same for time-outs of a peer: when the time is up, sockets are served
  // once more before the callback, so that what arrived while this thread was
  // busy counts.
  void StartTimeout(absl::Duration delay);

  void Stop();

  // A running timer keeps the loop alive, unless told otherwise.
  void SetKeepsLoopAlive(bool keeps_alive);

 private:
  struct Handle;

  static void OnTimer(uv_timer_t* timer);
  void Arm(absl::Duration delay);

  Handle* const handle_;  // Lives until the loop has closed it.
};

}  // namespace mortise::net

#endif  // MORTISE_CORE_NET_UV_TIMER_H_
