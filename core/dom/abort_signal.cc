#include "core/dom/abort_signal.h"

#include <algorithm>
#include <memory>
#include <utility>

#include "absl/container/inlined_vector.h"
#include "absl/time/time.h"
#include "core/base/check.h"
#include "core/base/task_runner.h"
#include "core/dom/dom_exception.h"
#include "core/dom/environment_settings.h"
#include "core/dom/event_dispatch.h"

namespace mortise {
namespace {

const AtomString& AbortType() {
  static thread_local const AtomString type("abort");
  return type;
}

template <typename T>
void AppendToSet(std::vector<T*>& set, T* item) {
  if (std::find(set.begin(), set.end(), item) == set.end()) {
    set.push_back(item);
  }
}

template <typename T>
void RemoveFromSet(std::vector<T*>& set, T* item) {
  set.erase(std::remove(set.begin(), set.end(), item), set.end());
}

}  // namespace

// What the timer's task owns: whether the task runs or is dropped, the signal
// learns that the time-out is over.
class AbortSignal::Timer {
 public:
  explicit Timer(AbortSignal& signal)
      : signal_(signal.weak_factory_.GetWeakPtr()) {}
  ~Timer() {
    if (!signal_) return;
    signal_->has_timeout_ = false;
    signal_->UpdatePendingActivity();
  }

  void Fire() {
    if (!signal_) return;
    signal_->SignalAbort(RefPtr<ScriptWrappable>(DOMException::Create(
        DOMExceptionName::kTimeoutError,
        DomString::FromLatin1("The signal has timed out."))));
  }

