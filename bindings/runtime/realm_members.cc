#include "bindings/runtime/realm_members.h"

#include "absl/algorithm/container.h"
#include "bindings/runtime/exceptions.h"
#include "bindings/runtime/ignore_result.h"
#include "bindings/runtime/internalized.h"
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
    property.set_enumerable(true);
    property.set_configurable(!(attribute.flags & kUnforgeable));
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
        operation.flags & kUnforgeable
            ? static_cast<v8::PropertyAttribute>(v8::ReadOnly | v8::DontDelete)
            : v8::None));
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
  if (type.unscopables.empty()) return;
  v8::Isolate* isolate = realm.isolate();
  v8::Local<v8::Object> names =
      v8::Object::New(isolate, v8::Null(isolate), nullptr, nullptr, 0);
  for (const UnscopableMember& member : type.unscopables) {
    if (!realm.IsExposed(member.exposure)) continue;
    IgnoreResult(names->CreateDataProperty(
        realm.context(), templates.Name(member.name), v8::True(isolate)));
  }
  IgnoreResult(prototype->DefineOwnProperty(
      realm.context(), v8::Symbol::GetUnscopables(isolate), names,
      static_cast<v8::PropertyAttribute>(v8::ReadOnly | v8::DontEnum)));
}

// Makes a data property the last one in the order of the object's keys.
void MoveToEnd(v8::Local<v8::Context> context, v8::Local<v8::Object> object,
               v8::Local<v8::String> name) {
  v8::Local<v8::Value> value;
  v8::PropertyAttribute attributes;
  if (!object->HasOwnProperty(context, name).FromMaybe(false) ||
      !object->GetPropertyAttributes(context, name).To(&attributes) ||
      !object->Get(context, name).ToLocal(&value) ||
      !object->Delete(context, name).FromMaybe(false)) {
    return;
  }
  IgnoreResult(object->DefineOwnProperty(context, name, value, attributes));
}

// Calls `define` with the exposed ones of `members`.
template <typename Members, typename Define>
void ForEachExposed(const Realm& realm, const Members& members, Define define) {
  for (const auto& member : members) {
    if (realm.IsExposed(member.exposure)) define(member);
  }
}

void DefineAllMembers(Realm& realm, const WrapperTypeInfo& type,
                      v8::Local<v8::Object> interface_object,
                      v8::Local<v8::Object> prototype, Definer& definer) {
  const auto define = [&](const auto& member) {
    if (member.flags & kUnforgeable) return;
    definer.Define(member.flags & kStatic ? interface_object
                   : type.is_global       ? realm.context()->Global()
                                          : prototype,
                   member);
  };
  ForEachExposed(realm, type.constants, [&](const auto& constant) {
    definer.Define(interface_object, constant);
  });
  ForEachExposed(realm, type.attributes, define);
  ForEachExposed(realm, type.operations, define);
  for (const char* name : {"entries", "keys", "values", "forEach"}) {
    if (!type.iteration || type.is_global) break;
    MoveToEnd(realm.context(), prototype, definer.templates().Name(name));
  }
  ForEachExposed(realm, type.constants, [&](const auto& constant) {
    definer.Define(prototype, constant);
  });
  MoveToEnd(realm.context(), prototype,
            definer.templates().Name("constructor"));
}

}  // namespace

bool HasConditionalMembers(const WrapperTypeInfo& type) {
  const auto is_conditional = [](const auto& member) {
    return member.exposure && !(member.flags & kUnforgeable);
  };
  return absl::c_any_of(type.attributes, is_conditional) ||
         absl::c_any_of(type.operations, is_conditional) ||
         absl::c_any_of(type.constants, [](const auto& constant) {
           return constant.exposure != nullptr;
         });
}

void DefineRealmMembers(Realm& realm, const WrapperTypeInfo& type,
                        v8::Local<v8::Function> interface_object,
                        v8::Local<v8::Object> prototype) {
  Definer definer(realm, type, realm.data().TemplateOf(type));
  if (HasConditionalMembers(type)) {
    DefineAllMembers(realm, type, interface_object, prototype, definer);
  }
  if (type.is_global && type.has_conditional_unforgeables) {
    DefineConditionalUnforgeables(realm, type, realm.context()->Global());
  }
  DefineUnscopables(realm, type, definer.templates(), prototype);
  if (!type.has_interface_object) {
    IgnoreResult(prototype->Delete(realm.context(),
                                   definer.templates().Name("constructor")));
  }
}

void DefineConditionalUnforgeables(Realm& realm, const WrapperTypeInfo& type,
                                   v8::Local<v8::Object> instance) {
  if (type.parent) {
    DefineConditionalUnforgeables(realm, *type.parent, instance);
  }
  Definer definer(realm, type, realm.data().TemplateOf(type));
  const auto define = [&](const auto& member) {
    if (member.exposure && (member.flags & kUnforgeable)) {
      definer.Define(instance, member);
    }
  };
  ForEachExposed(realm, type.operations, define);
  ForEachExposed(realm, type.attributes, define);
}

void DefineLegacyFactoryFunctions(Realm& realm, const WrapperTypeInfo& type) {
  v8::Isolate* isolate = realm.isolate();
  v8::Local<v8::Context> context = realm.context();
  for (const LegacyFactoryFunction& factory : type.legacy_factory_functions) {
    v8::Local<v8::String> name = Internalized(isolate, factory.name);
    v8::Local<v8::FunctionTemplate> made = v8::FunctionTemplate::New(
        isolate, factory.callback, {}, {}, factory.length);
    made->SetClassName(name);
    made->SetPrototypeProviderTemplate(realm.data().TemplateOf(type));
    made->ReadOnlyPrototype();
    v8::Local<v8::Function> function;
    if (!made->GetFunction(context).ToLocal(&function)) return;
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
  const auto define = [&](const auto& member) {
    definer.Define(object, member);
  };
  ForEachExposed(realm, type.attributes, define);
  ForEachExposed(realm, type.operations, define);
  ForEachExposed(realm, type.constants, define);
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
  ForEachExposed(realm, type.constants, [&](const auto& constant) {
    definer.Define(object, constant);
  });
  return scope.Escape(object);
}

}  // namespace mortise::bindings
