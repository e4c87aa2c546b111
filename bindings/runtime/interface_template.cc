#include "bindings/runtime/interface_template.h"

#include <string_view>

#include "bindings/runtime/exceptions.h"
#include "bindings/runtime/iteration_definition.h"
#include "bindings/runtime/legacy_platform_object.h"
#include "bindings/runtime/member_templates.h"

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

// Puts one interface's members where WebIDL section 3.7 wants them, except for
// those with an exposure of their own, which are each realm's business.
class Installer {
 public:
  Installer(IsolateData& data, const WrapperTypeInfo& type,
            v8::Local<v8::FunctionTemplate> interface_object)
      : data_(data),
        isolate_(data.isolate()),
        type_(type),
        interface_object_(interface_object),
        templates_(data, type, interface_object) {}

  void InstallAll() {
    for (const AttributeDefinition& attribute : type_.attributes) {
      if (attribute.exposure || (attribute.flags & kUnforgeable)) continue;
      DefineAccessor(
          HolderOf(attribute.flags), attribute,
          attribute.flags & kNotEnumerable ? v8::DontEnum : v8::None);
    }
    for (const OperationDefinition& operation : type_.operations) {
      if (operation.exposure || (operation.flags & kUnforgeable)) continue;
      DefineMethod(HolderOf(operation.flags), operation,
                   operation.flags & kNotEnumerable ? v8::DontEnum : v8::None);
    }
    for (const ConstantDefinition& constant : type_.constants) {
      if (constant.exposure) continue;
      v8::Local<v8::String> name = templates_.Name(constant.name);
      v8::Local<v8::Primitive> value = templates_.Value(constant);
      interface_object_->Set(name, value, kConstantAttributes);
      prototype()->Set(name, value, kConstantAttributes);
    }
    InstallIteration(data_, type_, templates_.signature(), members());
    prototype()->Set(
        v8::Symbol::GetToStringTag(isolate_),
        Internalized(isolate_, type_.name),
        static_cast<v8::PropertyAttribute>(v8::ReadOnly | v8::DontEnum));
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
  // Where regular members live.
  v8::Local<v8::ObjectTemplate> members() {
    return type_.is_global ? interface_object_->InstanceTemplate()
                           : prototype();
  }
  v8::Local<v8::Template> HolderOf(uint16_t flags) {
    if (flags & kStatic) return interface_object_;
    return members();
  }

  void DefineAccessor(v8::Local<v8::Template> holder,
                      const AttributeDefinition& attribute,
                      v8::PropertyAttribute property) {
    holder->SetAccessorProperty(templates_.Name(attribute.name),
                                templates_.Getter(attribute),
                                templates_.Setter(attribute), property);
  }

  void DefineMethod(v8::Local<v8::Template> holder,
                    const OperationDefinition& operation,
                    v8::PropertyAttribute property) {
    holder->Set(templates_.Name(operation.name), templates_.Method(operation),
                property);
  }

  IsolateData& data_;
  v8::Isolate* const isolate_;
  const WrapperTypeInfo& type_;
  v8::Local<v8::FunctionTemplate> interface_object_;
  MemberTemplates templates_;
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
  InstallPropertyHandlers(data.isolate(), type, result);
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
  InstallPropertyHandlers(isolate, type, result->InstanceTemplate());
  if (!type.script_members.empty()) {
    data.ScriptConstructorOf(type).AddPlaceholders(result->InstanceTemplate());
  }
  Installer(data, type, result).InstallAll();
  return scope.Escape(result);
}

}  // namespace mortise::bindings
