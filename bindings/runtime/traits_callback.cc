#include "bindings/runtime/traits_callback.h"

#include "absl/strings/str_cat.h"
#include "bindings/runtime/exceptions.h"
#include "bindings/runtime/realm.h"
#include "bindings/v8_compat/v8_compat.h"

namespace mortise::bindings::internal {

HeldCallback::HeldCallback(const Conversion& conversion,
                           v8::Local<v8::Object> object, const char* operation)
    : isolate_(conversion.isolate()),
      object_(isolate_, object),
      operation_(operation) {}

void HeldCallback::TieTo(ScriptWrappable& owner) {
  auto* record = static_cast<WrapperRecord*>(owner.wrapper_handle());
  if (!record || is_tied_) return;
  v8::HandleScope scope(isolate_);
  edge_ = record->AddEdge(isolate_->GetCurrentContext(), Get());
  object_.SetWeak();
  is_tied_ = true;
}

void HeldCallback::Untie(ScriptWrappable& owner) {
  if (!is_tied_) return;
  is_tied_ = false;
  v8::HandleScope scope(isolate_);
  object_.ClearWeak();
  auto* record = static_cast<WrapperRecord*>(owner.wrapper_handle());
  v8::Local<v8::Context> context;
  if (!record || !v8_compat::CreationContext(isolate_, record->Get(isolate_))
                      .ToLocal(&context)) {
    return;
  }
  record->RemoveEdge(context, edge_);
}

v8::MaybeLocal<v8::Value> HeldCallback::Invoke(
    v8::Local<v8::Context> context, ScriptWrappable* receiver,
    absl::Span<v8::Local<v8::Value>> arguments) const {
  v8::Local<v8::Object> object = Get();
  v8::Local<v8::Value> this_value = v8::Undefined(isolate_);
  if (receiver) {
    v8::Local<v8::Object> wrapper;
    if (!Realm::From(context).Wrap(*receiver).ToLocal(&wrapper)) return {};
    this_value = wrapper;
  }
  v8::Local<v8::Value> function = object;
  if (!object->IsFunction()) {
    if (!operation_) return v8::Undefined(isolate_).As<v8::Value>();
    v8::Local<v8::String> name;
    if (!v8::String::NewFromUtf8(isolate_, operation_,
                                 v8::NewStringType::kInternalized)
             .ToLocal(&name) ||
        !object->Get(context, name).ToLocal(&function)) {
      return {};
    }
    if (!function->IsFunction()) {
      ThrowTypeError(isolate_, absl::StrCat("The callback's '", operation_,
                                            "' property is no function."));
      return {};
    }
    this_value = object;
  }
  return function.As<v8::Function>()->Call(context, this_value,
                                           static_cast<int>(arguments.size()),
                                           arguments.data());
}

v8::MaybeLocal<v8::Value> HeldCallback::Construct(
    v8::Local<v8::Context> context,
    absl::Span<v8::Local<v8::Value>> arguments) const {
  // Throws a TypeError where the callback is no constructor.
  return Get()->CallAsConstructor(context, static_cast<int>(arguments.size()),
                                  arguments.data());
}

CallbackRun::CallbackRun(const HeldCallback& held, const MemberContext& member,
                         CallbackMode mode)
    : held_(held),
      mode_(mode),
      handles_(held.isolate()),
      microtasks_(held.isolate(), v8::MicrotasksScope::kRunMicrotasks),
      try_catch_(held.isolate()) {
  v8::Local<v8::Object> object = held.Get();
  if (object.IsEmpty()) return;
  scope_.emplace(held.isolate(), object);
  if (!scope_->CanRun()) return;
  context_scope_.emplace(scope_->context());
  conversion_.emplace(held.isolate(), scope_->context(), member);
}

v8::MaybeLocal<v8::Value> CallbackRun::Call(
    ScriptWrappable* receiver, absl::Span<v8::Local<v8::Value>> arguments) {
  return mode_ == CallbackMode::kConstruct
             ? held_.Construct(scope_->context(), arguments)
             : held_.Invoke(scope_->context(), receiver, arguments);
}

Exception CallbackRun::TakeException() {
  if (!try_catch_.CanContinue()) return Exception::FromScript(nullptr);
  if (mode_ == CallbackMode::kInvokeAndReport && try_catch_.HasCaught()) {
    scope_->Report(try_catch_);
  }
  return Exception::FromScript(
      HoldValue(held_.isolate(), try_catch_.Exception()).value);
}

v8::MaybeLocal<v8::Promise> CallbackRun::RejectWithException() {
  if (!try_catch_.CanContinue()) return {};
  v8::Local<v8::Value> exception = try_catch_.Exception();
  try_catch_.Reset();
  return RejectedPromise(*conversion_, exception);
}

}  // namespace mortise::bindings::internal
