#ifndef MORTISE_CORE_DOM_EVENT_PATH_H_
#define MORTISE_CORE_DOM_EVENT_PATH_H_

#include "absl/container/inlined_vector.h"
#include "core/base/ref_counted.h"
#include "core/dom/event_target.h"

namespace mortise {

// An event's path (DOM section 2.2) while the event is being dispatched.
//
// Of the standard's structs only the invocation targets are here: without
// shadow trees and related targets the other items follow from the place.
// The first struct is the event's target, the only one whose shadow-adjusted
// target is not null.
class EventPath {
 public:
  explicit EventPath(EventTarget& target) { Append(target); }
  EventPath(const EventPath&) = delete;
  EventPath& operator=(const EventPath&) = delete;

  void Append(EventTarget& target) { targets_.emplace_back(&target); }

  size_t size() const { return targets_.size(); }
  EventTarget& operator[](size_t index) const { return *targets_[index]; }

 private:
  absl::InlinedVector<RefPtr<EventTarget>, 4> targets_;
};

}  // namespace mortise

#endif  // MORTISE_CORE_DOM_EVENT_PATH_H_
