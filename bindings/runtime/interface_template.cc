#include "bindings/runtime/interface_template.h"

#include <string_view>

#include "bindings/runtime/exceptions.h"
#include "bindings/runtime/internalized.h"
#include "bindings/runtime/iteration_definition.h"
#include "bindings/runtime/legacy_platform_object.h"
#include "bindings/runtime/member_templates.h"
#include "bindings/runtime/named_properties_object.h"
#include "bindings/runtime/realm_members.h"

namespace mortise::bindings {
namespace {

void IllegalConstructor(const v8::FunctionCallbackInfo<v8::Value>& info) {
  ThrowTypeError(info.GetIsolate(), "Illegal constructor");
}

// Puts one interface's members where WebIDL section 3.7 wants them.  If some
// have an exposure of their own, all are each realm's business: properties come
// in the order in which they are defined.
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
    const bool is_unconditional = !HasConditionalMembers(type_);
    if (is_unconditional) {
      InstallConstants(interface_object_);
      InstallMembers();
    }
    InstallIteration(data_, type_, templates_.signature(), members());
    if (is_unconditional) InstallConstants(prototype());
    prototype()->Set(
        v8::Symbol::GetToStringTag(isolate_),
        Internalized(isolate_,
                     type_.class_string ? type_.class_string : type_.name),
        static_cast<v8::PropertyAttribute>(v8::ReadOnly | v8::DontEnum));
  }

  void InstallOnInstances(v8::Local<v8::ObjectTemplate> instance) {
    for (const AttributeDefinition& attribute : type_.attributes) {
      if ((attribute.flags & kUnforgeable) && !attribute.exposure) {
        DefineAccessor(instance, attribute, v8::DontDelete);
      }
    }
    for (const OperationDefinition& operation : type_.operations) {
      if ((operation.flags & kUnforgeable) && !operation.exposure) {
        DefineMethod(
            instance, operation,
            static_cast<v8::PropertyAttribute>(v8::ReadOnly | v8::DontDelete));
      }
    }
  }

 private:
  void InstallConstants(v8::Local<v8::Template> holder) {
    for (const ConstantDefinition& constant : type_.constants) {
      holder->Set(templates_.Name(constant.name), templates_.Value(constant),
                  kConstantAttributes);
    }
  }
  void InstallMembers() {
    for (const AttributeDefinition& attribute : type_.attributes) {
      if (attribute.flags & kUnforgeable) continue;
      DefineAccessor(HolderOf(attribute.flags), attribute, v8::None);
    }
    for (const OperationDefinition& operation : type_.operations) {
      if (operation.flags & kUnforgeable) continue;
      DefineMethod(HolderOf(operation.flags), operation, v8::None);
    }
  }

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

// A global object and its chain of interface prototype objects are immutable
// prototype exotic objects (sections 3.7.3 and 3.8.1), in every realm.
void MakeChainImmutable(IsolateData& data, const WrapperTypeInfo& type,
                        v8::Local<v8::FunctionTemplate> interface_object) {
  interface_object->InstanceTemplate()->SetImmutableProto();
  interface_object->PrototypeTemplate()->SetImmutableProto();
  for (const WrapperTypeInfo* at = type.parent; at; at = at->parent) {
    data.TemplateOf(*at)->PrototypeTemplate()->SetImmutableProto();
  }
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
  if (type.is_global && type.legacy_platform_object) {
    result->Inherit(MakeNamedPropertiesTemplate(data, type));
  } else if (type.parent) {
    result->Inherit(data.TemplateOf(*type.parent));
  }
  result->InstanceTemplate()->SetInternalFieldCount(kWrapperFieldCount);

  InstallUnforgeables(data, type, result, result->InstanceTemplate());
  if (type.is_global) {
    MakeChainImmutable(data, type, result);
  } else {
    InstallPropertyHandlers(isolate, type, result->InstanceTemplate());
  }
  if (!type.script_members.empty()) {
    data.ScriptConstructorOf(type).AddPlaceholders(result->InstanceTemplate());
  }
  Installer(data, type, result).InstallAll();
  return scope.Escape(result);
}

}  // namespace mortise::bindings
