#ifndef MORTISE_BINDINGS_RUNTIME_TRAITS_CALLBACK_H_
#define MORTISE_BINDINGS_RUNTIME_TRAITS_CALLBACK_H_

#include <array>
#include <cstddef>
#include <optional>
#include <type_traits>
#include <utility>
#include <vector>

#include "bindings/runtime/idl_traits.h"
#include "bindings/runtime/script_callback.h"
#include "bindings/runtime/traits_any.h"
#include "bindings/runtime/traits_promise.h"
#include "core/dom/callback.h"

namespace mortise::bindings {

// An argument of a callback that may be missing, and the last one of a
// variadic callback.
template <typename Idl>
struct IdlOptionalArgument {};
template <typename Idl>
struct IdlVariadicArguments {};

template <typename... Idl>
struct IdlArguments {};

// The compiler writes one for each callback function and callback interface:
//
//   struct V8Predicate {
//     using Cpp = Predicate;  // Callback<bool(const DomString&)>
//     using Result = IdlBoolean;
//     using Arguments = IdlArguments<IdlDOMString>;
//     static constexpr const char* kName = "Predicate";
//     static constexpr const char* kOperation = nullptr;  // of an interface
//     static constexpr bool kTreatNonObjectAsNull = false;
//   };
template <typename B>
concept CallbackBinding = requires {
  typename B::Cpp;
  typename B::Arguments;
  B::kTreatNonObjectAsNull;
};

namespace internal {

// A script's callback, whatever its signature.
class HeldCallback {
 public:
  // `operation`: of a callback interface, else null.
  HeldCallback(const Conversion& conversion, v8::Local<v8::Object> object,
               const char* operation);

  v8::Isolate* isolate() const { return isolate_; }
  // Never empty while its keeper's wrapper, if it has one, lives.
  v8::Local<v8::Object> Get() const { return object_.Get(isolate_); }
  const v8::Global<v8::Object>& handle() const { return object_; }

  // Ties the callback to the wrapper of `owner`; one owner at a time.
  void TieTo(ScriptWrappable& owner);
  void Untie(ScriptWrappable& owner);

  // "Invoke a callback function" and "call a user object's operation"
  // (sections 3.12 and 3.11) without the conversions.  An uncallable object
  // (of [LegacyTreatNonObjectAsNull]) returns undefined.
  v8::MaybeLocal<v8::Value> Invoke(
      v8::Local<v8::Context> context, ScriptWrappable* receiver,
      absl::Span<v8::Local<v8::Value>> arguments) const;
  // "Construct a callback function" (section 3.12), likewise.
  v8::MaybeLocal<v8::Value> Construct(
      v8::Local<v8::Context> context,
      absl::Span<v8::Local<v8::Value>> arguments) const;

 private:
  v8::Isolate* const isolate_;
  v8::Global<v8::Object> object_;
  const char* const operation_;
  uint32_t edge_ = 0;
  bool is_tied_ = false;
};

enum class CallbackMode { kInvoke, kInvokeAndReport, kConstruct };

// One call of a callback, in its own realm: "prepare to run" it and "clean up"
// (HTML section 8.1.4) are its beginning and end.
class CallbackRun {
 public:
  CallbackRun(const HeldCallback& held, const MemberContext& member,
              CallbackMode mode);
  CallbackRun(const CallbackRun&) = delete;
  CallbackRun& operator=(const CallbackRun&) = delete;

  // False if the callback's realm is gone: nothing else may be called.
  bool CanRun() const { return conversion_.has_value(); }
  const Conversion& conversion() const { return *conversion_; }

  v8::MaybeLocal<v8::Value> Call(ScriptWrappable* receiver,
                                 absl::Span<v8::Local<v8::Value>> arguments);
  // The exception that was thrown since, for C++; reported if the mode says so.
  Exception TakeException();
  // A promise that is rejected with it.
  v8::MaybeLocal<v8::Promise> RejectWithException();

