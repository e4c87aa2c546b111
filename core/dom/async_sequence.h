#ifndef MORTISE_CORE_DOM_ASYNC_SEQUENCE_H_
#define MORTISE_CORE_DOM_ASYNC_SEQUENCE_H_

#include <optional>

#include "core/base/any.h"
#include "core/base/ref_counted.h"
#include "core/dom/exception_or.h"
#include "core/dom/promise_resolver.h"

namespace mortise {

// An iteration over an AsyncSequence.
template <typename T>
class AsyncSequenceIterator : public RefCounted<AsyncSequenceIterator<T>> {
 public:
  virtual ~AsyncSequenceIterator() = default;

  // "Get an iterator value": runs script, and calls `resolver` in a microtask
  // with the next item, with nothing at the end, or with what was thrown.
  virtual void Next(PromiseResolver<std::optional<T>> resolver) = 0;

  // "Close" the iterator before its end, with a reason that the script's
  // iterator hears of.
  virtual void Close(Any reason, PromiseResolver<Undefined> resolver) = 0;

 protected:
  AsyncSequenceIterator() = default;
};

// A WebIDL async_sequence<T> (section 2.13.29) that a script passed: something
// iterable, be it asynchronously or not, of which nothing has been read yet.
// It keeps the script's object alive.
template <typename T>
class AsyncSequence : public RefCounted<AsyncSequence<T>> {
 public:
  virtual ~AsyncSequence() = default;

  // "Open": runs script.
  virtual ExceptionOr<RefPtr<AsyncSequenceIterator<T>>> Open() = 0;

 protected:
  AsyncSequence() = default;
};

}  // namespace mortise

#endif  // MORTISE_CORE_DOM_ASYNC_SEQUENCE_H_
