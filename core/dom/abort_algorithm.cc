#include "core/dom/abort_algorithm.h"

#include "core/base/check.h"
#include "core/dom/abort_signal.h"

namespace mortise {

AbortAlgorithm::AbortAlgorithm(AbortSignal& signal) : signal_(&signal) {
  MORTISE_CHECK(!signal.aborted());
  signal.AddAlgorithm(*this);
}

AbortAlgorithm::~AbortAlgorithm() {
  if (signal_) signal_->RemoveAlgorithm(*this);
}

}  // namespace mortise
