#ifndef MORTISE_CORE_BASE_ANY_H_
#define MORTISE_CORE_BASE_ANY_H_

#include <string>
#include <variant>

#include "core/base/byte_buffer.h"
#include "core/base/ref_counted.h"
#include "core/base/script_wrappable.h"

namespace mortise {

struct Undefined {};
struct Null {};

// A value that a script made, as the bindings hold it for core, which can do
// nothing with it but pass it on.
class ScriptValue : public RefCounted<ScriptValue> {
 public:
  virtual ~ScriptValue() = default;

 protected:
  ScriptValue() = default;
};

struct ScriptHeld {
  RefPtr<ScriptValue> value;
};

// A WebIDL `any` (section 2.13.1) as core makes it: undefined, null, boolean,
// Number, String (UTF-8), ArrayBuffer, platform object.
using Any = std::variant<Undefined, Null, bool, double, std::string, ByteBuffer,
                         RefPtr<ScriptWrappable>, ScriptHeld>;

}  // namespace mortise

#endif  // MORTISE_CORE_BASE_ANY_H_
