#ifndef MORTISE_CORE_DOM_PROMISE_RESOLVER_H_
#define MORTISE_CORE_DOM_PROMISE_RESOLVER_H_

#include "absl/functional/any_invocable.h"
#include "core/dom/exception_or.h"

namespace mortise {

// How an operation of type Promise<T> settles its promise: called once, be it
// from within the operation or later.  Dropped without a call when the
// environment ends first; the promise then stays pending.
template <typename T>
using PromiseResolver = absl::AnyInvocable<void(ExceptionOr<T>) &&>;

}  // namespace mortise

#endif  // MORTISE_CORE_DOM_PROMISE_RESOLVER_H_
