#include "bindings/runtime/traits_enumeration.h"

#include "absl/strings/str_cat.h"
#include "bindings/runtime/traits_strings.h"

namespace mortise::bindings::internal {

int FindEnumerationValue(const Conversion& conversion,
                         v8::Local<v8::Value> value, const NameTable& values,
                         std::string& text) {
  if (!IdlTraits<IdlUSVString>::ToCpp(conversion, value, text)) return -2;
  for (size_t i = 0; i < values.names.size(); ++i) {
    if (text == values.names[i]) return static_cast<int>(i);
  }
  return -1;
}

void ThrowNoEnumerationValue(const Conversion& conversion,
                             const std::string& text, const char* name) {
  conversion.ThrowTypeError(absl::StrCat(
      "('", text, "') is not a value of the enumeration ", name, "."));
}

}  // namespace mortise::bindings::internal
