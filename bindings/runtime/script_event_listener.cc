#include "bindings/runtime/script_event_listener.h"

#include "bindings/runtime/exceptions.h"
#include "bindings/runtime/ignore_result.h"
#include "bindings/runtime/realm.h"
#include "core/dom/event.h"
#include "core/dom/event_target.h"

namespace mortise::bindings {
namespace {

constexpr const char* kNameList[] = {"handleEvent"};
constinit NameTable kNames{kNameList};

// An address that only listeners of this class return from kind().
constexpr char kScriptEventListenerKind = 0;

// "Call a user object's operation" (WebIDL section 3.11) up to the call: the
// callback itself if it is callable, else its handleEvent method.  Empty when
// that threw, which has been reported.
v8::MaybeLocal<v8::Function> FindOperation(CallbackScope& scope,
                                           v8::Local<v8::Object> callback,
                                           v8::Local<v8::Value>& receiver) {
  if (callback->IsFunction()) return callback.As<v8::Function>();
  v8::Isolate* isolate = scope.realm().isolate();
  v8::TryCatch try_catch(isolate);
  v8::Local<v8::Value> method;
  if (callback->Get(scope.context(), IsolateData::From(isolate).Name(kNames, 0))
          .ToLocal(&method)) {
    if (method->IsFunction()) {
      receiver = callback;
      return method.As<v8::Function>();
    }
    ThrowTypeError(isolate,
                   "The listener's 'handleEvent' property is no function.");
  }
  scope.Report(try_catch);
  return {};
}

}  // namespace

void ScriptEventListener::HandleEvent(Event& event) {
  v8::Isolate* isolate = callback_.isolate();
  v8::HandleScope handles(isolate);
  v8::Local<v8::Object> callback = callback_.Get();
  if (callback.IsEmpty()) return;
  CallbackScope scope(isolate, callback);
  if (!scope.CanRun()) return;
  v8::Context::Scope context_scope(scope.context());
  v8::Local<v8::Object> wrapper, current_target;
  if (!WrapEvent(scope.realm(), event, wrapper, current_target)) return;
  v8::Local<v8::Value> receiver = current_target;
  v8::Local<v8::Function> operation;
  if (!FindOperation(scope, callback, receiver).ToLocal(&operation)) return;
  v8::Local<v8::Value> arguments[] = {wrapper};
  IgnoreResult(scope.Call(operation, receiver, absl::MakeSpan(arguments)));
}

const void* ScriptEventListener::kind() const {
  return &kScriptEventListenerKind;
}

bool ScriptEventListener::Equals(const EventListener& other) const {
  return other.kind() == kind() &&
         callback_.IsSameAs(
             static_cast<const ScriptEventListener&>(other).callback_);
}

void ScriptEventListener::WasAdded(EventTarget& target) {
  callback_.AddOwner(target);
}

void ScriptEventListener::WasRemoved(EventTarget& target) {
  callback_.RemoveOwner(target);
}

bool WrapEvent(Realm& realm, Event& event, v8::Local<v8::Object>& wrapper,
               v8::Local<v8::Object>& current_target) {
  const bool is_new = event.wrapper_handle() == nullptr;
  if (!realm.Wrap(event).ToLocal(&wrapper) ||
      !realm.Wrap(*event.current_target()).ToLocal(&current_target)) {
    return false;
  }
  // From here on a script may hold the event and ask for its target.
  if (is_new && event.target()) {
    event.wrapper_handle()->Reference(*event.target());
  }
  return true;
}

bool IdlTraits<IdlCallbackInterface<EventListener>>::ToCpp(
    const Conversion& conversion, v8::Local<v8::Value> value, Cpp& out) {
  if (!value->IsObject()) {
    conversion.ThrowTypeError("is not an object.");
    return false;
  }
  out = MakeRef<ScriptEventListener>(conversion, value.As<v8::Object>());
  return true;
}

}  // namespace mortise::bindings
