#ifndef MORTISE_BINDINGS_RUNTIME_TRAITS_UNION_H_
#define MORTISE_BINDINGS_RUNTIME_TRAITS_UNION_H_

#include <tuple>
#include <type_traits>
#include <utility>
#include <variant>

#include "bindings/runtime/idl_traits.h"
#include "bindings/runtime/traits_bigint.h"
#include "bindings/runtime/traits_compound.h"

namespace mortise::bindings {

// How the union algorithm of WebIDL section 3.2.24 treats a member type: in
// the order of its steps.
enum class UnionRole {
  kDictionary,
  kPlatformObject,  // interface and buffer source types: tells by Is()
  kCallbackFunction,
  kAsyncSequence,
  kSequence,
  kRecord,
  kCallbackInterface,
  kObject,
  kBoolean,
  kNumeric,
  kBigint,
  kString,
  kUndefined,
  kAny,
};

namespace internal {

// Interface and buffer source types can tell their values apart.
template <typename Idl, typename = void>
inline constexpr bool kHasBrand = false;
template <typename Idl>
inline constexpr bool
    kHasBrand<Idl, std::void_t<decltype(&IdlTraits<Idl>::Is)>> = true;

template <typename Idl>
struct UnionRoleOf {
  static constexpr UnionRole value = kHasBrand<Idl> ? UnionRole::kPlatformObject
                                     : std::is_arithmetic_v<CppType<Idl>>
                                         ? UnionRole::kNumeric
                                         : UnionRole::kString;
};
template <UnionRole role>
struct UnionRoleIs {
  static constexpr UnionRole value = role;
};
template <>
struct UnionRoleOf<IdlBoolean> : UnionRoleIs<UnionRole::kBoolean> {};
template <>
struct UnionRoleOf<IdlUndefined> : UnionRoleIs<UnionRole::kUndefined> {};
template <>
struct UnionRoleOf<IdlAny> : UnionRoleIs<UnionRole::kAny> {};
template <>
struct UnionRoleOf<IdlObject> : UnionRoleIs<UnionRole::kObject> {};
template <>
struct UnionRoleOf<IdlBigint> : UnionRoleIs<UnionRole::kBigint> {};
template <typename T>
struct UnionRoleOf<IdlDictionary<T>> : UnionRoleIs<UnionRole::kDictionary> {};
template <typename T>
struct UnionRoleOf<IdlCallbackInterface<T>>
    : UnionRoleIs<UnionRole::kCallbackInterface> {};
template <typename T>
struct UnionRoleOf<IdlCallbackFunction<T>>
    : UnionRoleIs<UnionRole::kCallbackFunction> {};
template <typename T>
struct UnionRoleOf<IdlAsyncSequence<T>>
    : UnionRoleIs<UnionRole::kAsyncSequence> {};
template <typename T>
struct UnionRoleOf<IdlSequence<T>> : UnionRoleIs<UnionRole::kSequence> {};
template <typename T>
struct UnionRoleOf<IdlFrozenArray<T>> : UnionRoleIs<UnionRole::kSequence> {};
template <typename K, typename V>
struct UnionRoleOf<IdlRecord<K, V>> : UnionRoleIs<UnionRole::kRecord> {};
template <typename T>
struct UnionRoleOf<IdlEnumeration<T>> : UnionRoleIs<UnionRole::kString> {};

// The position of the first member type with that role, or -1.
template <UnionRole role, typename... Members>
constexpr int FindRole() {
  int position = 0;
  int found = -1;
  ((UnionRoleOf<Members>::value == role&& found < 0 ? found = position : 0,
    ++position),
   ...);
  return found;
}

void ThrowNoUnionMember(const Conversion& conversion);

}  // namespace internal

// Union types: a std::variant of the flattened member types in their order.
// A nullable member makes the whole an IdlNullable<IdlUnion<...>>.
template <typename... Members>
struct IdlTraits<IdlUnion<Members...>> {
  using Cpp = std::variant<CppType<Members>...>;

