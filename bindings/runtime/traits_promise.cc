#include "bindings/runtime/traits_promise.h"

#include <memory>
#include <utility>

#include "bindings/runtime/ignore_result.h"
#include "bindings/runtime/realm.h"
#include "bindings/runtime/script_owned.h"
#include "bindings/v8_compat/v8_compat.h"

namespace mortise::bindings::internal {
namespace {

constexpr MemberContext kMember{"Promise", "then", MemberKind::kCallback};

// What both functions that one Then() hands to a promise refer to.
struct Reaction final : ScriptOwned {
  explicit Reaction(Settled settled) : settled(std::move(settled)) {}
  Settled settled;
};

template <bool is_fulfilled>
void Settle(const v8::FunctionCallbackInfo<v8::Value>& info) {
  v8::Isolate* isolate = info.GetIsolate();
  v8::Local<v8::Context> context = isolate->GetCurrentContext();
  if (!Realm::FromOrNull(context)) return;
  std::move(ScriptOwnedObjects::Get<Reaction>(info.Data()).settled)(
      Conversion(isolate, context, kMember), is_fulfilled, info[0]);
}

}  // namespace

v8::MaybeLocal<v8::Promise> ResolvedPromise(const Conversion& conversion,
                                            v8::Local<v8::Value> value) {
  v8::Local<v8::Promise::Resolver> resolver;
  if (!v8::Promise::Resolver::New(conversion.context()).ToLocal(&resolver) ||
      resolver->Resolve(conversion.context(), value).IsNothing()) {
    return {};
  }
  return resolver->GetPromise();
}

v8::MaybeLocal<v8::Promise> RejectedPromise(const Conversion& conversion,
                                            v8::Local<v8::Value> reason) {
  v8::Local<v8::Promise::Resolver> resolver;
  if (!v8::Promise::Resolver::New(conversion.context()).ToLocal(&resolver) ||
      resolver->Reject(conversion.context(), reason).IsNothing()) {
    return {};
  }
  return resolver->GetPromise();
}

void Then(v8::Isolate* isolate, v8::Local<v8::Promise> promise,
          Settled settled) {
  v8::Local<v8::Context> context;
  if (!v8_compat::CreationContext(isolate, promise).ToLocal(&context)) return;
  v8::Context::Scope context_scope(context);
  v8::Local<v8::External> data = IsolateData::From(isolate).owned().Add(
      std::make_unique<Reaction>(std::move(settled)));
  v8::Local<v8::Function> fulfilled, rejected;
  if (v8::Function::New(context, &Settle<true>, data, 1,
                        v8::ConstructorBehavior::kThrow)
          .ToLocal(&fulfilled) &&
      v8::Function::New(context, &Settle<false>, data, 1,
                        v8::ConstructorBehavior::kThrow)
          .ToLocal(&rejected)) {
    IgnoreResult(promise->Then(context, fulfilled, rejected));
  }
}

}  // namespace mortise::bindings::internal
