#ifndef MORTISE_BINDINGS_RUNTIME_MEMBER_TEMPLATES_H_
#define MORTISE_BINDINGS_RUNTIME_MEMBER_TEMPLATES_H_

#include <v8.h>

#include "bindings/runtime/isolate_data.h"
#include "bindings/runtime/wrapper_type_info.h"

namespace mortise::bindings {

// The function templates of one interface's members.  All realms, and all
// instances of inheriting interfaces, share one of each member.
class MemberTemplates {
 public:
  // `interface_object` is the type's template, or empty for namespaces, whose
  // functions have no receiver to check.
  MemberTemplates(IsolateData& data, const WrapperTypeInfo& type,
                  v8::Local<v8::FunctionTemplate> interface_object);

  v8::Local<v8::FunctionTemplate> Getter(const AttributeDefinition& attribute);
  // Empty for attributes without a setter.
  v8::Local<v8::FunctionTemplate> Setter(const AttributeDefinition& attribute);
  v8::Local<v8::FunctionTemplate> Method(const OperationDefinition& operation);

  v8::Local<v8::Signature> signature() const { return signature_; }
  v8::Local<v8::String> Name(const char* name) const;
  v8::Local<v8::Primitive> Value(const ConstantDefinition& constant) const;

 private:
  v8::Local<v8::Signature> SignatureFor(uint16_t flags) const;
  v8::Local<v8::FunctionTemplate> Make(v8::FunctionCallback callback,
                                       uint16_t flags, int length) const;

  IsolateData& data_;
  v8::Isolate* const isolate_;
  const WrapperTypeInfo& type_;
  v8::Local<v8::Signature> signature_;
};

// A constant's property attributes.
inline constexpr auto kConstantAttributes =
    static_cast<v8::PropertyAttribute>(v8::ReadOnly | v8::DontDelete);

}  // namespace mortise::bindings

#endif  // MORTISE_BINDINGS_RUNTIME_MEMBER_TEMPLATES_H_
