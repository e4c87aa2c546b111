#include "core/dom/event_dispatch.h"

#include <cstddef>

#include "core/base/check.h"
#include "core/dom/event.h"
#include "core/dom/event_handler.h"
#include "core/dom/event_listener.h"
#include "core/dom/event_listener_list.h"
#include "core/dom/event_path.h"
#include "core/dom/event_target.h"

namespace mortise {
namespace {

// The table in step 9 of "invoke".  Empty for types that it does not list.
AtomString LegacyType(const AtomString& type) {
  struct Row {
    AtomString type;
    AtomString legacy_type;
  };
  static thread_local const Row rows[] = {
      {AtomString("animationend"), AtomString("webkitAnimationEnd")},
      {AtomString("animationiteration"),
       AtomString("webkitAnimationIteration")},
      {AtomString("animationstart"), AtomString("webkitAnimationStart")},
      {AtomString("transitionend"), AtomString("webkitTransitionEnd")},
  };
  for (const Row& row : rows) {
    if (row.type == type) return row.legacy_type;
  }
  return AtomString();
}

}  // namespace

// The algorithms of DOM section 2.9.  Left out is what only documents and
// windows have: shadow trees and slots with their retargeting, related and
// touch targets, activation behavior, and a window's current event.
class EventDispatch {
 public:
  // To dispatch.
  static bool Run(Event& event, EventTarget& target) {
    MORTISE_CHECK(!event.Has(Event::kDispatch));
    const RefPtr<Event> keep(&event);
    event.Set(Event::kDispatch);

    EventPath path(target);
    for (EventTarget* parent = target.GetTheParent(event); parent;
         parent = parent->GetTheParent(event)) {
      path.Append(*parent);
    }
    event.path_ = &path;
    // "Invoke" sets it anew for each struct, to the same one always.
    event.SetTarget(target);

    for (size_t i = path.size(); i-- > 0;) {
      event.phase_ = i == 0 ? Event::kAtTarget : Event::kCapturingPhase;
      Invoke(event, path[i], /*capture=*/true);
    }
    event.phase_ = Event::kAtTarget;
    Invoke(event, path[0], /*capture=*/false);
    if (event.bubbles()) {
      event.phase_ = Event::kBubblingPhase;
      for (size_t i = 1; i < path.size(); ++i) {
        Invoke(event, path[i], /*capture=*/false);
      }
    }

    event.phase_ = Event::kNone;
    event.current_target_ = nullptr;
    event.path_ = nullptr;
    event.Unset(Event::kDispatch | Event::kStopPropagation |
                Event::kStopImmediatePropagation);
    return !event.Has(Event::kCanceled);
  }

  static void SetTrusted(Event& event) { event.Set(Event::kIsTrusted); }

 private:
  static void Invoke(Event& event, EventTarget& target, bool capture) {
    if (event.Has(Event::kStopPropagation)) return;
    event.current_target_ = &target;
    if (InnerInvoke(event, target, capture) || !event.is_trusted()) return;

    const AtomString legacy_type = LegacyType(event.type_);
    if (legacy_type.empty()) return;
    const AtomString original_type = event.type_;
    event.type_ = legacy_type;
    InnerInvoke(event, target, capture);
    event.type_ = original_type;
  }

  // Returns whether `target` has a listener for the event, in any phase.
  static bool InnerInvoke(Event& event, EventTarget& target, bool capture) {
    EventListenerList* const list = target.FindList(event.type_);
    if (!list || list->size() == 0) return false;
    if (list->count(capture) == 0) return true;

    EventListenerList::Walk walk(*list);
    for (size_t i = 0; i < walk.end(); ++i) {
      EventListenerList::Entry& entry = walk[i];
      if (entry.removed || entry.capture != capture) continue;
      if (entry.callback) {
        CallListener(event, *list, entry);
      } else {
        ProcessEventHandler(event, *list->handler());
      }
      if (event.Has(Event::kStopImmediatePropagation)) break;
    }
    return true;
  }

  static void CallListener(Event& event, EventListenerList& list,
                           EventListenerList::Entry& entry) {
    const RefPtr<EventListener> callback = entry.callback;
    const bool once = entry.once;
    if (entry.passive) event.Set(Event::kInPassiveListener);
    if (once) list.Unlink(entry);
    callback->HandleEvent(event);
    event.Unset(Event::kInPassiveListener);
    if (once) callback->WasRemoved(*event.current_target_);
  }

  // The event handler processing algorithm (HTML section 8.1.8.1).  The
  // special returns of "error" and "beforeunload" handlers are for globals
  // and documents.
  static void ProcessEventHandler(Event& event, EventHandler& handler) {
    const RefPtr<EventHandler> callback(&handler);
    if (callback->Invoke(event) == EventHandler::Result::kFalse) {
      event.PreventDefault();
    }
  }
};

bool Dispatch(Event& event, EventTarget& target) {
  return EventDispatch::Run(event, target);
}

bool FireEvent(EventTarget& target, Event& event) {
  EventDispatch::SetTrusted(event);
  return EventDispatch::Run(event, target);
}

bool FireEvent(EventTarget& target, const AtomString& type,
               const EventInit& init) {
  return FireEvent(target, *Event::Create(type, init));
}

}  // namespace mortise
