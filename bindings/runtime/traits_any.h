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

// A script's value on its way through core, held strongly; and back.
ScriptHeld HoldValue(v8::Isolate* isolate, v8::Local<v8::Value> value);
v8::Local<v8::Value> ValueOf(v8::Isolate* isolate, ScriptValue& value);

// Section 3.2.13: what a script passed, or, as a result, an object of C++.
template <>
struct IdlTraits<IdlObject> {
  using Cpp = ScriptHeld;
  static bool ToCpp(const Conversion& conversion, v8::Local<v8::Value> value,
                    Cpp& out);
  static v8::MaybeLocal<v8::Value> ToV8(const Conversion& conversion,
                                        const ScriptHeld& value);
  static v8::MaybeLocal<v8::Value> ToV8(const Conversion& conversion,
                                        const RefPtr<ScriptWrappable>& object);
};

// Section 3.2.14.
template <>
struct IdlTraits<IdlSymbol> {
  using Cpp = ScriptHeld;
  static bool Is(const Conversion& conversion, v8::Local<v8::Value> value) {
    return value->IsSymbol();
  }
  static bool ToCpp(const Conversion& conversion, v8::Local<v8::Value> value,
                    Cpp& out);
  static v8::MaybeLocal<v8::Value> ToV8(const Conversion& conversion,
                                        const ScriptHeld& value) {
    return IdlTraits<IdlObject>::ToV8(conversion, value);
  }
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
