#ifndef MORTISE_BINDINGS_RUNTIME_REALM_MEMBERS_H_
#define MORTISE_BINDINGS_RUNTIME_REALM_MEMBERS_H_

#include <v8.h>

#include "bindings/runtime/wrapper_type_info.h"

namespace mortise::bindings {

class Realm;

// What an isolate's templates cannot say of a definition, for one realm may
// differ from another or the objects are no instances.  All of these run in
// the realm's context.

// Whether some members, other than unforgeable ones, have an exposure of their
// own.
bool HasConditionalMembers(const WrapperTypeInfo& type);

// All members, in the standard's order, if some of them are conditional;
// [Unscopable] names; the global object's unforgeable members.
void DefineRealmMembers(Realm& realm, const WrapperTypeInfo& type,
                        v8::Local<v8::Function> interface_object,
                        v8::Local<v8::Object> prototype);

// The [LegacyUnforgeable] members with an exposure of their own, inherited ones
// too, onto a new instance.
void DefineConditionalUnforgeables(Realm& realm, const WrapperTypeInfo& type,
                                   v8::Local<v8::Object> instance);

// The function objects of [LegacyFactoryFunction] (section 3.7.2), as
// properties of the global object.
void DefineLegacyFactoryFunctions(Realm& realm, const WrapperTypeInfo& type);

// A namespace object (section 3.13.1).
v8::Local<v8::Object> MakeNamespaceObject(Realm& realm,
                                          const WrapperTypeInfo& type);

// A legacy callback interface object (section 3.11).
v8::Local<v8::Object> MakeCallbackInterfaceObject(Realm& realm,
                                                  const WrapperTypeInfo& type);

}  // namespace mortise::bindings

#endif  // MORTISE_BINDINGS_RUNTIME_REALM_MEMBERS_H_
