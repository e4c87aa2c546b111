#ifndef MORTISE_BINDINGS_RUNTIME_TRAITS_NUMBERS_H_
#define MORTISE_BINDINGS_RUNTIME_TRAITS_NUMBERS_H_

#include <cstdint>
#include <limits>
#include <type_traits>

#include "bindings/runtime/idl_traits.h"

namespace mortise::bindings {

// How a Number outside an integer type's range is treated.
enum class IntegerMode : uint8_t { kModulo, kClamp, kEnforceRange };

namespace internal {

// ConvertToInt (WebIDL section 3.2.4.9) for a value that is not a small
// integer in the type's range.  `bits` is 8, 16, 32 or 64; the result's low
// `bits` bits are the value.
bool ConvertToInteger(const Conversion& conversion, v8::Local<v8::Value> value,
                      int bits, bool is_signed, IntegerMode mode,
                      uint64_t& out);

}  // namespace internal

template <typename CppInteger, IntegerMode mode>
struct IntegerTraits {
  using Cpp = CppInteger;

  static bool ToCpp(const Conversion& conversion, v8::Local<v8::Value> value,
                    Cpp& out) {
    if (value->IsInt32()) {
      const int32_t number = value.As<v8::Int32>()->Value();
      if (number == static_cast<int64_t>(static_cast<Cpp>(number)) &&
          (std::is_signed_v<Cpp> || number >= 0)) {
        out = static_cast<Cpp>(number);
        return true;
      }
    }
    uint64_t bits;
    if (!internal::ConvertToInteger(conversion, value, sizeof(Cpp) * 8,
                                    std::is_signed_v<Cpp>, mode, bits)) {
      return false;
    }
    out = static_cast<Cpp>(bits);
    return true;
  }

  static v8::MaybeLocal<v8::Value> ToV8(const Conversion& conversion,
                                        Cpp value) {
    if constexpr (sizeof(Cpp) < 4 || std::is_same_v<Cpp, int32_t>) {
      return v8::Integer::New(conversion.isolate(), value);
    } else if constexpr (std::is_same_v<Cpp, uint32_t>) {
      return v8::Integer::NewFromUnsigned(conversion.isolate(), value);
    } else {
      return v8::Number::New(conversion.isolate(), static_cast<double>(value));
    }
  }
};

#define MORTISE_INTEGER_TRAITS(Idl, CppInteger)                               \
  template <>                                                                 \
  struct IdlTraits<Idl> : IntegerTraits<CppInteger, IntegerMode::kModulo> {}; \
  template <>                                                                 \
  struct IdlTraits<IdlClamp<Idl>>                                             \
      : IntegerTraits<CppInteger, IntegerMode::kClamp> {};                    \
  template <>                                                                 \
  struct IdlTraits<IdlEnforceRange<Idl>>                                      \
      : IntegerTraits<CppInteger, IntegerMode::kEnforceRange> {};

MORTISE_INTEGER_TRAITS(IdlByte, int8_t)
MORTISE_INTEGER_TRAITS(IdlOctet, uint8_t)
MORTISE_INTEGER_TRAITS(IdlShort, int16_t)
MORTISE_INTEGER_TRAITS(IdlUnsignedShort, uint16_t)
MORTISE_INTEGER_TRAITS(IdlLong, int32_t)
MORTISE_INTEGER_TRAITS(IdlUnsignedLong, uint32_t)
MORTISE_INTEGER_TRAITS(IdlLongLong, int64_t)
MORTISE_INTEGER_TRAITS(IdlUnsignedLongLong, uint64_t)
#undef MORTISE_INTEGER_TRAITS

// Section 3.2.3.
template <>
struct IdlTraits<IdlBoolean> {
  using Cpp = bool;
  static bool ToCpp(const Conversion& conversion, v8::Local<v8::Value> value,
                    Cpp& out) {
    out = value->BooleanValue(conversion.isolate());
    return true;
  }
  static v8::MaybeLocal<v8::Value> ToV8(const Conversion& conversion,
                                        Cpp value) {
    return v8::Boolean::New(conversion.isolate(), value);
  }
};

// Sections 3.2.5 to 3.2.8.
template <typename CppFloat, bool unrestricted>
struct FloatTraits {
  using Cpp = CppFloat;
  static bool ToCpp(const Conversion& conversion, v8::Local<v8::Value> value,
                    Cpp& out);
  static v8::MaybeLocal<v8::Value> ToV8(const Conversion& conversion,
                                        Cpp value) {
    return v8::Number::New(conversion.isolate(), value);
  }
};
extern template struct FloatTraits<float, false>;
extern template struct FloatTraits<float, true>;
extern template struct FloatTraits<double, false>;
extern template struct FloatTraits<double, true>;

template <>
struct IdlTraits<IdlFloat> : FloatTraits<float, false> {};
template <>
struct IdlTraits<IdlUnrestrictedFloat> : FloatTraits<float, true> {};
template <>
struct IdlTraits<IdlDouble> : FloatTraits<double, false> {};
template <>
struct IdlTraits<IdlUnrestrictedDouble> : FloatTraits<double, true> {};

}  // namespace mortise::bindings

#endif  // MORTISE_BINDINGS_RUNTIME_TRAITS_NUMBERS_H_
