#ifndef MORTISE_BINDINGS_RUNTIME_TRAITS_ENUMERATION_H_
#define MORTISE_BINDINGS_RUNTIME_TRAITS_ENUMERATION_H_

#include <string>

#include "bindings/runtime/idl_traits.h"
#include "bindings/runtime/name_table.h"

namespace mortise::bindings {

// The values of enumeration E in the order of its enumerators, which count
// from 0: the compiler specialises it for each.
//   static const NameTable kValues;
//   static constexpr const char* kName;
template <typename E>
struct EnumerationValues;

namespace internal {

// The position of `value`, converted to a string, in `values`; -1 with nothing
// thrown if it is none of them, -2 if an exception is pending.
int FindEnumerationValue(const Conversion& conversion,
                         v8::Local<v8::Value> value, const NameTable& values,
                         std::string& text);
void ThrowNoEnumerationValue(const Conversion& conversion,
                             const std::string& text, const char* name);

}  // namespace internal

// Enumeration types (WebIDL section 3.2.18).
template <typename E>
struct IdlTraits<IdlEnumeration<E>> {
  using Cpp = E;
  static bool ToCpp(const Conversion& conversion, v8::Local<v8::Value> value,
                    E& out) {
    std::string text;
    const int position = internal::FindEnumerationValue(
        conversion, value, EnumerationValues<E>::kValues, text);
    if (position == -1) {
      internal::ThrowNoEnumerationValue(conversion, text,
                                        EnumerationValues<E>::kName);
    }
    if (position < 0) return false;
    out = static_cast<E>(position);
    return true;
  }
  // For attribute setters, which ignore other values (section 3.7.6).
  // False also when `value` is none of the enumeration's values: then no
  // exception is pending.
  static bool ToCppOrIgnore(const Conversion& conversion,
                            v8::Local<v8::Value> value, E& out) {
    std::string text;
    const int position = internal::FindEnumerationValue(
        conversion, value, EnumerationValues<E>::kValues, text);
    if (position < 0) return false;
    out = static_cast<E>(position);
    return true;
  }
  static v8::MaybeLocal<v8::Value> ToV8(const Conversion& conversion, E value) {
    return conversion.data().Name(EnumerationValues<E>::kValues,
                                  static_cast<size_t>(value));
  }
};

}  // namespace mortise::bindings

#endif  // MORTISE_BINDINGS_RUNTIME_TRAITS_ENUMERATION_H_