 private:
  const HeldCallback& held_;
  const CallbackMode mode_;
  // They end from the last to the first: the reactions run in the callback's
  // realm.
  const v8::HandleScope handles_;
  std::optional<CallbackScope> scope_;
  std::optional<v8::Context::Scope> context_scope_;
  const v8::MicrotasksScope microtasks_;
  v8::TryCatch try_catch_;
  std::optional<Conversion> conversion_;
};

// The JavaScript values of a callback's arguments ("convert a Web IDL
// arguments list to a JavaScript arguments list", section 3.11.1).
class CallbackArguments {
 public:
  explicit CallbackArguments(const Conversion& conversion)
      : conversion_(conversion) {}

  template <typename Idl, typename T>
  bool Add(std::type_identity<Idl>, T&& value) {
    v8::Local<v8::Value> script;
    if (!IdlTraits<Idl>::ToV8(conversion_, std::forward<T>(value))
             .ToLocal(&script)) {
      return false;
    }
    values_.push_back(script);
    count_ = values_.size();
    return true;
  }
  template <typename Idl, typename T>
  bool Add(std::type_identity<IdlOptionalArgument<Idl>>, T&& value) {
    if (value) return Add(std::type_identity<Idl>(), *value);
    values_.push_back(v8::Undefined(conversion_.isolate()));
    return true;
  }
  template <typename Idl, typename T>
  bool Add(std::type_identity<IdlVariadicArguments<Idl>>, T&& values) {
    for (const auto& value : values) {
      if (!Add(std::type_identity<Idl>(), value)) return false;
    }
    return true;
  }

  // Without missing ones at the end.
  absl::Span<v8::Local<v8::Value>> span() { return {values_.data(), count_}; }

 private:
  const Conversion& conversion_;
  std::vector<v8::Local<v8::Value>> values_;
  size_t count_ = 0;
};

template <typename Idl>
inline constexpr bool kIsPromiseTag = false;
template <typename T>
inline constexpr bool kIsPromiseTag<IdlPromise<T>> = true;

template <typename B, typename Signature, typename Arguments>
class ScriptFunction;

template <typename B, typename R, typename... Args, typename... Tags>
class ScriptFunction<B, Callback<R(Args...)>, IdlArguments<Tags...>> final
    : public Callback<R(Args...)> {
 public:
  ScriptFunction(const Conversion& conversion, v8::Local<v8::Object> object)
      : held_(conversion, object, B::kOperation) {}

  // CallbackBase:
  void WasStored(ScriptWrappable& owner) override { held_.TieTo(owner); }
  void WasDropped(ScriptWrappable& owner) override { held_.Untie(owner); }
  const void* script_object() const override { return &held_.handle(); }

  // Callback:
  ExceptionOr<R> Invoke(ScriptWrappable* receiver, Args... args) override {
    return Run(CallbackMode::kInvoke, receiver, std::forward<Args>(args)...);
  }
  void InvokeAndReport(ScriptWrappable* receiver, Args... args) override {
    static_cast<void>(Run(CallbackMode::kInvokeAndReport, receiver,
                          std::forward<Args>(args)...));
  }
  ExceptionOr<R> Construct(Args... args) override {
    return Run(CallbackMode::kConstruct, nullptr, std::forward<Args>(args)...);
  }

 private:
  using Result = typename B::Result;

  ExceptionOr<R> Run(CallbackMode mode, ScriptWrappable* receiver,
                     Args... args) {
    static constexpr MemberContext kMember{B::kName, B::kName,
                                           MemberKind::kCallback};
    CallbackRun run(held_, kMember, mode);
    if (!run.CanRun()) return Exception::FromScript(nullptr);
    CallbackArguments arguments(run.conversion());
    v8::Local<v8::Value> value;
    if ((arguments.Add(std::type_identity<Tags>(), std::forward<Args>(args)) &&
         ...) &&
        run.Call(receiver, arguments.span()).ToLocal(&value)) {
      if constexpr (std::is_void_v<R>) {
        return {};
      } else {
        CppType<Result> result{};
        if (IdlTraits<Result>::ToCpp(run.conversion(), value, result)) {
          return R(std::move(result));
        }
      }
    }
    // "If callable's return type is a promise type, then return a promise
    // rejected with it."
    if constexpr (kIsPromiseTag<Result>) {
      v8::Local<v8::Promise> promise;
      CppType<Result> result;
      if (run.RejectWithException().ToLocal(&promise) &&
          IdlTraits<Result>::ToCpp(run.conversion(), promise, result)) {
        return R(std::move(result));
      }
    }
    return run.TakeException();
  }

  HeldCallback held_;
};

template <typename B>
struct CallbackTraits {
  using Cpp = RefPtr<typename B::Cpp>;

