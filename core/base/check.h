#ifndef MORTISE_CORE_BASE_CHECK_H_
#define MORTISE_CORE_BASE_CHECK_H_

namespace mortise {

// Prints `file:line: check failed: expression` to stderr and aborts.
[[noreturn]] void CheckFailed(const char* file, int line,
                              const char* expression);

}  // namespace mortise

// Ends the process when an invariant that no input can break is broken.
#define MORTISE_CHECK(condition)      \
  (__builtin_expect(!!(condition), 1) \
       ? static_cast<void>(0)         \
       : ::mortise::CheckFailed(__FILE__, __LINE__, #condition))

// The same in debug builds only, for checks on hot paths.
#ifdef NDEBUG
#define MORTISE_DCHECK(condition) static_cast<void>(sizeof(!(condition)))
#else
#define MORTISE_DCHECK(condition) MORTISE_CHECK(condition)
#endif

#endif  // MORTISE_CORE_BASE_CHECK_H_
