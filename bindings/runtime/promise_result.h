#ifndef MORTISE_BINDINGS_RUNTIME_PROMISE_RESULT_H_
#define MORTISE_BINDINGS_RUNTIME_PROMISE_RESULT_H_

#include <v8.h>

#include <memory>
#include <optional>
#include <utility>

#include "bindings/runtime/call.h"
#include "bindings/runtime/realm.h"
#include "bindings/runtime/traits_any.h"
#include "core/dom/promise_resolver.h"

namespace mortise::bindings {

namespace internal {

// A promise that core settles, at once or later.
class PendingPromise {
 public:
  // While the call lasts that the promise is the result of, to settle it runs
  // no microtasks.
  class InCall {
   public:
    explicit InCall(PendingPromise& promise) : promise_(promise) {
      promise_.is_in_call_ = true;
    }
    InCall(const InCall&) = delete;
    InCall& operator=(const InCall&) = delete;
    ~InCall() { promise_.is_in_call_ = false; }

   private:
    PendingPromise& promise_;
  };

  PendingPromise(const Conversion& conversion,
                 v8::Local<v8::Promise::Resolver> resolver);

  // Calls `settle` with a Conversion for the promise's realm, unless that is
  // gone; an exception that it leaves pending rejects the promise.
  template <typename Settle>
  void Run(Settle settle) {
    v8::HandleScope handles(isolate_);
    v8::Local<v8::Context> context = context_.Get(isolate_);
    if (!Realm::FromOrNull(context)) return;
    v8::Context::Scope context_scope(context);
    v8::MicrotasksScope microtasks(
        isolate_, is_in_call_ ? v8::MicrotasksScope::kDoNotRunMicrotasks
                              : v8::MicrotasksScope::kRunMicrotasks);
    v8::TryCatch try_catch(isolate_);
    v8::Local<v8::Value> value;
    if (settle(Conversion(isolate_, context, member_), value)) {
      Resolve(context, value);
    } else if (try_catch.HasCaught()) {
      Reject(context, try_catch.Exception());
    }
    RunReactions();
  }

 private:
  void Resolve(v8::Local<v8::Context> context, v8::Local<v8::Value> value);
  void Reject(v8::Local<v8::Context> context, v8::Local<v8::Value> reason);
  // Under V8's default policy microtasks run where a call into script ends,
  // and to settle a promise is none.
  void RunReactions();

  v8::Isolate* const isolate_;
  v8::Global<v8::Context> context_;
  v8::Global<v8::Promise::Resolver> resolver_;
  const MemberContext& member_;  // static
  bool is_in_call_ = false;
};

}  // namespace internal

// The result of an operation that returns a promise.  From its construction to
// its end, what would be thrown rejects the promise that the call returns
// (WebIDL section 3.7.7, "if op has a return type that is a promise type").
class PromiseResult {
 public:
  explicit PromiseResult(const Call& call);
  ~PromiseResult();
  PromiseResult(const PromiseResult&) = delete;
  PromiseResult& operator=(const PromiseResult&) = delete;

  // For attributes that keep one promise for ever.  Keep() has the promise of
  // this call returned by all later ones; ReturnKept() is true if there has
  // been one, and then this call returns it.
  bool ReturnKept();
  void Keep();

  // Settles the promise, of type Promise<Idl>, with a value that core gives
  // as a T: what core's function declares.
  template <typename Idl>
  auto Resolver() {
    return ResolverFor<Idl>{promise_};
  }

 private:
  // Becomes whatever PromiseResolver<T> core's function takes.
  template <typename Idl>
  struct ResolverFor {
    std::shared_ptr<internal::PendingPromise> promise;

    template <typename T>
    operator PromiseResolver<T>() && {
      return [promise = std::move(promise)](ExceptionOr<T> result) mutable {
        promise->Run([&result](const Conversion& conversion,
                               v8::Local<v8::Value>& value) {
          if (result.has_exception()) {
            conversion.Throw(result.exception());
            return false;
          }
          return IdlTraits<Idl>::ToV8(conversion, result.TakeValue())
              .ToLocal(&value);
        });
      };
    }
  };

  const Call& call_;
  v8::TryCatch try_catch_;
  v8::Local<v8::Promise::Resolver> resolver_;
  v8::Local<v8::Promise> kept_;
  std::shared_ptr<internal::PendingPromise> promise_;
  std::optional<internal::PendingPromise::InCall> in_call_;
};

}  // namespace mortise::bindings

#endif  // MORTISE_BINDINGS_RUNTIME_PROMISE_RESULT_H_
