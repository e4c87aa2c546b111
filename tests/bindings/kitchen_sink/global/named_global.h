#ifndef MORTISE_TESTS_BINDINGS_KITCHEN_SINK_GLOBAL_NAMED_GLOBAL_H_
#define MORTISE_TESTS_BINDINGS_KITCHEN_SINK_GLOBAL_NAMED_GLOBAL_H_

#include <utility>
#include <vector>

#include "tests/bindings/kitchen_sink/legacy_objects.h"

namespace mortise {

class NamedGlobalBase : public ScriptWrappable {
 public:
  static constinit inline InterfaceInfo kInterfaceInfo{"NamedGlobalBase",
                                                       nullptr};

  DomString inherited() const { return Latin1("inherited"); }
  DomString kept() const { return Latin1("kept"); }
};

class NamedGlobal final : public NamedGlobalBase {
 public:
  KITCHEN_SINK_CLASS(NamedGlobal, &NamedGlobalBase::kInterfaceInfo)
  const DomString& name() const { return name_; }
  void set_name(DomString name) { name_ = std::move(name); }
  NamedGlobal& self() { return *this; }
  int32_t secure() const { return 2; }
  void Put(DomString name) { names_.Put(std::move(name)); }
  DomString ToString() const { return Latin1("named global"); }
  bool SupportsName(const DomString& name) const { return names_.Has(name); }
  std::vector<DomString> SupportedNames() const { return names_.names(); }
  Any NamedGetter(const DomString& name) const {
    return NamedValue(name).ToUtf8();
  }

 private:
  NameList names_;
  DomString name_;
};

}  // namespace mortise

#endif  // MORTISE_TESTS_BINDINGS_KITCHEN_SINK_GLOBAL_NAMED_GLOBAL_H_
