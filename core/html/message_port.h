#ifndef MORTISE_CORE_HTML_MESSAGE_PORT_H_
#define MORTISE_CORE_HTML_MESSAGE_PORT_H_

#include "core/dom/event_target.h"

namespace mortise {

// The MessagePort interface (HTML section 9.4.4), as far as MessageEvent
// names it: no channel messaging lives here, so nothing makes one, and an
// embedder that has ports derives from it.
class MessagePort : public EventTarget {
 public:
  static constinit inline InterfaceInfo kInterfaceInfo{
      "MessagePort", &EventTarget::kInterfaceInfo};

  const InterfaceInfo& interface_info() const override {
    return kInterfaceInfo;
  }

 protected:
  MessagePort();
  ~MessagePort() override;
};

}  // namespace mortise

#endif  // MORTISE_CORE_HTML_MESSAGE_PORT_H_
