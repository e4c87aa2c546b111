#ifndef MORTISE_BINDINGS_RUNTIME_NAMED_PROPERTIES_OBJECT_H_
#define MORTISE_BINDINGS_RUNTIME_NAMED_PROPERTIES_OBJECT_H_

#include <v8.h>

namespace mortise::bindings {

class IsolateData;
class Realm;
struct WrapperTypeInfo;

// The named properties object of a [Global] interface that supports named
// properties (WebIDL section 3.7.4): it stands between the interface prototype
// object and the inherited interface's.  Returned is the template whose
// prototype object it is; the interface's template inherits from that.
v8::Local<v8::FunctionTemplate> MakeNamedPropertiesTemplate(
    IsolateData& data, const WrapperTypeInfo& type);

// Puts right, in a realm, what templates cannot say of the named properties
// object behind the interface's prototype object, if it has one.  To be called
// before Realm::global_object() is there.
void PrepareNamedPropertiesObject(Realm& realm, const WrapperTypeInfo& type,
                                  v8::Local<v8::Object> prototype);

}  // namespace mortise::bindings

#endif  // MORTISE_BINDINGS_RUNTIME_NAMED_PROPERTIES_OBJECT_H_
