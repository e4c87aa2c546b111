#include "bindings/runtime/new_target.h"

#include "bindings/runtime/realm.h"
#include "bindings/v8_compat/v8_compat.h"

namespace mortise::bindings {
namespace {

// ECMA-262, GetFunctionRealm.  Empty for a revoked proxy, for which V8 makes no
// object in the first place.
v8::MaybeLocal<v8::Context> GetFunctionRealm(v8::Isolate* isolate,
                                             v8::Local<v8::Object> function) {
  v8::Local<v8::Value> at = function;
  for (;;) {
    if (at->IsProxy()) {
      at = at.As<v8::Proxy>()->GetTarget();
      continue;
    }
    if (!at->IsFunction()) return {};
    v8::Local<v8::Value> target = at.As<v8::Function>()->GetBoundFunction();
    if (!target->IsFunction()) {
      return v8_compat::CreationContext(isolate, at.As<v8::Object>());
    }
    at = target;
  }
}

// Whether a property "prototype" that can be read without running script is an
// object.
bool HasPrototypeObject(v8::Local<v8::Context> context,
                        v8::Local<v8::Object> function) {
  v8::Isolate* isolate = context->GetIsolate();
  v8::Local<v8::String> name =
      v8::String::NewFromUtf8Literal(isolate, "prototype");
  v8::Local<v8::Value> at = function;
  while (at->IsObject() && !at->IsProxy()) {
    v8::Local<v8::Value> descriptor, value;
    if (!at.As<v8::Object>()
             ->GetOwnPropertyDescriptor(context, name)
             .ToLocal(&descriptor)) {
      return false;
    }
    if (descriptor->IsObject()) {
      return descriptor.As<v8::Object>()
                 ->Get(context,
                       v8::String::NewFromUtf8Literal(isolate, "value"))
                 .ToLocal(&value) &&
             value->IsObject();
    }
    at = v8_compat::Prototype(at.As<v8::Object>());
  }
  return false;
}

}  // namespace

v8::Local<v8::Value> PrototypeForNewTarget(Realm& realm,
                                           const WrapperTypeInfo& type,
                                           v8::Local<v8::Value> made,
                                           v8::Local<v8::Object> new_target) {
  if (made == realm.PrototypeObject(type)) return made;
  v8::Local<v8::Context> context;
  if (!GetFunctionRealm(realm.isolate(), new_target).ToLocal(&context)) {
    return made;
  }
  // In place of an interface prototype object, which V8 knows nothing of, it
  // takes %Object.prototype%.
  Realm* const target = Realm::FromOrNull(context);
  if (!target || made != target->object_prototype() ||
      HasPrototypeObject(realm.context(), new_target)) {
    return made;
  }
  return target->PrototypeObject(type);
}

}  // namespace mortise::bindings
