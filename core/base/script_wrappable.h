#ifndef MORTISE_CORE_BASE_SCRIPT_WRAPPABLE_H_
#define MORTISE_CORE_BASE_SCRIPT_WRAPPABLE_H_

#include <cstdint>
#include <utility>

#include "core/base/interface_info.h"
#include "core/base/ref_counted.h"

namespace mortise {

class ScriptWrappable;

// The bindings' hold on one core object: the script object ("wrapper") that
// stands for it, if there is one.
class WrapperHandle {
 public:
  // While strong, the wrapper survives garbage collection though no script
  // reaches it.
  virtual void SetStrong(bool strong) = 0;

  // From now on the wrapper keeps `other`'s wrapper alive, if that has one,
  // and no longer the one that the last call named.  An event does so with
  // its target, which a script may read from it at any time.
  virtual void Reference(ScriptWrappable& other) = 0;

  // The object has got an `any` that a script may have made.  From now on the
  // wrapper keeps that value alive, and core no longer does: else a value that
  // refers to the wrapper would make a cycle that no collector sees.
  virtual void HoldValues() = 0;

 protected:
  ~WrapperHandle() = default;
};

// Base of every C++ class that implements a WebIDL interface.  A wrapper owns
// one reference; the object knows its wrapper but does not own it.
class ScriptWrappable : public RefCounted<ScriptWrappable> {
 public:
  virtual ~ScriptWrappable();

  // The most derived interface that this object implements.
  virtual const InterfaceInfo& interface_info() const = 0;

  // Null while no wrapper exists.  Set by bindings alone.
  WrapperHandle* wrapper_handle() const { return wrapper_handle_; }
  void set_wrapper_handle(WrapperHandle* handle) { wrapper_handle_ = handle; }

  bool has_pending_activity() const { return pin_count_ > 0; }

  // Has WrapperWasMade() called as soon as there is a wrapper.
  void AwaitWrapper() { awaits_wrapper_ = true; }
  bool awaits_wrapper() const { return awaits_wrapper_; }
  virtual void WrapperWasMade() {}

 protected:
  ScriptWrappable() = default;

 private:
  friend class ActivityPin;

  WrapperHandle* wrapper_handle_ = nullptr;
  uint32_t pin_count_ = 0;
  bool awaits_wrapper_ = false;
};

// Keeps a core object and its wrapper alive while the object has pending
// activity, such as an open connection that listeners wait on.  Destroying or
// resetting a pin may delete the object.
class ActivityPin {
 public:
  ActivityPin() = default;
  explicit ActivityPin(ScriptWrappable& object);
  ActivityPin(ActivityPin&& other) noexcept = default;
  ActivityPin& operator=(ActivityPin&& other) noexcept {
    RefPtr<ScriptWrappable> old =
        std::exchange(object_, std::exchange(other.object_, nullptr));
    if (old) Unpin(*old);
    return *this;
  }
  ~ActivityPin() {
    if (object_) Unpin(*object_);
  }

  void Reset() { *this = ActivityPin(); }
  explicit operator bool() const { return static_cast<bool>(object_); }

 private:
  static void Unpin(ScriptWrappable& object);

  RefPtr<ScriptWrappable> object_;
};

}  // namespace mortise

#endif  // MORTISE_CORE_BASE_SCRIPT_WRAPPABLE_H_
