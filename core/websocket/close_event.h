#ifndef MORTISE_CORE_WEBSOCKET_CLOSE_EVENT_H_
#define MORTISE_CORE_WEBSOCKET_CLOSE_EVENT_H_

#include <cstdint>
#include <string>

#include "core/dom/event.h"
#include "core/websocket/close_event_init.h"

namespace mortise {

// The CloseEvent interface (WebSockets section 6).
class CloseEvent final : public Event {
 public:
  static constinit inline InterfaceInfo kInterfaceInfo{"CloseEvent",
                                                       &Event::kInterfaceInfo};

  static RefPtr<CloseEvent> Create(AtomString type, CloseEventInit init = {});

  bool was_clean() const { return was_clean_; }
  // The WebSocket connection close code: as received, 1005 or 1006.
  uint16_t code() const { return code_; }
  // UTF-8.
  const std::string& reason() const { return reason_; }

  const InterfaceInfo& interface_info() const override {
    return kInterfaceInfo;
  }

 private:
  CloseEvent(AtomString type, CloseEventInit init);
  ~CloseEvent() override;

  const bool was_clean_;
  const uint16_t code_;
  const std::string reason_;
};

}  // namespace mortise

#endif  // MORTISE_CORE_WEBSOCKET_CLOSE_EVENT_H_
