#ifndef MORTISE_BINDINGS_RUNTIME_IGNORE_RESULT_H_
#define MORTISE_BINDINGS_RUNTIME_IGNORE_RESULT_H_

namespace mortise::bindings {

// For calls into V8 that can fail only when execution is being terminated,
// and after which there is nothing to do differently.
template <typename T>
void IgnoreResult(const T&) {}

}  // namespace mortise::bindings

#endif  // MORTISE_BINDINGS_RUNTIME_IGNORE_RESULT_H_
