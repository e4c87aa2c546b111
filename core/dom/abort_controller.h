#ifndef MORTISE_CORE_DOM_ABORT_CONTROLLER_H_
#define MORTISE_CORE_DOM_ABORT_CONTROLLER_H_

#include "core/base/any.h"
#include "core/base/instance_counter.h"
#include "core/base/script_wrappable.h"
#include "core/dom/abort_signal.h"

namespace mortise {

// The AbortController interface (DOM section 3.1).
class AbortController final : public ScriptWrappable,
                              public InstanceCounter<AbortController> {
 public:
  static constinit inline InterfaceInfo kInterfaceInfo{"AbortController",
                                                       nullptr};

  static RefPtr<AbortController> Create();

  // The same object always.
  AbortSignal* signal() const { return signal_.get(); }

  // Undefined stands for an "AbortError".
  void Abort(Any reason);

  const InterfaceInfo& interface_info() const override {
    return kInterfaceInfo;
  }

 private:
  AbortController();
  ~AbortController() override;

  const RefPtr<AbortSignal> signal_;
};

}  // namespace mortise

#endif  // MORTISE_CORE_DOM_ABORT_CONTROLLER_H_
