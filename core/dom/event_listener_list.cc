#include "core/dom/event_listener_list.h"

#include <algorithm>
#include <utility>

#include "core/dom/abort_signal.h"
#include "core/dom/event_target.h"

namespace mortise {

// The abort steps of "add an event listener", step 6.  Owned by the entry.
class EventListenerList::RemovalOnAbort final : public AbortAlgorithm {
 public:
  RemovalOnAbort(AbortSignal& signal, EventListenerList& list,
                 const EventListener& callback, bool capture)
      : AbortAlgorithm(signal),
        list_(list),
        callback_(callback),
        capture_(capture) {}

 private:
  void Run() override {
    RefPtr<EventTarget> keep(list_.target_);
    list_.Remove(callback_, capture_);
  }

  EventListenerList& list_;
  const EventListener& callback_;
  const bool capture_;
};

EventListenerList::EventListenerList(EventTarget* target, AtomString type)
    : target_(target), type_(std::move(type)) {}

EventListenerList::~EventListenerList() { MORTISE_DCHECK(walks_ == 0); }

EventListenerList::Entry* EventListenerList::Find(const EventListener& callback,
                                                  bool capture) {
  for (Entry& entry : entries_) {
    if (entry.callback && entry.capture == capture &&
        (entry.callback == &callback || entry.callback->Equals(callback))) {
      return &entry;
    }
  }
  return nullptr;
}

EventListenerList::Entry* EventListenerList::FindHandlerEntry() {
  for (Entry& entry : entries_) {
    if (!entry.callback && !entry.removed) return &entry;
  }
  return nullptr;
}

void EventListenerList::Append(Entry entry) {
  ++(entry.capture ? capture_count_ : other_count_);
  entries_.push_back(std::move(entry));
}

void EventListenerList::Add(Entry entry, AbortSignal* signal) {
  if (Find(*entry.callback, entry.capture)) return;
  RefPtr<EventListener> callback = entry.callback;
  if (signal) {
    entry.removal = std::make_unique<RemovalOnAbort>(*signal, *this, *callback,
                                                     entry.capture);
  }
  Append(std::move(entry));
  callback->WasAdded(*target_);
  target_->DidAddListener(type_);
}

void EventListenerList::Remove(const EventListener& callback, bool capture) {
  if (Entry* entry = Find(callback, capture)) Remove(*entry);
}

void EventListenerList::Remove(Entry& entry) {
  const RefPtr<EventTarget> target(target_);
  const RefPtr<EventListener> callback = entry.callback;
  Unlink(entry);
  if (callback) callback->WasRemoved(*target);
}

void EventListenerList::Unlink(Entry& entry) {
  MORTISE_DCHECK(!entry.removed);
  // These go last: their destructors may come back here.
  const RefPtr<EventListener> callback = std::move(entry.callback);
  const std::unique_ptr<AbortAlgorithm> removal = std::move(entry.removal);
  --(entry.capture ? capture_count_ : other_count_);
  entry.removed = true;
  if (walks_ > 0) {
    has_removed_entries_ = true;
  } else {
    entries_.erase(entries_.begin() + (&entry - entries_.data()));
  }
  target_->DidRemoveListener(type_);
}

void EventListenerList::SetHandler(RefPtr<EventHandler> handler) {
  if (handler_ == handler) return;
  RefPtr<EventHandler> old = std::exchange(handler_, handler);
  if (old) old->WasRemoved(*target_);
  if (handler) handler->WasAdded(*target_);
  if (!old) {
    // To activate an event handler.
    Append(Entry());
    target_->DidAddListener(type_);
  } else if (!handler) {
    // To deactivate an event handler.
    Remove(*FindHandlerEntry());
  }
}

void EventListenerList::Compact() {
  has_removed_entries_ = false;
  entries_.erase(
      std::remove_if(entries_.begin(), entries_.end(),
                     [](const Entry& entry) { return entry.removed; }),
      entries_.end());
}

}  // namespace mortise
