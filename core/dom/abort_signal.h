#ifndef MORTISE_CORE_DOM_ABORT_SIGNAL_H_
#define MORTISE_CORE_DOM_ABORT_SIGNAL_H_

#include <cstdint>
#include <vector>

#include "core/base/any.h"
#include "core/base/weak_ptr.h"
#include "core/dom/abort_algorithm.h"
#include "core/dom/event_target.h"
#include "core/dom/exception_or.h"

namespace mortise {

class EnvironmentSettings;

// The AbortSignal interface (DOM section 3.2).
//
// Who keeps it alive: its controller, its wrapper, and by a pin of its own,
// as section 3.2.1 wants it, a signal that still may be aborted without a
// controller (timeout(), any()) and that listeners or algorithms wait on.
class AbortSignal final : public EventTarget,
                          public InstanceCounter<AbortSignal> {
 public:
  static constinit inline InterfaceInfo kInterfaceInfo{
      "AbortSignal", &EventTarget::kInterfaceInfo};

  // A signal that is not aborted.
  static RefPtr<AbortSignal> Create();
  // The static abort() method; Undefined stands for an "AbortError".
  static RefPtr<AbortSignal> Abort(Any reason);
  // The static timeout() method.
  static RefPtr<AbortSignal> Timeout(EnvironmentSettings& environment,
                                     uint64_t milliseconds);
  // The static any() method: creates a dependent abort signal.
  static RefPtr<AbortSignal> CreateDependent(
      const std::vector<RefPtr<AbortSignal>>& signals);

  bool aborted() const { return aborted_; }

  // Undefined unless aborted.
  const Any& reason() const {
    return reason_holder_ ? reason_holder_->reason_ : reason_;
  }

  // Throws the attribute value `reason` of this signal if it is aborted.
  ExceptionOr<void> ThrowIfAborted();

  // To signal abort, with the signals that depend on this one.  Without
  // effect if it is aborted already.
  void SignalAbort(Any reason);

  const InterfaceInfo& interface_info() const override {
    return kInterfaceInfo;
  }
  using InstanceCounter<AbortSignal>::live_instances;

 private:
  friend class AbortAlgorithm;

  AbortSignal();
  ~AbortSignal() override;

  class Timer;

  void AddSource(AbortSignal& source);
  void SetReason(Any reason);
  void TakeReasonFrom(AbortSignal& source);
  void RunAbortSteps();
  void AddAlgorithm(AbortAlgorithm& algorithm);
  // May delete this object.
  void RemoveAlgorithm(AbortAlgorithm& algorithm);
  // Whether anyone would notice an abort.
  bool IsWaitedOn() const;
  // Whether section 3.2.1 forbids to collect the signal.
  bool MustStay() const;
  // Takes or drops the pins of this signal and of its sources, after something
  // that MustStay() looks at has changed.  May delete this object.
  void UpdatePendingActivity();
  void UpdatePin();
  void DidAddListener(const AtomString& type) override;
  void DidRemoveListener(const AtomString& type) override;

  bool aborted_ = false;
  bool dependent_ = false;
  bool has_timeout_ = false;  // Its time has not come yet.
  Any reason_;
  // The signal that was aborted and took this one with it: its reason is this
  // one's.
  RefPtr<AbortSignal> reason_holder_;
  // In the order of addition; algorithms take themselves off.
  std::vector<AbortAlgorithm*> algorithms_;
  // Both sets are weak: whoever goes first takes itself off the other's.
  std::vector<AbortSignal*> source_signals_;
  std::vector<AbortSignal*> dependent_signals_;
  ActivityPin pending_activity_;
  WeakPtrFactory<AbortSignal> weak_factory_{this};
};

}  // namespace mortise

#endif  // MORTISE_CORE_DOM_ABORT_SIGNAL_H_
