#include "bindings/runtime/interface_template.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "bindings/runtime/exceptions.h"

namespace mortise::bindings {
namespace {

v8::Local<v8::String> Internalized(v8::Isolate* isolate,
                                   std::string_view text) {
  return v8::String::NewFromUtf8(isolate, text.data(),
                                 v8::NewStringType::kInternalized,
                                 static_cast<int>(text.size()))
      .ToLocalChecked();
}

void IllegalConstructor(const v8::FunctionCallbackInfo<v8::Value>& info) {
  ThrowTypeError(info.GetIsolate(), "Illegal constructor");
}

// Puts one interface's members where WebIDL section 3.7 wants them.
class Installer {
 public:
  Installer(IsolateData& data, const WrapperTypeInfo& type,
            v8::Local<v8::FunctionTemplate> interface_object)
      : data_(data),
        isolate_(data.isolate()),
        type_(type),
        interface_object_(interface_object),
        signature_(v8::Signature::New(isolate_, interface_object)) {}

  void InstallAll() {
    for (const AttributeDefinition& attribute : type_.attributes) {
      if (!(attribute.flags & kUnforgeable)) InstallAttribute(attribute);
    }
    for (const OperationDefinition& operation : type_.operations) {
      if (!(operation.flags & kUnforgeable)) InstallOperation(operation);
    }
    for (const ConstantDefinition& constant : type_.constants) {
      InstallConstant(constant);
    }
    prototype()->Set(
        v8::Symbol::GetToStringTag(isolate_),
        Internalized(isolate_, type_.name),
        static_cast<v8::PropertyAttribute>(v8::ReadOnly | v8::DontEnum));
    if (type_.install_extra) type_.install_extra(isolate_, interface_object_);
  }

  void InstallOnInstances(v8::Local<v8::ObjectTemplate> instance) {
    for (const AttributeDefinition& attribute : type_.attributes) {
      if (attribute.flags & kUnforgeable) {
        DefineAccessor(instance, attribute, v8::DontDelete);
      }
    }
    for (const OperationDefinition& operation : type_.operations) {
      if (operation.flags & kUnforgeable) {
        DefineMethod(
            instance, operation,
            static_cast<v8::PropertyAttribute>(v8::ReadOnly | v8::DontDelete));
      }
    }
  }

 private:
  v8::Local<v8::ObjectTemplate> prototype() {
    return interface_object_->PrototypeTemplate();
  }

  v8::Local<v8::Template> HolderOf(uint8_t flags) {
    if (flags & kStatic) return interface_object_;
    return prototype();
  }

  v8::Local<v8::Signature> SignatureFor(uint8_t flags) {
    if (flags & (kStatic | kChecksReceiver)) return {};
    return signature_;
  }

  void InstallAttribute(const AttributeDefinition& attribute) {
    DefineAccessor(HolderOf(attribute.flags), attribute,
                   attribute.flags & kNotEnumerable ? v8::DontEnum : v8::None);
  }

  void DefineAccessor(v8::Local<v8::Template> holder,
                      const AttributeDefinition& attribute,
                      v8::PropertyAttribute property) {
    v8::Local<v8::Signature> signature = SignatureFor(attribute.flags);
    // All instances, of inheriting interfaces too, share one function.
    v8::Global<v8::FunctionTemplate>& shared_getter =
        data_.SharedTemplate(&attribute.getter);
    if (shared_getter.IsEmpty()) {
      v8::Local<v8::FunctionTemplate> getter =
          attribute.slot == SlotKind::kNone
              ? MakeFunction(attribute.getter, signature, 0)
              : data_.SlotsOf(type_).MakeGetterTemplate(attribute, signature);
      getter->SetClassName(
          Internalized(isolate_, absl::StrCat("get ", attribute.name)));
      shared_getter.Reset(isolate_, getter);
    }
    v8::Local<v8::FunctionTemplate> setter;
    if (attribute.setter) {
      v8::Global<v8::FunctionTemplate>& shared_setter =
          data_.SharedTemplate(&attribute.setter);
      if (shared_setter.IsEmpty()) {
        setter = MakeFunction(attribute.setter, signature, 1);
        setter->SetClassName(
            Internalized(isolate_, absl::StrCat("set ", attribute.name)));
        shared_setter.Reset(isolate_, setter);
      }
      setter = shared_setter.Get(isolate_);
    }
    // Looked up again: asking for the setter's may have moved it.
    holder->SetAccessorProperty(
        Internalized(isolate_, attribute.name),
        data_.SharedTemplate(&attribute.getter).Get(isolate_), setter,
        property);
  }

