#include "bindings/runtime/realm_members.h"

#include "bindings/runtime/exceptions.h"
#include "bindings/runtime/ignore_result.h"
#include "bindings/runtime/member_templates.h"
#include "bindings/runtime/realm.h"

namespace mortise::bindings {
namespace {

void IllegalCallbackInterface(const v8::FunctionCallbackInfo<v8::Value>& info) {
  ThrowTypeError(info.GetIsolate(), "Illegal constructor");
}

// Defines members as properties of objects that exist.
class Definer {
 public:
  Definer(Realm& realm, const WrapperTypeInfo& type,
          v8::Local<v8::FunctionTemplate> interface_template)
      : realm_(realm),
        context_(realm.context()),
        templates_(realm.data(), type, interface_template) {}

  void Define(v8::Local<v8::Object> holder,
              const AttributeDefinition& attribute) {
    v8::Local<v8::Function> getter;
    v8::Local<v8::Value> setter = v8::Undefined(realm_.isolate());
    v8::Local<v8::Function> setter_function;
    if (!templates_.Getter(attribute)->GetFunction(context_).ToLocal(&getter)) {
      return;
    }
    v8::Local<v8::FunctionTemplate> setter_template =
        templates_.Setter(attribute);
    if (!setter_template.IsEmpty() &&
        setter_template->GetFunction(context_).ToLocal(&setter_function)) {
      setter = setter_function;
    }
    v8::PropertyDescriptor property(getter.As<v8::Value>(), setter);
    property.set_enumerable(!(attribute.flags & kNotEnumerable));
    property.set_configurable(true);
    IgnoreResult(holder->DefineProperty(
        context_, templates_.Name(attribute.name), property));
  }
  void Define(v8::Local<v8::Object> holder,
              const OperationDefinition& operation) {
    v8::Local<v8::Function> method;
    if (!templates_.Method(operation)->GetFunction(context_).ToLocal(&method)) {
      return;
    }
    IgnoreResult(holder->DefineOwnProperty(
        context_, templates_.Name(operation.name), method,
        operation.flags & kNotEnumerable ? v8::DontEnum : v8::None));
  }
  void Define(v8::Local<v8::Object> holder,
              const ConstantDefinition& constant) {
    IgnoreResult(holder->DefineOwnProperty(
        context_, templates_.Name(constant.name), templates_.Value(constant),
        kConstantAttributes));
  }

  MemberTemplates& templates() { return templates_; }