  static bool ToCpp(const Conversion& conversion, v8::Local<v8::Value> value,
                    Cpp& out) {
    if constexpr (B::kOperation != nullptr) {
      if (!value->IsObject()) {
        conversion.ThrowTypeError("is not an object.");
        return false;
      }
    } else {
      if (!value->IsFunction()) {
        conversion.ThrowTypeError("is not a function.");
        return false;
      }
    }
    out = Hold(conversion, value);
    return true;
  }
  // A callback in C++ is null to scripts.
  static v8::MaybeLocal<v8::Value> ToV8(const Conversion& conversion,
                                        const CallbackBase* callback) {
    const auto* object = callback ? static_cast<const v8::Global<v8::Object>*>(
                                        callback->script_object())
                                  : nullptr;
    if (!object || object->IsEmpty()) return v8::Null(conversion.isolate());
    return object->Get(conversion.isolate());
  }
  static v8::MaybeLocal<v8::Value> ToV8(const Conversion& conversion,
                                        const Cpp& callback) {
    return ToV8(conversion, callback.get());
  }

 protected:
  // `value`: an object.
  static Cpp Hold(const Conversion& conversion, v8::Local<v8::Value> value) {
    return MakeRef<ScriptFunction<B, typename B::Cpp, typename B::Arguments>>(
        conversion, value.As<v8::Object>());
  }
};

template <typename B>
struct NullableCallbackTraits : CallbackTraits<B> {
  static bool ToCpp(const Conversion& conversion, v8::Local<v8::Value> value,
                    RefPtr<typename B::Cpp>& out) {
    // [LegacyTreatNonObjectAsNull] is for attributes only: any object will do
    // for them, callable or not, and what is none is null.
    if constexpr (B::kTreatNonObjectAsNull) {
      if (conversion.member().kind == MemberKind::kSetter) {
        out = value->IsObject() ? CallbackTraits<B>::Hold(conversion, value)
                                : nullptr;
        return true;
      }
    }
    if (value->IsNullOrUndefined()) {
      out = nullptr;
      return true;
    }
    return CallbackTraits<B>::ToCpp(conversion, value, out);
  }
};

}  // namespace internal

// Callback functions and callback interfaces (sections 3.2.19 and 3.2.16), and
// those with "?", which are null pointers.
template <CallbackBinding B>
struct IdlTraits<IdlCallbackFunction<B>> : internal::CallbackTraits<B> {};
template <CallbackBinding B>
struct IdlTraits<IdlCallbackInterface<B>> : internal::CallbackTraits<B> {};
template <CallbackBinding B>
struct IdlTraits<IdlNullable<IdlCallbackFunction<B>>>
    : internal::NullableCallbackTraits<B> {};
template <CallbackBinding B>
struct IdlTraits<IdlNullable<IdlCallbackInterface<B>>>
    : internal::NullableCallbackTraits<B> {};

}  // namespace mortise::bindings

#endif  // MORTISE_BINDINGS_RUNTIME_TRAITS_CALLBACK_H_
