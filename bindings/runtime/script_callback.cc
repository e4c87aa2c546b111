#include "bindings/runtime/script_callback.h"

#include "bindings/runtime/realm.h"
#include "bindings/v8_compat/v8_compat.h"

namespace mortise::bindings {

ScriptCallback::ScriptCallback(const Conversion& conversion,
                               v8::Local<v8::Object> callback)
    : isolate_(conversion.isolate()), callback_(isolate_, callback) {
  callback_.SetWeak();
}

void ScriptCallback::AddOwner(ScriptWrappable& target) {
  if (owner_count_++ > 0) return;
  v8::HandleScope scope(isolate_);
  auto* record = static_cast<WrapperRecord*>(target.wrapper_handle());
  if (!record) {
    // Added through C++, with no wrapper to keep the callback alive.
    callback_.ClearWeak();
    return;
  }
  edge_ = record->AddEdge(isolate_->GetCurrentContext(), Get());
}

void ScriptCallback::RemoveOwner(ScriptWrappable& target) {
  if (--owner_count_ > 0) return;
  v8::HandleScope scope(isolate_);
  auto* record = static_cast<WrapperRecord*>(target.wrapper_handle());
  if (!record || !callback_.IsWeak()) return;
  v8::Local<v8::Context> context = isolate_->GetCurrentContext();
  if (context.IsEmpty() &&
      !v8_compat::CreationContext(isolate_, record->Get(isolate_))
           .ToLocal(&context)) {
    return;
  }
  record->RemoveEdge(context, edge_);
}

CallbackScope::CallbackScope(v8::Isolate* isolate,
                             v8::Local<v8::Object> callback)
    : isolate_(isolate) {
  if (!v8_compat::CreationContext(isolate, callback).ToLocal(&context_)) {
    return;
  }
  realm_ = Realm::FromOrNull(context_);
  if (isolate->IsExecutionTerminating()) realm_ = nullptr;
}

v8::MaybeLocal<v8::Value> CallbackScope::Call(
    v8::Local<v8::Function> function, v8::Local<v8::Value> receiver,
    absl::Span<v8::Local<v8::Value>> arguments) {
  v8::MicrotasksScope microtasks(isolate_, v8::MicrotasksScope::kRunMicrotasks);
  v8::TryCatch try_catch(isolate_);
  v8::MaybeLocal<v8::Value> result = function->Call(
      context_, receiver, static_cast<int>(arguments.size()), arguments.data());
  if (try_catch.HasCaught()) Report(try_catch);
  return result;
}

void CallbackScope::Report(const v8::TryCatch& try_catch) {
  if (!try_catch.CanContinue()) return;  // Execution is being terminated.
  realm_->ReportException(try_catch.Exception(), try_catch.Message());
}

}  // namespace mortise::bindings
