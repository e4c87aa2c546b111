#ifndef MORTISE_CORE_DOM_EVENT_DISPATCH_H_
#define MORTISE_CORE_DOM_EVENT_DISPATCH_H_

#include "core/base/atom_string.h"
#include "core/dom/event_init.h"

namespace mortise {

class Event;
class EventTarget;

// To dispatch an event to a target (DOM section 2.9).  Returns false if the
// event was canceled.  The event must not be under dispatch already.  Target
// and event are kept alive; whatever else the caller stands on may be gone.
bool Dispatch(Event& event, EventTarget& target);

// To fire an event (DOM section 2.10): the same for an event of our own,
// which becomes trusted.
bool FireEvent(EventTarget& target, Event& event);

// Creates and fires a plain Event.
bool FireEvent(EventTarget& target, const AtomString& type,
               const EventInit& init = {});

}  // namespace mortise

#endif  // MORTISE_CORE_DOM_EVENT_DISPATCH_H_
