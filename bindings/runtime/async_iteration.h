#ifndef MORTISE_BINDINGS_RUNTIME_ASYNC_ITERATION_H_
#define MORTISE_BINDINGS_RUNTIME_ASYNC_ITERATION_H_

#include <v8.h>

#include <memory>
#include <optional>
#include <type_traits>
#include <utility>

#include "bindings/runtime/call.h"
#include "bindings/runtime/promise_result.h"
#include "bindings/runtime/script_owned.h"
#include "bindings/runtime/traits_any.h"
#include "core/dom/async_iterator.h"

namespace mortise::bindings {

// What a script's asynchronous iterator stands on: the C++ iterator, whatever
// its items.  Both functions settle the promise, now or later.
class AsyncIteration : public ScriptOwned {
 public:
  using Promise = std::shared_ptr<internal::PendingPromise>;

  // With the item, as ItemToV8() makes it, or with EndOfIteration().
  virtual void Next(Promise promise) = 0;
  // Only of interfaces that have return steps.
  virtual void Return(const Conversion& conversion, v8::Local<v8::Value> reason,
                      Promise promise) = 0;
};

// What makes an interface asynchronously iterable (WebIDL section 3.7.10).
struct AsyncIterationDefinition {
  // Converts the arguments and makes the iterator.  Leaves `out` empty when an
  // exception is pending.
  using Begin = void (*)(const Call& call, ScriptWrappable& receiver,
                         std::unique_ptr<AsyncIteration>& out);

  MemberContext next;
  MemberContext return_;
  Begin begin;
  bool is_pair;
  // Whether there are return steps.
  bool has_return;
};

struct WrapperTypeInfo;

// Puts entries(), keys(), values() and @@asyncIterator, or the last two, on the
// prototype that `target` is the template of.
void InstallAsyncIteration(IsolateData& data, const WrapperTypeInfo& type,
                           v8::Local<v8::Signature> signature,
                           v8::Local<v8::ObjectTemplate> target);

// Puts right, in a realm, what templates cannot say.
void PrepareAsyncIterator(v8::Local<v8::Context> context, IsolateData& data,
                          const WrapperTypeInfo& type);

namespace internal {

// Stands for the end of an iteration; no script ever sees it.
v8::Local<v8::Value> EndOfIteration(const Conversion& conversion);
// A value pair, as something that no script can look into.
v8::Local<v8::Value> MakePair(const Conversion& conversion,
                              v8::Local<v8::Value> key,
                              v8::Local<v8::Value> value);

// The JavaScript values of an item of async_iterable<V>, or <K, V>.
template <typename... Idl>
struct AsyncItem;

template <typename V>
struct AsyncItem<V> {
  template <typename Item>
  static v8::MaybeLocal<v8::Value> ToV8(const Conversion& conversion,
                                        Item&& item) {
    return IdlTraits<V>::ToV8(conversion, std::forward<Item>(item));
  }
};

template <typename K, typename V>
struct AsyncItem<K, V> {
  template <typename Item>
  static v8::MaybeLocal<v8::Value> ToV8(const Conversion& conversion,
                                        Item&& item) {
    v8::Local<v8::Value> key, value;
    if (!IdlTraits<K>::ToV8(conversion, std::move(item.first)).ToLocal(&key) ||
        !IdlTraits<V>::ToV8(conversion, std::move(item.second))
             .ToLocal(&value)) {
      return {};
    }
    return MakePair(conversion, key, value);
  }
};

template <typename Iterator>
inline constexpr bool kIsClosable =
    std::is_base_of_v<ClosableAsyncIterator<typename Iterator::ItemType>,
                      Iterator>;

template <typename Iterator, typename... Idl>
class AsyncIterationOf final : public AsyncIteration {
 public:
  using Item = typename Iterator::ItemType;

  AsyncIterationOf(ScriptWrappable& target, std::unique_ptr<Iterator> iterator)
      : target_(&target), iterator_(std::move(iterator)) {}

  void Next(Promise promise) override {
    iterator_->Next([promise = std::move(promise)](
                        ExceptionOr<std::optional<Item>> result) mutable {
      promise->Run(
          [&result](const Conversion& conversion, v8::Local<v8::Value>& value) {
            if (result.has_exception()) {
              conversion.Throw(result.exception());
              return false;
            }
            std::optional<Item> item = result.TakeValue();
            if (!item) {
              value = EndOfIteration(conversion);
              return true;
            }
            return AsyncItem<Idl...>::ToV8(conversion, std::move(*item))
                .ToLocal(&value);
          });
    });
  }

  void Return(const Conversion& conversion, v8::Local<v8::Value> reason,
              Promise promise) override {
    if constexpr (kIsClosable<Iterator>) {
      Any value;
      IdlTraits<IdlAny>::ToCpp(conversion, reason, value);
      iterator_->Return(std::move(value),
                        [promise = std::move(promise)](
                            ExceptionOr<Undefined> result) mutable {
                          promise->Run([&result](const Conversion& conversion,
                                                 v8::Local<v8::Value>& value) {
                            if (result.has_exception()) {
                              conversion.Throw(result.exception());
                              return false;
                            }
                            value = v8::Undefined(conversion.isolate());
                            return true;
                          });
                        });
    }
  }

 private:
  const RefPtr<ScriptWrappable> target_;
  const std::unique_ptr<Iterator> iterator_;
};

// The iterator class of a function std::unique_ptr<Iterator> C::F(...), whose
// result may be an ExceptionOr.
template <typename Result>
struct IteratorOfResult;
template <typename Iterator>
struct IteratorOfResult<std::unique_ptr<Iterator>> {
  using Type = Iterator;
};
template <typename Result>
struct IteratorOfResult<ExceptionOr<Result>> : IteratorOfResult<Result> {};

template <typename Function>
struct IteratorOfFunction;
template <typename R, typename C, typename... Args>
struct IteratorOfFunction<R (C::*)(Args...)> : IteratorOfResult<R> {};
template <typename R, typename C, typename... Args>
struct IteratorOfFunction<R (C::*)(Args...) const> : IteratorOfResult<R> {};

}  // namespace internal

// The definition for an interface whose class has the function that begins an
// iteration; `Function` is that function's type.
template <typename Function>
constexpr AsyncIterationDefinition DefineAsyncIteration(
    const char* interface_name, AsyncIterationDefinition::Begin begin,
    bool is_pair) {
  using Iterator = typename internal::IteratorOfFunction<Function>::Type;
  return {{interface_name, "next", MemberKind::kOperation},
          {interface_name, "return", MemberKind::kOperation},
          begin,
          is_pair,
          internal::kIsClosable<Iterator>};
}

// What the class's function returned; throws what that threw.
template <typename... Idl, typename Iterator>
void BeginAsyncIteration(const Call& call, ScriptWrappable& target,
                         std::unique_ptr<Iterator> iterator,
                         std::unique_ptr<AsyncIteration>& out) {
  out = std::make_unique<internal::AsyncIterationOf<Iterator, Idl...>>(
      target, std::move(iterator));
}
template <typename... Idl, typename Iterator>
void BeginAsyncIteration(const Call& call, ScriptWrappable& target,
                         ExceptionOr<std::unique_ptr<Iterator>> iterator,
                         std::unique_ptr<AsyncIteration>& out) {
  if (iterator.has_exception()) {
    call.Throw(iterator.exception());
  } else {
    BeginAsyncIteration<Idl...>(call, target, iterator.TakeValue(), out);
  }
}

}  // namespace mortise::bindings

#endif  // MORTISE_BINDINGS_RUNTIME_ASYNC_ITERATION_H_
