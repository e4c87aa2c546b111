#include "core/dom/simple_environment.h"

#include "core/dom/monotonic_clock.h"

namespace mortise {

SimpleEnvironment::SimpleEnvironment(TaskRunner* task_runner)
    : task_runner_(task_runner), time_origin_(MonotonicNow()) {}

SimpleEnvironment::~SimpleEnvironment() { ClearSupplements(); }

}  // namespace mortise
