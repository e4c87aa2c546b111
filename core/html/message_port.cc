#include "core/html/message_port.h"

namespace mortise {

MessagePort::MessagePort() = default;

MessagePort::~MessagePort() = default;

}  // namespace mortise
