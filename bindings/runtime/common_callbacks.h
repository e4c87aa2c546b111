#ifndef MORTISE_BINDINGS_RUNTIME_COMMON_CALLBACKS_H_
#define MORTISE_BINDINGS_RUNTIME_COMMON_CALLBACKS_H_

#include "bindings/runtime/traits_callback.h"
#include "core/dom/function.h"

namespace mortise::bindings {

// What the compiler would write for the standard's own callback functions: no
// IDL file of an input has them.

// callback Function = any (any... arguments);
struct V8Function {
  using Cpp = Function;
  using Result = IdlAny;
  using Arguments = IdlArguments<IdlVariadicArguments<IdlAny>>;
  static constexpr const char* kName = "Function";
  static constexpr const char* kOperation = nullptr;
  static constexpr bool kTreatNonObjectAsNull = false;
};

// callback VoidFunction = undefined ();
struct V8VoidFunction {
  using Cpp = VoidFunction;
  using Result = IdlUndefined;
  using Arguments = IdlArguments<>;
  static constexpr const char* kName = "VoidFunction";
  static constexpr const char* kOperation = nullptr;
  static constexpr bool kTreatNonObjectAsNull = false;
};

}  // namespace mortise::bindings

#endif  // MORTISE_BINDINGS_RUNTIME_COMMON_CALLBACKS_H_
