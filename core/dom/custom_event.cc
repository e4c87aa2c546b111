#include "core/dom/custom_event.h"

#include <utility>

namespace mortise {

RefPtr<CustomEvent> CustomEvent::Create(AtomString type, CustomEventInit init) {
  return RefPtr<CustomEvent>(new CustomEvent(std::move(type), std::move(init)));
}

CustomEvent::CustomEvent(AtomString type, CustomEventInit init)
    : Event(std::move(type), init), detail_(std::move(init.detail)) {}

CustomEvent::~CustomEvent() = default;

void CustomEvent::InitCustomEvent(AtomString type, bool bubbles,
                                  bool cancelable, Any detail) {
  if (is_being_dispatched()) return;
  InitEvent(std::move(type), bubbles, cancelable);
  detail_ = std::move(detail);
}

}  // namespace mortise
