#include "bindings/runtime/traits_any.h"

#include <cstdlib>
#include <utility>

#include "bindings/runtime/realm.h"
#include "bindings/runtime/traits_buffers.h"
#include "bindings/runtime/traits_strings.h"

namespace mortise::bindings {
namespace {

// A script's value on its way through core.  It is held strongly until a slot
// of a wrapper has it: a cycle through core would else never be collected.
class HeldValue final : public ScriptValue {
 public:
  HeldValue(v8::Isolate* isolate, v8::Local<v8::Value> value)
      : value_(isolate, value) {}

  v8::Local<v8::Value> Get(const Conversion& conversion) {
    if (value_.IsEmpty()) return v8::Undefined(conversion.isolate());
    v8::Local<v8::Value> value = value_.Get(conversion.isolate());
    if (conversion.into_slot() && HasOneRef() && value->IsObject()) {
      value_.SetWeak();
    }
    return value;
  }
  v8::Local<v8::Value> value(v8::Isolate* isolate) const {
    if (value_.IsEmpty()) return v8::Undefined(isolate);
    return value_.Get(isolate);
  }

 private:
  v8::Global<v8::Value> value_;
};

// The alternatives that are the same whether the value may be taken or not.
struct ToV8Visitor {
  const Conversion& conversion;

  v8::MaybeLocal<v8::Value> operator()(Undefined) const {
    return v8::Undefined(conversion.isolate());
  }
  v8::MaybeLocal<v8::Value> operator()(Null) const {
    return v8::Null(conversion.isolate());
  }
  v8::MaybeLocal<v8::Value> operator()(bool value) const {
    return v8::Boolean::New(conversion.isolate(), value);
  }
  v8::MaybeLocal<v8::Value> operator()(double value) const {
    return v8::Number::New(conversion.isolate(), value);
  }
  v8::MaybeLocal<v8::Value> operator()(const std::string& utf8) const {
    return IdlTraits<IdlUSVString>::ToV8(conversion, utf8);
  }
  v8::MaybeLocal<v8::Value> operator()(ByteBuffer&& bytes) const {
    return IdlTraits<IdlArrayBuffer>::ToV8(conversion, std::move(bytes));
  }
  v8::MaybeLocal<v8::Value> operator()(const ByteBuffer& bytes) const {
    return IdlTraits<IdlArrayBuffer>::ToV8(conversion,
                                           ByteBuffer::CopyOf(bytes.span()));
  }
  v8::MaybeLocal<v8::Value> operator()(
      const RefPtr<ScriptWrappable>& object) const {
    v8::Local<v8::Object> wrapper;
    if (!conversion.realm().Wrap(*object).ToLocal(&wrapper)) return {};
    return wrapper;
  }
  v8::MaybeLocal<v8::Value> operator()(const ScriptHeld& held) const {
    if (!held.value) return v8::Undefined(conversion.isolate());
    return static_cast<HeldValue&>(*held.value).Get(conversion);
  }
};

}  // namespace

ScriptHeld HoldValue(v8::Isolate* isolate, v8::Local<v8::Value> value) {
  return {MakeRef<HeldValue>(isolate, value)};
}

v8::Local<v8::Value> ValueOf(v8::Isolate* isolate, ScriptValue& value) {
  return static_cast<HeldValue&>(value).value(isolate);
}

bool IdlTraits<IdlAny>::ToCpp(const Conversion& conversion,
                              v8::Local<v8::Value> value, Cpp& out) {
  if (value->IsUndefined()) {
    out = Undefined();
  } else if (value->IsNull()) {
    out = Null();
  } else {
    out = ScriptHeld{MakeRef<HeldValue>(conversion.isolate(), value)};
  }
  return true;
}

v8::MaybeLocal<v8::Value> IdlTraits<IdlAny>::ToV8(const Conversion& conversion,
                                                  Any&& value) {
  return std::visit(ToV8Visitor{conversion}, std::move(value));
}

v8::MaybeLocal<v8::Value> IdlTraits<IdlAny>::ToV8(const Conversion& conversion,
                                                  const Any& value) {
  return std::visit(ToV8Visitor{conversion}, value);
}

bool IdlTraits<IdlObject>::ToCpp(const Conversion& conversion,
                                 v8::Local<v8::Value> value, Cpp& out) {
  if (!value->IsObject()) {
    conversion.ThrowTypeError("is not an object.");
    return false;
  }
  out = HoldValue(conversion.isolate(), value);
  return true;
}

v8::MaybeLocal<v8::Value> IdlTraits<IdlObject>::ToV8(
    const Conversion& conversion, const ScriptHeld& value) {
  return ToV8Visitor{conversion}(value);
}

v8::MaybeLocal<v8::Value> IdlTraits<IdlObject>::ToV8(
    const Conversion& conversion, const RefPtr<ScriptWrappable>& object) {
  return ToV8Visitor{conversion}(object);
}

bool IdlTraits<IdlSymbol>::ToCpp(const Conversion& conversion,
                                 v8::Local<v8::Value> value, Cpp& out) {
  if (!value->IsSymbol()) {
    conversion.ThrowTypeError("is not a symbol.");
    return false;
  }
  out = HoldValue(conversion.isolate(), value);
  return true;
}

}  // namespace mortise::bindings
