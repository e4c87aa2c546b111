#ifndef MORTISE_CORE_DOM_EVENT_INIT_H_
#define MORTISE_CORE_DOM_EVENT_INIT_H_

namespace mortise {

// The EventInit dictionary (DOM section 2.2).
struct EventInit {
  bool bubbles = false;
  bool cancelable = false;
  bool composed = false;
};

}  // namespace mortise

#endif  // MORTISE_CORE_DOM_EVENT_INIT_H_
