#ifndef MORTISE_CORE_DOM_EVENT_HANDLER_H_
#define MORTISE_CORE_DOM_EVENT_HANDLER_H_

#include <cstdint>

#include "absl/functional/any_invocable.h"
#include "core/base/ref_counted.h"

namespace mortise {

class Event;
class EventTarget;

// The value of an event handler IDL attribute, such as `onclose`: an
// EventHandlerNonNull callback function (HTML section 8.1.8.1).
class EventHandler : public RefCounted<EventHandler> {
 public:
  enum class Result : uint8_t {
    kOther,
    kFalse,  // The callback returned false: the event is canceled.
  };

  virtual ~EventHandler();

  // Calls the callback with `event`; its `this` value is
  // event.current_target().  Reports what the callback throws.
  virtual Result Invoke(Event& event) = 0;

  // The address of something that only handlers of one C++ class return, so
  // that bindings can tell their own.
  virtual const void* kind() const { return nullptr; }

  // Called when this becomes the value of a handler of `target` and when it
  // ceases to be, but not when the target itself goes.
  virtual void WasAdded(EventTarget& target) {}
  virtual void WasRemoved(EventTarget& target) {}

 protected:
  EventHandler() = default;
};

// A handler in C++.  What it captures must not own the target.
RefPtr<EventHandler> MakeEventHandler(
    absl::AnyInvocable<EventHandler::Result(Event&)> callback);

}  // namespace mortise

#endif  // MORTISE_CORE_DOM_EVENT_HANDLER_H_
