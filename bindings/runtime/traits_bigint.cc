#include "bindings/runtime/traits_bigint.h"

namespace mortise::bindings {

bool IdlTraits<IdlBigint>::ToCpp(const Conversion& conversion,
                                 v8::Local<v8::Value> value, Cpp& out) {
  v8::Local<v8::BigInt> integer;
  if (!value->ToBigInt(conversion.context()).ToLocal(&integer)) return false;
  int is_negative = 0;
  int count = integer->WordCount();
  out.words.resize(static_cast<size_t>(count));
  integer->ToWordsArray(&is_negative, &count, out.words.data());
  out.is_negative = is_negative != 0;
  return true;
}

v8::MaybeLocal<v8::Value> IdlTraits<IdlBigint>::ToV8(
    const Conversion& conversion, const BigInt& value) {
  v8::Local<v8::BigInt> integer;
  if (!v8::BigInt::NewFromWords(conversion.context(), value.is_negative,
                                static_cast<int>(value.words.size()),
                                value.words.data())
           .ToLocal(&integer)) {
    return {};
  }
  return integer;
}

v8::MaybeLocal<v8::Value> ToNumeric(const Conversion& conversion,
                                    v8::Local<v8::Value> value) {
  if (value->IsNumber() || value->IsBigInt()) return value;
  v8::Local<v8::Context> context = conversion.context();
  if (!value->IsObject()) {
    v8::Local<v8::Number> number;
    if (!value->ToNumber(context).ToLocal(&number)) return {};
    return number;
  }
  // V8's API has no ToPrimitive.  The value of `x++` is ToNumeric(x).
  v8::Isolate* isolate = conversion.isolate();
  v8::Local<v8::Script> script;
  v8::Local<v8::Value> function;
  if (!v8::Script::Compile(
           context, v8::String::NewFromUtf8Literal(isolate, "(x) => x++"))
           .ToLocal(&script) ||
      !script->Run(context).ToLocal(&function)) {
    return {};
  }
  return function.As<v8::Function>()->Call(context, v8::Undefined(isolate), 1,
                                           &value);
}

}  // namespace mortise::bindings
