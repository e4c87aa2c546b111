#include "core/html/message_event.h"

namespace mortise {

RefPtr<MessageEvent> MessageEvent::Create(AtomString type,
                                          MessageEventInit init) {
  return RefPtr<MessageEvent>(
      new MessageEvent(std::move(type), std::move(init)));
}

MessageEvent::MessageEvent(AtomString type, MessageEventInit init)
    : Event(std::move(type), init),
      data_(std::move(init.data)),
      origin_(std::move(init.origin)),
      last_event_id_(std::move(init.last_event_id)),
      source_(std::move(init.source)),
      ports_(std::move(init.ports)) {}

MessageEvent::~MessageEvent() = default;

bool MessageEvent::InitMessageEvent(AtomString type, bool bubbles,
                                    bool cancelable, Any data,
                                    std::string origin, DomString last_event_id,
                                    RefPtr<MessagePort> source,
                                    std::vector<RefPtr<MessagePort>> ports) {
  if (!InitEvent(std::move(type), bubbles, cancelable)) return false;
  data_ = std::move(data);
  origin_ = std::move(origin);
  last_event_id_ = std::move(last_event_id);
  source_ = std::move(source);
  ports_ = std::move(ports);
  return true;
}

}  // namespace mortise
