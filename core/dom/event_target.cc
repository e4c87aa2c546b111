#include "core/dom/event_target.h"

#include <utility>

#include "core/dom/abort_signal.h"
#include "core/dom/event.h"
#include "core/dom/event_dispatch.h"
#include "core/dom/event_handler.h"
#include "core/dom/event_listener.h"
#include "core/dom/event_listener_list.h"

namespace mortise {
namespace {

// The default passive value (DOM section 2.7).  It is true for some touch and
// wheel events, but only where the target is a window or one of its document's
// nodes, and there are none here.
constexpr bool kDefaultPassiveValue = false;

}  // namespace

RefPtr<EventTarget> EventTarget::Create() {
  return RefPtr<EventTarget>(new EventTarget());
}

EventTarget::EventTarget() = default;

EventTarget::~EventTarget() = default;

EventTarget* EventTarget::GetTheParent(Event&) { return nullptr; }

void EventTarget::AddEventListener(
    const AtomString& type, RefPtr<EventListener> callback,
    const std::variant<AddEventListenerOptions, bool>& options) {
  // To flatten more.
  EventListenerList::Entry entry;
  bool passive = kDefaultPassiveValue;
  AbortSignal* signal = nullptr;
  if (const auto* dictionary = std::get_if<AddEventListenerOptions>(&options)) {
    entry.capture = dictionary->capture;
    entry.once = dictionary->once;
    passive = dictionary->passive.value_or(kDefaultPassiveValue);
    signal = dictionary->signal.get();
  } else {
    entry.capture = std::get<bool>(options);
  }
  entry.passive = passive;

  // To add an event listener.
  if (signal && signal->aborted()) return;
  if (!callback) return;
  entry.callback = std::move(callback);
  FindOrAddList(type).Add(std::move(entry), signal);
}

void EventTarget::RemoveEventListener(
    const AtomString& type, const RefPtr<EventListener>& callback,
    const std::variant<EventListenerOptions, bool>& options) {
  // To flatten.
  const auto* dictionary = std::get_if<EventListenerOptions>(&options);
  const bool capture =
      dictionary ? dictionary->capture : std::get<bool>(options);

  if (!callback) return;
  if (EventListenerList* list = FindList(type)) {
    list->Remove(*callback, capture);
  }
}

ExceptionOr<bool> EventTarget::DispatchEvent(Event& event) {
  if (event.Has(Event::kDispatch)) {
    return Exception::DOMException(DOMExceptionName::kInvalidStateError,
                                   "The event is already being dispatched.");
  }
  if (!event.Has(Event::kInitialized)) {
    return Exception::DOMException(DOMExceptionName::kInvalidStateError,
                                   "The event has not been initialized.");
  }
  event.Unset(Event::kIsTrusted);
  return Dispatch(event, *this);
}

EventHandler* EventTarget::GetEventHandler(const AtomString& type) const {
  const EventListenerList* list = FindList(type);
  return list ? list->handler() : nullptr;
}

void EventTarget::SetEventHandler(const AtomString& type,
                                  RefPtr<EventHandler> handler) {
  if (handler) {
    FindOrAddList(type).SetHandler(std::move(handler));
  } else if (EventListenerList* list = FindList(type)) {
    list->SetHandler(nullptr);
  }
}

bool EventTarget::HasEventListeners(const AtomString& type) const {
  const EventListenerList* list = FindList(type);
  return list && list->size() > 0;
}

EventListenerList* EventTarget::FindList(const AtomString& type) const {
  for (const std::unique_ptr<EventListenerList>& list : lists_) {
    if (list->type() == type) return list.get();
  }
  return nullptr;
}

EventListenerList& EventTarget::FindOrAddList(const AtomString& type) {
  if (EventListenerList* list = FindList(type)) return *list;
  return *lists_.emplace_back(std::make_unique<EventListenerList>(this, type));
}

}  // namespace mortise
