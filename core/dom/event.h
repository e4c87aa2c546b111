#ifndef MORTISE_CORE_DOM_EVENT_H_
#define MORTISE_CORE_DOM_EVENT_H_

#include <cstdint>
#include <vector>

#include "core/base/atom_string.h"
#include "core/base/instance_counter.h"
#include "core/base/script_wrappable.h"
#include "core/dom/event_init.h"

namespace mortise {

class EnvironmentSettings;
class EventPath;
class EventTarget;

// The Event interface (DOM section 2.2).  Events are made by the million:
// making one allocates nothing but the object itself.
class Event : public ScriptWrappable, public InstanceCounter<Event> {
 public:
  static constinit inline InterfaceInfo kInterfaceInfo{"Event", nullptr};

  enum Phase : uint8_t {
    kNone = 0,
    kCapturingPhase = 1,
    kAtTarget = 2,
    kBubblingPhase = 3,
  };

  // The constructor steps.  isTrusted is false; FireEvent() makes it true.
  static RefPtr<Event> Create(AtomString type, const EventInit& init = {});

  const AtomString& type() const { return type_; }
  // Null before the first dispatch; kept afterwards.
  EventTarget* target() const { return target_.get(); }
  EventTarget* src_element() const { return target_.get(); }
  // Null unless a listener may be running.
  EventTarget* current_target() const { return current_target_; }
  // The targets from the event's own outwards; empty unless being dispatched.
  std::vector<RefPtr<EventTarget>> ComposedPath() const;
  uint16_t event_phase() const { return phase_; }

  void StopPropagation() { Set(kStopPropagation); }
  void StopImmediatePropagation() {
    Set(kStopPropagation | kStopImmediatePropagation);
  }
  bool cancel_bubble() const { return Has(kStopPropagation); }
  void set_cancel_bubble(bool value) {
    if (value) Set(kStopPropagation);
  }

  bool bubbles() const { return Has(kBubbles); }
  bool cancelable() const { return Has(kCancelable); }
  bool composed() const { return Has(kComposed); }

  // Without effect if the event is not cancelable or the running listener is
  // passive.
  void PreventDefault() {
    if (Has(kCancelable) && !Has(kInPassiveListener)) Set(kCanceled);
  }
  bool default_prevented() const { return Has(kCanceled); }
  bool return_value() const { return !Has(kCanceled); }
  void set_return_value(bool value) {
    if (!value) PreventDefault();
  }

  bool is_trusted() const { return Has(kIsTrusted); }

  // Milliseconds from the environment's time origin to the event's creation.
  double time_stamp(const EnvironmentSettings& environment) const;
  // The same on the clock of MonotonicNow(), in nanoseconds.
  int64_t creation_time() const { return creation_time_; }

  // Initialises the event anew; ignored while it is being dispatched: false.
  bool InitEvent(AtomString type, bool bubbles = false,
                 bool cancelable = false);

  const InterfaceInfo& interface_info() const override {
    return kInterfaceInfo;
  }

 protected:
  Event(AtomString type, const EventInit& init);
  ~Event() override;

  bool is_being_dispatched() const { return Has(kDispatch); }

 private:
  // Part of the algorithms of DOM section 2.9: see event_dispatch.h.
  friend class EventDispatch;
  friend class EventTarget;

  enum Flag : uint16_t {
    kStopPropagation = 1 << 0,
    kStopImmediatePropagation = 1 << 1,
    kCanceled = 1 << 2,
    kInPassiveListener = 1 << 3,
    kComposed = 1 << 4,
    kInitialized = 1 << 5,
    kDispatch = 1 << 6,
    kBubbles = 1 << 7,
    kCancelable = 1 << 8,
    kIsTrusted = 1 << 9,
  };

  // The wrapper, if there is one, keeps the target's alive from now on.
  void SetTarget(EventTarget& target);

  bool Has(uint16_t flags) const { return (flags_ & flags) != 0; }
  void Set(uint16_t flags) { flags_ |= flags; }
  void Unset(uint16_t flags) { flags_ &= static_cast<uint16_t>(~flags); }

  uint16_t flags_;
  Phase phase_ = kNone;
  AtomString type_;
  RefPtr<EventTarget> target_;
  EventTarget* current_target_ = nullptr;  // Kept alive by *path_.
  const EventPath* path_ = nullptr;        // Owned by the running dispatch.
  const int64_t creation_time_;
};

}  // namespace mortise

#endif  // MORTISE_CORE_DOM_EVENT_H_
