#ifndef MORTISE_CORE_DOM_ASYNC_ITERATOR_H_
#define MORTISE_CORE_DOM_ASYNC_ITERATOR_H_

#include <optional>

#include "core/base/any.h"
#include "core/dom/promise_resolver.h"

namespace mortise {

// One asynchronous iteration over an object whose interface is async_iterable
// (WebIDL section 2.5.10).  Item is the C++ value of V for async_iterable<V>,
// and a std::pair for async_iterable<K, V>.
template <typename Item>
class AsyncIterator {
 public:
  using ItemType = Item;

  virtual ~AsyncIterator() = default;

  // "Get the next iteration result": `resolver` gets an item, or nothing at the
  // end of the iteration, or an exception, which ends it too.  It may be called
  // at once.  The bindings wait for that before they ask again, and ask no more
  // after the end.
  virtual void Next(PromiseResolver<std::optional<Item>> resolver) = 0;
};

// The same with "asynchronous iterator return" steps: the iterators that
// scripts get then have a return() method, which `break` calls.
template <typename Item>
class ClosableAsyncIterator : public AsyncIterator<Item> {
 public:
  // `reason` is what the script gave to return().  Next() is not called again.
  virtual void Return(Any reason, PromiseResolver<Undefined> resolver) = 0;
};

}  // namespace mortise

#endif  // MORTISE_CORE_DOM_ASYNC_ITERATOR_H_
