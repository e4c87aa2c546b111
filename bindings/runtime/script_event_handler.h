#ifndef MORTISE_BINDINGS_RUNTIME_SCRIPT_EVENT_HANDLER_H_
#define MORTISE_BINDINGS_RUNTIME_SCRIPT_EVENT_HANDLER_H_

#include <v8.h>

#include "bindings/runtime/idl_traits.h"
#include "bindings/runtime/script_callback.h"
#include "core/dom/event_handler.h"

namespace mortise::bindings {

// The value of an event handler IDL attribute set by a script (HTML section
// 8.1.8.1): any object, of which only callable ones do something.
class ScriptEventHandler final : public EventHandler {
 public:
  ScriptEventHandler(const Conversion& conversion,
                     v8::Local<v8::Object> callback)
      : callback_(conversion, callback) {}

  v8::Local<v8::Object> callback() const { return callback_.Get(); }

  // EventHandler:
  Result Invoke(Event& event) override;
  const void* kind() const override;
  void WasAdded(EventTarget& target) override;
  void WasRemoved(EventTarget& target) override;

 private:
  ScriptCallback callback_;
};

// EventHandlerNonNull? is [LegacyTreatNonObjectAsNull]: whatever is no object
// counts as null.
template <>
struct IdlTraits<IdlNullable<IdlCallbackFunction<EventHandler>>> {
  using Cpp = RefPtr<EventHandler>;
  static bool ToCpp(const Conversion& conversion, v8::Local<v8::Value> value,
                    Cpp& out);
  // A handler that C++ set reads as null.
  static v8::MaybeLocal<v8::Value> ToV8(const Conversion& conversion,
                                        EventHandler* handler);
  static v8::MaybeLocal<v8::Value> ToV8(const Conversion& conversion,
                                        const Cpp& handler) {
    return ToV8(conversion, handler.get());
  }
};

class Call;

// The getter and the setter of an event handler IDL attribute for events of
// `type`: "close" of onclose.
void GetEventHandlerAttribute(const Call& call, EventTarget& target,
                              const char* type);
void SetEventHandlerAttribute(const Call& call, EventTarget& target,
                              const char* type);

}  // namespace mortise::bindings

#endif  // MORTISE_BINDINGS_RUNTIME_SCRIPT_EVENT_HANDLER_H_
