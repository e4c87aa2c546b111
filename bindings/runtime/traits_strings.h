#ifndef MORTISE_BINDINGS_RUNTIME_TRAITS_STRINGS_H_
#define MORTISE_BINDINGS_RUNTIME_TRAITS_STRINGS_H_

#include <string>
#include <string_view>

#include "bindings/runtime/idl_traits.h"
#include "core/base/atom_string.h"
#include "core/base/dom_string.h"

namespace mortise::bindings {

// WebIDL section 3.2.10.
template <>
struct IdlTraits<IdlDOMString> {
  using Cpp = DomString;
  static bool ToCpp(const Conversion& conversion, v8::Local<v8::Value> value,
                    Cpp& out);
  static v8::MaybeLocal<v8::Value> ToV8(const Conversion& conversion,
                                        const DomString& value);
  static v8::MaybeLocal<v8::Value> ToV8(const Conversion& conversion,
                                        const AtomString& value) {
    return ToV8(conversion, value.string());
  }
};

// Section 3.2.11: one byte a character, TypeError above U+00FF.
template <>
struct IdlTraits<IdlByteString> {
  using Cpp = std::string;
  static bool ToCpp(const Conversion& conversion, v8::Local<v8::Value> value,
                    Cpp& out);
  static v8::MaybeLocal<v8::Value> ToV8(const Conversion& conversion,
                                        std::string_view value);
};

// Section 3.2.12: scalar values as UTF-8.
template <>
struct IdlTraits<IdlUSVString> {
  using Cpp = std::string;
  static bool ToCpp(const Conversion& conversion, v8::Local<v8::Value> value,
                    Cpp& out);
  static v8::MaybeLocal<v8::Value> ToV8(const Conversion& conversion,
                                        std::string_view value);
};

template <typename String>
struct IdlTraits<IdlLegacyNullToEmptyString<String>> : IdlTraits<String> {
  using Cpp = CppType<String>;
  static bool ToCpp(const Conversion& conversion, v8::Local<v8::Value> value,
                    Cpp& out) {
    if (value->IsNull()) {
      out = Cpp();
      return true;
    }
    return IdlTraits<String>::ToCpp(conversion, value, out);
  }
};

}  // namespace mortise::bindings

#endif  // MORTISE_BINDINGS_RUNTIME_TRAITS_STRINGS_H_
