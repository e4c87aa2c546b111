#ifndef MORTISE_CORE_DOM_EVENT_LISTENER_H_
#define MORTISE_CORE_DOM_EVENT_LISTENER_H_

#include "absl/functional/any_invocable.h"
#include "core/base/ref_counted.h"

namespace mortise {

class Event;
class EventTarget;

// The EventListener callback interface (DOM section 2.7).
class EventListener : public RefCounted<EventListener> {
 public:
  virtual ~EventListener();

  // Calls the callback's handleEvent with `event`; its `this` value is
  // event.current_target().  Reports what the callback throws.
  virtual void HandleEvent(Event& event) = 0;

  // Whether both stand for the same callback: only one of them is then kept
  // for one event type and phase.
  virtual bool Equals(const EventListener& other) const {
    return this == &other;
  }

  // The address of something that only listeners of one C++ class return, so
  // that Equals() can tell whether `other` is of its own class.
  virtual const void* kind() const { return nullptr; }

  // Called for each entry in a target's event listener list that comes to
  // hold this listener or ceases to, but not when the target itself goes.
  // Bindings tie the callback to the target's wrapper here; a listener that is
  // to run once is untied after its HandleEvent().
  virtual void WasAdded(EventTarget& target) {}
  virtual void WasRemoved(EventTarget& target) {}

 protected:
  EventListener() = default;
};

// A listener in C++, equal to no other.  What it captures must not own the
// target.
RefPtr<EventListener> MakeEventListener(
    absl::AnyInvocable<void(Event&)> callback);

}  // namespace mortise

#endif  // MORTISE_CORE_DOM_EVENT_LISTENER_H_
