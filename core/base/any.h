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

// Stands for a value that a script made.  Core never holds it: it lives on
// the wrapper of the object whose attribute it is.
struct ScriptHeld {};

// A WebIDL `any` (section 2.13.1) as core makes it: undefined, null, boolean,
// Number, String (UTF-8), ArrayBuffer, platform object.
using Any = std::variant<Undefined, Null, bool, double, std::string, ByteBuffer,
                         RefPtr<ScriptWrappable>, ScriptHeld>;

}  // namespace mortise

#endif  // MORTISE_CORE_BASE_ANY_H_
