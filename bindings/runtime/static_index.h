#ifndef MORTISE_BINDINGS_RUNTIME_STATIC_INDEX_H_
#define MORTISE_BINDINGS_RUNTIME_STATIC_INDEX_H_

#include <atomic>

namespace mortise::bindings {

// Gives `index` the next number of `counter` unless another thread just did.
inline int AssignStaticIndex(std::atomic<int>& index,
                             std::atomic<int>& counter) {
  int expected = -1;
  const int mine = counter.fetch_add(1, std::memory_order_relaxed);
  if (index.compare_exchange_strong(expected, mine,
                                    std::memory_order_acq_rel)) {
    return mine;
  }
  return expected;
}

}  // namespace mortise::bindings

#endif  // MORTISE_BINDINGS_RUNTIME_STATIC_INDEX_H_