 private:
  Realm& realm_;
  const v8::Local<v8::Context> context_;
  MemberTemplates templates_;
};

// @@unscopables (section 3.7.3).
void DefineUnscopables(Realm& realm, const WrapperTypeInfo& type,
                       MemberTemplates& templates,
                       v8::Local<v8::Object> prototype) {
  v8::Isolate* isolate = realm.isolate();
  v8::Local<v8::Object> names;
  const auto add = [&](const char* name, uint16_t flags,
                       const Exposure* exposure) {
    if (!(flags & kUnscopable) || !realm.IsExposed(exposure)) return;
    if (names.IsEmpty()) {
      names = v8::Object::New(isolate, v8::Null(isolate), nullptr, nullptr, 0);
    }
    IgnoreResult(names->CreateDataProperty(
        realm.context(), templates.Name(name), v8::True(isolate)));
  };
  for (const AttributeDefinition& attribute : type.attributes) {
    add(attribute.name, attribute.flags, attribute.exposure);
  }
  for (const OperationDefinition& operation : type.operations) {
    add(operation.name, operation.flags, operation.exposure);
  }
  if (names.IsEmpty()) return;
  IgnoreResult(prototype->DefineOwnProperty(
      realm.context(), v8::Symbol::GetUnscopables(isolate), names,
      static_cast<v8::PropertyAttribute>(v8::ReadOnly | v8::DontEnum)));
}

}  // namespace

void DefineRealmMembers(Realm& realm, const WrapperTypeInfo& type,
                        v8::Local<v8::Function> interface_object,
                        v8::Local<v8::Object> prototype) {
  Definer definer(realm, type, realm.data().TemplateOf(type));
  v8::Local<v8::Object> members =
      type.is_global ? realm.context()->Global() : prototype;
  const auto define = [&](const auto& member) {
    if (!member.exposure || !realm.IsExposed(member.exposure)) return;
    definer.Define(member.flags & kStatic
                       ? v8::Local<v8::Object>(interface_object)
                       : members,
                   member);
  };
  for (const AttributeDefinition& attribute : type.attributes) {
    define(attribute);
  }
  for (const OperationDefinition& operation : type.operations) {
    define(operation);
  }
  for (const ConstantDefinition& constant : type.constants) {
    if (!constant.exposure || !realm.IsExposed(constant.exposure)) continue;
    definer.Define(interface_object, constant);
    definer.Define(prototype, constant);
  }
  DefineUnscopables(realm, type, definer.templates(), prototype);
}

void DefineLegacyFactoryFunctions(Realm& realm, const WrapperTypeInfo& type,
                                  v8::Local<v8::Object> prototype) {
  v8::Isolate* isolate = realm.isolate();
  v8::Local<v8::Context> context = realm.context();
  for (const LegacyFactoryFunction& factory : type.legacy_factory_functions) {
    v8::Local<v8::String> name =
        v8::String::NewFromUtf8(isolate, factory.name,
                                v8::NewStringType::kInternalized)
            .ToLocalChecked();
    v8::Local<v8::FunctionTemplate> made = v8::FunctionTemplate::New(
        isolate, factory.callback, {}, {}, factory.length);
    made->SetClassName(name);
    v8::Local<v8::Function> function;
    if (!made->GetFunction(context).ToLocal(&function)) return;
    IgnoreResult(function->DefineOwnProperty(
        context, v8::String::NewFromUtf8Literal(isolate, "prototype"),
        prototype,
        static_cast<v8::PropertyAttribute>(v8::ReadOnly | v8::DontEnum |
                                           v8::DontDelete)));
    IgnoreResult(context->Global()->DefineOwnProperty(context, name, function,
                                                      v8::DontEnum));
  }
}

v8::Local<v8::Object> MakeNamespaceObject(Realm& realm,
                                          const WrapperTypeInfo& type) {
  v8::Isolate* isolate = realm.isolate();
  v8::EscapableHandleScope scope(isolate);
  v8::Local<v8::Object> object = v8::Object::New(isolate);
  Definer definer(realm, type, {});
  for (const AttributeDefinition& attribute : type.attributes) {
    if (realm.IsExposed(attribute.exposure)) definer.Define(object, attribute);
  }
  for (const OperationDefinition& operation : type.operations) {
    if (realm.IsExposed(operation.exposure)) definer.Define(object, operation);
  }
  for (const ConstantDefinition& constant : type.constants) {
    if (realm.IsExposed(constant.exposure)) definer.Define(object, constant);
  }
  IgnoreResult(object->DefineOwnProperty(
      realm.context(), v8::Symbol::GetToStringTag(isolate),
      definer.templates().Name(type.name),
      static_cast<v8::PropertyAttribute>(v8::ReadOnly | v8::DontEnum)));
  return scope.Escape(object);
}

v8::Local<v8::Object> MakeCallbackInterfaceObject(Realm& realm,
                                                  const WrapperTypeInfo& type) {
  v8::Isolate* isolate = realm.isolate();
  v8::EscapableHandleScope scope(isolate);
  Definer definer(realm, type, {});
  v8::Local<v8::FunctionTemplate> made =
      v8::FunctionTemplate::New(isolate, &IllegalCallbackInterface, {}, {}, 0,
                                v8::ConstructorBehavior::kThrow);
  made->SetClassName(definer.templates().Name(type.name));
  v8::Local<v8::Object> object =
      made->GetFunction(realm.context()).ToLocalChecked();
  for (const ConstantDefinition& constant : type.constants) {
    if (realm.IsExposed(constant.exposure)) definer.Define(object, constant);
  }
  return scope.Escape(object);
}

}  // namespace mortise::bindings
