#ifndef MORTISE_CORE_DOM_OBSERVABLE_ARRAY_H_
#define MORTISE_CORE_DOM_OBSERVABLE_ARRAY_H_

#include <cstddef>
#include <type_traits>
#include <utility>
#include <vector>

#include "absl/functional/any_invocable.h"
#include "core/base/check.h"
#include "core/dom/exception_or.h"

namespace mortise {

// The backing list of an attribute of type ObservableArray<T> (WebIDL section
// 2.13.37), a member of the object that has the attribute.  Scripts see an
// array of it; the object may change the list at any time, and scripts see
// that at once.
template <typename T>
class ObservableArray {
 public:
  // "Set an indexed value" and "delete an indexed value": what the object does
  // when a script puts `value` at `index`, or takes it from there.  Runs before
  // the list changes; an exception is thrown to the script and leaves the list
  // as it is.
  using Algorithm =
      absl::AnyInvocable<ExceptionOr<void>(const T& value, size_t index)>;

  // The bindings' copy for scripts, which is told of each change.
  class Mirror {
   public:
    virtual void DidSet(size_t index) = 0;
    virtual void DidTruncate() = 0;
    virtual void DidAssign() = 0;

   protected:
    ~Mirror() = default;
  };

  explicit ObservableArray(Algorithm set = {}, Algorithm remove = {})
      : set_(std::move(set)), remove_(std::move(remove)) {}
  ObservableArray(const ObservableArray&) = delete;
  ObservableArray& operator=(const ObservableArray&) = delete;

  const std::vector<T>& items() const { return items_; }
  size_t size() const { return items_.size(); }

  // For the object: these run neither algorithm.

  // `index` is at most size(), which appends.
  void Set(size_t index, T value) {
    MORTISE_CHECK(index <= items_.size());
    if (index == items_.size()) {
      items_.push_back(std::move(value));
    } else {
      items_[index] = std::move(value);
    }
    if (mirror_) mirror_->DidSet(index);
  }
  void Append(T value) { Set(items_.size(), std::move(value)); }
  // Removes what lies behind the first `size` items.
  void Truncate(size_t size) {
    if (size >= items_.size()) return;
    items_.erase(items_.begin() + static_cast<ptrdiff_t>(size), items_.end());
    if (mirror_) mirror_->DidTruncate();
  }
  void Assign(std::vector<T> items) {
    items_ = std::move(items);
    if (mirror_) mirror_->DidAssign();
  }

  // For the bindings: what a script does.

  // "Set the indexed value"; `index` is at most size().
  ExceptionOr<void> SetByScript(size_t index, T value) {
    if (index < items_.size()) {
      ExceptionOr<void> result = Run(remove_, index);
      if (result.has_exception()) return result;
    }
    if (set_) {
      ExceptionOr<void> result = set_(value, index);
      if (result.has_exception()) return result;
    }
    // An algorithm may have shortened the list.
    if (index <= items_.size()) Set(index, std::move(value));
    return {};
  }
  // Deletes the last item, which there must be.
  ExceptionOr<void> DeleteLastByScript() {
    const size_t last = items_.size() - 1;
    ExceptionOr<void> result = Run(remove_, last);
    if (!result.has_exception()) Truncate(last);
    return result;
  }

  // Set by bindings alone.
  Mirror* mirror() const { return mirror_; }
  void set_mirror(Mirror* mirror) { mirror_ = mirror; }

 private:
  ExceptionOr<void> Run(Algorithm& algorithm, size_t index) {
    if (!algorithm) return {};
    // A copy, for the algorithm may change the list.
    if constexpr (std::is_copy_constructible_v<T>) {
      const T value = items_[index];
      return algorithm(value, index);
    } else {
      return algorithm(items_[index], index);
    }
  }

  std::vector<T> items_;
  Algorithm set_;
  Algorithm remove_;
  Mirror* mirror_ = nullptr;
};

}  // namespace mortise

#endif  // MORTISE_CORE_DOM_OBSERVABLE_ARRAY_H_
