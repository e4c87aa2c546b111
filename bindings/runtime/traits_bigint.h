#ifndef MORTISE_BINDINGS_RUNTIME_TRAITS_BIGINT_H_
#define MORTISE_BINDINGS_RUNTIME_TRAITS_BIGINT_H_

#include "bindings/runtime/idl_traits.h"
#include "core/base/big_int.h"

namespace mortise::bindings {

// Section 3.2.9.
template <>
struct IdlTraits<IdlBigint> {
  using Cpp = BigInt;
  static bool ToCpp(const Conversion& conversion, v8::Local<v8::Value> value,
                    Cpp& out);
  static v8::MaybeLocal<v8::Value> ToV8(const Conversion& conversion,
                                        const BigInt& value);
};

// ToNumeric (ECMAScript section 7.1.3): a Number or a BigInt.
v8::MaybeLocal<v8::Value> ToNumeric(const Conversion& conversion,
                                    v8::Local<v8::Value> value);

}  // namespace mortise::bindings

#endif  // MORTISE_BINDINGS_RUNTIME_TRAITS_BIGINT_H_
