#include "bindings/runtime/traits_async_sequence.h"

#include "bindings/runtime/ignore_result.h"
#include "bindings/runtime/realm.h"
#include "bindings/runtime/script_callback.h"
#include "bindings/runtime/traits_promise.h"
#include "bindings/v8_compat/v8_compat.h"

namespace mortise::bindings::internal {
namespace {

constexpr const char* kNameList[] = {"next", "done", "value", "return"};
constinit NameTable kNames{kNameList};
enum Name : size_t { kNext, kDone, kValue, kReturn };

constexpr MemberContext kMember{"async_sequence", "async_sequence",
                                MemberKind::kCallback};

bool Get(const Conversion& conversion, v8::Local<v8::Object> object, Name name,
         v8::Local<v8::Value>& out) {
  return object->Get(conversion.context(), conversion.data().Name(kNames, name))
      .ToLocal(&out);
}

// GetMethod(object, name): `out` stays empty where there is none.
bool GetMethod(const Conversion& conversion, v8::Local<v8::Object> object,
               Name name, v8::Local<v8::Function>& out) {
  v8::Local<v8::Value> method;
  if (!Get(conversion, object, name, method)) return false;
  if (method->IsNullOrUndefined()) return true;
  if (!method->IsFunction()) {
    conversion.ThrowBareTypeError("A method of the iterator is no function.");
    return false;
  }
  out = method.As<v8::Function>();
  return true;
}

void ThrowNoObject(const Conversion& conversion) {
  conversion.ThrowBareTypeError("The iterator's result is no object.");
}

// IteratorComplete; throws where `result` is no object.
bool ReadResult(const Conversion& conversion, v8::Local<v8::Value> result,
                bool& is_end) {
  if (!result->IsObject()) {
    ThrowNoObject(conversion);
    return false;
  }
  v8::Local<v8::Value> done;
  if (!Get(conversion, result.As<v8::Object>(), kDone, done)) return false;
  is_end = done->BooleanValue(conversion.isolate());
  return true;
}

// IteratorClose(iterator, throw completion): whatever return() throws is lost.
void CloseForThrow(const Conversion& conversion,
                   v8::Local<v8::Object> iterator) {
  v8::TryCatch ignored(conversion.isolate());
  v8::Local<v8::Function> method;
  if (GetMethod(conversion, iterator, kReturn, method) && !method.IsEmpty()) {
    IgnoreResult(method->Call(conversion.context(), iterator, 0, nullptr));
  }
}

// What the value means that a promise is fulfilled with.
enum class Expects {
  kResult,  // an asynchronous iterator's result
  kItem,    // an item of a synchronous iterator
  kEnd,     // nothing: the iteration is over
  kClosed,  // the result of an asynchronous iterator's return()
};

// As the standard's reactions, and those of an Async-from-Sync Iterator, treat
// what a promise is settled with.
Settled WhenSettled(AsyncSequenceCursor::Reaction reaction, Expects expects,
                    v8::Global<v8::Object> iterator) {
  return
      [reaction = std::move(reaction), expects, iterator = std::move(iterator)](
          const Conversion& conversion, bool is_fulfilled,
          v8::Local<v8::Value> value) mutable {
        v8::Isolate* isolate = conversion.isolate();
        v8::TryCatch try_catch(isolate);
        bool is_end = expects == Expects::kEnd;
        v8::Local<v8::Value> item = value;
        if (!is_fulfilled) {
          if (expects == Expects::kItem) {
            CloseForThrow(conversion, iterator.Get(isolate));
          }
          isolate->ThrowException(value);
        } else if (expects == Expects::kResult) {
          if (ReadResult(conversion, value, is_end) && !is_end) {
            IgnoreResult(Get(conversion, value.As<v8::Object>(), kValue, item));
          }
        } else if (expects == Expects::kClosed && !value->IsObject()) {
          ThrowNoObject(conversion);
        }
        std::move(reaction)(conversion, item, is_end, try_catch);
      };
}

}  // namespace

Exception TakeException(v8::Isolate* isolate, v8::TryCatch& try_catch) {
  if (!try_catch.CanContinue()) return Exception::FromScript(nullptr);
  v8::Local<v8::Value> exception = try_catch.Exception();
  try_catch.Reset();
  return Exception::FromScript(HoldValue(isolate, exception).value);
}

ExceptionOr<void> AsyncSequenceHandle::Open(AsyncSequenceCursor& cursor) const {
  v8::HandleScope handles(isolate_);
  v8::Local<v8::Object> object = object_.Get(isolate_);
  CallbackScope scope(isolate_, object);
  if (!scope.CanRun()) return Exception::FromScript(nullptr);
  v8::Context::Scope context_scope(scope.context());
  v8::MicrotasksScope microtasks(isolate_, v8::MicrotasksScope::kRunMicrotasks);
  v8::TryCatch try_catch(isolate_);
  const Conversion conversion(isolate_, scope.context(), kMember);
  if (cursor.Open(conversion, object, method_.Get(isolate_), is_async_)) {
    return {};
  }
  return TakeException(isolate_, try_catch);
}

bool AsyncSequenceCursor::Open(const Conversion& conversion,
                               v8::Local<v8::Object> iterable,
                               v8::Local<v8::Function> method, bool is_async) {
  v8::Local<v8::Value> iterator, next;
  if (!method->Call(conversion.context(), iterable, 0, nullptr)
           .ToLocal(&iterator)) {
    return false;
  }
  if (!iterator->IsObject()) {
    conversion.ThrowBareTypeError("The iterator is no object.");
    return false;
  }
  if (!Get(conversion, iterator.As<v8::Object>(), kNext, next)) return false;
  isolate_ = conversion.isolate();
  context_.Reset(isolate_, conversion.context());
  iterator_.Reset(isolate_, iterator.As<v8::Object>());
  next_.Reset(isolate_, next);
  is_async_ = is_async;
  return true;
}

template <typename Steps>
void AsyncSequenceCursor::InRealm(Reaction reaction, Steps steps) {
  v8::HandleScope handles(isolate_);
  v8::Local<v8::Context> context = context_.Get(isolate_);
  if (!Realm::FromOrNull(context) || isolate_->IsExecutionTerminating()) return;
  v8::Context::Scope context_scope(context);
  v8::MicrotasksScope microtasks(isolate_, v8::MicrotasksScope::kRunMicrotasks);
  v8::TryCatch try_catch(isolate_);
  const Conversion conversion(isolate_, context, kMember);
  Expects expects = Expects::kResult;
  v8::Local<v8::Promise> promise;
  if (!steps(conversion, expects).ToLocal(&promise)) {
    // What is thrown at once comes as late as anything else.
    if (!try_catch.CanContinue()) return;
    v8::Local<v8::Value> exception = try_catch.Exception();
    try_catch.Reset();
    if (!RejectedPromise(conversion, exception).ToLocal(&promise)) return;
  }
  Then(isolate_, promise,
       WhenSettled(std::move(reaction), expects,
                   v8::Global<v8::Object>(isolate_, iterator_)));
}

void AsyncSequenceCursor::Next(Reaction reaction) {
  InRealm(
      std::move(reaction),
      [this](const Conversion& conversion,
             Expects& expects) -> v8::MaybeLocal<v8::Promise> {
        v8::Local<v8::Value> next = next_.Get(isolate_);
        if (!next->IsFunction()) {
          conversion.ThrowBareTypeError("The iterator's next is no function.");
          return {};
        }
        v8::Local<v8::Value> result, item;
        if (!next.As<v8::Function>()
                 ->Call(conversion.context(), iterator_.Get(isolate_), 0,
                        nullptr)
                 .ToLocal(&result)) {
          return {};
        }
        if (is_async_) return ResolvedPromise(conversion, result);
        bool is_end = false;
        if (!ReadResult(conversion, result, is_end) ||
            !Get(conversion, result.As<v8::Object>(), kValue, item)) {
          return {};
        }
        expects = is_end ? Expects::kEnd : Expects::kItem;
        return ResolvedPromise(conversion, item);
      });
}

void AsyncSequenceCursor::Close(const Any& reason, Reaction reaction) {
  InRealm(
      std::move(reaction),
      [&](const Conversion& conversion,
          Expects& expects) -> v8::MaybeLocal<v8::Promise> {
        v8::Local<v8::Object> iterator = iterator_.Get(isolate_);
        v8::Local<v8::Function> method;
        if (!GetMethod(conversion, iterator, kReturn, method)) return {};
        if (method.IsEmpty()) {
          expects = Expects::kEnd;
          return ResolvedPromise(conversion, v8::Undefined(isolate_));
        }
        v8::Local<v8::Value> argument, result, item;
        if (!IdlTraits<IdlAny>::ToV8(conversion, reason).ToLocal(&argument) ||
            !method->Call(conversion.context(), iterator, 1, &argument)
                 .ToLocal(&result)) {
          return {};
        }
        if (is_async_) {
          expects = Expects::kClosed;
          return ResolvedPromise(conversion, result);
        }
        bool unused = false;
        if (!ReadResult(conversion, result, unused) ||
            !Get(conversion, result.As<v8::Object>(), kValue, item)) {
          return {};
        }
        expects = Expects::kEnd;
        return ResolvedPromise(conversion, item);
      });
}

}  // namespace mortise::bindings::internal
