#ifndef MORTISE_BINDINGS_RUNTIME_PROPERTY_LOOKUP_H_
#define MORTISE_BINDINGS_RUNTIME_PROPERTY_LOOKUP_H_

#include <v8.h>

#include <cstdint>

namespace mortise::bindings {

// What the handlers of V8 that stand for internal methods ask of ordinary
// objects.

// An array index as the property name that it is.
v8::Local<v8::Name> IndexAsName(v8::Isolate* isolate, uint32_t index);

enum class FoundProperty : uint8_t { kNone, kData, kAccessor };

// The property `name` that `object` inherits.  `skipped`, if given, is left out
// of the chain.
FoundProperty FindInheritedProperty(v8::Local<v8::Context> context,
                                    v8::Local<v8::Object> object,
                                    v8::Local<v8::Name> name,
                                    v8::Local<v8::Object> skipped = {});

// Whether `object` has a property of its own, named properties not counted.
bool HasOrdinaryOwnProperty(v8::Local<v8::Context> context,
                            v8::Local<v8::Object> object,
                            v8::Local<v8::Name> name);

}  // namespace mortise::bindings

#endif  // MORTISE_BINDINGS_RUNTIME_PROPERTY_LOOKUP_H_
