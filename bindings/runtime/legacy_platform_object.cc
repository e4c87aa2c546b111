#include "bindings/runtime/legacy_platform_object.h"

#include "absl/strings/str_cat.h"
#include "bindings/runtime/exceptions.h"
#include "bindings/runtime/ignore_result.h"
#include "bindings/runtime/isolate_data.h"
#include "bindings/runtime/property_lookup.h"
#include "bindings/runtime/wrapper_type_info.h"
#include "bindings/v8_compat/v8_compat.h"

namespace mortise::bindings {
namespace {

// The handlers are asked before V8 looks at the object's own properties, and
// leave alone ("do not intercept") what is not theirs by the standard's rules.

// One run of a handler.
template <typename T>
class Access {
 public:
  Access(const v8::PropertyCallbackInfo<T>& info, MemberKind kind,
         const char* member)
      : type_(*static_cast<const WrapperTypeInfo*>(
            info.Data().template As<v8::External>()->Value())),
        holder_(info.Holder()),
        member_{type_.name, member, kind},
        conversion_(info.GetIsolate(), info.GetIsolate()->GetCurrentContext(),
                    member_),
        object_(static_cast<ScriptWrappable*>(v8_compat::GetPointerField(
            info.GetIsolate(), holder_, kObjectField))) {}

  const LegacyPlatformObject& handlers() const {
    return *type_.legacy_platform_object;
  }
  const Conversion& conversion() const { return conversion_; }
  ScriptWrappable& object() const { return *object_; }

  bool SupportsIndex(uint32_t index) const {
    return index < handlers().index_count(object());
  }
  DomString NameOf(v8::Local<v8::Name> name) const {
    return conversion_.data().strings().ToDomString(name.As<v8::String>());
  }
  bool SupportsName(const DomString& name) const {
    return handlers().supports_name(object(), name);
  }

  // The named property visibility algorithm (section 3.9.7) for a supported
  // name.
  bool IsVisible(v8::Local<v8::Name> name) const {
    return !HasOwn(name) && (handlers().overrides_built_ins ||
                             Inherited(name) == FoundProperty::kNone);
  }
  bool HasOwn(v8::Local<v8::Name> name) const {
    return HasOrdinaryOwnProperty(conversion_.context(), holder_, name);
  }
  FoundProperty Inherited(v8::Local<v8::Name> name) const {
    return FindInheritedProperty(conversion_.context(), holder_, name);
  }
  bool HasVisibleName(v8::Local<v8::Name> name) const {
    return SupportsName(NameOf(name)) && IsVisible(name);
  }

  // Of an unforgeable attribute or operation, which lives on the object.
  bool IsUnforgeable(v8::Local<v8::Name> name) const {
    const v8::String::Utf8Value text(conversion_.isolate(), name);
    const absl::string_view wanted(*text, static_cast<size_t>(text.length()));
    for (const WrapperTypeInfo* type = &type_; type; type = type->parent) {
      for (const AttributeDefinition& attribute : type->attributes) {
        if ((attribute.flags & kUnforgeable) && attribute.name == wanted) {
          return true;
        }
      }
      for (const OperationDefinition& operation : type->operations) {
        if ((operation.flags & kUnforgeable) && operation.name == wanted) {
          return true;
        }
      }
    }
    return false;
  }

