#ifndef MORTISE_CORE_WEBSOCKET_CLOSE_EVENT_INIT_H_
#define MORTISE_CORE_WEBSOCKET_CLOSE_EVENT_INIT_H_

#include <cstdint>
#include <string>

#include "core/dom/event_init.h"

namespace mortise {

// The CloseEventInit dictionary (WebSockets section 6).
struct CloseEventInit : EventInit {
  bool was_clean = false;
  uint16_t code = 0;
  std::string reason;  // UTF-8
};

}  // namespace mortise

#endif  // MORTISE_CORE_WEBSOCKET_CLOSE_EVENT_INIT_H_
