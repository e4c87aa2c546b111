#ifndef MORTISE_EXAMPLES_OWN_INTERFACE_COUNTER_H_
#define MORTISE_EXAMPLES_OWN_INTERFACE_COUNTER_H_

#include <cstdint>
#include <utility>

#include "core/base/script_wrappable.h"
#include "core/dom/callback.h"
#include "core/dom/exception_or.h"

namespace mortise {

using CounterChange = Callback<void(uint32_t)>;

class Counter final : public ScriptWrappable {
 public:
  static constinit inline InterfaceInfo kInterfaceInfo{"Counter", nullptr};

  static RefPtr<Counter> Create(uint32_t start) {
    return RefPtr<Counter>(new Counter(start));
  }

  uint32_t value() const { return value_; }
  const RefPtr<CounterChange>& when_changed() const { return changed_.get(); }
  void set_when_changed(RefPtr<CounterChange> callback) {
    changed_.Set(std::move(callback));
  }
  ExceptionOr<void> Increment(uint32_t step) {
    if (step == 0) return Exception::RangeError("The step must not be 0.");
    value_ += step;
    if (changed_) changed_->InvokeAndReport(this, value_);
    return {};
  }

  const InterfaceInfo& interface_info() const override {
    return kInterfaceInfo;
  }

 private:
  explicit Counter(uint32_t start) : value_(start) {}

  uint32_t value_;
  CallbackMember<CounterChange> changed_{*this};
};

}  // namespace mortise

#endif  // MORTISE_EXAMPLES_OWN_INTERFACE_COUNTER_H_
