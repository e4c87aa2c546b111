#ifndef MORTISE_CORE_HTML_MESSAGE_EVENT_H_
#define MORTISE_CORE_HTML_MESSAGE_EVENT_H_

#include <string>
#include <utility>
#include <vector>

#include "core/base/any.h"
#include "core/base/dom_string.h"
#include "core/dom/event.h"
#include "core/html/message_port.h"

namespace mortise {

// The MessageEventInit dictionary (HTML section 9.1).
struct MessageEventInit : EventInit {
  Any data = Null();
  std::string origin;  // UTF-8
  DomString last_event_id;
  RefPtr<MessagePort> source;
  std::vector<RefPtr<MessagePort>> ports;
};

// The MessageEvent interface (HTML section 9.1).
class MessageEvent final : public Event {
 public:
  static constinit inline InterfaceInfo kInterfaceInfo{"MessageEvent",
                                                       &Event::kInterfaceInfo};

  static RefPtr<MessageEvent> Create(AtomString type,
                                     MessageEventInit init = {});

  const Any& data() const { return data_; }
  // Hands `data` over to its one reader, which keeps what it makes of it: an
  // ArrayBuffer takes the bytes without a copy.  Leaves Undefined.
  Any TakeData() { return std::exchange(data_, Undefined()); }
  const std::string& origin() const { return origin_; }
  const DomString& last_event_id() const { return last_event_id_; }
  MessagePort* source() const { return source_.get(); }
  const std::vector<RefPtr<MessagePort>>& ports() const { return ports_; }

  // Initialises the event anew; ignored while it is being dispatched: false.
  bool InitMessageEvent(AtomString type, bool bubbles = false,
                        bool cancelable = false, Any data = Null(),
                        std::string origin = {}, DomString last_event_id = {},
                        RefPtr<MessagePort> source = nullptr,
                        std::vector<RefPtr<MessagePort>> ports = {});

  const InterfaceInfo& interface_info() const override {
    return kInterfaceInfo;
  }

 private:
  MessageEvent(AtomString type, MessageEventInit init);
  ~MessageEvent() override;

  Any data_;
  std::string origin_;
  DomString last_event_id_;
  RefPtr<MessagePort> source_;
  std::vector<RefPtr<MessagePort>> ports_;
};

}  // namespace mortise

#endif  // MORTISE_CORE_HTML_MESSAGE_EVENT_H_
