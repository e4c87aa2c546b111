#include "tests/bindings/kitchen_sink/async_sequences.h"

namespace mortise {

void AsyncSequences::First(const Values& items, Any reason,
                           PromiseResolver<Any> resolver) {
  auto opened = items->Open();
  if (opened.has_exception()) {
    std::move(resolver)(opened.TakeException());
    return;
  }
  RefPtr<AsyncSequenceIterator<Any>> iterator = opened.TakeValue();
  iterator->Next([iterator, reason = std::move(reason),
                  resolver = std::move(resolver)](
                     ExceptionOr<std::optional<Any>> first) mutable {
    if (first.has_exception()) {
      std::move(resolver)(first.TakeException());
      return;
    }
    std::optional<Any> item = first.TakeValue();
    if (!item) {
      std::move(resolver)(Any(std::string("empty")));
      return;
    }
    iterator->Close(std::move(reason),
                    [item = std::move(*item), resolver = std::move(resolver)](
                        ExceptionOr<Undefined> closed) mutable {
                      if (closed.has_exception()) {
                        std::move(resolver)(closed.TakeException());
                      } else {
                        std::move(resolver)(std::move(item));
                      }
                    });
  });
}

}  // namespace mortise
