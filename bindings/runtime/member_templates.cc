#include "bindings/runtime/member_templates.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "bindings/runtime/internalized.h"

namespace mortise::bindings {

MemberTemplates::MemberTemplates(
    IsolateData& data, const WrapperTypeInfo& type,
    v8::Local<v8::FunctionTemplate> interface_object)
    : data_(data), isolate_(data.isolate()), type_(type) {
  if (!interface_object.IsEmpty()) {
    signature_ = v8::Signature::New(isolate_, interface_object);
  }
}

v8::Local<v8::String> MemberTemplates::Name(const char* name) const {
  return Internalized(isolate_, name);
}

v8::Local<v8::Primitive> MemberTemplates::Value(
    const ConstantDefinition& constant) const {
  if (constant.is_boolean) {
    return v8::Boolean::New(isolate_, constant.value != 0);
  }
  return v8::Number::New(isolate_, constant.value);
}

v8::Local<v8::Signature> MemberTemplates::SignatureFor(uint16_t flags) const {
  if (flags & (kStatic | kChecksReceiver)) return {};
  return signature_;
}

v8::Local<v8::FunctionTemplate> MemberTemplates::Make(
    v8::FunctionCallback callback, uint16_t flags, int length) const {
  return v8::FunctionTemplate::New(isolate_, callback, {}, SignatureFor(flags),
                                   length, v8::ConstructorBehavior::kThrow);
}

v8::Local<v8::FunctionTemplate> MemberTemplates::Getter(
    const AttributeDefinition& attribute) {
  v8::Global<v8::FunctionTemplate>& shared =
      data_.SharedTemplate(&attribute.getter);
  if (!shared.IsEmpty()) return shared.Get(isolate_);
  v8::Local<v8::FunctionTemplate> getter =
      attribute.slot == SlotKind::kNone
          ? Make(attribute.getter, attribute.flags, 0)
          : data_.SlotsOf(type_).MakeGetterTemplate(
                attribute, SignatureFor(attribute.flags));
  getter->SetClassName(Name(absl::StrCat("get ", attribute.name).c_str()));
  // Looked up again: asking for the slots may have moved it.
  data_.SharedTemplate(&attribute.getter).Reset(isolate_, getter);
  return getter;
}

v8::Local<v8::FunctionTemplate> MemberTemplates::Setter(
    const AttributeDefinition& attribute) {
  if (!attribute.setter) return {};
  v8::Global<v8::FunctionTemplate>& shared =
      data_.SharedTemplate(&attribute.setter);
  if (shared.IsEmpty()) {
    v8::Local<v8::FunctionTemplate> setter =
        Make(attribute.setter, attribute.flags, 1);
    setter->SetClassName(Name(absl::StrCat("set ", attribute.name).c_str()));
    shared.Reset(isolate_, setter);
  }
  return shared.Get(isolate_);
}

v8::Local<v8::FunctionTemplate> MemberTemplates::Method(
    const OperationDefinition& operation) {
  v8::Global<v8::FunctionTemplate>& shared =
      data_.SharedTemplate(&operation.callback);
  if (shared.IsEmpty()) {
    v8::Local<v8::FunctionTemplate> method =
        Make(operation.callback, operation.flags, operation.length);
    method->SetClassName(Name(operation.name));
    shared.Reset(isolate_, method);
  }
  return shared.Get(isolate_);
}

}  // namespace mortise::bindings
