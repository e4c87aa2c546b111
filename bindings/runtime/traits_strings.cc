#include "bindings/runtime/traits_strings.h"

#include "bindings/v8_compat/v8_compat.h"
#include "core/base/utf8.h"

namespace mortise::bindings {
namespace {

// ToString, without a call for what is a string already.
bool ToScriptString(const Conversion& conversion, v8::Local<v8::Value> value,
                    v8::Local<v8::String>& out) {
  if (value->IsString()) {
    out = value.As<v8::String>();
    return true;
  }
  return value->ToString(conversion.context()).ToLocal(&out);
}

v8::MaybeLocal<v8::Value> FromOneByte(const Conversion& conversion,
                                      std::string_view latin1) {
  if (latin1.empty()) return v8::String::Empty(conversion.isolate());
  if (latin1.size() > static_cast<size_t>(v8::String::kMaxLength)) {
    conversion.ThrowBareTypeError("The string is too long.");
    return {};
  }
  v8::MaybeLocal<v8::String> string = v8::String::NewFromOneByte(
      conversion.isolate(), reinterpret_cast<const uint8_t*>(latin1.data()),
      v8::NewStringType::kNormal, static_cast<int>(latin1.size()));
  return string.FromMaybe(v8::Local<v8::String>());
}

}  // namespace

bool IdlTraits<IdlDOMString>::ToCpp(const Conversion& conversion,
                                    v8::Local<v8::Value> value, Cpp& out) {
  v8::Local<v8::String> string;
  if (!ToScriptString(conversion, value, string)) return false;
  out = conversion.data().strings().ToDomString(string);
  return true;
}

v8::MaybeLocal<v8::Value> IdlTraits<IdlDOMString>::ToV8(
    const Conversion& conversion, const DomString& value) {
  return conversion.data().strings().ToV8(value);
}

bool IdlTraits<IdlByteString>::ToCpp(const Conversion& conversion,
                                     v8::Local<v8::Value> value, Cpp& out) {
  v8::Local<v8::String> string;
  if (!ToScriptString(conversion, value, string)) return false;
  if (!string->ContainsOnlyOneByte()) {
    conversion.ThrowTypeError("has a character above U+00FF.");
    return false;
  }
  out.resize(static_cast<size_t>(string->Length()));
  v8_compat::WriteOneByte(conversion.isolate(), string,
                          reinterpret_cast<uint8_t*>(out.data()));
  return true;
}

v8::MaybeLocal<v8::Value> IdlTraits<IdlByteString>::ToV8(
    const Conversion& conversion, std::string_view value) {
  return FromOneByte(conversion, value);
}

bool IdlTraits<IdlUSVString>::ToCpp(const Conversion& conversion,
                                    v8::Local<v8::Value> value, Cpp& out) {
  v8::Local<v8::String> string;
  if (!ToScriptString(conversion, value, string)) return false;
  if (!string->IsOneByte()) {
    out = v8_compat::ToUtf8(conversion.isolate(), string);
    return true;
  }
  out.resize(static_cast<size_t>(string->Length()));
  v8_compat::WriteOneByte(conversion.isolate(), string,
                          reinterpret_cast<uint8_t*>(out.data()));
  if (!IsAscii(out)) out = Latin1ToUtf8(out);
  return true;
}

v8::MaybeLocal<v8::Value> IdlTraits<IdlUSVString>::ToV8(
    const Conversion& conversion, std::string_view value) {
  if (IsAscii(value)) return FromOneByte(conversion, value);
  v8::Local<v8::String> string;
  if (!v8::String::NewFromUtf8(conversion.isolate(), value.data(),
                               v8::NewStringType::kNormal,
                               static_cast<int>(value.size()))
           .ToLocal(&string)) {
    conversion.ThrowBareTypeError("The string is too long.");
    return {};
  }
  return string;
}

}  // namespace mortise::bindings