  static bool ToCpp(const Conversion& conversion, v8::Local<v8::Value> value,
                    Cpp& out) {
    using Role = UnionRole;
    if (value->IsUndefined()) {
      if constexpr (constexpr int i = Find<Role::kUndefined>(); i >= 0) {
        return Take<i>(conversion, value, out);
      }
    }
    if (value->IsNullOrUndefined()) {
      if constexpr (constexpr int i = Find<Role::kDictionary>(); i >= 0) {
        return Take<i>(conversion, value, out);
      }
    }
    if (value->IsSymbol()) {
      bool done = false;
      const bool ok = TakePlatformObject<0>(conversion, value, out, done);
      if (done) return ok;
    }
    if (value->IsObject()) {
      bool done = false;
      const bool ok = TakePlatformObject<0>(conversion, value, out, done);
      if (done) return ok;
      if constexpr (constexpr int i = Find<Role::kCallbackFunction>(); i >= 0) {
        if (value->IsFunction()) return Take<i>(conversion, value, out);
      }
      if constexpr (constexpr int i = Find<Role::kAsyncSequence>(); i >= 0) {
        // A String object is iterable, and meant as a string.
        v8::Local<v8::Function> method;
        bool is_async = false;
        if (!(Find<Role::kString>() >= 0 && value->IsStringObject())) {
          if (!FindAsyncIteratorMethod(conversion, value, method, is_async)) {
            return false;
          }
          if (!method.IsEmpty()) {
            IdlTraits<MemberAt<i>>::FromMethod(
                conversion, value.As<v8::Object>(), method, is_async,
                out.template emplace<i>());
            return true;
          }
        }
      }
      if constexpr (constexpr int i = Find<Role::kSequence>(); i >= 0) {
        v8::Local<v8::Function> method;
        if (!FindIteratorMethod(conversion, value, method)) return false;
        if (!method.IsEmpty()) {
          return TakeSequence<i>(conversion, value.As<v8::Object>(), method,
                                 out);
        }
      }
      if constexpr (constexpr int i = Find<Role::kDictionary>(); i >= 0) {
        return Take<i>(conversion, value, out);
      }
      if constexpr (constexpr int i = Find<Role::kRecord>(); i >= 0) {
        return Take<i>(conversion, value, out);
      }
      if constexpr (constexpr int i = Find<Role::kCallbackInterface>();
                    i >= 0) {
        return Take<i>(conversion, value, out);
      }
      if constexpr (constexpr int i = Find<Role::kObject>(); i >= 0) {
        return Take<i>(conversion, value, out);
      }
    }
    if constexpr (constexpr int i = Find<Role::kBoolean>(); i >= 0) {
      if (value->IsBoolean()) return Take<i>(conversion, value, out);
    }
    if constexpr (constexpr int i = Find<Role::kNumeric>(); i >= 0) {
      if (value->IsNumber()) return Take<i>(conversion, value, out);
    }
    if constexpr (constexpr int i = Find<Role::kBigint>(); i >= 0) {
      if (value->IsBigInt()) return Take<i>(conversion, value, out);
    }
    return TakeFallback(conversion, value, out);
  }

  static v8::MaybeLocal<v8::Value> ToV8(const Conversion& conversion,
                                        const Cpp& value) {
    return ToV8At<0>(conversion, value);
  }

 private:
  template <UnionRole role>
  static constexpr int Find() {
    return internal::FindRole<role, Members...>();
  }
  template <size_t i>
  using MemberAt = std::tuple_element_t<i, std::tuple<Members...>>;

  template <size_t i>
  static bool Take(const Conversion& conversion, v8::Local<v8::Value> value,
                   Cpp& out) {
    return IdlTraits<MemberAt<i>>::ToCpp(conversion, value,
                                         out.template emplace<i>());
  }

  template <size_t i>
  static bool TakeSequence(const Conversion& conversion,
                           v8::Local<v8::Object> iterable,
                           v8::Local<v8::Function> method, Cpp& out) {
    return IdlTraits<MemberAt<i>>::FromIterable(conversion, iterable, method,
                                                out.template emplace<i>());
  }

  // The interface and buffer source types, each asked in turn.
  template <size_t i>
  static bool TakePlatformObject(const Conversion& conversion,
                                 v8::Local<v8::Value> value, Cpp& out,
                                 bool& done) {
    if constexpr (i < sizeof...(Members)) {
      if constexpr (internal::UnionRoleOf<MemberAt<i>>::value ==
                    UnionRole::kPlatformObject) {
        if (IdlTraits<MemberAt<i>>::Is(conversion, value)) {
          done = true;
          return Take<i>(conversion, value, out);
        }
      }
      return TakePlatformObject<i + 1>(conversion, value, out, done);
    } else {
      return false;
    }
  }

  // Steps for values that no member type asks for by their type.
  static bool TakeFallback(const Conversion& conversion,
                           v8::Local<v8::Value> value, Cpp& out) {
    using Role = UnionRole;
    if constexpr (constexpr int i = Find<Role::kString>(); i >= 0) {
      return Take<i>(conversion, value, out);
    } else if constexpr (constexpr int n = Find<Role::kNumeric>(),
                         g = Find<Role::kBigint>();
                         n >= 0 && g >= 0) {
      v8::Local<v8::Value> numeric;
      if (!ToNumeric(conversion, value).ToLocal(&numeric)) return false;
      return numeric->IsBigInt() ? Take<g>(conversion, numeric, out)
                                 : Take<n>(conversion, numeric, out);
    } else if constexpr (constexpr int n = Find<Role::kNumeric>(); n >= 0) {
      return Take<n>(conversion, value, out);
    } else if constexpr (constexpr int b = Find<Role::kBoolean>(); b >= 0) {
      return Take<b>(conversion, value, out);
    } else if constexpr (constexpr int g = Find<Role::kBigint>(); g >= 0) {
      return Take<g>(conversion, value, out);
    } else if constexpr (constexpr int a = Find<Role::kAny>(); a >= 0) {
      return Take<a>(conversion, value, out);
    } else {
      internal::ThrowNoUnionMember(conversion);
      return false;
    }
  }

  template <size_t i>
  static v8::MaybeLocal<v8::Value> ToV8At(const Conversion& conversion,
                                          const Cpp& value) {
    if constexpr (i < sizeof...(Members)) {
      if (value.index() == i) {
        return IdlTraits<MemberAt<i>>::ToV8(conversion, std::get<i>(value));
      }
      return ToV8At<i + 1>(conversion, value);
    } else {
      return {};
    }
  }
};

}  // namespace mortise::bindings

#endif  // MORTISE_BINDINGS_RUNTIME_TRAITS_UNION_H_
