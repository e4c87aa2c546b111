#include "core/websocket/close_event.h"

#include <utility>

namespace mortise {

RefPtr<CloseEvent> CloseEvent::Create(AtomString type, CloseEventInit init) {
  return RefPtr<CloseEvent>(new CloseEvent(std::move(type), std::move(init)));
}

CloseEvent::CloseEvent(AtomString type, CloseEventInit init)
    : Event(std::move(type), init),
      was_clean_(init.was_clean),
      code_(init.code),
      reason_(std::move(init.reason)) {}

CloseEvent::~CloseEvent() = default;

}  // namespace mortise
