#ifndef MORTISE_BINDINGS_RUNTIME_IDL_TRAITS_H_
#define MORTISE_BINDINGS_RUNTIME_IDL_TRAITS_H_

#include <v8.h>

#include "bindings/runtime/conversion.h"
#include "bindings/runtime/idl_types.h"

namespace mortise::bindings {

// The conversions of one IDL type (WebIDL section 3.2, "JavaScript type
// mapping"), one specialisation a type:
//
//   using Cpp = ...;   the C++ type that holds a value of it
//   static bool ToCpp(const Conversion&, v8::Local<v8::Value>, Cpp& out);
//       false: an exception is pending, `out` has no defined value
//   static v8::MaybeLocal<v8::Value> ToV8(const Conversion&, const Cpp&);
//
// docs/webidl-to-cpp.md lists them all.
template <typename Idl>
struct IdlTraits;

template <typename Idl>
using CppType = typename IdlTraits<Idl>::Cpp;

}  // namespace mortise::bindings

#endif  // MORTISE_BINDINGS_RUNTIME_IDL_TRAITS_H_
