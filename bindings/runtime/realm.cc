#include "bindings/runtime/realm.h"

#include <cstdio>
#include <utility>

#include "absl/algorithm/container.h"
#include "bindings/runtime/collection.h"
#include "bindings/runtime/ignore_result.h"
#include "bindings/runtime/internalized.h"
#include "bindings/runtime/iteration_definition.h"
#include "bindings/runtime/named_properties_object.h"
#include "bindings/runtime/realm_members.h"
#include "bindings/v8_compat/v8_compat.h"
#include "core/base/check.h"

namespace mortise::bindings {
namespace {

// Which of the context's embedder data the bindings take.
constexpr int kRealmIndex = 5;

// A function of a built-in object, "Error.captureStackTrace", as it is before
// any script may change it.  Stays empty if the embedder has taken it away.
void FindBuiltIn(v8::Local<v8::Context> context, const char* object_name,
                 const char* function_name, v8::Global<v8::Function>& out) {
  v8::Isolate* isolate = context->GetIsolate();
  v8::Local<v8::Value> object, function;
  if (context->Global()
          ->Get(context, Internalized(isolate, object_name))
          .ToLocal(&object) &&
      object->IsObject() &&
      object.As<v8::Object>()
          ->Get(context, Internalized(isolate, function_name))
          .ToLocal(&function) &&
      function->IsFunction()) {
    out.Reset(isolate, function.As<v8::Function>());
  }
}

void PrintException(v8::Isolate* isolate, v8::Local<v8::Value> exception) {
  v8::String::Utf8Value text(isolate, exception);
  std::fprintf(stderr, "Uncaught %s\n", *text ? *text : "exception");
}

}  // namespace

Realm::Realm(v8::Local<v8::Context> context, EnvironmentSettings& environment)
    : isolate_(context->GetIsolate()),
      data_(IsolateData::From(isolate_)),
      context_(isolate_, context),
      environment_(environment) {
  v8_compat::SetEmbedderPointer(context, kRealmIndex, this);
  v8::HandleScope scope(isolate_);
  v8::Context::Scope context_scope(context);
  FindBuiltIn(context, "Error", "captureStackTrace", capture_stack_);
  FindBuiltIn(context, "Reflect", "defineProperty", reflect_define_property_);
  FindBuiltIn(context, "Reflect", "get", reflect_get_);
  FindBuiltIn(context, "Reflect", "set", reflect_set_);
  object_prototype_.Reset(
      isolate_,
      v8_compat::Prototype(v8::Object::New(isolate_)).As<v8::Object>());
}

Realm::~Realm() {
  v8::HandleScope scope(isolate_);
  v8_compat::SetEmbedderPointer(context(), kRealmIndex, nullptr);
}

Realm* Realm::FromOrNull(v8::Local<v8::Context> context) {
  if (context->GetNumberOfEmbedderDataFields() <= kRealmIndex) return nullptr;
  return static_cast<Realm*>(v8_compat::GetEmbedderPointer(
      context->GetIsolate(), context, kRealmIndex));
}

Realm& Realm::From(v8::Local<v8::Context> context) {
  Realm* realm = FromOrNull(context);
  MORTISE_CHECK(realm != nullptr);
  return *realm;
}

bool Realm::IsExposed(const Exposure* exposure) const {
  if (!exposure) return true;
  if ((exposure->secure_context && !scope_.is_secure_context) ||
      (exposure->cross_origin_isolated && !scope_.is_cross_origin_isolated)) {
    return false;
  }
  return exposure->globals.empty() || scope_.names.empty() ||
         absl::c_any_of(exposure->globals, [this](const char* global) {
           return absl::c_linear_search(scope_.names, global);
         });
}

v8::Local<v8::ObjectTemplate> Realm::GlobalTemplate(
    IsolateData& data, const WrapperTypeInfo& type) {
  return data.TemplateOf(type)->InstanceTemplate();
}

void Realm::SetGlobalObject(ScriptWrappable& object) {
  v8::HandleScope scope(isolate_);
  v8::Context::Scope context_scope(context());
  // Scripts hold the global proxy; V8 finds properties on the object behind
  // it, which is what a getter that the optimising compiler calls may see.
  v8::Local<v8::Object> proxy = context()->Global();
  v8_compat::SetPointerField(v8_compat::ObjectBehindProxy(proxy), kObjectField,
                             &object);
  data_.wrappers().Add(proxy, object);
  InterfaceObject(TypeInfoOfObject(object));
  global_object_ = &object;
}

void Realm::DefineInterfaceObject(const WrapperTypeInfo& type,
                                  v8::Local<v8::Object> object) {
  v8::Local<v8::Object> global = context()->Global();
  const auto define = [&](v8::Local<v8::Object> holder, const char* name) {
    IgnoreResult(holder->DefineOwnProperty(
        context(), Internalized(isolate_, name), object, v8::DontEnum));
  };
  define(type.legacy_namespace ? ObjectOf(*type.legacy_namespace) : global,
         type.name);
  if (scope_.names.empty() || absl::c_linear_search(scope_.names, "Window")) {
    for (const char* alias : type.window_aliases) define(global, alias);
  }
}

// "Define the global property references" (section 3.8).
void Realm::Expose(absl::Span<const WrapperTypeInfo* const> types) {
  v8::HandleScope scope(isolate_);
  v8::Local<v8::Context> context = this->context();
  v8::Context::Scope context_scope(context);
  for (const WrapperTypeInfo* type : types) {
    if (!IsExposed(type->exposure)) continue;
    v8::Local<v8::Object> object = ObjectOf(*type);
    if (type->has_interface_object) DefineInterfaceObject(*type, object);
    DefineLegacyFactoryFunctions(*this, *type);
  }
}

v8::Local<v8::Function> Realm::InterfaceObject(const WrapperTypeInfo& type) {
  return ObjectOf(type).As<v8::Function>();
}

v8::Local<v8::Object> Realm::PrototypeObject(const WrapperTypeInfo& type) {
  if (ObjectsOf(type).prototype.IsEmpty()) InterfaceObject(type);
  return ObjectsOf(type).prototype.Get(isolate_);
}

// Valid until the next call.
Realm::Objects& Realm::ObjectsOf(const WrapperTypeInfo& type) {
  const size_t index = static_cast<size_t>(type.Index());
  if (index >= objects_.size()) objects_.resize(index + 1);
  return objects_[index];
}

v8::Local<v8::Object> Realm::ObjectOf(const WrapperTypeInfo& type) {
  const Objects& objects = ObjectsOf(type);
  if (!objects.object.IsEmpty()) return objects.object.Get(isolate_);
  v8::EscapableHandleScope scope(isolate_);
  v8::Local<v8::Object> object = MakeObject(type);
  ObjectsOf(type).object.Reset(isolate_, object);
  return scope.Escape(object);
}

v8::Local<v8::Object> Realm::MakeObject(const WrapperTypeInfo& type) {
  switch (type.kind) {
    case ConstructKind::kNamespace:
      return MakeNamespaceObject(*this, type);
    case ConstructKind::kCallbackInterface:
      return MakeCallbackInterfaceObject(*this, type);
    case ConstructKind::kInterface:
      break;
  }
  return Install(type);
}

// What templates cannot express: the [[Prototype]] of an interface object is
// that of the inherited interface (WebIDL section 3.7.1); and functions that
// are written in JavaScript.
v8::Local<v8::Function> Realm::Install(const WrapperTypeInfo& type) {
  v8::Local<v8::Context> context = this->context();
  v8::Local<v8::Function> function =
      data_.TemplateOf(type)->GetFunction(context).ToLocalChecked();
  v8::Local<v8::Object> prototype =
      function->Get(context, Internalized(isolate_, "prototype"))
          .ToLocalChecked()
          .As<v8::Object>();
  ObjectsOf(type).prototype.Reset(isolate_, prototype);
  DefineRealmMembers(*this, type, function, prototype);
  data_.SlotsOf(type).Install(context, prototype);
  PrepareNamedPropertiesObject(*this, type, prototype);
  PrepareIterators(context, data_, type);
  InstallCollection(*this, type, prototype);
  if (!type.script_members.empty()) {
    function =
        data_.ScriptConstructorOf(type).Install(context, function, prototype);
  }
  if (type.parent) {
    IgnoreResult(
        function->SetPrototype(context, InterfaceObject(*type.parent)));
  }
  if (type.inherits_from_error) {
    v8::Local<v8::Object> error =
        v8::Exception::Error(v8::String::Empty(isolate_)).As<v8::Object>();
    IgnoreResult(prototype->SetPrototype(context, error->GetPrototype()));
  }
  return function;
}

v8::MaybeLocal<v8::Object> Realm::Wrap(ScriptWrappable& object) {
  if (auto* record = static_cast<WrapperRecord*>(object.wrapper_handle())) {
    return record->Get(isolate_);
  }
  const WrapperTypeInfo& type = TypeInfoOfObject(object);
  InterfaceObject(type);
  v8::Local<v8::Object> wrapper;
  if (!data_.WrapperTemplateOf(type)->NewInstance(context()).ToLocal(
          &wrapper)) {
    return {};
  }
  data_.wrappers().Add(wrapper, object);
  if (type.has_conditional_unforgeables) {
    DefineConditionalUnforgeables(*this, type, wrapper);
  }
  if (data_.HoldsAny(type) && !data_.FillSlots(context(), wrapper, type,
                                               SlotTable::Which::kMissingAny)) {
    return {};
  }
  return wrapper;
}

void Realm::ReportException(v8::Local<v8::Value> exception,
                            v8::Local<v8::Message> message) {
  if (reporter_) {
    reporter_(exception, message);
  } else {
    PrintException(isolate_, exception);
  }
}

void Realm::CaptureStack(v8::Local<v8::Object> error) {
  if (capture_stack_.IsEmpty()) return;
  v8::Local<v8::Value> arguments[] = {error};
  IgnoreResult(capture_stack_.Get(isolate_)->Call(
      context(), v8::Undefined(isolate_), 1, arguments));
}

}  // namespace mortise::bindings
