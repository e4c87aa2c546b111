#include "tests/bindings/kitchen_sink/promises.h"

namespace mortise {

template <typename T>
void Promises::Log(const RefPtr<Promise<T>>& promise,
                   std::string (*to_text)(const T&)) {
  promise->React(
      [object = RefPtr<Promises>(this), to_text](ExceptionOr<T> result) {
        object->log_ += (result.has_exception() ? std::string("rejected")
                                                : to_text(result.value())) +
                        " ";
      });
}

void Promises::TakeLong(const RefPtr<Promise<int32_t>>& promise) {
  Log<int32_t>(promise, [](const int32_t& v) { return std::to_string(v); });
}

void Promises::TakeTarget(
    const RefPtr<Promise<RefPtr<PromiseTarget>>>& promise) {
  Log<RefPtr<PromiseTarget>>(promise, [](const RefPtr<PromiseTarget>& target) {
    return target->name().ToUtf8();
  });
}

void Promises::TakeUndefined(const RefPtr<Promise<Undefined>>& promise) {
  Log<Undefined>(promise,
                 [](const Undefined&) { return std::string("fulfilled"); });
}

void Promises::TakeList(
    const std::vector<RefPtr<Promise<DomString>>>& promises) {
  for (const RefPtr<Promise<DomString>>& promise : promises) {
    Log<DomString>(promise, [](const DomString& v) { return v.ToUtf8(); });
  }
}

void Promises::TakeOptions(const PromiseOptions& options) {
  TakeLong(options.number);
  if (!options.extra) return;
  Log<Any>(*options.extra, [](const Any& value) {
    return "any" + std::to_string(value.index());
  });
}

}  // namespace mortise
