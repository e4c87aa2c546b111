#include "core/dom/abort_controller.h"

#include <utility>

namespace mortise {

RefPtr<AbortController> AbortController::Create() {
  return RefPtr<AbortController>(new AbortController());
}

AbortController::AbortController() : signal_(AbortSignal::Create()) {}

AbortController::~AbortController() = default;

void AbortController::Abort(Any reason) {
  signal_->SignalAbort(std::move(reason));
}

}  // namespace mortise
