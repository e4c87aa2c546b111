#ifndef MORTISE_BINDINGS_RUNTIME_TRAITS_ANY_H_
#define MORTISE_BINDINGS_RUNTIME_TRAITS_ANY_H_

#include "bindings/runtime/idl_traits.h"
#include "core/base/any.h"

namespace mortise::bindings {

// Section 3.2.1.
template <>
struct IdlTraits<IdlAny> {
  using Cpp = Any;
  static bool ToCpp(const Conversion& conversion, v8::Local<v8::Value> value,
                    Cpp& out);
  // A ByteBuffer's memory moves into the ArrayBuffer: it is made once.
  static v8::MaybeLocal<v8::Value> ToV8(const Conversion& conversion,
                                        Any&& value);
  static v8::MaybeLocal<v8::Value> ToV8(const Conversion& conversion,
                                        const Any& value);
};

template <>
struct IdlTraits<IdlUndefined> {
  using Cpp = Undefined;
  static bool ToCpp(const Conversion& conversion, v8::Local<v8::Value> value,
                    Cpp& out) {
    return true;
  }
  static v8::MaybeLocal<v8::Value> ToV8(const Conversion& conversion,
                                        Undefined) {
    return v8::Undefined(conversion.isolate());
  }
};

}  // namespace mortise::bindings

#endif  // MORTISE_BINDINGS_RUNTIME_TRAITS_ANY_H_
