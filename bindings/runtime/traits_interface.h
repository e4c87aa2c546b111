#ifndef MORTISE_BINDINGS_RUNTIME_TRAITS_INTERFACE_H_
#define MORTISE_BINDINGS_RUNTIME_TRAITS_INTERFACE_H_

#include "bindings/runtime/idl_traits.h"
#include "bindings/runtime/realm.h"
#include "bindings/runtime/wrapper_type_info.h"
#include "core/base/ref_counted.h"

namespace mortise::bindings {

namespace internal {

// The object behind `value` if that is a platform object of `type`, else null
// with nothing thrown.
ScriptWrappable* Unwrap(v8::Isolate* isolate, const WrapperTypeInfo& type,
                        v8::Local<v8::Value> value);

// Throws "... is not of type 'Event'."
void ThrowNotOfType(const Conversion& conversion, const char* name);

}  // namespace internal

// Interface types (WebIDL section 3.2.15).
template <typename T>
struct IdlTraits<IdlInterface<T>> {
  using Cpp = RefPtr<T>;

  static bool Is(const Conversion& conversion, v8::Local<v8::Value> value) {
    return internal::Unwrap(conversion.isolate(), TypeInfoOf<T>(), value);
  }
  static bool ToCpp(const Conversion& conversion, v8::Local<v8::Value> value,
                    Cpp& out) {
    ScriptWrappable* object =
        internal::Unwrap(conversion.isolate(), TypeInfoOf<T>(), value);
    if (!object) {
      internal::ThrowNotOfType(conversion, TypeInfoOf<T>().name);
      return false;
    }
    out = static_cast<T*>(object);
    return true;
  }
  static v8::MaybeLocal<v8::Value> ToV8(const Conversion& conversion,
                                        T& object) {
    v8::Local<v8::Object> wrapper;
    if (!conversion.realm().Wrap(object).ToLocal(&wrapper)) return {};
    return wrapper;
  }
  static v8::MaybeLocal<v8::Value> ToV8(const Conversion& conversion,
                                        T* object) {
    return ToV8(conversion, *object);
  }
  static v8::MaybeLocal<v8::Value> ToV8(const Conversion& conversion,
                                        const RefPtr<T>& object) {
    return ToV8(conversion, *object);
  }
};

// T? for an interface type T: null is a null pointer.
template <typename T>
struct IdlTraits<IdlNullable<IdlInterface<T>>> {
  using Cpp = RefPtr<T>;

  static bool ToCpp(const Conversion& conversion, v8::Local<v8::Value> value,
                    Cpp& out) {
    if (value->IsNullOrUndefined()) {
      out = nullptr;
      return true;
    }
    return IdlTraits<IdlInterface<T>>::ToCpp(conversion, value, out);
  }
  static v8::MaybeLocal<v8::Value> ToV8(const Conversion& conversion,
                                        T* object) {
    if (!object) return v8::Null(conversion.isolate());
    return IdlTraits<IdlInterface<T>>::ToV8(conversion, *object);
  }
  static v8::MaybeLocal<v8::Value> ToV8(const Conversion& conversion,
                                        const RefPtr<T>& object) {
    return ToV8(conversion, object.get());
  }
};

}  // namespace mortise::bindings

#endif  // MORTISE_BINDINGS_RUNTIME_TRAITS_INTERFACE_H_
