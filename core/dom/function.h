#ifndef MORTISE_CORE_DOM_FUNCTION_H_
#define MORTISE_CORE_DOM_FUNCTION_H_

#include <vector>

#include "core/base/any.h"
#include "core/dom/callback.h"

namespace mortise {

// The callback functions that every IDL may use without defining them (WebIDL
// sections 4.4 and 4.5).
using Function = Callback<Any(const std::vector<Any>&)>;
using VoidFunction = Callback<void()>;

}  // namespace mortise

#endif  // MORTISE_CORE_DOM_FUNCTION_H_
