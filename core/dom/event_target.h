#ifndef MORTISE_CORE_DOM_EVENT_TARGET_H_
#define MORTISE_CORE_DOM_EVENT_TARGET_H_

#include <memory>
#include <variant>
#include <vector>

#include "core/base/atom_string.h"
#include "core/base/instance_counter.h"
#include "core/base/script_wrappable.h"
#include "core/dom/event_listener_options.h"
#include "core/dom/exception_or.h"

namespace mortise {

class Event;
class EventHandler;
class EventListener;
class EventListenerList;

// The EventTarget interface (DOM section 2.7) and the event handlers of HTML
// section 8.1.8.
class EventTarget : public ScriptWrappable,
                    public InstanceCounter<EventTarget> {
 public:
  static constinit inline InterfaceInfo kInterfaceInfo{"EventTarget", nullptr};

  static RefPtr<EventTarget> Create();

  // Without effect if `callback` is null.
  void AddEventListener(
      const AtomString& type, RefPtr<EventListener> callback,
      const std::variant<AddEventListenerOptions, bool>& options = false);
  void RemoveEventListener(
      const AtomString& type, const RefPtr<EventListener>& callback,
      const std::variant<EventListenerOptions, bool>& options = false);

  // The dispatchEvent() method: the result tells whether nobody canceled the
  // event, which is untrusted from here on.  Listeners may do anything;
  // target and event are kept alive.
  ExceptionOr<bool> DispatchEvent(Event& event);

  // The event handler for events of `type` ("close" for `onclose`), or null.
  EventHandler* GetEventHandler(const AtomString& type) const;
  // Null deactivates it.  A handler takes its place among the listeners when
  // it is set after having been null, and keeps it until it is null again.
  void SetEventHandler(const AtomString& type, RefPtr<EventHandler> handler);

  // Whether a listener or an event handler for `type` is there.
  bool HasEventListeners(const AtomString& type) const;

  // The get the parent algorithm: the next target on the event's path.
  virtual EventTarget* GetTheParent(Event& event);

  const InterfaceInfo& interface_info() const override {
    return kInterfaceInfo;
  }

 protected:
  EventTarget();
  ~EventTarget() override;

  // Called after the listeners for `type`, handlers included, have become
  // more or fewer.
  virtual void DidAddListener(const AtomString& type) {}
  virtual void DidRemoveListener(const AtomString& type) {}

 private:
  friend class EventDispatch;
  friend class EventListenerList;

  // Null if there never was a listener for `type`.  Lists are never deleted
  // before the target, so that a dispatch may go on with its list whatever a
  // listener does.
  EventListenerList* FindList(const AtomString& type) const;
  EventListenerList& FindOrAddList(const AtomString& type);

  // One for each event type ever listened to.  Few, hence no hash table.
  std::vector<std::unique_ptr<EventListenerList>> lists_;
};

}  // namespace mortise

#endif  // MORTISE_CORE_DOM_EVENT_TARGET_H_
