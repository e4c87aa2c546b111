#ifndef MORTISE_CORE_URL_VALIDATION_ERROR_LOG_H_
#define MORTISE_CORE_URL_VALIDATION_ERROR_LOG_H_

#include <optional>
#include <string_view>

#include "core/url/validation_error.h"

namespace mortise {

// Where one run of a parser leaves its validation errors, and the one it
// failed with.
class ValidationErrorLog {
 public:
  // `errors` outlives the log, or is null: then only the failure is kept, and
  // parsers skip the checks that serve nothing but reports.
  explicit ValidationErrorLog(ValidationErrors* errors = nullptr)
      : errors_(errors) {}
  ValidationErrorLog(const ValidationErrorLog&) = delete;
  ValidationErrorLog& operator=(const ValidationErrorLog&) = delete;

  bool collects() const { return errors_ != nullptr; }
  void Report(ValidationError error) {
    if (errors_) errors_->push_back(error);
  }

  // Reports `error` as the reason for which the parser now returns failure.
  // Converts to the failure of a bool or std::optional function.
  std::nullopt_t Fail(ValidationError error) {
    Report(error);
    failure_ = error;
    return std::nullopt;
  }
  // The same for an error that has been reported already.
  void SetFailure(ValidationError error) { failure_ = error; }
  std::optional<ValidationError> failure() const { return failure_; }

  // Reports one invalid-URL-unit for each code point of `text` (UTF-8) that
  // is neither a URL code point nor "%", and for each "%" that does not start
  // a percent-encoded byte.
  void ReportInvalidUrlUnits(std::string_view text) {
    if (errors_) CollectInvalidUrlUnits(text);
  }

 private:
  void CollectInvalidUrlUnits(std::string_view text);

  ValidationErrors* const errors_;
  std::optional<ValidationError> failure_;
};

}  // namespace mortise

#endif  // MORTISE_CORE_URL_VALIDATION_ERROR_LOG_H_
