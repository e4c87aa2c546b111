#ifndef MORTISE_BINDINGS_RUNTIME_TRAITS_ASYNC_SEQUENCE_H_
#define MORTISE_BINDINGS_RUNTIME_TRAITS_ASYNC_SEQUENCE_H_

#include <optional>
#include <utility>

#include "absl/functional/any_invocable.h"
#include "bindings/runtime/idl_traits.h"
#include "bindings/runtime/iteration.h"
#include "bindings/runtime/traits_any.h"
#include "core/dom/async_sequence.h"

namespace mortise::bindings {

namespace internal {

// An iterator that an async sequence has been opened with, synchronous or not,
// whatever its items.
class AsyncSequenceCursor {
 public:
  // What becomes of an item.  `is_end`: there is none.  With an exception
  // pending in `try_catch`, that is what came instead.
  using Reaction =
      absl::AnyInvocable<void(const Conversion& conversion,
                              v8::Local<v8::Value> item, bool is_end,
                              v8::TryCatch& try_catch) &&>;

  // "Open": false if an exception is pending.
  bool Open(const Conversion& conversion, v8::Local<v8::Object> iterable,
            v8::Local<v8::Function> method, bool is_async);

  // Both run script; the reaction is run in a microtask.
  void Next(Reaction reaction);
  void Close(const Any& reason, Reaction reaction);

 private:
  // Runs `steps` in the iterator's realm, unless that is gone.
  template <typename Steps>
  void InRealm(Reaction reaction, Steps steps);

  v8::Isolate* isolate_ = nullptr;
  v8::Global<v8::Context> context_;
  v8::Global<v8::Object> iterator_;
  v8::Global<v8::Value> next_;
  bool is_async_ = false;
};

// The exception in `try_catch` as core sees it.
Exception TakeException(v8::Isolate* isolate, v8::TryCatch& try_catch);

template <typename Idl>
class ScriptAsyncIterator final : public AsyncSequenceIterator<CppType<Idl>> {
 public:
  using T = CppType<Idl>;

  AsyncSequenceCursor& cursor() { return cursor_; }

  // AsyncSequenceIterator:
  void Next(PromiseResolver<std::optional<T>> resolver) override {
    cursor_.Next([resolver = std::move(resolver)](
                     const Conversion& conversion, v8::Local<v8::Value> item,
                     bool is_end, v8::TryCatch& try_catch) mutable {
      if (!try_catch.HasCaught() && is_end) {
        std::move(resolver)(std::optional<T>());
        return;
      }
      T value{};
      if (!try_catch.HasCaught() &&
          IdlTraits<Idl>::ToCpp(conversion, item, value)) {
        std::move(resolver)(std::optional<T>(std::move(value)));
        return;
      }
      std::move(resolver)(TakeException(conversion.isolate(), try_catch));
    });
  }
  void Close(Any reason, PromiseResolver<Undefined> resolver) override {
    cursor_.Close(
        reason, [resolver = std::move(resolver)](
                    const Conversion& conversion, v8::Local<v8::Value>, bool,
                    v8::TryCatch& try_catch) mutable {
          if (try_catch.HasCaught()) {
            std::move(resolver)(TakeException(conversion.isolate(), try_catch));
          } else {
            std::move(resolver)(Undefined());
          }
        });
  }

 private:
  AsyncSequenceCursor cursor_;
};

// The object and the method that a conversion found.
class AsyncSequenceHandle {
 public:
  AsyncSequenceHandle(v8::Isolate* isolate, v8::Local<v8::Object> object,
                      v8::Local<v8::Function> method, bool is_async)
      : isolate_(isolate),
        object_(isolate, object),
        method_(isolate, method),
        is_async_(is_async) {}

  v8::Isolate* isolate() const { return isolate_; }
  v8::Local<v8::Object> object() const { return object_.Get(isolate_); }
  // Opens `cursor`, or returns what that threw.
  ExceptionOr<void> Open(AsyncSequenceCursor& cursor) const;

 private:
  v8::Isolate* const isolate_;
  v8::Global<v8::Object> object_;
  v8::Global<v8::Function> method_;
  const bool is_async_;
};

template <typename Idl>
class ScriptAsyncSequence final : public AsyncSequence<CppType<Idl>> {
 public:
  using Iterator = AsyncSequenceIterator<CppType<Idl>>;

  explicit ScriptAsyncSequence(AsyncSequenceHandle handle)
      : handle_(std::move(handle)) {}

  const AsyncSequenceHandle& handle() const { return handle_; }

  // AsyncSequence:
  ExceptionOr<RefPtr<Iterator>> Open() override {
    auto iterator = MakeRef<ScriptAsyncIterator<Idl>>();
    ExceptionOr<void> result = handle_.Open(iterator->cursor());
    if (result.has_exception()) return result.TakeException();
    return RefPtr<Iterator>(std::move(iterator));
  }

 private:
  const AsyncSequenceHandle handle_;
};

}  // namespace internal

// Section 3.2.22.  Only scripts make the async sequences that core holds.
template <typename Idl>
struct IdlTraits<IdlAsyncSequence<Idl>> {
  using Cpp = RefPtr<AsyncSequence<CppType<Idl>>>;

  static bool ToCpp(const Conversion& conversion, v8::Local<v8::Value> value,
                    Cpp& out) {
    v8::Local<v8::Function> method;
    bool is_async = false;
    if (!FindAsyncIteratorMethod(conversion, value, method, is_async)) {
      return false;
    }
    if (method.IsEmpty()) {
      conversion.ThrowTypeError("is not iterable.");
      return false;
    }
    FromMethod(conversion, value.As<v8::Object>(), method, is_async, out);
    return true;
  }
  static void FromMethod(const Conversion& conversion,
                         v8::Local<v8::Object> object,
                         v8::Local<v8::Function> method, bool is_async,
                         Cpp& out) {
    out = MakeRef<internal::ScriptAsyncSequence<Idl>>(
        internal::AsyncSequenceHandle(conversion.isolate(), object, method,
                                      is_async));
  }
  static v8::MaybeLocal<v8::Value> ToV8(const Conversion& conversion,
                                        const Cpp& sequence) {
    if (!sequence) return v8::Null(conversion.isolate());
    return static_cast<const internal::ScriptAsyncSequence<Idl>&>(*sequence)
        .handle()
        .object();
  }
};

// With "?" these are null pointers.
template <typename Idl>
struct IdlTraits<IdlNullable<IdlAsyncSequence<Idl>>>
    : IdlTraits<IdlAsyncSequence<Idl>> {
  using Cpp = CppType<IdlAsyncSequence<Idl>>;
  static bool ToCpp(const Conversion& conversion, v8::Local<v8::Value> value,
                    Cpp& out) {
    if (value->IsNullOrUndefined()) {
      out = nullptr;
      return true;
    }
    return IdlTraits<IdlAsyncSequence<Idl>>::ToCpp(conversion, value, out);
  }
};

}  // namespace mortise::bindings

#endif  // MORTISE_BINDINGS_RUNTIME_TRAITS_ASYNC_SEQUENCE_H_
