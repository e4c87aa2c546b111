#ifndef MORTISE_BINDINGS_RUNTIME_CALL_H_
#define MORTISE_BINDINGS_RUNTIME_CALL_H_

#include <v8.h>

#include <cstdint>
#include <optional>
#include <type_traits>
#include <utility>
#include <vector>

#include "bindings/runtime/conversion.h"
#include "bindings/runtime/idl_traits.h"
#include "bindings/runtime/overload_resolution.h"
#include "bindings/runtime/realm.h"
#include "bindings/runtime/result.h"
#include "bindings/runtime/traits_interface.h"
#include "bindings/v8_compat/v8_compat.h"
#include "core/dom/exception_or.h"
#include "core/dom/frozen_array.h"

namespace mortise::bindings {

namespace internal {
template <typename T>
inline constexpr bool kIsFrozenArray = false;
template <typename T>
inline constexpr bool kIsFrozenArray<FrozenArray<T>> = true;
template <typename T>
inline constexpr bool kIsFrozenArray<std::optional<FrozenArray<T>>> = true;
}  // namespace internal

// One call from script into a generated function: its receiver, arguments and
// result.
class Call : public Conversion {
 public:
  using Info = v8::FunctionCallbackInfo<v8::Value>;

  // Out of line: it is the beginning of every generated function.
  Call(const Info& info, const MemberContext& member);

  // The object behind `this`, which the function's signature has checked.
  template <typename T>
  T& Receiver() const {
    return *static_cast<T*>(
        static_cast<ScriptWrappable*>(v8_compat::GetPointerField(
            isolate(), v8_compat::Receiver(info_), kObjectField)));
  }

  // The object behind `this`, or null, with nothing thrown, if that is no T:
  // for functions without a signature.
  template <typename T>
  T* ReceiverOrNull() const {
    return static_cast<T*>(
        internal::Unwrap(isolate(), TypeInfoOf<T>(), info_.This()));
  }
  void ThrowIllegalInvocation() const;

  EnvironmentSettings& environment() const { return realm().environment(); }

  int length() const { return info_.Length(); }
  v8::Local<v8::Value> operator[](int i) const { return info_[i]; }
  const Info& info() const { return info_; }

  // False, with the TypeError thrown, if there are fewer.
  bool HasArguments(int required) const {
    if (info_.Length() >= required) return true;
    ThrowTooFewArguments(required);
    return false;
  }
  // False, with the TypeError thrown, if called without `new`.
  bool IsConstructor() const;

  template <typename Idl, typename T>
  bool Argument(int i, T& out) const {
    InSubject subject(*this, i);
    if constexpr (std::is_same_v<T, CppType<Idl>>) {
      return IdlTraits<Idl>::ToCpp(*this, info_[i], out);
    } else if constexpr (std::is_same_v<T, std::optional<CppType<Idl>>>) {
      return IdlTraits<Idl>::ToCpp(*this, info_[i], out.emplace());
    } else {
      CppType<Idl> converted{};
      if (!IdlTraits<Idl>::ToCpp(*this, info_[i], converted)) return false;
      out = std::move(converted);
      return true;
    }
  }

  // Leaves `out` at its default if the argument is missing or undefined.
  template <typename Idl, typename T>
  bool OptionalArgument(int i, T& out) const {
    return info_[i]->IsUndefined() || Argument<Idl>(i, out);
  }

  // All arguments from `first` on.
  template <typename Idl>
  bool VariadicArguments(int first, std::vector<CppType<Idl>>& out) const {
    for (int i = first; i < info_.Length(); ++i) {
      CppType<Idl> converted{};
      if (!Argument<Idl>(i, converted)) return false;
      out.push_back(std::move(converted));
    }
    return true;
  }

  // Returns `result`, a C++ value of the type's or an ExceptionOr of one.
  template <typename Idl, typename T>
  void Return(T&& result) const {
    using Plain = std::remove_cvref_t<T>;
    if constexpr (internal::kIsExceptionOr<Plain>) {
      if (result.has_exception()) {
        Throw(result.exception());
      } else {
        Return<Idl>(std::forward<T>(result).TakeValue());
      }
    } else if constexpr (std::is_same_v<Plain, bool>) {
      info_.GetReturnValue().Set(result);
    } else if constexpr (std::is_integral_v<Plain> && sizeof(Plain) <= 4) {
      using Widened =
          std::conditional_t<std::is_signed_v<Plain>, int32_t, uint32_t>;
      info_.GetReturnValue().Set(static_cast<Widened>(result));
    } else {
      v8::Local<v8::Value> value;
      if (IdlTraits<Idl>::ToV8(*this, std::forward<T>(result))
              .ToLocal(&value)) {
        if constexpr (internal::kIsFrozenArray<Plain>) KeepArray(value);
        info_.GetReturnValue().Set(value);
      }
    }
  }
  // Of an operation that returns undefined and may throw.
  void ReturnUndefined(const ExceptionOr<void>& result) const {
    if (result.has_exception()) Throw(result.exception());
  }

  // Makes the object that V8 has prepared for `new` the wrapper of the new
  // C++ object.
  template <typename T>
  void ReturnConstructed(const RefPtr<T>& object) const {
    Construct(*object);
  }
  template <typename T>
  void ReturnConstructed(const ExceptionOr<RefPtr<T>>& object) const {
    if (object.has_exception()) {
      Throw(object.exception());
    } else {
      Construct(*object.value());
    }
  }

  // Of a [LegacyFactoryFunction]: the new object's wrapper, with the prototype
  // that NewTarget asks for.
  template <typename T>
  void ReturnFactoryMade(const RefPtr<T>& object) const {
    ReturnMade(*object);
  }
  template <typename T>
  void ReturnFactoryMade(const ExceptionOr<RefPtr<T>>& object) const {
    if (object.has_exception()) {
      Throw(object.exception());
    } else {
      ReturnMade(*object.value());
    }
  }

  // Which of the overloads whose types at argument `i` are `types` the call
  // is for; -1: none, and an exception is pending.
  int Select(int i, absl::Span<const OverloadType> types) const {
    InSubject subject(*this, i);
    return SelectOverload(*this, info_[i], types);
  }

  // The default toJSON steps (section 3.7.7.1) of `type`, which declares the
  // operation.
  void ReturnDefaultJson(const WrapperTypeInfo& type,
                         ScriptWrappable& object) const;

  // The setters of [Replaceable] and [PutForwards] attributes (section 3.7.6).
  // The member's name is that of the attribute.
  void ReplaceAttribute(v8::Local<v8::Value> value) const;
  void PutForwards(const char* attribute, v8::Local<v8::Value> value) const;

  // After an operation that changes attributes kept in slots.
  void InvalidateSlots(const WrapperTypeInfo& type) const;
  // Runs `steps`, which change attributes kept in slots unless they return
  // false.
  template <typename Steps>
  void ChangeSlots(const WrapperTypeInfo& type, Steps steps) const {
    if constexpr (std::is_void_v<decltype(steps())>) {
      steps();
    } else {
      if (!steps()) return;
    }
    InvalidateSlots(type);
  }

 private:
  void Construct(ScriptWrappable& object) const;
  void ThrowTooFewArguments(int required) const;
  void ReturnMade(ScriptWrappable& object) const;
  // Has the receiver keep the attribute's array alive.
  void KeepArray(v8::Local<v8::Value> array) const;

  const Info& info_;
  mutable bool slots_filled_by_script_ = false;
};

}  // namespace mortise::bindings

#endif  // MORTISE_BINDINGS_RUNTIME_CALL_H_
