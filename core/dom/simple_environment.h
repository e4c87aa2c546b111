#ifndef MORTISE_CORE_DOM_SIMPLE_ENVIRONMENT_H_
#define MORTISE_CORE_DOM_SIMPLE_ENVIRONMENT_H_

#include <cstdint>
#include <string>
#include <utility>

#include "core/dom/environment_settings.h"

namespace mortise {

// An environment whose settings are plain members, for programs in C++ alone
// and for embedders with nothing special to say.
class SimpleEnvironment final : public EnvironmentSettings {
 public:
  // `task_runner` must outlive the environment.  The time origin is now.
  explicit SimpleEnvironment(TaskRunner* task_runner);
  ~SimpleEnvironment() override;

  TaskRunner& task_runner() override { return *task_runner_; }
  int64_t time_origin() const override { return time_origin_; }
  std::string api_base_url() const override { return api_base_url_; }
  std::string origin() const override { return origin_; }

  // Serialised; empty for none.
  void set_api_base_url(std::string url) { api_base_url_ = std::move(url); }
  void set_origin(std::string origin) { origin_ = std::move(origin); }

 private:
  TaskRunner* const task_runner_;
  const int64_t time_origin_;
  std::string api_base_url_;
  std::string origin_;
};

}  // namespace mortise

#endif  // MORTISE_CORE_DOM_SIMPLE_ENVIRONMENT_H_
