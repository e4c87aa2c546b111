#include "bindings/runtime/traits_numbers.h"

#include <cmath>

#include "absl/strings/str_cat.h"

namespace mortise::bindings {
namespace internal {
namespace {

// 2^53 - 1: the bounds of 64-bit types under [Clamp] and [EnforceRange].
constexpr double kLargestSafeInteger = 9007199254740991.0;

struct Bounds {
  double lower;
  double upper;
};

Bounds BoundsOf(int bits, bool is_signed) {
  if (bits == 64) {
    return {is_signed ? -kLargestSafeInteger : 0, kLargestSafeInteger};
  }
  if (is_signed) {
    return {-std::ldexp(1.0, bits - 1), std::ldexp(1.0, bits - 1) - 1};
  }
  return {0, std::ldexp(1.0, bits) - 1};
}

// The integer's low 64 bits in two's complement.
uint64_t LowBits(double integer) {
  const double two_64 = 18446744073709551616.0;
  double rest = std::fmod(integer, two_64);
  const bool negative = rest < 0;
  const uint64_t magnitude = static_cast<uint64_t>(std::fabs(rest));
  return negative ? ~magnitude + 1 : magnitude;
}

// To the nearest integer, a tie to the even one.
double RoundHalfToEven(double x) {
  const double floor = std::floor(x);
  const double rest = x - floor;
  if (rest < 0.5) return floor;
  if (rest > 0.5) return floor + 1;
  return std::fmod(floor, 2) == 0 ? floor : floor + 1;
}

}  // namespace

bool ConvertToInteger(const Conversion& conversion, v8::Local<v8::Value> value,
                      int bits, bool is_signed, IntegerMode mode,
                      uint64_t& out) {
  double x;
  if (!value->NumberValue(conversion.context()).To(&x)) return false;
  const Bounds bounds = BoundsOf(bits, is_signed);
  switch (mode) {
    case IntegerMode::kEnforceRange: {
      if (!std::isfinite(x)) {
        conversion.ThrowTypeError("is not a finite number.");
        return false;
      }
      const double integer = std::trunc(x);
      if (integer < bounds.lower || integer > bounds.upper) {
        conversion.ThrowTypeError(absl::StrCat("is outside the range of ",
                                               is_signed ? "" : "un", "signed ",
                                               bits, "-bit integers."));
        return false;
      }
      out = LowBits(integer);
      return true;
    }
    case IntegerMode::kClamp:
      if (std::isnan(x)) {
        out = 0;
        return true;
      }
      x = std::fmin(std::fmax(x, bounds.lower), bounds.upper);
      out = LowBits(RoundHalfToEven(x));
      return true;
    case IntegerMode::kModulo:
      out = std::isfinite(x) ? LowBits(std::trunc(x)) : 0;
      return true;
  }
  return false;
}

}  // namespace internal

template <typename CppFloat, bool unrestricted>
bool FloatTraits<CppFloat, unrestricted>::ToCpp(const Conversion& conversion,
                                                v8::Local<v8::Value> value,
                                                Cpp& out) {
  double x;
  if (!value->NumberValue(conversion.context()).To(&x)) return false;
  if constexpr (std::is_same_v<CppFloat, float>) {
    // Halfway between the largest float and 2^128: from there on, rounding to
    // nearest gives an infinity.
    constexpr double kFirstInfinite = 3.4028235677973366e38;
    if (std::fabs(x) >= kFirstInfinite) {
      out = std::copysign(std::numeric_limits<float>::infinity(),
                          static_cast<float>(x > 0 ? 1 : -1));
    } else {
      out = static_cast<float>(x);
    }
  } else {
    out = x;
  }
  if (!unrestricted && !std::isfinite(out)) {
    conversion.ThrowTypeError("is non-finite.");
    return false;
  }
  return true;
}

template struct FloatTraits<float, false>;
template struct FloatTraits<float, true>;
template struct FloatTraits<double, false>;
template struct FloatTraits<double, true>;

}  // namespace mortise::bindings
