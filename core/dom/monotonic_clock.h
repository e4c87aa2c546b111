#ifndef MORTISE_CORE_DOM_MONOTONIC_CLOCK_H_
#define MORTISE_CORE_DOM_MONOTONIC_CLOCK_H_

#include <cstdint>

namespace mortise {

// The monotonic clock of High Resolution Time section 3, in nanoseconds from
// a point that is fixed while the process lives (CLOCK_MONOTONIC; the same
// clock as libuv's uv_hrtime()).
int64_t MonotonicNow();

}  // namespace mortise

#endif  // MORTISE_CORE_DOM_MONOTONIC_CLOCK_H_
