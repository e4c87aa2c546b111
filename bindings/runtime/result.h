#ifndef MORTISE_BINDINGS_RUNTIME_RESULT_H_
#define MORTISE_BINDINGS_RUNTIME_RESULT_H_

#include <v8.h>

#include <type_traits>
#include <utility>

#include "bindings/runtime/conversion.h"
#include "bindings/runtime/idl_traits.h"
#include "core/dom/exception_or.h"

namespace mortise::bindings {

namespace internal {
template <typename T>
inline constexpr bool kIsExceptionOr = false;
template <typename T>
inline constexpr bool kIsExceptionOr<ExceptionOr<T>> = true;
}  // namespace internal

// What a C++ function returned, a value of the type's or an ExceptionOr of
// one, as a JavaScript value.  Empty: an exception is pending.
template <typename Idl, typename T>
v8::MaybeLocal<v8::Value> ResultToV8(const Conversion& conversion, T&& result) {
  if constexpr (internal::kIsExceptionOr<std::remove_cvref_t<T>>) {
    if (result.has_exception()) {
      conversion.Throw(result.exception());
      return {};
    }
    return IdlTraits<Idl>::ToV8(conversion,
                                std::forward<T>(result).TakeValue());
  } else {
    return IdlTraits<Idl>::ToV8(conversion, std::forward<T>(result));
  }
}

// Calls a C++ function whose result, if it has one, does not matter.  False:
// it threw.
template <typename Steps>
bool Perform(const Conversion& conversion, Steps steps) {
  if constexpr (internal::kIsExceptionOr<decltype(steps())>) {
    const auto result = steps();
    if (!result.has_exception()) return true;
    conversion.Throw(result.exception());
    return false;
  } else {
    static_cast<void>(steps());
    return true;
  }
}

// Calls a named property deleter: whether it deleted the property, as all do
// that do not return false.  Nothing: it threw.
template <typename Steps>
v8::Maybe<bool> PerformDelete(const Conversion& conversion, Steps steps) {
  using Result = decltype(steps());
  if constexpr (std::is_same_v<Result, bool>) {
    return v8::Just(steps());
  } else if constexpr (std::is_same_v<Result, ExceptionOr<bool>>) {
    auto result = steps();
    if (!result.has_exception()) return v8::Just(result.TakeValue());
    conversion.Throw(result.exception());
    return v8::Nothing<bool>();
  } else {
    return Perform(conversion, steps) ? v8::Just(true) : v8::Nothing<bool>();
  }
}

}  // namespace mortise::bindings

#endif  // MORTISE_BINDINGS_RUNTIME_RESULT_H_
