#include "bindings/runtime/slot_table.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "bindings/runtime/conversion.h"
#include "bindings/runtime/exceptions.h"
#include "bindings/runtime/ignore_result.h"
#include "bindings/runtime/internalized.h"
#include "bindings/runtime/isolate_data.h"
#include "bindings/v8_compat/v8_compat.h"

namespace mortise::bindings {
namespace {}  // namespace

SlotTable::SlotTable(v8::Isolate* isolate, const WrapperTypeInfo& type)
    : isolate_(isolate), type_(type) {
  v8::HandleScope scope(isolate);
  for (const AttributeDefinition& attribute : type.attributes) {
    if (attribute.slot == SlotKind::kNone) continue;
    holds_any_ |= attribute.slot == SlotKind::kAny;
    slots_.push_back(
        {&type, &attribute,
         v8::Global<v8::Private>(
             isolate,
             v8::Private::New(
                 isolate,
                 Internalized(isolate,
                              absl::StrCat(type.name, ".", attribute.name))))});
  }
}

v8::Local<v8::FunctionTemplate> SlotTable::MakeGetterTemplate(
    const AttributeDefinition& attribute,
    v8::Local<v8::Signature> signature) const {
  return v8::FunctionTemplate::New(
      isolate_, &ComputeForReceiver,
      v8::External::New(isolate_, const_cast<Slot*>(Find(attribute))),
      signature, 0, v8::ConstructorBehavior::kThrow);
}

// A literal of its own for each getter: functions made from one literal would
// share their inline caches, and each would see every attribute's symbol.
v8::MaybeLocal<v8::UnboundScript> SlotTable::CompileGetters() const {
  // Strict code: to make an object of its receiver, as sloppy code must, costs
  // as much as the load.
  std::string source = "(function (slots, compute) { 'use strict';\n";
  for (size_t i = 0; i < slots_.size(); ++i) {
    absl::StrAppend(&source, "const s", i, " = slots[", i, "], c", i,
                    " = compute[", i, "];\n");
  }
  absl::StrAppend(&source, "return {\n");
  for (size_t i = 0; i < slots_.size(); ++i) {
    // Libraries recognise built-in functions by "[native code]" in their text.
    // The load throws for undefined and null, which stand for the global
    // object: to ask for them first costs as much as the load, to catch costs
    // nothing.
    absl::StrAppend(&source, "get ", slots_[i].attribute->name,
                    "() { /* [native code] */ try { const v = this[s", i,
                    "]; if (v !== undefined) return v; } catch {} return c", i,
                    "(this); },\n");
  }
  absl::StrAppend(&source, "}; })");
  v8::Local<v8::String> text;
  if (!v8::String::NewFromUtf8(isolate_, source.data(),
                               v8::NewStringType::kNormal,
                               static_cast<int>(source.size()))
           .ToLocal(&text)) {
    return {};
  }
  v8::ScriptCompiler::Source compiled(
      text, v8_compat::ScriptOrigin(
                isolate_, Internalized(isolate_, kBindingsScriptName)));
  return v8::ScriptCompiler::CompileUnboundScript(isolate_, &compiled);
}

void SlotTable::Install(v8::Local<v8::Context> context,
                        v8::Local<v8::Object> prototype) {
  if (slots_.empty()) return;
  v8::HandleScope scope(isolate_);
  v8::Context::Scope context_scope(context);
  if (getters_.IsEmpty()) {
    v8::Local<v8::UnboundScript> script;
    if (!CompileGetters().ToLocal(&script)) return;
    getters_.Reset(isolate_, script);
  }
  v8::Local<v8::Array> keys =
      v8::Array::New(isolate_, static_cast<int>(slots_.size()));
  v8::Local<v8::Array> compute =
      v8::Array::New(isolate_, static_cast<int>(slots_.size()));
  for (uint32_t i = 0; i < slots_.size(); ++i) {
    v8::Local<v8::Function> function;
    if (!v8::Function::New(context, &ComputeForArgument,
                           v8::External::New(isolate_, &slots_[i]), 1,
                           v8::ConstructorBehavior::kThrow)
             .ToLocal(&function) ||
        keys->CreateDataProperty(
                context, i,
                v8_compat::PrivateAsValue(slots_[i].key.Get(isolate_)))
            .IsNothing() ||
        compute->CreateDataProperty(context, i, function).IsNothing()) {
      return;
    }
  }
  v8::Local<v8::Value> factory, object;
  v8::Local<v8::Value> arguments[] = {keys, compute};
  if (!getters_.Get(isolate_)->BindToCurrentContext()->Run(context).ToLocal(
          &factory) ||
      !factory.As<v8::Function>()
           ->Call(context, v8::Undefined(isolate_), 2, arguments)
           .ToLocal(&object)) {
    return;
  }
  for (const Slot& slot : slots_) {
    v8::Local<v8::String> name = Internalized(isolate_, slot.attribute->name);
    // The setter, if it has one ([PutForwards], [Replaceable]), stays; an
    // attribute that this realm does not expose is not there.
    v8::Local<v8::Value> descriptor, getter, old;
    v8::Local<v8::Value> setter = v8::Undefined(isolate_);
    if (!prototype->GetOwnPropertyDescriptor(context, name).ToLocal(&old) ||
        !old->IsObject() ||
        !old.As<v8::Object>()
             ->Get(context, Internalized(isolate_, "set"))
             .ToLocal(&setter)) {
      continue;
    }
    v8::Local<v8::String> get = Internalized(isolate_, "get");
    if (object.As<v8::Object>()
            ->GetOwnPropertyDescriptor(context, name)
            .ToLocal(&descriptor) &&
        descriptor.As<v8::Object>()->Get(context, get).ToLocal(&getter)) {
      // Defined anew, a property keeps its place in the order of keys.
      v8::PropertyDescriptor property(getter, setter);
      property.set_enumerable(true);
      property.set_configurable(true);
      IgnoreResult(prototype->DefineProperty(context, name, property));
    }
  }
}

bool SlotTable::Fill(v8::Local<v8::Context> context,
                     v8::Local<v8::Object> wrapper, Which which) const {
  auto* object = static_cast<ScriptWrappable*>(
      v8_compat::GetPointerField(isolate_, wrapper, kObjectField));
  for (const Slot& slot : slots_) {
    v8::Local<v8::Private> key = slot.key.Get(isolate_);
    if (which == Which::kMissingAny && slot.attribute->slot != SlotKind::kAny) {
      continue;
    }
    if (which != Which::kAll &&
        wrapper->HasPrivate(context, key).FromMaybe(true)) {
      continue;
    }
    const MemberContext member{slot.type->name, slot.attribute->name,
                               MemberKind::kGetter};
    Conversion conversion(isolate_, context, member);
    conversion.set_into_slot();
    v8::Local<v8::Value> value;
    if (!slot.attribute->slot_value(conversion, *object).ToLocal(&value)) {
      return false;
    }
    if (which != Which::kAll && value->IsUndefined()) continue;
    if (wrapper->SetPrivate(context, key, value).IsNothing()) return false;
  }
  return true;
}

void SlotTable::Compute(const v8::FunctionCallbackInfo<v8::Value>& info,
                        const Slot& slot, v8::Local<v8::Object> wrapper) {
  v8::Isolate* isolate = info.GetIsolate();
  v8::Local<v8::Context> context = isolate->GetCurrentContext();
  IsolateData& data = IsolateData::From(isolate);
  auto* object = static_cast<ScriptWrappable*>(
      v8_compat::GetPointerField(isolate, wrapper, kObjectField));
  const WrapperTypeInfo& type = TypeInfoOfObject(*object);
  v8::Local<v8::Value> value;
  if (data.FillSlots(context, wrapper, type, Which::kMissing) &&
      wrapper->GetPrivate(context, slot.key.Get(isolate)).ToLocal(&value)) {
    info.GetReturnValue().Set(value);
  }
}

void SlotTable::ComputeForReceiver(
    const v8::FunctionCallbackInfo<v8::Value>& info) {
  Compute(info, *static_cast<Slot*>(info.Data().As<v8::External>()->Value()),
          v8_compat::Receiver(info));
}

void SlotTable::ComputeForArgument(
    const v8::FunctionCallbackInfo<v8::Value>& info) {
  const Slot& slot =
      *static_cast<Slot*>(info.Data().As<v8::External>()->Value());
  // No `this` value stands for the global object of the function's realm.
  v8::Local<v8::Value> receiver =
      info[0]->IsNullOrUndefined()
          ? info.GetIsolate()->GetCurrentContext()->Global().As<v8::Value>()
          : info[0];
  if (!IsolateData::From(info.GetIsolate())
           .TemplateOf(*slot.type)
           ->HasInstance(receiver)) {
    ThrowTypeError(info.GetIsolate(), "Illegal invocation");
    return;
  }
  Compute(info, slot, receiver.As<v8::Object>());
}

const SlotTable::Slot* SlotTable::Find(
    const AttributeDefinition& attribute) const {
  for (const Slot& slot : slots_) {
    if (slot.attribute == &attribute) return &slot;
  }
  return nullptr;
}

const v8::Global<v8::Private>* SlotTable::KeyOf(
    absl::string_view attribute) const {
  for (const Slot& slot : slots_) {
    if (slot.attribute->name == attribute) return &slot.key;
  }
  return nullptr;
}

}  // namespace mortise::bindings
