#include "bindings/runtime/promise_result.h"

#include "bindings/runtime/ignore_result.h"

namespace mortise::bindings {
namespace internal {

PendingPromise::PendingPromise(const Conversion& conversion,
                               v8::Local<v8::Promise::Resolver> resolver)
    : isolate_(conversion.isolate()),
      context_(isolate_, conversion.context()),
      resolver_(isolate_, resolver),
      member_(conversion.member()) {}

void PendingPromise::Resolve(v8::Local<v8::Context> context,
                             v8::Local<v8::Value> value) {
  IgnoreResult(resolver_.Get(isolate_)->Resolve(context, value));
}

void PendingPromise::Reject(v8::Local<v8::Context> context,
                            v8::Local<v8::Value> reason) {
  IgnoreResult(resolver_.Get(isolate_)->Reject(context, reason));
}

void PendingPromise::RunReactions() {
  if (!is_in_call_ &&
      isolate_->GetMicrotasksPolicy() == v8::MicrotasksPolicy::kAuto) {
    isolate_->PerformMicrotaskCheckpoint();
  }
}

}  // namespace internal

PromiseResult::PromiseResult(const Call& call)
    : call_(call), try_catch_(call.isolate()) {
  if (v8::Promise::Resolver::New(call.context()).ToLocal(&resolver_)) {
    promise_ = std::make_shared<internal::PendingPromise>(call, resolver_);
    in_call_.emplace(*promise_);
  }
}

// The private property is named by the member's address, which only it has.
bool PromiseResult::ReturnKept() {
  v8::Local<v8::Value> kept;
  if (!call_.info()
           .This()
           ->GetPrivate(call_.context(),
                        call_.data().PrivateOf(&call_.member()))
           .ToLocal(&kept) ||
      !kept->IsPromise()) {
    return false;
  }
  kept_ = kept.As<v8::Promise>();
  return true;
}

void PromiseResult::Keep() {
  IgnoreResult(call_.info().This()->SetPrivate(
      call_.context(), call_.data().PrivateOf(&call_.member()),
      resolver_->GetPromise()));
}

PromiseResult::~PromiseResult() {
  if (!kept_.IsEmpty()) {
    call_.info().GetReturnValue().Set(kept_);
    return;
  }
  if (resolver_.IsEmpty() || !try_catch_.CanContinue()) {
    try_catch_.ReThrow();
    return;
  }
  if (try_catch_.HasCaught()) {
    v8::Local<v8::Value> reason = try_catch_.Exception();
    try_catch_.Reset();
    IgnoreResult(resolver_->Reject(call_.context(), reason));
  }
  call_.info().GetReturnValue().Set(resolver_->GetPromise());
}

}  // namespace mortise::bindings
