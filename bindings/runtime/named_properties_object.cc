#include "bindings/runtime/named_properties_object.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "bindings/runtime/ignore_result.h"
#include "bindings/runtime/internalized.h"
#include "bindings/runtime/legacy_platform_object.h"
#include "bindings/runtime/property_lookup.h"
#include "bindings/runtime/realm.h"
#include "bindings/v8_compat/v8_compat.h"

namespace mortise::bindings {
namespace {

// One run of a handler.
template <typename T>
class Access {
 public:
  explicit Access(const v8::PropertyCallbackInfo<T>& info)
      : type_(*static_cast<const WrapperTypeInfo*>(
            info.Data().template As<v8::External>()->Value())),
        holder_(info.Holder()),
        member_{type_.name, "named property", MemberKind::kOperation} {
    v8::Local<v8::Context> context;
    if (v8_compat::CreationContext(info.GetIsolate(), holder_)
            .ToLocal(&context)) {
      realm_ = Realm::FromOrNull(context);
    }
  }

  // False while the realm is being set up, or when it is gone: then the object
  // is an ordinary one.
  bool is_live() const { return realm_ && realm_->global_object(); }

  const LegacyPlatformObject& handlers() const {
    return *type_.legacy_platform_object;
  }
  Conversion conversion() const {
    return Conversion(realm_->isolate(), realm_->context(), member_);
  }
  ScriptWrappable& object() const { return *realm_->global_object(); }

  DomString NameOf(v8::Local<v8::Name> name) const {
    return realm_->data().strings().ToDomString(name.As<v8::String>());
  }
  // The named property visibility algorithm (section 3.9.7) for the global
  // object.
  bool HasVisibleName(v8::Local<v8::Name> name) const {
    if (!name->IsString() ||
        !handlers().supports_name(object(), NameOf(name))) {
      return false;
    }
    v8::Local<v8::Object> global = realm_->context()->Global();
    return !HasOrdinaryOwnProperty(realm_->context(), global, name) &&
           FindInheritedProperty(realm_->context(), global, name, holder_) ==
               FoundProperty::kNone;
  }
  bool InheritsAccessor(v8::Local<v8::Name> name) const {
    return FindInheritedProperty(realm_->context(), holder_, name) ==
           FoundProperty::kAccessor;
  }

 private:
  const WrapperTypeInfo& type_;
  const v8::Local<v8::Object> holder_;
  const MemberContext member_;
  Realm* realm_ = nullptr;
};

template <typename T>
void Refuse(const v8::PropertyCallbackInfo<T>& info, const Access<T>& access,
            const char* what) {
  if (info.ShouldThrowOnError()) {
    access.conversion().ThrowBareTypeError(what);
  }
}

// [[GetOwnProperty]].
void Get(v8::Local<v8::Name> name,
         const v8::PropertyCallbackInfo<v8::Value>& info) {
  const Access access(info);
  if (!access.is_live() || !access.HasVisibleName(name)) return;
  v8::Local<v8::Value> value;
  if (access.handlers()
          .get_named(access.conversion(), access.object(), access.NameOf(name))
          .ToLocal(&value)) {
    info.GetReturnValue().Set(value);
  }
}

void Query(v8::Local<v8::Name> name,
           const v8::PropertyCallbackInfo<v8::Integer>& info) {
  const Access access(info);
  if (!access.is_live() || !access.HasVisibleName(name)) return;
  info.GetReturnValue().Set(
      access.handlers().names_are_enumerable ? v8::None : v8::DontEnum);
}

// OrdinarySet with the object itself as receiver: calls an inherited accessor,
// or ends in [[DefineOwnProperty]].
void Set(v8::Local<v8::Name> name, v8::Local<v8::Value> value,
         const v8::PropertyCallbackInfo<v8::Value>& info) {
  const Access access(info);
  if (!access.is_live() ||
      (!access.HasVisibleName(name) && access.InheritsAccessor(name))) {
    return;
  }
  Refuse(info, access, "Properties of this object cannot be set.");
  info.GetReturnValue().Set(value);
}

// [[DefineOwnProperty]].
void Define(v8::Local<v8::Name> name, const v8::PropertyDescriptor& descriptor,
            const v8::PropertyCallbackInfo<v8::Value>& info) {
  const Access access(info);
  if (!access.is_live()) return;
  Refuse(info, access, "Properties of this object cannot be defined.");
  info.GetReturnValue().SetUndefined();
}

// [[Delete]].
void Delete(v8::Local<v8::Name> name,
            const v8::PropertyCallbackInfo<v8::Boolean>& info) {
  const Access access(info);
  if (!access.is_live()) return;
  Refuse(info, access, "Properties of this object cannot be deleted.");
  info.GetReturnValue().Set(false);
}

template <typename T, void (*handler)(v8::Local<v8::Name>,
                                      const v8::PropertyCallbackInfo<T>&)>
void ByIndex(uint32_t index, const v8::PropertyCallbackInfo<T>& info) {
  handler(IndexAsName(info.GetIsolate(), index), info);
}

void SetByIndex(uint32_t index, v8::Local<v8::Value> value,
                const v8::PropertyCallbackInfo<v8::Value>& info) {
  Set(IndexAsName(info.GetIsolate(), index), value, info);
}

void DefineByIndex(uint32_t index, const v8::PropertyDescriptor& descriptor,
                   const v8::PropertyCallbackInfo<v8::Value>& info) {
  Define(IndexAsName(info.GetIsolate(), index), descriptor, info);
}

}  // namespace

v8::Local<v8::FunctionTemplate> MakeNamedPropertiesTemplate(
    IsolateData& data, const WrapperTypeInfo& type) {
  v8::Isolate* isolate = data.isolate();
  v8::EscapableHandleScope scope(isolate);
  v8::Local<v8::FunctionTemplate> result = v8::FunctionTemplate::New(isolate);
  if (type.parent) result->Inherit(data.TemplateOf(*type.parent));
  v8::Local<v8::ObjectTemplate> object = result->PrototypeTemplate();
  object->SetImmutableProto();
  object->Set(v8::Symbol::GetToStringTag(isolate),
              Internalized(isolate, absl::StrCat(type.name, "Properties")),
              static_cast<v8::PropertyAttribute>(v8::ReadOnly | v8::DontEnum));
  v8::Local<v8::External> external =
      v8::External::New(isolate, const_cast<WrapperTypeInfo*>(&type));
  // Named properties are no own properties to [[OwnPropertyKeys]]: there are no
  // enumerators.
  object->SetHandler(v8::NamedPropertyHandlerConfiguration(
      &Get, &Set, &Query, &Delete, nullptr, &Define, nullptr, external));
  object->SetHandler(v8::IndexedPropertyHandlerConfiguration(
      &ByIndex<v8::Value, &Get>, &SetByIndex, &ByIndex<v8::Integer, &Query>,
      &ByIndex<v8::Boolean, &Delete>, nullptr, &DefineByIndex, nullptr,
      external));
  return scope.Escape(result);
}

// Every prototype object that a template makes has a `constructor`.
void PrepareNamedPropertiesObject(Realm& realm, const WrapperTypeInfo& type,
                                  v8::Local<v8::Object> prototype) {
  if (!type.is_global || !type.legacy_platform_object) return;
  IgnoreResult(v8_compat::Prototype(prototype).As<v8::Object>()->Delete(
      realm.context(),
      v8::String::NewFromUtf8Literal(realm.isolate(), "constructor")));
}

}  // namespace mortise::bindings
