#ifndef MORTISE_CORE_DOM_DOM_EXCEPTION_H_
#define MORTISE_CORE_DOM_DOM_EXCEPTION_H_

#include <cstdint>

#include "core/base/dom_string.h"
#include "core/base/instance_counter.h"
#include "core/base/script_wrappable.h"
#include "core/dom/dom_exception_name.h"

namespace mortise {

// The DOMException interface of WebIDL.  Immutable.
class DOMException final : public ScriptWrappable,
                           public InstanceCounter<DOMException> {
 public:
  static constinit inline InterfaceInfo kInterfaceInfo{"DOMException", nullptr};

  // The constructor steps: any text may be the name.
  static RefPtr<DOMException> Create(DomString message, DomString name);
  static RefPtr<DOMException> Create(DOMExceptionName name, DomString message);

  const DomString& name() const { return name_; }
  const DomString& message() const { return message_; }
  // The legacy code, or 0.
  uint16_t code() const { return code_; }

  const InterfaceInfo& interface_info() const override {
    return kInterfaceInfo;
  }

 private:
  DOMException(DomString message, DomString name, uint16_t code);
  ~DOMException() override;

  const DomString name_;
  const DomString message_;
  const uint16_t code_;
};

}  // namespace mortise

#endif  // MORTISE_CORE_DOM_DOM_EXCEPTION_H_
