#ifndef MORTISE_CORE_DOM_CALLBACK_H_
#define MORTISE_CORE_DOM_CALLBACK_H_

#include <utility>

#include "core/base/ref_counted.h"
#include "core/base/script_wrappable.h"
#include "core/dom/exception_or.h"

namespace mortise {

// What all callbacks have in common, whatever their signature.
//
// A callback that a script passed keeps the script's function alive, and with
// it all that the function refers to.  That is right for as long as a call
// lasts; an object that keeps a callback for later does so by a
// CallbackMember.
class CallbackBase : public RefCounted<CallbackBase> {
 public:
  virtual ~CallbackBase() = default;

  // From the first to the second, `owner` keeps this callback: the function
  // lives as long as the owner's wrapper.
  virtual void WasStored(ScriptWrappable& owner) {}
  virtual void WasDropped(ScriptWrappable& owner) {}

  // The script's object, for the bindings; null for a callback in C++.
  virtual const void* script_object() const { return nullptr; }

 protected:
  CallbackBase() = default;
};

// A WebIDL callback function (section 2.10) or the one operation of a callback
// interface (section 2.4).  Its C++ name is an alias:
//
//   using Predicate = Callback<bool(const DomString&, int32_t)>;
template <typename Signature>
class Callback;

template <typename R, typename... Args>
class Callback<R(Args...)> : public CallbackBase {
 public:
  // Calls it and returns its result, or what it threw: "invoke" with "rethrow"
  // (section 3.12).  The callback may run any script.  `receiver` is its
  // `this` value, undefined if null; for a callback interface that is an
  // object with a method, that object is `this` whatever the receiver.
  virtual ExceptionOr<R> Invoke(ScriptWrappable* receiver, Args... args) = 0;

  // Calls it; what it throws is reported to the realm ("report").
  virtual void InvokeAndReport(ScriptWrappable* receiver, Args... args) = 0;

  // "Construct a callback function": calls it as `new` does.  Callback
  // interfaces cannot be constructed.
  virtual ExceptionOr<R> Construct(Args... args) {
    return Exception::TypeError("The callback is no constructor.");
  }

  ExceptionOr<R> Invoke(Args... args) {
    return Invoke(nullptr, std::forward<Args>(args)...);
  }
  void InvokeAndReport(Args... args) {
    InvokeAndReport(nullptr, std::forward<Args>(args)...);
  }
};

// A callback kept by the object of which this is a member.  The object's
// wrapper keeps the script's function alive by an edge in the script engine's
// heap, so that a function that refers to its owner makes no cycle that the
// collector cannot see.
//
// A constructor's callback is stored before there is a wrapper: its class
// overrides WrapperWasMade() to call the member's function of that name.
template <typename C>
class CallbackMember {
 public:
  explicit CallbackMember(ScriptWrappable& owner) : owner_(owner) {}
  CallbackMember(const CallbackMember&) = delete;
  CallbackMember& operator=(const CallbackMember&) = delete;

  void Set(RefPtr<C> callback) {
    if (callback_ && is_stored_) callback_->WasDropped(owner_);
    callback_ = std::move(callback);
    is_stored_ = callback_ && owner_.wrapper_handle();
    if (is_stored_) {
      callback_->WasStored(owner_);
    } else if (callback_) {
      owner_.AwaitWrapper();
    }
  }
  void WrapperWasMade() {
    if (!callback_ || is_stored_) return;
    is_stored_ = true;
    callback_->WasStored(owner_);
  }

  const RefPtr<C>& get() const { return callback_; }
  C* operator->() const { return callback_.get(); }
  explicit operator bool() const { return callback_ != nullptr; }

 private:
  ScriptWrappable& owner_;
  RefPtr<C> callback_;
  bool is_stored_ = false;
};

}  // namespace mortise

#endif  // MORTISE_CORE_DOM_CALLBACK_H_
