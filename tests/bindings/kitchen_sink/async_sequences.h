#ifndef MORTISE_TESTS_BINDINGS_KITCHEN_SINK_ASYNC_SEQUENCES_H_
#define MORTISE_TESTS_BINDINGS_KITCHEN_SINK_ASYNC_SEQUENCES_H_

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <variant>

#include "core/base/any.h"
#include "core/dom/async_sequence.h"
#include "tests/bindings/kitchen_sink/members.h"

namespace mortise {

class AsyncSequences final : public ScriptWrappable {
 public:
  KITCHEN_SINK_CLASS(AsyncSequences, nullptr)
  using Texts = RefPtr<AsyncSequence<DomString>>;
  using Values = RefPtr<AsyncSequence<Any>>;

  void Join(const Texts& items, PromiseResolver<DomString> resolver) {
    Fold<DomString, std::string>(
        items, "",
        [](std::string& text, const DomString& item) {
          text += item.ToUtf8() + " ";
        },
        [resolver =
             std::move(resolver)](ExceptionOr<std::string> result) mutable {
          if (result.has_exception()) {
            std::move(resolver)(result.TakeException());
          } else {
            std::move(resolver)(DomString::FromUtf8(result.value()));
          }
        });
  }
  void Sum(const RefPtr<AsyncSequence<int32_t>>& numbers,
           PromiseResolver<double> resolver) {
    Fold<int32_t, double>(
        numbers, 0, [](double& sum, const int32_t& number) { sum += number; },
        std::move(resolver));
  }
  void First(const Values& items, Any reason, PromiseResolver<Any> resolver);

  Values Same(Values items) { return items; }
  bool IsMissing(const Values& items) { return !items; }
  DomString Which(const std::variant<Texts, DomString, double>& items) {
    constexpr const char* kNames[] = {"async_sequence", "DOMString", "double"};
    return Latin1(kNames[items.index()]);
  }
  DomString Overloaded(const Texts& items) { return Latin1("async_sequence"); }
  DomString Overloaded(const DomString& text) { return Latin1("DOMString"); }
  void JoinOverloaded(const Texts& items, PromiseResolver<DomString> resolver) {
    Join(items, std::move(resolver));
  }
  void JoinOverloaded(double number, PromiseResolver<DomString> resolver) {
    std::move(resolver)(Latin1("double"));
  }

 private:
  template <typename T, typename Sum>
  using Add = void (*)(Sum& sum, const T& item);

  // Opens the sequence and adds its items up, one after the other.
  template <typename T, typename Sum>
  static void Fold(const RefPtr<AsyncSequence<T>>& items, Sum sum,
                   Add<T, Sum> add, PromiseResolver<Sum> resolver) {
    auto iterator = items->Open();
    if (iterator.has_exception()) {
      std::move(resolver)(iterator.TakeException());
      return;
    }
    Continue<T, Sum>(iterator.TakeValue(), std::move(sum), add,
                     std::move(resolver));
  }
  template <typename T, typename Sum>
  static void Continue(RefPtr<AsyncSequenceIterator<T>> iterator, Sum sum,
                       Add<T, Sum> add, PromiseResolver<Sum> resolver) {
    AsyncSequenceIterator<T>& asked = *iterator;
    asked.Next([iterator = std::move(iterator), sum = std::move(sum), add,
                resolver = std::move(resolver)](
                   ExceptionOr<std::optional<T>> result) mutable {
      if (result.has_exception()) {
        std::move(resolver)(result.TakeException());
        return;
      }
      std::optional<T> item = result.TakeValue();
      if (!item) {
        std::move(resolver)(std::move(sum));
        return;
      }
      add(sum, *item);
      Continue<T, Sum>(std::move(iterator), std::move(sum), add,
                       std::move(resolver));
    });
  }
};

}  // namespace mortise

#endif  // MORTISE_TESTS_BINDINGS_KITCHEN_SINK_ASYNC_SEQUENCES_H_
