#include "core/dom/custom_event.h"

#include <utility>

namespace mortise {

RefPtr<CustomEvent> CustomEvent::Create(AtomString type, CustomEventInit init) {
  return RefPtr<CustomEvent>(new CustomEvent(std::move(type), std::move(init)));
}

CustomEvent::CustomEvent(AtomString type, CustomEventInit init)
    : Event(std::move(type), init), detail_(std::move(init.detail)) {}

CustomEvent::~CustomEvent() = default;

bool CustomEvent::InitCustomEvent(AtomString type, bool bubbles,
                                  bool cancelable, Any detail) {
  if (!InitEvent(std::move(type), bubbles, cancelable)) return false;
  detail_ = std::move(detail);
  return true;
}

}  // namespace mortise
