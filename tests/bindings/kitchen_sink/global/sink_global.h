#ifndef MORTISE_TESTS_BINDINGS_KITCHEN_SINK_GLOBAL_SINK_GLOBAL_H_
#define MORTISE_TESTS_BINDINGS_KITCHEN_SINK_GLOBAL_SINK_GLOBAL_H_

#include <utility>

#include "tests/bindings/kitchen_sink/members.h"

namespace mortise {

class GlobalBase : public ScriptWrappable {
 public:
  static constinit inline InterfaceInfo kInterfaceInfo{"GlobalBase", nullptr};

  DomString inherited() const { return Latin1("inherited"); }
};

class SinkGlobal final : public GlobalBase {
 public:
  KITCHEN_SINK_CLASS(SinkGlobal, &GlobalBase::kInterfaceInfo)
  int32_t counter() const { return counter_; }
  void set_counter(int32_t counter) { counter_ = counter; }
  int32_t level() const { return 3; }
  SinkGlobal& me() { return *this; }
  int32_t Twice(int32_t value) { return 2 * value; }
  void Later(int32_t value, PromiseResolver<int32_t> resolver) {
    std::move(resolver)(value);
  }

 private:
  int32_t counter_ = 0;
};

class InSinkGlobal final : public ScriptWrappable {
 public:
  KITCHEN_SINK_CLASS(InSinkGlobal, nullptr)
};

}  // namespace mortise

#endif  // MORTISE_TESTS_BINDINGS_KITCHEN_SINK_GLOBAL_SINK_GLOBAL_H_
