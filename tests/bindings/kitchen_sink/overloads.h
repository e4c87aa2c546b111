#ifndef MORTISE_TESTS_BINDINGS_KITCHEN_SINK_OVERLOADS_H_
#define MORTISE_TESTS_BINDINGS_KITCHEN_SINK_OVERLOADS_H_

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "core/dom/callback.h"
#include "tests/bindings/kitchen_sink/members.h"

namespace mortise {

struct ResolutionOptions {
  int32_t x = 0;
};

using ResolutionFunction = Callback<void()>;

class DerivedSibling final : public ScriptWrappable {
 public:
  KITCHEN_SINK_CLASS(DerivedSibling, nullptr)
};

class Resolution : public ScriptWrappable {
 public:
  KITCHEN_SINK_CLASS(Resolution, nullptr)

  DomString Nullable(Resolution* other) {
    return Latin1(other ? "object" : "null");
  }
  DomString Nullable(const DomString&) { return Latin1("text"); }

  DomString Options(const ResolutionOptions&) { return Latin1("dictionary"); }
  DomString Options(double) { return Latin1("number"); }

  DomString Missing(std::optional<double> number) {
    return Latin1(number ? "number" : "missing");
  }
  DomString Missing(Resolution*, const DomString&) { return Latin1("two"); }

  DomString AnyObject(const ScriptHeld&) { return Latin1("object"); }
  DomString AnyObject(const DomString&) { return Latin1("text"); }

  DomString Function(const RefPtr<ResolutionFunction>&) {
    return Latin1("function");
  }
  DomString Function(const std::vector<int32_t>&) { return Latin1("sequence"); }
  DomString Function(Resolution&) { return Latin1("interface"); }

  DomString List(const std::vector<int32_t>&) { return Latin1("sequence"); }
  DomString List(const std::vector<std::pair<DomString, int32_t>>&) {
    return Latin1("record");
  }
  DomString List(const DomString&) { return Latin1("text"); }

  DomString Primitive(bool) { return Latin1("boolean"); }
  DomString Primitive(double) { return Latin1("number"); }
  DomString Primitive(const DomString&) { return Latin1("text"); }

  DomString Number(double) { return Latin1("number"); }
  DomString Number(bool) { return Latin1("boolean"); }
  DomString Number(Resolution&) { return Latin1("interface"); }

  DomString Flag(bool flag) { return Latin1(flag ? "true" : "false"); }
  DomString Flag(Resolution&) { return Latin1("interface"); }

  DomString Integer(const BigInt&) { return Latin1("bigint"); }
  DomString Integer(Resolution&) { return Latin1("interface"); }

  DomString Symbolic(const ScriptHeld&) { return Latin1("symbol"); }
  DomString Symbolic(const DomString&) { return Latin1("text"); }

  DomString Union(const std::variant<int32_t, RefPtr<Resolution>>& value) {
    return Latin1(value.index() == 0 ? "long" : "interface");
  }
  DomString Union(const std::variant<bool, std::vector<int32_t>>& value) {
    return Latin1(value.index() == 0 ? "boolean" : "sequence");
  }

  DomString Interfaces(Resolution&) { return Latin1("Resolution"); }
  DomString Interfaces(DerivedSibling&) { return Latin1("DerivedSibling"); }

  DomString Second(int32_t a, const DomString&) {
    return DomString::FromUtf8("text " + std::to_string(a));
  }
  DomString Second(int32_t a, Resolution&, int32_t c) {
    return DomString::FromUtf8("interface " + std::to_string(a) + " " +
                               std::to_string(c));
  }
  DomString Second(int32_t, bool, int32_t, int32_t) { return Latin1("four"); }
};

class DerivedResolution final : public Resolution {
 public:
  KITCHEN_SINK_CLASS(DerivedResolution, &Resolution::kInterfaceInfo)
};

}  // namespace mortise

#endif  // MORTISE_TESTS_BINDINGS_KITCHEN_SINK_OVERLOADS_H_
