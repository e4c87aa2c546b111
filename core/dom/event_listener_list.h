#ifndef MORTISE_CORE_DOM_EVENT_LISTENER_LIST_H_
#define MORTISE_CORE_DOM_EVENT_LISTENER_LIST_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "core/base/atom_string.h"
#include "core/base/ref_counted.h"
#include "core/dom/abort_algorithm.h"
#include "core/dom/event_handler.h"
#include "core/dom/event_listener.h"

namespace mortise {

class AbortSignal;
class EventTarget;

// The part of a target's event listener list (DOM section 2.7) that is for
// one event type, and the event handler of that type (HTML section 8.1.8.1).
// The order among listeners for different types shows nowhere.
//
// The standard's dispatch walks over a clone of the list.  Here it walks over
// the list itself, up to the size it had at first: while a walk goes on,
// removed entries stay in place, marked, and new ones come behind the end of
// the walk.
class EventListenerList {
 public:
  struct Entry {
    // Null: the entry stands for the event handler, or was removed.
    RefPtr<EventListener> callback;
    bool capture = false;
    bool passive = false;
    bool once = false;
    bool removed = false;
    // Removes the entry when its signal is aborted; may be null.
    std::unique_ptr<AbortAlgorithm> removal;
  };

  // Entries stay in place while one of these lives.
  class Walk {
   public:
    explicit Walk(EventListenerList& list)
        : list_(list), end_(list.entries_.size()) {
      ++list_.walks_;
    }
    Walk(const Walk&) = delete;
    Walk& operator=(const Walk&) = delete;
    ~Walk() {
      if (--list_.walks_ == 0 && list_.has_removed_entries_) list_.Compact();
    }

    size_t end() const { return end_; }
    // The reference is good until a listener runs.
    Entry& operator[](size_t index) { return list_.entries_[index]; }

   private:
    EventListenerList& list_;
    const size_t end_;
  };

  // `target` owns the list.
  EventListenerList(EventTarget* target, AtomString type);
  EventListenerList(const EventListenerList&) = delete;
  EventListenerList& operator=(const EventListenerList&) = delete;
  ~EventListenerList();

  const AtomString& type() const { return type_; }
  // Entries that are not removed.
  size_t size() const { return capture_count_ + other_count_; }
  // The same with the capture flag set or not.
  size_t count(bool capture) const {
    return capture ? capture_count_ : other_count_;
  }

  // To add an event listener, from step 5 on.  `signal` may be null.
  void Add(Entry entry, AbortSignal* signal);
  // To remove an event listener.  May delete the target.
  void Remove(const EventListener& callback, bool capture);
  // The same for one of the entries.
  void Remove(Entry& entry);
  // The same without WasRemoved(), which the caller owes the callback.
  void Unlink(Entry& entry);

  EventHandler* handler() const { return handler_.get(); }
  // May delete the target.
  void SetHandler(RefPtr<EventHandler> handler);

 private:
  class RemovalOnAbort;

  Entry* Find(const EventListener& callback, bool capture);
  Entry* FindHandlerEntry();
  void Append(Entry entry);
  void Compact();

  EventTarget* const target_;
  const AtomString type_;
  std::vector<Entry> entries_;
  RefPtr<EventHandler> handler_;  // Has an entry unless null.
  uint32_t capture_count_ = 0;
  uint32_t other_count_ = 0;
  uint32_t walks_ = 0;
  bool has_removed_entries_ = false;
};

}  // namespace mortise

#endif  // MORTISE_CORE_DOM_EVENT_LISTENER_LIST_H_
