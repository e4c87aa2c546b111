#ifndef MORTISE_SHELL_ISOLATE_SLOTS_H_
#define MORTISE_SHELL_ISOLATE_SLOTS_H_

#include <cstdint>

namespace mortise::shell {

// Which of Isolate::SetData()'s slots the shell takes, for V8's callbacks that
// carry no data of their own.  The bindings take the last one.
inline constexpr uint32_t kExceptionReporterSlot = 0;
inline constexpr uint32_t kPromiseRejectionsSlot = 1;

}  // namespace mortise::shell

#endif  // MORTISE_SHELL_ISOLATE_SLOTS_H_
