#include "bindings/runtime/call.h"

#include "absl/strings/str_cat.h"
#include "bindings/runtime/exceptions.h"
#include "bindings/runtime/ignore_result.h"
#include "bindings/runtime/member_templates.h"
#include "bindings/runtime/new_target.h"
#include "bindings/runtime/realm_members.h"
#include "bindings/runtime/script_constructor.h"
#include "bindings/v8_compat/v8_compat.h"
#include "core/base/check.h"

namespace mortise::bindings {

Call::Call(const Info& info, const MemberContext& member)
    : Conversion(info.GetIsolate(), info.GetIsolate()->GetCurrentContext(),
                 member),
      info_(info) {}

void Call::ThrowIllegalInvocation() const {
  bindings::ThrowTypeError(isolate(), "Illegal invocation");
}

bool Call::IsConstructor() const {
  if (info_.IsConstructCall()) {
    // Scripts themselves never get hold of a native constructor that has a
    // half in JavaScript, and that half passes on no third argument of theirs.
    if (info_.Length() > ScriptConstructor::kFillsSlots &&
        info_[ScriptConstructor::kFillsSlots]->IsBoolean()) {
      slots_filled_by_script_ = info_[ScriptConstructor::kFillsSlots]->IsTrue();
      script_read_members_ = ScriptReadMembers(
          info_, ScriptConstructor::kFirstMember,
          static_cast<size_t>(info_.Length() -
                              ScriptConstructor::kFirstMember));
    }
    return true;
  }
  ThrowBareTypeError(
      "Please use the 'new' operator, this object constructor cannot be "
      "called as a function.");
  return false;
}

void Call::ThrowTooFewArguments(int required) const {
  ThrowBareTypeError(
      absl::StrCat(required, " argument", required == 1 ? "" : "s",
                   " required, but only ", info_.Length(), " present."));
}

void Call::Construct(ScriptWrappable& object) const {
  v8::Local<v8::Object> wrapper = info_.This();
  data().wrappers().Add(wrapper, object);
  const WrapperTypeInfo& type = TypeInfoOfObject(object);
  if (!slots_filled_by_script_) {
    v8::Local<v8::Value> made = v8_compat::Prototype(wrapper);
    v8::Local<v8::Value> wanted = PrototypeForNewTarget(
        realm(), type, made, info_.NewTarget().As<v8::Object>());
    if (made != wanted) IgnoreResult(wrapper->SetPrototype(context(), wanted));
  }
  if (type.has_conditional_unforgeables) {
    DefineConditionalUnforgeables(realm(), type, wrapper);
  }
  if (!type.script_members.empty() && !slots_filled_by_script_) {
    IgnoreResult(
        data().FillSlots(context(), wrapper, type, SlotTable::Which::kAll));
  } else if (data().HoldsAny(type)) {
    IgnoreResult(data().FillSlots(context(), wrapper, type,
                                  SlotTable::Which::kMissingAny));
  }
  // An error object has a `stack`, however it came to be.
  if (type.inherits_from_error) realm().CaptureStack(wrapper);
}

// The private property is named by the member's address, which only it has.
void Call::KeepArray(v8::Local<v8::Value> array) const {
  v8::Local<v8::Private> key = data().PrivateOf(&member());
  v8::Local<v8::Value> kept;
  if (info_.This()->GetPrivate(context(), key).ToLocal(&kept) &&
      kept != array) {
    IgnoreResult(info_.This()->SetPrivate(context(), key, array));
  }
}

void Call::ReturnMade(ScriptWrappable& object) const {
  v8::Local<v8::Object> wrapper;
  if (!realm().Wrap(object).ToLocal(&wrapper)) return;
  // V8 has read the prototype for the object that it made.
  v8::Local<v8::Value> wanted = PrototypeForNewTarget(
      realm(), TypeInfoOfObject(object), v8_compat::Prototype(info_.This()),
      info_.NewTarget().As<v8::Object>());
  if (v8_compat::Prototype(wrapper) != wanted) {
    IgnoreResult(wrapper->SetPrototype(context(), wanted));
  }
  info_.GetReturnValue().Set(wrapper);
}

namespace {

// "Collect attribute values of an inheritance stack": inherited ones first.
bool CollectAttributes(const Call& call, const WrapperTypeInfo& type,
                       v8::Local<v8::Object> receiver,
                       v8::Local<v8::Object> out) {
  if (type.parent && !CollectAttributes(call, *type.parent, receiver, out)) {
    return false;
  }
  for (const AttributeDefinition& attribute : type.attributes) {
    if (!(attribute.flags & kInJson) ||
        !call.realm().IsExposed(attribute.exposure)) {
      continue;
    }
    v8::Local<v8::Function> getter;
    v8::Local<v8::Value> value;
    v8::Local<v8::String> name;
    if (!v8::String::NewFromUtf8(call.isolate(), attribute.name,
                                 v8::NewStringType::kInternalized)
             .ToLocal(&name) ||
        !MemberTemplates(call.data(), type, call.data().TemplateOf(type))
             .Getter(attribute)
             ->GetFunction(call.context())
             .ToLocal(&getter) ||
        !getter->Call(call.context(), receiver, 0, nullptr).ToLocal(&value) ||
        out->CreateDataProperty(call.context(), name, value).IsNothing()) {
      return false;
    }
  }
  return true;
}

}  // namespace

void Call::ReturnDefaultJson(const WrapperTypeInfo& type,
                             ScriptWrappable&) const {
  v8::Local<v8::Object> result = v8::Object::New(isolate());
  if (CollectAttributes(*this, type, v8_compat::Receiver(info_), result)) {
    info_.GetReturnValue().Set(result);
  }
}

void Call::ReplaceAttribute(v8::Local<v8::Value> value) const {
  v8::Local<v8::String> name;
  if (!v8::String::NewFromUtf8(isolate(), member().member,
                               v8::NewStringType::kInternalized)
           .ToLocal(&name)) {
    return;
  }
  bool created = false;
  if (info_.This()->CreateDataProperty(context(), name, value).To(&created) &&
      !created) {
    ThrowBareTypeError("The property cannot be replaced.");
  }
}

void Call::PutForwards(const char* attribute,
                       v8::Local<v8::Value> value) const {
  v8::Local<v8::String> name, target_name;
  v8::Local<v8::Value> target;
  if (!v8::String::NewFromUtf8(isolate(), member().member,
                               v8::NewStringType::kInternalized)
           .ToLocal(&name) ||
      !v8::String::NewFromUtf8(isolate(), attribute,
                               v8::NewStringType::kInternalized)
           .ToLocal(&target_name) ||
      !info_.This()->Get(context(), name).ToLocal(&target)) {
    return;
  }
  if (!target->IsObject()) {
    ThrowBareTypeError("The attribute's value is no object.");
    return;
  }
  IgnoreResult(target.As<v8::Object>()->Set(context(), target_name, value));
}

void Call::InvalidateSlots(const WrapperTypeInfo& type) const {
  IgnoreResult(data().FillSlots(context(), v8_compat::Receiver(info_), type,
                                SlotTable::Which::kAll));
}

}  // namespace mortise::bindings
