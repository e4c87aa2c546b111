#ifndef MORTISE_CORE_DOM_PROMISE_H_
#define MORTISE_CORE_DOM_PROMISE_H_

#include "core/base/ref_counted.h"
#include "core/dom/promise_resolver.h"

namespace mortise {

// A WebIDL Promise<T> (section 2.13.32) that a script passed, or that a
// script's callback returned.  It keeps the script's promise alive.
template <typename T>
class Promise : public RefCounted<Promise<T>> {
 public:
  virtual ~Promise() = default;

  // "React to a promise": calls `reaction` once, in a microtask, with the
  // value as a T, or with the reason of the rejection or the failed
  // conversion.  Not at all if the promise is never settled.
  virtual void React(PromiseResolver<T> reaction) = 0;

  // "Mark as handled": a rejection is not reported.
  virtual void MarkAsHandled() = 0;

 protected:
  Promise() = default;
};

}  // namespace mortise

#endif  // MORTISE_CORE_DOM_PROMISE_H_