 private:
  const WrapperTypeInfo& type_;
  const v8::Local<v8::Object> holder_;
  const MemberContext member_;
  const Conversion conversion_;
  ScriptWrappable* const object_;
};

// An operation on the object that fails: an exception in strict code.
template <typename T>
void Refuse(const v8::PropertyCallbackInfo<T>& info,
            const Conversion& conversion, const char* what) {
  if (info.ShouldThrowOnError()) conversion.ThrowBareTypeError(what);
}

// A [[DefineOwnProperty]] that returns false.  V8 has no way to say so: without
// the exception, it takes the property for defined.
void RefuseDefinition(const v8::PropertyCallbackInfo<v8::Value>& info,
                      const Conversion& conversion) {
  Refuse(info, conversion, "The property cannot be defined.");
  info.GetReturnValue().SetUndefined();
}

bool IsDataDescriptor(const v8::PropertyDescriptor& descriptor) {
  return descriptor.has_value() || descriptor.has_writable();
}

v8::PropertyAttribute AttributesOf(bool writable, bool enumerable) {
  return static_cast<v8::PropertyAttribute>(
      (writable ? v8::None : v8::ReadOnly) |
      (enumerable ? v8::None : v8::DontEnum));
}

// Indexed properties ----------------------------------------------------------

void GetIndexed(uint32_t index,
                const v8::PropertyCallbackInfo<v8::Value>& info) {
  const Access access(info, MemberKind::kGetter, "indexed");
  if (!access.SupportsIndex(index)) return;
  v8::Local<v8::Value> value;
  if (access.handlers()
          .get_indexed(access.conversion(), access.object(), index)
          .ToLocal(&value)) {
    info.GetReturnValue().Set(value);
  }
}

void QueryIndexed(uint32_t index,
                  const v8::PropertyCallbackInfo<v8::Integer>& info) {
  const Access access(info, MemberKind::kGetter, "indexed");
  if (!access.SupportsIndex(index)) return;
  info.GetReturnValue().Set(
      AttributesOf(access.handlers().set_indexed != nullptr, true));
}

// [[Set]] (section 3.9.2) with the object itself as receiver.
void SetIndexed(uint32_t index, v8::Local<v8::Value> value,
                const v8::PropertyCallbackInfo<v8::Value>& info) {
  const Access access(info, MemberKind::kSetter, "indexed");
  if (access.handlers().set_indexed) {
    if (access.handlers().set_indexed(access.conversion(), access.object(),
                                      index, value)) {
      info.GetReturnValue().Set(value);
    }
    return;
  }
  // An index is a string, too.
  if (access.handlers().set_named) {
    const DomString name = access.NameOf(IndexAsName(info.GetIsolate(), index));
    if (access.handlers().set_named(access.conversion(), access.object(), name,
                                    value)) {
      info.GetReturnValue().Set(value);
    }
    return;
  }
  // What is supported is not writable, and what is not cannot be defined.
  Refuse(info, access.conversion(), "Indexed properties cannot be set.");
  info.GetReturnValue().Set(value);
}

// [[DefineOwnProperty]] (section 3.9.3).
void DefineIndexed(uint32_t index, const v8::PropertyDescriptor& descriptor,
                   const v8::PropertyCallbackInfo<v8::Value>& info) {
  const Access access(info, MemberKind::kSetter, "indexed");
  if (!access.handlers().set_indexed || !IsDataDescriptor(descriptor)) {
    RefuseDefinition(info, access.conversion());
    return;
  }
  v8::Local<v8::Value> value =
      descriptor.has_value() ? descriptor.value()
                             : v8::Undefined(info.GetIsolate()).As<v8::Value>();
  if (access.handlers().set_indexed(access.conversion(), access.object(), index,
                                    value)) {
    info.GetReturnValue().Set(value);
  }
}

void DeleteIndexed(uint32_t index,
                   const v8::PropertyCallbackInfo<v8::Boolean>& info) {
  const Access access(info, MemberKind::kOperation, "delete");
  if (access.SupportsIndex(index)) {
    Refuse(info, access.conversion(), "Indexed properties cannot be deleted.");
    info.GetReturnValue().Set(false);
  } else {
    info.GetReturnValue().Set(true);
  }
}

void EnumerateIndexed(const v8::PropertyCallbackInfo<v8::Array>& info) {
  const Access access(info, MemberKind::kGetter, "indexed");
  const uint32_t count = access.handlers().index_count(access.object());
  std::vector<v8::Local<v8::Value>> indices;
  indices.reserve(count);
  for (uint32_t i = 0; i < count; ++i) {
    indices.push_back(v8::Integer::NewFromUnsigned(info.GetIsolate(), i));
  }
  info.GetReturnValue().Set(
      v8::Array::New(info.GetIsolate(), indices.data(), indices.size()));
}

// Named properties ------------------------------------------------------------

void GetNamed(v8::Local<v8::Name> name,
              const v8::PropertyCallbackInfo<v8::Value>& info) {
  const Access access(info, MemberKind::kGetter, "named");
  if (!access.HasVisibleName(name)) return;
  v8::Local<v8::Value> value;
  if (access.handlers()
          .get_named(access.conversion(), access.object(), access.NameOf(name))
          .ToLocal(&value)) {
    info.GetReturnValue().Set(value);
  }
}

void QueryNamed(v8::Local<v8::Name> name,
                const v8::PropertyCallbackInfo<v8::Integer>& info) {
  const Access access(info, MemberKind::kGetter, "named");
  if (!access.HasVisibleName(name)) return;
  // [[Set]] on an heir ignores named properties, but V8 asks whether there is
  // one that is read-only.
  const bool is_for_heir = info.This() != info.Holder();
  info.GetReturnValue().Set(
      AttributesOf(access.handlers().set_named != nullptr || is_for_heir,
                   access.handlers().names_are_enumerable));
}

void SetNamed(v8::Local<v8::Name> name, v8::Local<v8::Value> value,
              const v8::PropertyCallbackInfo<v8::Value>& info) {
  const Access access(info, MemberKind::kSetter, "named");
  if (access.handlers().set_named) {
    if (access.handlers().set_named(access.conversion(), access.object(),
                                    access.NameOf(name), value)) {
      info.GetReturnValue().Set(value);
    }
    return;
  }
  // OrdinarySet on the receiver writes an own property, calls an inherited
  // accessor, or ends in [[DefineOwnProperty]], which a supported name without
  // a setter refuses.
  if (!access.SupportsName(access.NameOf(name)) || access.HasOwn(name) ||
      access.Inherited(name) == FoundProperty::kAccessor) {
    return;
  }
  Refuse(info, access.conversion(), "Named properties cannot be set.");
  info.GetReturnValue().Set(value);
}

void DefineNamed(v8::Local<v8::Name> name,
                 const v8::PropertyDescriptor& descriptor,
                 const v8::PropertyCallbackInfo<v8::Value>& info) {
  const Access access(info, MemberKind::kSetter, "named");
  if (access.IsUnforgeable(name)) return;
  const LegacyPlatformObject& handlers = access.handlers();
  if (!handlers.overrides_built_ins && access.HasOwn(name)) return;
  const DomString key = access.NameOf(name);
  if (!handlers.set_named) {
    if (access.SupportsName(key)) {
      RefuseDefinition(info, access.conversion());
    }
    return;
  }
  if (!IsDataDescriptor(descriptor)) {
    RefuseDefinition(info, access.conversion());
    return;
  }
  v8::Local<v8::Value> value =
      descriptor.has_value() ? descriptor.value()
                             : v8::Undefined(info.GetIsolate()).As<v8::Value>();
  if (handlers.set_named(access.conversion(), access.object(), key, value)) {
    info.GetReturnValue().Set(value);
  }
}

void DeleteNamed(v8::Local<v8::Name> name,
                 const v8::PropertyCallbackInfo<v8::Boolean>& info) {
  const Access access(info, MemberKind::kOperation, "delete");
  if (!access.HasVisibleName(name)) return;
  bool deleted = false;
  if (access.handlers().delete_named &&
      !access.handlers()
           .delete_named(access.conversion(), access.object(),
                         access.NameOf(name))
           .To(&deleted)) {
    return;
  }
  if (!deleted) {
    Refuse(info, access.conversion(), "The property cannot be deleted.");
  }
  info.GetReturnValue().Set(deleted);
}

void EnumerateNamed(const v8::PropertyCallbackInfo<v8::Array>& info) {
  const Access access(info, MemberKind::kGetter, "named");
  std::vector<v8::Local<v8::Value>> visible;
  for (const DomString& name : access.handlers().names(access.object())) {
    v8::Local<v8::String> string =
        access.conversion().data().strings().ToV8(name);
    if (access.IsVisible(string)) visible.push_back(string);
  }
  info.GetReturnValue().Set(
      v8::Array::New(info.GetIsolate(), visible.data(), visible.size()));
}

// An array index of an object without indexed properties is a name as any
// other.
template <typename T, void (*handler)(v8::Local<v8::Name>,
                                      const v8::PropertyCallbackInfo<T>&)>
void ByIndex(uint32_t index, const v8::PropertyCallbackInfo<T>& info) {
  handler(IndexAsName(info.GetIsolate(), index), info);
}

void SetNamedByIndex(uint32_t index, v8::Local<v8::Value> value,
                     const v8::PropertyCallbackInfo<v8::Value>& info) {
  SetNamed(IndexAsName(info.GetIsolate(), index), value, info);
}

void DefineNamedByIndex(uint32_t index,
                        const v8::PropertyDescriptor& descriptor,
                        const v8::PropertyCallbackInfo<v8::Value>& info) {
  DefineNamed(IndexAsName(info.GetIsolate(), index), descriptor, info);
}

}  // namespace

void InstallPropertyHandlers(v8::Isolate* isolate, const WrapperTypeInfo& type,
                             v8::Local<v8::ObjectTemplate> instance) {
  const LegacyPlatformObject* handlers = type.legacy_platform_object;
  if (!handlers) return;
  v8::Local<v8::External> data =
      v8::External::New(isolate, const_cast<WrapperTypeInfo*>(&type));
  if (handlers->index_count) {
    instance->SetHandler(v8::IndexedPropertyHandlerConfiguration(
        &GetIndexed, &SetIndexed, &QueryIndexed, &DeleteIndexed,
        &EnumerateIndexed, &DefineIndexed, nullptr, data));
  } else {
    instance->SetHandler(v8::IndexedPropertyHandlerConfiguration(
        &ByIndex<v8::Value, &GetNamed>, &SetNamedByIndex,
        &ByIndex<v8::Integer, &QueryNamed>, &ByIndex<v8::Boolean, &DeleteNamed>,
        nullptr, &DefineNamedByIndex, nullptr, data));
  }
  if (handlers->supports_name) {
    instance->SetHandler(v8::NamedPropertyHandlerConfiguration(
        &GetNamed, &SetNamed, &QueryNamed, &DeleteNamed, &EnumerateNamed,
        &DefineNamed, nullptr, data,
        v8::PropertyHandlerFlags::kOnlyInterceptStrings));
  }
}

}  // namespace mortise::bindings
