#ifndef MORTISE_BINDINGS_RUNTIME_TRAITS_PROMISE_H_
#define MORTISE_BINDINGS_RUNTIME_TRAITS_PROMISE_H_

#include <utility>

#include "absl/functional/any_invocable.h"
#include "bindings/runtime/idl_traits.h"
#include "bindings/runtime/traits_any.h"
#include "core/dom/promise.h"

namespace mortise::bindings {

namespace internal {

// "Resolve" a value to a promise of the current realm: NewPromiseCapability
// and its [[Resolve]] (section 3.2.26).
v8::MaybeLocal<v8::Promise> ResolvedPromise(const Conversion& conversion,
                                            v8::Local<v8::Value> value);

// A promise rejected with `reason`.
v8::MaybeLocal<v8::Promise> RejectedPromise(const Conversion& conversion,
                                            v8::Local<v8::Value> reason);

// PerformPromiseThen, with C++ to run in the promise's realm when it is
// settled.
using Settled =
    absl::AnyInvocable<void(const Conversion& conversion, bool is_fulfilled,
                            v8::Local<v8::Value> value) &&>;
void Then(v8::Isolate* isolate, v8::Local<v8::Promise> promise,
          Settled settled);

// The promise that a script has.
class PromiseHandle {
 public:
  PromiseHandle(v8::Isolate* isolate, v8::Local<v8::Promise> promise)
      : isolate_(isolate), promise_(isolate, promise) {}
  v8::Isolate* isolate() const { return isolate_; }
  v8::Local<v8::Promise> Get() const { return promise_.Get(isolate_); }

 private:
  v8::Isolate* const isolate_;
  v8::Global<v8::Promise> promise_;
};

template <typename Idl>
class ScriptPromise final : public Promise<CppType<Idl>> {
 public:
  using T = CppType<Idl>;

  ScriptPromise(v8::Isolate* isolate, v8::Local<v8::Promise> promise)
      : handle_(isolate, promise) {}

  v8::Local<v8::Promise> Get() const { return handle_.Get(); }

  // Promise:
  void React(PromiseResolver<T> reaction) override {
    v8::HandleScope scope(handle_.isolate());
    Then(handle_.isolate(), handle_.Get(),
         [reaction = std::move(reaction)](const Conversion& conversion,
                                          bool is_fulfilled,
                                          v8::Local<v8::Value> value) mutable {
           if (is_fulfilled) {
             v8::TryCatch try_catch(conversion.isolate());
             T result{};
             if (IdlTraits<Idl>::ToCpp(conversion, value, result)) {
               std::move(reaction)(std::move(result));
               return;
             }
             if (!try_catch.CanContinue()) return;
             value = try_catch.Exception();
           }
           std::move(reaction)(Exception::FromScript(
               HoldValue(conversion.isolate(), value).value));
         });
  }
  void MarkAsHandled() override {
    v8::HandleScope scope(handle_.isolate());
    handle_.Get()->MarkAsHandled();
  }

 private:
  PromiseHandle handle_;
};

}  // namespace internal

// Section 3.2.26.  Only scripts make the promises that core holds.
template <typename Idl>
struct IdlTraits<IdlPromise<Idl>> {
  using Cpp = RefPtr<Promise<CppType<Idl>>>;
  static bool ToCpp(const Conversion& conversion, v8::Local<v8::Value> value,
                    Cpp& out) {
    v8::Local<v8::Promise> promise;
    if (!internal::ResolvedPromise(conversion, value).ToLocal(&promise)) {
      return false;
    }
    out = MakeRef<internal::ScriptPromise<Idl>>(conversion.isolate(), promise);
    return true;
  }
  static v8::MaybeLocal<v8::Value> ToV8(const Conversion& conversion,
                                        const Cpp& promise) {
    return static_cast<const internal::ScriptPromise<Idl>&>(*promise).Get();
  }
};

}  // namespace mortise::bindings

#endif  // MORTISE_BINDINGS_RUNTIME_TRAITS_PROMISE_H_
