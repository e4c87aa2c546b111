#include "bindings/runtime/script_event_handler.h"

#include "bindings/runtime/call.h"
#include "bindings/runtime/realm.h"
#include "bindings/runtime/script_event_listener.h"
#include "core/dom/event.h"
#include "core/dom/event_target.h"

namespace mortise::bindings {
namespace {

// An address that only handlers of this class return from kind().
constexpr char kScriptEventHandlerKind = 0;

}  // namespace

const void* ScriptEventHandler::kind() const {
  return &kScriptEventHandlerKind;
}

// The event handler processing algorithm's call (HTML section 8.1.8.1).
EventHandler::Result ScriptEventHandler::Invoke(Event& event) {
  v8::Isolate* isolate = callback_.isolate();
  v8::HandleScope handles(isolate);
  v8::Local<v8::Object> callback = callback_.Get();
  if (callback.IsEmpty() || !callback->IsFunction()) return Result::kOther;
  CallbackScope scope(isolate, callback);
  if (!scope.CanRun()) return Result::kOther;
  v8::Context::Scope context_scope(scope.context());
  v8::Local<v8::Object> wrapper, current_target;
  if (!WrapEvent(scope.realm(), event, wrapper, current_target)) {
    return Result::kOther;
  }
  v8::Local<v8::Value> arguments[] = {wrapper};
  v8::Local<v8::Value> result;
  if (!scope
           .Call(callback.As<v8::Function>(), current_target,
                 absl::MakeSpan(arguments))
           .ToLocal(&result)) {
    return Result::kOther;
  }
  return result->IsFalse() ? Result::kFalse : Result::kOther;
}

void ScriptEventHandler::WasAdded(EventTarget& target) {
  callback_.AddOwner(target);
}

void ScriptEventHandler::WasRemoved(EventTarget& target) {
  callback_.RemoveOwner(target);
}

bool IdlTraits<IdlNullable<IdlCallbackFunction<EventHandler>>>::ToCpp(
    const Conversion& conversion, v8::Local<v8::Value> value, Cpp& out) {
  out = value->IsObject()
            ? MakeRef<ScriptEventHandler>(conversion, value.As<v8::Object>())
            : RefPtr<ScriptEventHandler>();
  return true;
}

void GetEventHandlerAttribute(const Call& call, EventTarget& target,
                              const char* type) {
  call.Return<IdlNullable<IdlCallbackFunction<EventHandler>>>(
      target.GetEventHandler(AtomString(type)));
}

void SetEventHandlerAttribute(const Call& call, EventTarget& target,
                              const char* type) {
  RefPtr<EventHandler> handler;
  if (IdlTraits<IdlNullable<IdlCallbackFunction<EventHandler>>>::ToCpp(
          call, call[0], handler)) {
    target.SetEventHandler(AtomString(type), std::move(handler));
  }
}

v8::MaybeLocal<v8::Value>
IdlTraits<IdlNullable<IdlCallbackFunction<EventHandler>>>::ToV8(
    const Conversion& conversion, EventHandler* handler) {
  auto* script = handler && handler->kind() == &kScriptEventHandlerKind
                     ? static_cast<ScriptEventHandler*>(handler)
                     : nullptr;
  v8::Local<v8::Object> callback;
  if (script) callback = script->callback();
  if (callback.IsEmpty()) return v8::Null(conversion.isolate());
  return callback;
}

}  // namespace mortise::bindings
