#ifndef MORTISE_BINDINGS_RUNTIME_NAME_TABLE_H_
#define MORTISE_BINDINGS_RUNTIME_NAME_TABLE_H_

#include <atomic>

#include "absl/types/span.h"

namespace mortise::bindings {

// The property names of one dictionary or enumeration, of which each isolate
// keeps internalised strings.  One static object a definition.
struct NameTable {
  absl::Span<const char* const> names;

  // The table's place in each isolate's tables; -1 until first used.
  mutable std::atomic<int> index{-1};

  int Index() const {
    const int known = index.load(std::memory_order_acquire);
    return known >= 0 ? known : AssignIndex();
  }

 private:
  int AssignIndex() const;
};

}  // namespace mortise::bindings

#endif  // MORTISE_BINDINGS_RUNTIME_NAME_TABLE_H_
