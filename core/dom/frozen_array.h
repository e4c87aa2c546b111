#ifndef MORTISE_CORE_DOM_FROZEN_ARRAY_H_
#define MORTISE_CORE_DOM_FROZEN_ARRAY_H_

#include <memory>
#include <utility>
#include <vector>

#include "core/base/ref_counted.h"

namespace mortise {

// The value of an attribute of type FrozenArray<T> (WebIDL section 2.13.36): a
// list that never changes.  As long as the attribute returns the same
// FrozenArray, or a copy of it, scripts read the same array; a new one is
// another array to them, whatever its items.
template <typename T>
class FrozenArray {
 public:
  FrozenArray() : FrozenArray(std::vector<T>()) {}
  FrozenArray(std::vector<T> items) : list_(MakeRef<List>(std::move(items))) {}

  const std::vector<T>& items() const { return list_->items; }
  operator const std::vector<T>&() const { return list_->items; }

  // Whether scripts read the same array of both.
  friend bool operator==(const FrozenArray& a, const FrozenArray& b) {
    return a.list_ == b.list_;
  }

  // The bindings' array for scripts.
  class Mirror {
   public:
    virtual ~Mirror() = default;
  };
  Mirror* mirror() const { return list_->mirror.get(); }
  void set_mirror(std::unique_ptr<Mirror> mirror) const {
    list_->mirror = std::move(mirror);
  }

 private:
  struct List : RefCounted<List> {
    explicit List(std::vector<T> items) : items(std::move(items)) {}
    const std::vector<T> items;
    std::unique_ptr<Mirror> mirror;
  };

  RefPtr<List> list_;
};

}  // namespace mortise

#endif  // MORTISE_CORE_DOM_FROZEN_ARRAY_H_
