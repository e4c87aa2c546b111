#ifndef MORTISE_CORE_DOM_CUSTOM_EVENT_H_
#define MORTISE_CORE_DOM_CUSTOM_EVENT_H_

#include "core/base/any.h"
#include "core/dom/event.h"

namespace mortise {

// The CustomEventInit dictionary (DOM section 2.4).
struct CustomEventInit : EventInit {
  Any detail = Null();
};

// The CustomEvent interface (DOM section 2.4).
class CustomEvent final : public Event {
 public:
  static constinit inline InterfaceInfo kInterfaceInfo{"CustomEvent",
                                                       &Event::kInterfaceInfo};

  static RefPtr<CustomEvent> Create(AtomString type, CustomEventInit init = {});

  const Any& detail() const { return detail_; }

  // Initialises the event anew; ignored while it is being dispatched: false.
  bool InitCustomEvent(AtomString type, bool bubbles = false,
                       bool cancelable = false, Any detail = Null());

  const InterfaceInfo& interface_info() const override {
    return kInterfaceInfo;
  }

 private:
  CustomEvent(AtomString type, CustomEventInit init);
  ~CustomEvent() override;

  Any detail_;
};

}  // namespace mortise

#endif  // MORTISE_CORE_DOM_CUSTOM_EVENT_H_
