#ifndef MORTISE_TESTS_BINDINGS_KITCHEN_SINK_SCALARS_H_
#define MORTISE_TESTS_BINDINGS_KITCHEN_SINK_SCALARS_H_

#include <cstdint>
#include <string>
#include <utility>
#include <variant>

#include "tests/bindings/kitchen_sink/members.h"

namespace mortise {

// A getter, a setter and what they share.
#define KITCHEN_SINK_SCALAR(Type, name)                       \
 public:                                                      \
  Type name() const { return name##_; }                       \
  void set_##name(Type value) { name##_ = std::move(value); } \
                                                              \
 private:                                                     \
  Type name##_ = {};

class Scalars : public ScriptWrappable {
 public:
  KITCHEN_SINK_CLASS(Scalars, nullptr)

  static RefPtr<Scalars> Create(uint64_t size) {
    RefPtr<Scalars> scalars = Create();
    scalars->set_size(size);
    return scalars;
  }

  int32_t inherited() const { return inherited_; }

 protected:
  int32_t inherited_ = 7;

  KITCHEN_SINK_SCALAR(int8_t, byte_value)
  KITCHEN_SINK_SCALAR(int8_t, byte_clamped)
  KITCHEN_SINK_SCALAR(int8_t, byte_enforced)
  KITCHEN_SINK_SCALAR(uint8_t, octet_value)
  KITCHEN_SINK_SCALAR(uint8_t, octet_clamped)
  KITCHEN_SINK_SCALAR(uint8_t, octet_enforced)
  KITCHEN_SINK_SCALAR(int16_t, short_value)
  KITCHEN_SINK_SCALAR(int16_t, short_clamped)
  KITCHEN_SINK_SCALAR(int16_t, short_enforced)
  KITCHEN_SINK_SCALAR(uint16_t, unsigned_short_value)
  KITCHEN_SINK_SCALAR(uint16_t, unsigned_short_clamped)
  KITCHEN_SINK_SCALAR(uint16_t, unsigned_short_enforced)
  KITCHEN_SINK_SCALAR(int32_t, long_value)
  KITCHEN_SINK_SCALAR(int32_t, long_clamped)
  KITCHEN_SINK_SCALAR(int32_t, long_enforced)
  KITCHEN_SINK_SCALAR(uint32_t, unsigned_long_value)
  KITCHEN_SINK_SCALAR(uint32_t, unsigned_long_clamped)
  KITCHEN_SINK_SCALAR(uint32_t, unsigned_long_enforced)
  KITCHEN_SINK_SCALAR(int64_t, long_long_value)
  KITCHEN_SINK_SCALAR(int64_t, long_long_clamped)
  KITCHEN_SINK_SCALAR(int64_t, long_long_enforced)
  KITCHEN_SINK_SCALAR(uint64_t, unsigned_long_long_value)
  KITCHEN_SINK_SCALAR(uint64_t, unsigned_long_long_clamped)
  KITCHEN_SINK_SCALAR(uint64_t, unsigned_long_long_enforced)
  KITCHEN_SINK_SCALAR(float, float_value)
  KITCHEN_SINK_SCALAR(float, unrestricted_float_value)
  KITCHEN_SINK_SCALAR(double, double_value)
  KITCHEN_SINK_SCALAR(double, unrestricted_double_value)
  KITCHEN_SINK_SCALAR(bool, boolean_value)
  KITCHEN_SINK_SCALAR(DomString, dom_string_value)
  KITCHEN_SINK_SCALAR(std::string, usv_string_value)
  KITCHEN_SINK_SCALAR(std::string, byte_string_value)
  KITCHEN_SINK_SCALAR(DomString, dom_string_or_empty)
  KITCHEN_SINK_SCALAR(std::string, usv_string_or_empty)
  KITCHEN_SINK_SCALAR(uint64_t, size)
  using NumberOrFlag = std::variant<int32_t, bool>;
  KITCHEN_SINK_SCALAR(NumberOrFlag, number_or_flag)
};

class DerivedScalars final : public Scalars {
 public:
  KITCHEN_SINK_CLASS(DerivedScalars, &Scalars::kInterfaceInfo)

  void set_inherited(int32_t value) { inherited_ = value; }
};

struct ScalarOptions {
  int32_t first = 0;
  int32_t second = 0;
};

struct OuterOptions {
  ScalarOptions inner;
  std::variant<ScalarOptions, bool> either;
};

class ScalarTools {
 public:
  static int32_t SumOfEither(const std::variant<ScalarOptions, bool>& either) {
    return either.index() == 0 ? Sum(std::get<0>(either)) : 100;
  }
  static int32_t SumOfAll(const OuterOptions& options) {
    return Sum(options.inner) + SumOfEither(options.either);
  }
  static int32_t Sum(const ScalarOptions& options) {
    return options.first + options.second;
  }
  static std::variant<Undefined, int32_t> Maybe(bool some) {
    if (some) return 5;
    return Undefined();
  }
};

}  // namespace mortise

#endif  // MORTISE_TESTS_BINDINGS_KITCHEN_SINK_SCALARS_H_
