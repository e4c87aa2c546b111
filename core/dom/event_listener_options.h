#ifndef MORTISE_CORE_DOM_EVENT_LISTENER_OPTIONS_H_
#define MORTISE_CORE_DOM_EVENT_LISTENER_OPTIONS_H_

#include <optional>

#include "core/base/ref_counted.h"

namespace mortise {

class AbortSignal;

// The EventListenerOptions dictionary (DOM section 2.7).
struct EventListenerOptions {
  bool capture = false;
};

// The AddEventListenerOptions dictionary (DOM section 2.7).
struct AddEventListenerOptions : EventListenerOptions {
  AddEventListenerOptions();
  AddEventListenerOptions(const AddEventListenerOptions&);
  AddEventListenerOptions& operator=(const AddEventListenerOptions&);
  ~AddEventListenerOptions();

  std::optional<bool> passive;
  bool once = false;
  RefPtr<AbortSignal> signal;  // Null when absent.
};

}  // namespace mortise

#endif  // MORTISE_CORE_DOM_EVENT_LISTENER_OPTIONS_H_
