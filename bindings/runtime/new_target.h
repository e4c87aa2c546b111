#ifndef MORTISE_BINDINGS_RUNTIME_NEW_TARGET_H_
#define MORTISE_BINDINGS_RUNTIME_NEW_TARGET_H_

#include <v8.h>

namespace mortise::bindings {

class Realm;
struct WrapperTypeInfo;

// The [[Prototype]] of a new object that a constructor of `realm` makes for
// `new_target` (WebIDL section 3.8, "internally create a new object
// implementing the interface"): new_target's "prototype", or, if that is no
// object, the interface prototype object of new_target's own realm.
//
// V8 has made an object for the call and read "prototype" for it; `made` is the
// [[Prototype]] that it gave the object.  It is not read again, for reading it
// may run script.
v8::Local<v8::Value> PrototypeForNewTarget(Realm& realm,
                                           const WrapperTypeInfo& type,
                                           v8::Local<v8::Value> made,
                                           v8::Local<v8::Object> new_target);

}  // namespace mortise::bindings

#endif  // MORTISE_BINDINGS_RUNTIME_NEW_TARGET_H_
