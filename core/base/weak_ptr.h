#ifndef MORTISE_CORE_BASE_WEAK_PTR_H_
#define MORTISE_CORE_BASE_WEAK_PTR_H_

#include <utility>

#include "core/base/ref_counted.h"

namespace mortise {

namespace internal {
struct WeakFlag final : RefCounted<WeakFlag> {
  bool alive = true;
};
}  // namespace internal

// A pointer that turns null when its target's WeakPtrFactory goes.  Belongs
// to the target's thread.
template <typename T>
class WeakPtr {
 public:
  WeakPtr() = default;
  WeakPtr(std::nullptr_t) {}

  T* get() const { return flag_ && flag_->alive ? target_ : nullptr; }
  T& operator*() const { return *get(); }
  T* operator->() const { return get(); }
  explicit operator bool() const { return get() != nullptr; }

 private:
  template <typename U>
  friend class WeakPtrFactory;

  WeakPtr(RefPtr<internal::WeakFlag> flag, T* target)
      : flag_(std::move(flag)), target_(target) {}

  RefPtr<internal::WeakFlag> flag_;
  T* target_ = nullptr;
};

// Hands out weak pointers to its owner.  Make it the owner's last member, so
// that the pointers turn null before anything else of the owner goes.
template <typename T>
class WeakPtrFactory {
 public:
  explicit WeakPtrFactory(T* owner) : owner_(owner) {}
  WeakPtrFactory(const WeakPtrFactory&) = delete;
  WeakPtrFactory& operator=(const WeakPtrFactory&) = delete;
  ~WeakPtrFactory() { InvalidateWeakPtrs(); }

  WeakPtr<T> GetWeakPtr() {
    if (!flag_) flag_ = MakeRef<internal::WeakFlag>();
    return WeakPtr<T>(flag_, owner_);
  }

  // Turns all pointers handed out so far null; new ones may be made.
  void InvalidateWeakPtrs() {
    if (flag_) flag_->alive = false;
    flag_ = nullptr;
  }

 private:
  T* const owner_;
  RefPtr<internal::WeakFlag> flag_;
};

}  // namespace mortise

#endif  // MORTISE_CORE_BASE_WEAK_PTR_H_
