#ifndef MORTISE_BINDINGS_RUNTIME_INTERFACE_TEMPLATE_H_
#define MORTISE_BINDINGS_RUNTIME_INTERFACE_TEMPLATE_H_

#include <v8.h>

#include "bindings/runtime/isolate_data.h"
#include "bindings/runtime/wrapper_type_info.h"

namespace mortise::bindings {

// Makes the template of wrappers that C++ makes: instances of
// `interface_object`, the type's interface template.
v8::Local<v8::ObjectTemplate> MakeWrapperTemplate(
    IsolateData& data, const WrapperTypeInfo& type,
    v8::Local<v8::FunctionTemplate> interface_object);

// Makes the template of the interface's interface object (WebIDL section
// 3.7.1), prototype object (3.7.3) and instances from its member tables.
v8::Local<v8::FunctionTemplate> MakeInterfaceTemplate(
    IsolateData& data, const WrapperTypeInfo& type);

}  // namespace mortise::bindings

#endif  // MORTISE_BINDINGS_RUNTIME_INTERFACE_TEMPLATE_H_
