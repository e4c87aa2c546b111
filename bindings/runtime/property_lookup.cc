#include "bindings/runtime/property_lookup.h"

#include "bindings/v8_compat/v8_compat.h"

namespace mortise::bindings {

v8::Local<v8::Name> IndexAsName(v8::Isolate* isolate, uint32_t index) {
  v8::Local<v8::String> name;
  if (!v8::Integer::NewFromUnsigned(isolate, index)
           ->ToString(isolate->GetCurrentContext())
           .ToLocal(&name)) {
    return v8::String::Empty(isolate);
  }
  return name;
}

FoundProperty FindInheritedProperty(v8::Local<v8::Context> context,
                                    v8::Local<v8::Object> object,
                                    v8::Local<v8::Name> name,
                                    v8::Local<v8::Object> skipped) {
  v8::Isolate* isolate = context->GetIsolate();
  for (v8::Local<v8::Value> at = v8_compat::Prototype(object); at->IsObject();
       at = v8_compat::Prototype(at.As<v8::Object>())) {
    if (at == skipped) continue;
    v8::Local<v8::Object> prototype = at.As<v8::Object>();
    bool has = true;
    if (!prototype->HasOwnProperty(context, name).To(&has)) {
      return FoundProperty::kData;  // a proxy's trap has thrown
    }
    if (!has) continue;
    v8::Local<v8::Value> descriptor;
    if (prototype->GetOwnPropertyDescriptor(context, name)
            .ToLocal(&descriptor) &&
        descriptor->IsObject() &&
        descriptor.As<v8::Object>()
            ->HasOwnProperty(context,
                             v8::String::NewFromUtf8Literal(isolate, "set"))
            .FromMaybe(false)) {
      return FoundProperty::kAccessor;
    }
    return FoundProperty::kData;
  }
  return FoundProperty::kNone;
}

bool HasOrdinaryOwnProperty(v8::Local<v8::Context> context,
                            v8::Local<v8::Object> object,
                            v8::Local<v8::Name> name) {
  return object->HasRealNamedProperty(context, name).FromMaybe(true);
}

}  // namespace mortise::bindings
