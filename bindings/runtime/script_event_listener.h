#ifndef MORTISE_BINDINGS_RUNTIME_SCRIPT_EVENT_LISTENER_H_
#define MORTISE_BINDINGS_RUNTIME_SCRIPT_EVENT_LISTENER_H_

#include <v8.h>

#include "bindings/runtime/idl_traits.h"
#include "bindings/runtime/script_callback.h"
#include "core/dom/event_listener.h"

namespace mortise::bindings {

// An EventListener callback interface implemented by a script's object (DOM
// section 2.7, WebIDL section 3.11).
class ScriptEventListener final : public EventListener {
 public:
  ScriptEventListener(const Conversion& conversion,
                      v8::Local<v8::Object> callback)
      : callback_(conversion, callback) {}

  // EventListener:
  void HandleEvent(Event& event) override;
  bool Equals(const EventListener& other) const override;
  const void* kind() const override;
  void WasAdded(EventTarget& target) override;
  void WasRemoved(EventTarget& target) override;

 private:
  ScriptCallback callback_;
};

// The wrappers that a callback of `event` gets.  False: an exception is
// pending.
bool WrapEvent(Realm& realm, Event& event, v8::Local<v8::Object>& wrapper,
               v8::Local<v8::Object>& current_target);

template <>
struct IdlTraits<IdlCallbackInterface<EventListener>> {
  using Cpp = RefPtr<EventListener>;
  static bool ToCpp(const Conversion& conversion, v8::Local<v8::Value> value,
                    Cpp& out);
};

}  // namespace mortise::bindings

#endif  // MORTISE_BINDINGS_RUNTIME_SCRIPT_EVENT_LISTENER_H_
