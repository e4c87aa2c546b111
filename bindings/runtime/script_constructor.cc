#include "bindings/runtime/script_constructor.h"

#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "bindings/runtime/ignore_result.h"
#include "bindings/runtime/internalized.h"
#include "bindings/runtime/isolate_data.h"
#include "bindings/runtime/slot_table.h"
#include "bindings/v8_compat/v8_compat.h"

namespace mortise::bindings {
namespace {

void Define(v8::Local<v8::Context> context, v8::Local<v8::Object> object,
            const char* name, v8::Local<v8::Value> value, bool writable,
            bool configurable) {
  v8::PropertyDescriptor descriptor(value, writable);
  descriptor.set_enumerable(false);
  descriptor.set_configurable(configurable);
  IgnoreResult(object->DefineProperty(
      context, Internalized(context->GetIsolate(), name), descriptor));
}

// Copies a property as it is.
void CopyProperty(v8::Local<v8::Context> context, v8::Local<v8::Object> from,
                  v8::Local<v8::Object> to, const char* name) {
  v8::Isolate* isolate = context->GetIsolate();
  v8::Local<v8::String> key = Internalized(isolate, name);
  v8::Local<v8::Value> value;
  v8::PropertyAttribute attributes;
  if (!from->GetPropertyAttributes(context, key).To(&attributes)) return;
  v8::Local<v8::Value> descriptor;
  if (!from->GetOwnPropertyDescriptor(context, key).ToLocal(&descriptor) ||
      !descriptor->IsObject()) {
    return;
  }
  const auto field = [&](const char* part) -> v8::Local<v8::Value> {
    v8::Local<v8::Value> result;
    if (!descriptor.As<v8::Object>()
             ->Get(context, Internalized(isolate, part))
             .ToLocal(&result)) {
      return v8::Undefined(isolate);
    }
    return result;
  };
  const auto define = [&](v8::PropertyDescriptor& property) {
    property.set_enumerable(!(attributes & v8::DontEnum));
    property.set_configurable(!(attributes & v8::DontDelete));
    IgnoreResult(to->DefineProperty(context, key, property));
  };
  v8::Local<v8::Value> getter = field("get");
  if (getter->IsFunction()) {
    v8::PropertyDescriptor property(getter, field("set"));
    define(property);
  } else {
    v8::PropertyDescriptor property(field("value"),
                                    !(attributes & v8::ReadOnly));
    define(property);
  }
}

// The converted value of `v` (WebIDL section 3.2).
const char* ConversionOf(const ScriptMember& member) {
  using Kind = ScriptMember::Conversion;
  switch (member.conversion) {
    case Kind::kBoolean:
      return "!!v";
    case Kind::kByte:
      return "+v << 24 >> 24";
    case Kind::kOctet:
      return "+v & 255";
    case Kind::kShort:
      return "+v << 16 >> 16";
    case Kind::kUnsignedShort:
      return "+v & 65535";
    case Kind::kLong:
      return "+v | 0";
    case Kind::kUnsignedLong:
      return "+v >>> 0";
    case Kind::kUnrestrictedDouble:
      return "+v";
    case Kind::kDOMString:
    case Kind::kUSVString:
      return "typeof v === 'string' ? v : `${v}`";
    case Kind::kAny:
    case Kind::kNone:
      return "v";
  }
  return "v";
}

}  // namespace

ScriptConstructor::ScriptConstructor(IsolateData& data,
                                     const WrapperTypeInfo& type)
    : data_(data), type_(type) {}

const v8::Global<v8::Private>* ScriptConstructor::FindSlot(
    absl::string_view name) const {
  for (const WrapperTypeInfo* type = &type_; type; type = type->parent) {
    if (const auto* key = data_.SlotsOf(*type).KeyOf(name)) return key;
  }
  return nullptr;
}

std::vector<ScriptConstructor::FilledSlot> ScriptConstructor::FilledSlots()
    const {
  using Kind = ScriptMember::Conversion;
  v8::Isolate* isolate = data_.isolate();
  std::vector<FilledSlot> slots;
  const auto add = [&](absl::string_view attribute, std::string variable,
                       v8::Local<v8::Primitive> placeholder) {
    if (const auto* key = FindSlot(attribute)) {
      slots.push_back({std::move(variable), key->Get(isolate), placeholder});
    }
  };
  add("type", "type", v8::String::Empty(isolate));
  for (size_t i = 0; i < type_.script_members.size(); ++i) {
    const ScriptMember& member = type_.script_members[i];
    switch (member.conversion) {
      case Kind::kBoolean:
        add(member.name, absl::StrCat("m", i), v8::False(isolate));
        break;
      case Kind::kDOMString:
        add(member.name, absl::StrCat("m", i), v8::String::Empty(isolate));
        break;
      case Kind::kByte:
      case Kind::kOctet:
      case Kind::kShort:
      case Kind::kUnsignedShort:
      case Kind::kLong:
      case Kind::kUnsignedLong:
        add(member.name, absl::StrCat("m", i), v8::Integer::New(isolate, 0));
        break;
      // C++ fills these when they are asked for: a USVString may have had lone
      // surrogates, an `any` is held as soon as there is a wrapper.
      case Kind::kUnrestrictedDouble:
      case Kind::kUSVString:
      case Kind::kAny:
      case Kind::kNone:
        break;
    }
  }
  return slots;
}

void ScriptConstructor::AddPlaceholders(
    v8::Local<v8::ObjectTemplate> instance) const {
  for (const FilledSlot& slot : FilledSlots()) {
    instance->SetPrivate(slot.key, slot.placeholder);
  }
}

std::string ScriptConstructor::Source() const {
  std::string passed, reads, variables, slots, stores;
  const std::vector<FilledSlot> filled = FilledSlots();
  for (size_t i = 0; i < filled.size(); ++i) {
    absl::StrAppend(&slots, "const s", i, " = slots[", i, "];\n");
    absl::StrAppend(&stores, "  o[s", i, "] = ", filled[i].variable, ";\n");
  }
  for (size_t i = 0; i < type_.script_members.size(); ++i) {
    const ScriptMember& member = type_.script_members[i];
    absl::StrAppend(&variables, "  let m", i, " = ",
                    member.default_value ? member.default_value : "undefined",
                    ";\n");
    absl::StrAppend(&reads, "    if ((v = init['", member.name,
                    "']) !== undefined) ");
    if (member.conversion == ScriptMember::Conversion::kNone) {
      // C++ goes on from here, and fills all slots.
      absl::StrAppend(&reads, "return new Native(type, init, false", passed,
                      ", v);\n");
    } else {
      absl::StrAppend(&reads, "m", i, " = ", ConversionOf(member), ";\n");
    }
    absl::StrAppend(&passed, ", m", i);
  }
  return absl::StrCat(
      "(function (Native, construct, slots) { 'use strict';\n", slots,
      "function ", type_.name,
      "(type, init) {\n"
      "  if (new.target !== ",
      type_.name,
      " || typeof type !== 'string' ||\n"
      "      (init !== undefined && init !== null &&\n"
      "       typeof init !== 'object')) {\n"
      "    if (new.target === undefined) return Native();\n"
      "    const target = new.target === ",
      type_.name,
      " ? Native : new.target;\n"
      "    const length = arguments.length;\n"
      "    return construct(Native, length === 0 ? [] : length === 1 ? [type] "
      ": [type, init], target);\n"
      "  }\n",
      variables,
      "  let o;\n"
      "  if (init === undefined || init === null) {\n"
      "    o = new Native(type, undefined, true);\n"
      "  } else {\n"
      "    let v;\n",
      reads, "    o = new Native(type, init, true", passed,
      ");\n"
      "  }\n",
      stores, "  return o;\n}\nreturn ", type_.name, ";\n})");
}

v8::Local<v8::Function> ScriptConstructor::Install(
    v8::Local<v8::Context> context, v8::Local<v8::Function> native,
    v8::Local<v8::Object> prototype) {
  v8::Isolate* isolate = data_.isolate();
  v8::EscapableHandleScope scope(isolate);
  v8::Context::Scope context_scope(context);
  if (script_.IsEmpty()) {
    const std::string source = Source();
    v8::ScriptCompiler::Source text(
        Internalized(isolate, source),
        v8_compat::ScriptOrigin(isolate,
                                Internalized(isolate, kBindingsScriptName)));
    script_.Reset(isolate,
                  v8::ScriptCompiler::CompileUnboundScript(isolate, &text)
                      .ToLocalChecked());
  }
  std::vector<v8::Local<v8::Value>> keys;
  for (const FilledSlot& slot : FilledSlots()) {
    keys.push_back(v8_compat::PrivateAsValue(slot.key));
  }
  const auto get = [&](v8::Local<v8::Object> object, const char* name) {
    return object->Get(context, Internalized(isolate, name))
        .ToLocalChecked()
        .As<v8::Object>();
  };
  v8::Local<v8::Value> arguments[] = {
      native, get(get(context->Global(), "Reflect"), "construct"),
      v8::Array::New(isolate, keys.data(), keys.size())};
  v8::Local<v8::Object> target =
      script_.Get(isolate)
          ->BindToCurrentContext()
          ->Run(context)
          .ToLocalChecked()
          .As<v8::Function>()
          ->Call(context, v8::Undefined(isolate), 3, arguments)
          .ToLocalChecked()
          .As<v8::Object>();
  v8::Local<v8::Value> undefined[] = {v8::Undefined(isolate)};
  v8::Local<v8::Function> bound = get(target, "bind")
                                      .As<v8::Function>()
                                      ->Call(context, target, 1, undefined)
                                      .ToLocalChecked()
                                      .As<v8::Function>();
  Define(context, target, "prototype", prototype, false, false);
  Define(context, bound, "length",
         v8::Integer::New(isolate, type_.constructor_length), false, true);
  Define(context, bound, "name", Internalized(isolate, type_.name), false,
         true);
  Define(context, bound, "prototype", prototype, false, false);
  Define(context, prototype, "constructor", bound, true, true);
  for (const ConstantDefinition& constant : type_.constants) {
    CopyProperty(context, native, bound, constant.name);
  }
  for (const AttributeDefinition& attribute : type_.attributes) {
    if (attribute.flags & kStatic) {
      CopyProperty(context, native, bound, attribute.name);
    }
  }
  for (const OperationDefinition& operation : type_.operations) {
    if (operation.flags & kStatic) {
      CopyProperty(context, native, bound, operation.name);
    }
  }
  return scope.Escape(bound);
}

}  // namespace mortise::bindings