  void InstallOperation(const OperationDefinition& operation) {
    DefineMethod(HolderOf(operation.flags), operation,
                 operation.flags & kNotEnumerable ? v8::DontEnum : v8::None);
  }

  void DefineMethod(v8::Local<v8::Template> holder,
                    const OperationDefinition& operation,
                    v8::PropertyAttribute property) {
    v8::Local<v8::String> name = Internalized(isolate_, operation.name);
    v8::Global<v8::FunctionTemplate>& shared =
        data_.SharedTemplate(&operation.callback);
    if (shared.IsEmpty()) {
      v8::Local<v8::FunctionTemplate> method = MakeFunction(
          operation.callback, SignatureFor(operation.flags), operation.length);
      method->SetClassName(name);
      shared.Reset(isolate_, method);
    }
    holder->Set(name, shared.Get(isolate_), property);
  }

  void InstallConstant(const ConstantDefinition& constant) {
    v8::Local<v8::String> name = Internalized(isolate_, constant.name);
    v8::Local<v8::Primitive> value;
    if (constant.is_boolean) {
      value = v8::Boolean::New(isolate_, constant.value != 0);
    } else {
      value = v8::Number::New(isolate_, constant.value);
    }
    const auto property =
        static_cast<v8::PropertyAttribute>(v8::ReadOnly | v8::DontDelete);
    interface_object_->Set(name, value, property);
    prototype()->Set(name, value, property);
  }

  v8::Local<v8::FunctionTemplate> MakeFunction(
      v8::FunctionCallback callback, v8::Local<v8::Signature> signature,
      int length) {
    return v8::FunctionTemplate::New(isolate_, callback, {}, signature, length,
                                     v8::ConstructorBehavior::kThrow);
  }

  IsolateData& data_;
  v8::Isolate* const isolate_;
  const WrapperTypeInfo& type_;
  v8::Local<v8::FunctionTemplate> interface_object_;
  v8::Local<v8::Signature> signature_;
};

// Templates do not inherit instance properties: each type carries those of all
// its inherited interfaces.
void InstallUnforgeables(IsolateData& data, const WrapperTypeInfo& type,
                         v8::Local<v8::FunctionTemplate> owner,
                         v8::Local<v8::ObjectTemplate> instance) {
  if (type.parent) {
    InstallUnforgeables(data, *type.parent, data.TemplateOf(*type.parent),
                        instance);
  }
  Installer(data, type, owner).InstallOnInstances(instance);
}

}  // namespace

v8::Local<v8::ObjectTemplate> MakeWrapperTemplate(
    IsolateData& data, const WrapperTypeInfo& type,
    v8::Local<v8::FunctionTemplate> interface_object) {
  v8::EscapableHandleScope scope(data.isolate());
  v8::Local<v8::ObjectTemplate> result =
      v8::ObjectTemplate::New(data.isolate(), interface_object);
  result->SetInternalFieldCount(kWrapperFieldCount);
  InstallUnforgeables(data, type, interface_object, result);
  return scope.Escape(result);
}

v8::Local<v8::FunctionTemplate> MakeInterfaceTemplate(
    IsolateData& data, const WrapperTypeInfo& type) {
  v8::Isolate* isolate = data.isolate();
  v8::EscapableHandleScope scope(isolate);
  v8::Local<v8::FunctionTemplate> result = v8::FunctionTemplate::New(
      isolate, type.constructor ? type.constructor : &IllegalConstructor, {},
      {}, type.constructor ? type.constructor_length : 0);
  result->SetClassName(Internalized(isolate, type.name));
  result->ReadOnlyPrototype();
  if (type.parent) result->Inherit(data.TemplateOf(*type.parent));
  result->InstanceTemplate()->SetInternalFieldCount(kWrapperFieldCount);

  InstallUnforgeables(data, type, result, result->InstanceTemplate());
  if (!type.script_members.empty()) {
    data.ScriptConstructorOf(type).AddPlaceholders(result->InstanceTemplate());
  }
  Installer(data, type, result).InstallAll();
  return scope.Escape(result);
}

}  // namespace mortise::bindings
