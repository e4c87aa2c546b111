#ifndef MORTISE_CORE_DOM_EXCEPTION_OR_H_
#define MORTISE_CORE_DOM_EXCEPTION_OR_H_

#include <optional>
#include <utility>
#include <variant>

#include "core/base/check.h"
#include "core/dom/exception.h"

namespace mortise {

// The result of an operation that may throw: a value or an exception.
template <typename T>
class [[nodiscard]] ExceptionOr {
 public:
  ExceptionOr(T value) : result_(std::in_place_index<0>, std::move(value)) {}
  ExceptionOr(Exception exception)
      : result_(std::in_place_index<1>, std::move(exception)) {}

  bool has_exception() const { return result_.index() == 1; }

  // There must be one.
  const Exception& exception() const {
    MORTISE_DCHECK(has_exception());
    return *std::get_if<1>(&result_);
  }
  Exception TakeException() {
    MORTISE_DCHECK(has_exception());
    return std::move(*std::get_if<1>(&result_));
  }

  // There must be no exception.
  const T& value() const {
    MORTISE_CHECK(!has_exception());
    return *std::get_if<0>(&result_);
  }
  T TakeValue() {
    MORTISE_CHECK(!has_exception());
    return std::move(*std::get_if<0>(&result_));
  }

 private:
  std::variant<T, Exception> result_;
};

// The same for an operation that returns undefined: `return {};` is success.
template <>
class [[nodiscard]] ExceptionOr<void> {
 public:
  ExceptionOr() = default;
  ExceptionOr(Exception exception) : exception_(std::move(exception)) {}

  bool has_exception() const { return exception_.has_value(); }
  const Exception& exception() const {
    MORTISE_DCHECK(has_exception());
    return *exception_;
  }
  Exception TakeException() {
    MORTISE_DCHECK(has_exception());
    return *std::move(exception_);
  }

 private:
  std::optional<Exception> exception_;
};

}  // namespace mortise

#endif  // MORTISE_CORE_DOM_EXCEPTION_OR_H_
