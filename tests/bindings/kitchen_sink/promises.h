#ifndef MORTISE_TESTS_BINDINGS_KITCHEN_SINK_PROMISES_H_
#define MORTISE_TESTS_BINDINGS_KITCHEN_SINK_PROMISES_H_

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/base/any.h"
#include "core/dom/promise.h"
#include "core/dom/promise_resolver.h"
#include "tests/bindings/kitchen_sink/members.h"

namespace mortise {

struct PromiseOptions {
  RefPtr<Promise<int32_t>> number;
  std::optional<RefPtr<Promise<Any>>> extra;
};

class PromiseTarget final : public ScriptWrappable {
 public:
  KITCHEN_SINK_CLASS(PromiseTarget, nullptr)
  DomString name() const { return Latin1("target"); }
};

class Promises final : public ScriptWrappable {
 public:
  KITCHEN_SINK_CLASS(Promises, nullptr)

  void TakeLong(const RefPtr<Promise<int32_t>>& promise);
  void TakeTarget(const RefPtr<Promise<RefPtr<PromiseTarget>>>& promise);
  void TakeUndefined(const RefPtr<Promise<Undefined>>& promise);
  void TakeList(const std::vector<RefPtr<Promise<DomString>>>& promises);
  void TakeOptions(const PromiseOptions& options);
  bool IsMissing(const RefPtr<Promise<Any>>& promise) { return !promise; }
  DomString log() const { return DomString::FromUtf8(log_); }

  void Same(RefPtr<Promise<Any>> promise, PromiseResolver<Any> resolver) {
    promise->React(std::move(resolver));
  }
  void TakeAndReturn(uint8_t value, PromiseResolver<Any> resolver) {
    std::move(resolver)(Any(static_cast<double>(value)));
  }
  ExceptionOr<void> Raise(PromiseResolver<Undefined> resolver) {
    return Exception::RangeError("Raised.");
  }
  void At(int32_t index, PromiseResolver<int32_t> resolver) {
    std::move(resolver)(index);
  }
  void At(const DomString& name, PromiseResolver<int32_t> resolver) {
    std::move(resolver)(Exception::RangeError("There is no " + name.ToUtf8()));
  }
  static void Later(DomString text, PromiseResolver<DomString> resolver) {
    std::move(resolver)(std::move(text));
  }
  void MakeTarget(PromiseResolver<RefPtr<PromiseTarget>> resolver) {
    std::move(resolver)(PromiseTarget::Create());
  }
  void MakeList(PromiseResolver<std::vector<int32_t>> resolver) {
    std::move(resolver)(std::vector<int32_t>{1, 2});
  }
  void MakeNull(PromiseResolver<RefPtr<PromiseTarget>> resolver) {
    std::move(resolver)(RefPtr<PromiseTarget>());
  }
  // Settled, and then thrown: the first wins.
  ExceptionOr<void> SettleTwice(PromiseResolver<Undefined> resolver) {
    std::move(resolver)(Undefined());
    return Exception::RangeError("Too late.");
  }
  void fresh(PromiseResolver<int32_t> resolver) {
    std::move(resolver)(++count_);
  }
  void kept(PromiseResolver<int32_t> resolver) {
    std::move(resolver)(++count_);
  }
  static void shared(PromiseResolver<DomString> resolver) {
    std::move(resolver)(Latin1("shared"));
  }

 private:
  template <typename T>
  void Log(const RefPtr<Promise<T>>& promise, std::string (*to_text)(const T&));

  int32_t count_ = 0;
  std::string log_;
};

class PromiseTools {
 public:
  static void Twice(int32_t value, PromiseResolver<int32_t> resolver) {
    std::move(resolver)(2 * value);
  }
};

}  // namespace mortise

#endif  // MORTISE_TESTS_BINDINGS_KITCHEN_SINK_PROMISES_H_