 private:
  const WeakPtr<AbortSignal> signal_;
};

RefPtr<AbortSignal> AbortSignal::Create() {
  return RefPtr<AbortSignal>(new AbortSignal());
}

RefPtr<AbortSignal> AbortSignal::Abort(Any reason) {
  RefPtr<AbortSignal> signal = Create();
  signal->SetReason(std::move(reason));
  return signal;
}

RefPtr<AbortSignal> AbortSignal::Timeout(EnvironmentSettings& environment,
                                         uint64_t milliseconds) {
  RefPtr<AbortSignal> signal = Create();
  signal->has_timeout_ = true;
  environment.task_runner().PostDelayedTask(
      [timer = std::make_unique<Timer>(*signal)] { timer->Fire(); },
      absl::Milliseconds(static_cast<int64_t>(milliseconds)));
  return signal;
}

RefPtr<AbortSignal> AbortSignal::CreateDependent(
    const std::vector<RefPtr<AbortSignal>>& signals) {
  RefPtr<AbortSignal> result = Create();
  for (const RefPtr<AbortSignal>& signal : signals) {
    if (signal->aborted_) {
      result->TakeReasonFrom(*signal);
      return result;
    }
  }
  result->dependent_ = true;
  for (const RefPtr<AbortSignal>& signal : signals) {
    if (signal->dependent_) {
      for (AbortSignal* source : signal->source_signals_) {
        result->AddSource(*source);
      }
    } else {
      result->AddSource(*signal);
    }
  }
  return result;
}

AbortSignal::AbortSignal() = default;

AbortSignal::~AbortSignal() {
  for (AbortAlgorithm* algorithm : algorithms_) algorithm->signal_ = nullptr;
  for (AbortSignal* source : source_signals_) {
    RemoveFromSet(source->dependent_signals_, this);
  }
  // All forget this signal before the first of them may go and look at others.
  const absl::InlinedVector<RefPtr<AbortSignal>, 4> dependents(
      dependent_signals_.begin(), dependent_signals_.end());
  for (const RefPtr<AbortSignal>& dependent : dependents) {
    RemoveFromSet(dependent->source_signals_, this);
  }
  for (const RefPtr<AbortSignal>& dependent : dependents) {
    dependent->UpdatePendingActivity();
  }
}

void AbortSignal::AddSource(AbortSignal& source) {
  MORTISE_DCHECK(!source.aborted_ && !source.dependent_);
  AppendToSet(source_signals_, &source);
  AppendToSet(source.dependent_signals_, this);
}

ExceptionOr<void> AbortSignal::ThrowIfAborted() {
  if (!aborted_) return {};
  return Exception::AttributeValue(this, "reason");
}

void AbortSignal::SetReason(Any reason) {
  aborted_ = true;
  if (std::holds_alternative<Undefined>(reason)) {
    reason = RefPtr<ScriptWrappable>(DOMException::Create(
        DOMExceptionName::kAbortError,
        DomString::FromLatin1("The operation was aborted.")));
  }
  reason_ = std::move(reason);
  if (wrapper_handle()) wrapper_handle()->HoldValues();
}

void AbortSignal::TakeReasonFrom(AbortSignal& source) {
  aborted_ = true;
  reason_holder_ = source.reason_holder_ ? source.reason_holder_ : &source;
  if (wrapper_handle()) wrapper_handle()->HoldValues();
}

void AbortSignal::SignalAbort(Any reason) {
  if (aborted_) return;
  const RefPtr<AbortSignal> keep(this);
  SetReason(std::move(reason));

  std::vector<RefPtr<AbortSignal>> dependent_signals_to_abort;
  for (AbortSignal* dependent : dependent_signals_) {
    if (dependent->aborted_) continue;
    dependent->TakeReasonFrom(*this);
    dependent_signals_to_abort.emplace_back(dependent);
  }
  RunAbortSteps();
  for (const RefPtr<AbortSignal>& dependent : dependent_signals_to_abort) {
    dependent->RunAbortSteps();
  }
}

void AbortSignal::RunAbortSteps() {
  // From the back, so that taking one off is cheap.  None can be added now,
  // and each may destroy others, which then do not run.
  std::reverse(algorithms_.begin(), algorithms_.end());
  while (!algorithms_.empty()) {
    AbortAlgorithm* const algorithm = algorithms_.back();
    algorithms_.pop_back();
    algorithm->signal_ = nullptr;
    algorithm->Run();
  }
  FireEvent(*this, AbortType());
  UpdatePendingActivity();
}

void AbortSignal::AddAlgorithm(AbortAlgorithm& algorithm) {
  algorithms_.push_back(&algorithm);
  UpdatePendingActivity();
}

void AbortSignal::RemoveAlgorithm(AbortAlgorithm& algorithm) {
  RemoveFromSet(algorithms_, &algorithm);
  UpdatePendingActivity();
}

bool AbortSignal::IsWaitedOn() const {
  return !algorithms_.empty() || HasEventListeners(AbortType());
}

bool AbortSignal::MustStay() const {
  if (aborted_) return false;
  if (IsWaitedOn()) return has_timeout_ || !source_signals_.empty();
  // A time-out is awaited through dependent signals too.
  return has_timeout_ &&
         std::any_of(dependent_signals_.begin(), dependent_signals_.end(),
                     [](const AbortSignal* dependent) {
                       return !dependent->aborted_ && dependent->IsWaitedOn();
                     });
}

void AbortSignal::UpdatePendingActivity() {
  const RefPtr<AbortSignal> keep(this);
  // A source that may go now takes itself off the set, hence the copy.
  const absl::InlinedVector<RefPtr<AbortSignal>, 4> sources(
      source_signals_.begin(), source_signals_.end());
  for (const RefPtr<AbortSignal>& source : sources) source->UpdatePin();
  UpdatePin();
}

void AbortSignal::UpdatePin() {
  const bool must_stay = MustStay();
  if (must_stay == static_cast<bool>(pending_activity_)) return;
  pending_activity_ = must_stay ? ActivityPin(*this) : ActivityPin();
}

void AbortSignal::DidAddListener(const AtomString& type) {
  UpdatePendingActivity();
}

void AbortSignal::DidRemoveListener(const AtomString& type) {
  UpdatePendingActivity();
}

}  // namespace mortise
