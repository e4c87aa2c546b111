#ifndef MORTISE_CORE_BASE_REF_COUNTED_H_
#define MORTISE_CORE_BASE_REF_COUNTED_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <type_traits>
#include <utility>

#include "core/base/check.h"

namespace mortise {

// An intrusive reference count.  Not atomic: an object and all its references
// stay on one thread.  A new object has no reference; MakeRef() gives it its
// first, and the last one to go deletes it.
template <typename T>
class RefCounted {
 public:
  RefCounted(const RefCounted&) = delete;
  RefCounted& operator=(const RefCounted&) = delete;

  void AddRef() const { ++ref_count_; }

  // `this` may be gone afterwards.
  void Release() const {
    MORTISE_DCHECK(ref_count_ > 0);
    if (--ref_count_ == 0) delete static_cast<const T*>(this);
  }

  bool HasOneRef() const { return ref_count_ == 1; }

 protected:
  RefCounted() = default;
  ~RefCounted() = default;

 private:
  mutable uint32_t ref_count_ = 0;
};

// Owns one reference to a RefCounted object, or is null.
template <typename T>
class RefPtr {
 public:
  using element_type = T;

  RefPtr() = default;
  RefPtr(std::nullptr_t) {}
  RefPtr(T* object) : object_(object) {
    if (object_) object_->AddRef();
  }
  RefPtr(const RefPtr& other) : RefPtr(other.object_) {}
  RefPtr(RefPtr&& other) noexcept
      : object_(std::exchange(other.object_, nullptr)) {}
  template <typename U>
  requires std::is_convertible_v<U*, T*> RefPtr(const RefPtr<U>& other)
      : RefPtr(other.get()) {}
  template <typename U>
  requires std::is_convertible_v<U*, T*> RefPtr(RefPtr<U>&& other)
  noexcept : object_(other.Leak()) {}
  ~RefPtr() {
    if (object_) object_->Release();
  }

  RefPtr& operator=(RefPtr other) noexcept {
    std::swap(object_, other.object_);
    return *this;
  }

  T* get() const { return object_; }
  T& operator*() const { return *object_; }
  T* operator->() const { return object_; }
  explicit operator bool() const { return object_ != nullptr; }

  // Gives up the reference without releasing it.
  [[nodiscard]] T* Leak() { return std::exchange(object_, nullptr); }

  // Takes over a reference that Leak() gave up.
  static RefPtr Adopt(T* object) {
    RefPtr result;
    result.object_ = object;
    return result;
  }

  template <typename U>
  friend bool operator==(const RefPtr& a, const RefPtr<U>& b) {
    return a.get() == b.get();
  }
  friend bool operator==(const RefPtr& a, const T* b) { return a.object_ == b; }
  friend bool operator==(const RefPtr& a, std::nullptr_t) {
    return a.object_ == nullptr;
  }
  template <typename H>
  friend H AbslHashValue(H h, const RefPtr& p) {
    return H::combine(std::move(h), p.object_);
  }

 private:
  T* object_ = nullptr;
};

template <typename T, typename... Args>
RefPtr<T> MakeRef(Args&&... args) {
  return RefPtr<T>(new T(std::forward<Args>(args)...));
}

}  // namespace mortise

#endif  // MORTISE_CORE_BASE_REF_COUNTED_H_
