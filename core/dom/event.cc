#include "core/dom/event.h"

#include <utility>

#include "core/dom/environment_settings.h"
#include "core/dom/event_path.h"
#include "core/dom/event_target.h"
#include "core/dom/monotonic_clock.h"

namespace mortise {

RefPtr<Event> Event::Create(AtomString type, const EventInit& init) {
  return RefPtr<Event>(new Event(std::move(type), init));
}

Event::Event(AtomString type, const EventInit& init)
    : flags_(static_cast<uint16_t>(kInitialized |
                                   (init.bubbles ? kBubbles : 0) |
                                   (init.cancelable ? kCancelable : 0) |
                                   (init.composed ? kComposed : 0))),
      type_(std::move(type)),
      creation_time_(MonotonicNow()) {}

Event::~Event() = default;

std::vector<RefPtr<EventTarget>> Event::ComposedPath() const {
  // Without shadow trees nothing on the path is hidden from anyone.
  std::vector<RefPtr<EventTarget>> composed_path;
  if (!path_) return composed_path;
  composed_path.reserve(path_->size());
  for (size_t i = 0; i < path_->size(); ++i) {
    composed_path.emplace_back(&(*path_)[i]);
  }
  return composed_path;
}

double Event::time_stamp(const EnvironmentSettings& environment) const {
  return static_cast<double>(creation_time_ - environment.time_origin()) / 1e6;
}

void Event::SetTarget(EventTarget& target) {
  if (target_ == &target) return;
  target_ = &target;
  if (wrapper_handle()) wrapper_handle()->Reference(target);
}

bool Event::InitEvent(AtomString type, bool bubbles, bool cancelable) {
  if (Has(kDispatch)) return false;
  // DOM section 2.2, "initialize".
  Set(kInitialized);
  Unset(kStopPropagation | kStopImmediatePropagation | kCanceled | kIsTrusted |
        kBubbles | kCancelable);
  target_ = nullptr;
  type_ = std::move(type);
  Set(static_cast<uint16_t>((bubbles ? kBubbles : 0) |
                            (cancelable ? kCancelable : 0)));
  return true;
}

}  // namespace mortise
