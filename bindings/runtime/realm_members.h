#ifndef MORTISE_BINDINGS_RUNTIME_REALM_MEMBERS_H_
#define MORTISE_BINDINGS_RUNTIME_REALM_MEMBERS_H_

#include <v8.h>

#include "bindings/runtime/wrapper_type_info.h"

namespace mortise::bindings {

class Realm;

// What an isolate's templates cannot say of a definition, for one realm may
// differ from another or the objects are no instances.  All of these run in
// the realm's context.

// Members with an exposure of their own, [Unscopable] names and legacy factory
// functions, onto the interface's objects.
void DefineRealmMembers(Realm& realm, const WrapperTypeInfo& type,
                        v8::Local<v8::Function> interface_object,
                        v8::Local<v8::Object> prototype);

// The function objects of [LegacyFactoryFunction] (section 3.7.2), as
// properties of the global object.
void DefineLegacyFactoryFunctions(Realm& realm, const WrapperTypeInfo& type,
                                  v8::Local<v8::Object> prototype);

// A namespace object (section 3.13.1).
v8::Local<v8::Object> MakeNamespaceObject(Realm& realm,
                                          const WrapperTypeInfo& type);

// A legacy callback interface object (section 3.11).
v8::Local<v8::Object> MakeCallbackInterfaceObject(Realm& realm,
                                                  const WrapperTypeInfo& type);

}  // namespace mortise::bindings

#endif  // MORTISE_BINDINGS_RUNTIME_REALM_MEMBERS_H_
