#include "bindings/runtime/collection.h"

#include "bindings/runtime/exceptions.h"
#include "bindings/runtime/ignore_result.h"
#include "bindings/runtime/internalized.h"
#include "bindings/runtime/iteration_definition.h"
#include "bindings/runtime/realm.h"
#include "bindings/runtime/traits_interface.h"
#include "bindings/v8_compat/v8_compat.h"

namespace mortise::bindings {
namespace internal {

BackingHandle::BackingHandle(const Conversion& conversion,
                             v8::Local<v8::Object> backing)
    : isolate_(conversion.isolate()),
      context_(isolate_, conversion.context()),
      backing_(isolate_, backing) {
  context_.SetWeak();
  backing_.SetWeak();
}

bool BackingHandle::IsLive(v8::Local<v8::Context> context) {
  return Realm::FromOrNull(context) != nullptr;
}

void SetInMap(const Conversion& conversion, v8::Local<v8::Object> map,
              v8::Local<v8::Value> key, v8::Local<v8::Value> value) {
  IgnoreResult(map.As<v8::Map>()->Set(conversion.context(), key, value));
}

void AddToSet(const Conversion& conversion, v8::Local<v8::Object> set,
              v8::Local<v8::Value> value) {
  IgnoreResult(set.As<v8::Set>()->Add(conversion.context(), value));
}

void DeleteFrom(const Conversion& conversion, v8::Local<v8::Object> backing,
                v8::Local<v8::Value> key) {
  if (backing->IsMap()) {
    IgnoreResult(backing.As<v8::Map>()->Delete(conversion.context(), key));
  } else {
    IgnoreResult(backing.As<v8::Set>()->Delete(conversion.context(), key));
  }
}

void Clear(v8::Local<v8::Object> backing) {
  if (backing->IsMap()) {
    backing.As<v8::Map>()->Clear();
  } else {
    backing.As<v8::Set>()->Clear();
  }
}

namespace {
// An address that names the private property of backings.
constexpr char kMirrorKey = 0;
}  // namespace

void KeepMirror(const Conversion& conversion, v8::Local<v8::Object> backing,
                std::unique_ptr<ScriptOwned> mirror) {
  IgnoreResult(backing->SetPrivate(
      conversion.context(), conversion.data().PrivateOf(&kMirrorKey),
      conversion.data().owned().Add(std::move(mirror))));
}

}  // namespace internal

namespace {

// What each method's function refers to: the type, and the method of Map or
// Set that it stands on.
enum MethodData : uint32_t { kTypeData, kBuiltInData };

// One call of a method.
class MethodCall {
 public:
  MethodCall(const v8::FunctionCallbackInfo<v8::Value>& info, const char* name)
      : info_(info),
        context_(info.GetIsolate()->GetCurrentContext()),
        type_(*static_cast<const WrapperTypeInfo*>(
            Datum(kTypeData).As<v8::External>()->Value())),
        member_{type_.name, name, MemberKind::kOperation},
        conversion_(info.GetIsolate(), context_, member_) {}

  // Checks the receiver.  False: an exception is pending.  Missing arguments
  // are undefined: the methods are the standard's own steps, not IDL
  // operations.
  bool Begin() {
    object_ = internal::Unwrap(info_.GetIsolate(), type_, info_.This());
    if (!object_) {
      ThrowTypeError(info_.GetIsolate(), "Illegal invocation");
      return false;
    }
    return FindBacking();
  }

  const CollectionDefinition& definition() const {
    return *type_.iteration->collection;
  }
  const Conversion& conversion() const { return conversion_; }
  v8::Local<v8::Context> context() const { return context_; }
  ScriptWrappable& object() const { return *object_; }
  v8::Local<v8::Object> backing() const { return backing_; }

  v8::MaybeLocal<v8::Value> CallBuiltIn(
      absl::Span<v8::Local<v8::Value>> arguments) {
    return Datum(kBuiltInData)
        .As<v8::Function>()
        ->Call(context_, backing_, static_cast<int>(arguments.size()),
               arguments.data());
  }
  // Converts the first argument.
  bool Key(v8::Local<v8::Value>& key) {
    Conversion::InSubject subject(conversion_, 0);
    return definition().convert_key(conversion_, info_[0]).ToLocal(&key);
  }

 private:
  v8::Local<v8::Value> Datum(uint32_t i) const {
    return info_.Data().As<v8::Object>()->Get(context_, i).ToLocalChecked();
  }
  // The wrapper keeps the backing in a private property.
  bool FindBacking() {
    v8::Local<v8::Private> key =
        conversion_.data().PrivateOf(type_.iteration->collection);
    v8::Local<v8::Value> kept;
    if (!info_.This()->GetPrivate(context_, key).ToLocal(&kept)) return false;
    if (kept->IsObject()) {
      backing_ = kept.As<v8::Object>();
      return true;
    }
    return definition()
               .make_backing(conversion_, *object_)
               .ToLocal(&backing_) &&
           info_.This()->SetPrivate(context_, key, backing_).IsJust();
  }

  const v8::FunctionCallbackInfo<v8::Value>& info_;
  const v8::Local<v8::Context> context_;
  const WrapperTypeInfo& type_;
  const MemberContext member_;
  const Conversion conversion_;
  ScriptWrappable* object_ = nullptr;
  v8::Local<v8::Object> backing_;
};

using Info = v8::FunctionCallbackInfo<v8::Value>;

void Size(const Info& info) {
  MethodCall call(info, "size");
  if (!call.Begin()) return;
  const size_t size = call.backing()->IsMap()
                          ? call.backing().As<v8::Map>()->Size()
                          : call.backing().As<v8::Set>()->Size();
  info.GetReturnValue().Set(static_cast<double>(size));
}

void Iterate(const Info& info) {
  MethodCall call(info, "entries");
  v8::Local<v8::Value> iterator;
  if (call.Begin() && call.CallBuiltIn({}).ToLocal(&iterator)) {
    info.GetReturnValue().Set(iterator);
  }
}

// Calls the script's function with the object in place of its backing.
void CallForEntry(const Info& info) {
  v8::Local<v8::Context> context = info.GetIsolate()->GetCurrentContext();
  v8::Local<v8::Object> data = info.Data().As<v8::Object>();
  v8::Local<v8::Value> callback = data->Get(context, 0).ToLocalChecked();
  v8::Local<v8::Value> receiver = data->Get(context, 1).ToLocalChecked();
  v8::Local<v8::Value> arguments[] = {info[0], info[1],
                                      data->Get(context, 2).ToLocalChecked()};
  IgnoreResult(
      callback.As<v8::Function>()->Call(context, receiver, 3, arguments));
}

void ForEach(const Info& info) {
  MethodCall call(info, "forEach");
  if (!call.Begin()) return;
  if (!info[0]->IsFunction()) {
    Conversion::InSubject subject(call.conversion(), 0);
    call.conversion().ThrowTypeError("is not a function.");
    return;
  }
  v8::Local<v8::Value> data[] = {info[0], info[1], info.This()};
  v8::Local<v8::Function> each;
  if (!v8::Function::New(call.context(), &CallForEntry,
                         v8::Array::New(info.GetIsolate(), data, 3))
           .ToLocal(&each)) {
    return;
  }
  v8::Local<v8::Value> arguments[] = {each};
  IgnoreResult(call.CallBuiltIn(absl::MakeSpan(arguments)));
}

void Get(const Info& info) {
  MethodCall call(info, "get");
  v8::Local<v8::Value> key, value;
  if (call.Begin() && call.Key(key) &&
      call.backing().As<v8::Map>()->Get(call.context(), key).ToLocal(&value)) {
    info.GetReturnValue().Set(value);
  }
}

void Has(const Info& info) {
  MethodCall call(info, "has");
  v8::Local<v8::Value> key;
  if (!call.Begin() || !call.Key(key)) return;
  const v8::Maybe<bool> has =
      call.backing()->IsMap()
          ? call.backing().As<v8::Map>()->Has(call.context(), key)
          : call.backing().As<v8::Set>()->Has(call.context(), key);
  info.GetReturnValue().Set(has.FromMaybe(false));
}

void Write(const Info& info, const char* name) {
  MethodCall call(info, name);
  if (call.Begin() && call.definition().set(call.conversion(), call.object(),
                                            info[0], info[1])) {
    info.GetReturnValue().Set(info.This());
  }
}
void Set(const Info& info) { Write(info, "set"); }
void Add(const Info& info) { Write(info, "add"); }

void Delete(const Info& info) {
  MethodCall call(info, "delete");
  bool was_there = false;
  if (call.Begin() && call.definition().remove(call.conversion(), call.object(),
                                               info[0], was_there)) {
    info.GetReturnValue().Set(was_there);
  }
}

void ClearAll(const Info& info) {
  MethodCall call(info, "clear");
  if (call.Begin()) call.definition().clear(call.object());
}

// Puts the members of one interface onto its prototype object.
class CollectionInstaller {
 public:
  CollectionInstaller(Realm& realm, const WrapperTypeInfo& type,
                      v8::Local<v8::Object> prototype)
      : isolate_(realm.isolate()),
        context_(realm.context()),
        type_(type),
        prototype_(prototype) {
    v8::Local<v8::Object> sample;
    if (type.iteration->collection->is_map) {
      sample = v8::Map::New(isolate_);
    } else {
      sample = v8::Set::New(isolate_);
    }
    built_ins_ = v8_compat::Prototype(sample).As<v8::Object>();
  }

  void Install() {
    const bool is_map = type_.iteration->collection->is_map;
    const CollectionWrites& writes = type_.iteration->writes;
    v8::Local<v8::Function> size = Make("get size", "", &Size, 0);
    v8::PropertyDescriptor accessor(size.As<v8::Value>(),
                                    v8::Undefined(isolate_).As<v8::Value>());
    accessor.set_enumerable(true);
    accessor.set_configurable(true);
    IgnoreResult(prototype_->DefineProperty(
        context_, Internalized(isolate_, "size"), accessor));
    v8::Local<v8::Function> entries = Make("entries", "entries", &Iterate, 0);
    v8::Local<v8::Function> values = Make("values", "values", &Iterate, 0);
    IgnoreResult(prototype_->DefineOwnProperty(
        context_, v8::Symbol::GetIterator(isolate_), is_map ? entries : values,
        v8::DontEnum));
    Define("entries", entries);
    Define("keys", is_map ? Make("keys", "keys", &Iterate, 0) : values);
    Define("values", values);
    Define("forEach", Make("forEach", "forEach", &ForEach, 1));
    if (is_map) Define("get", Make("get", "", &Get, 1));
    Define("has", Make("has", "", &Has, 1));
    if (writes.set && is_map) Define("set", Make("set", "", &Set, 2));
    if (writes.set && !is_map) Define("add", Make("add", "", &Add, 1));
    if (writes.remove) Define("delete", Make("delete", "", &Delete, 1));
    if (writes.clear) Define("clear", Make("clear", "", &ClearAll, 0));
  }

 private:
  v8::Local<v8::Function> Make(const char* name, const char* built_in,
                               v8::FunctionCallback callback, int length) {
    v8::Local<v8::Value> data[] = {
        v8::External::New(isolate_, const_cast<WrapperTypeInfo*>(&type_)),
        v8::Undefined(isolate_)};
    if (*built_in) {
      data[kBuiltInData] =
          built_ins_->Get(context_, Internalized(isolate_, built_in))
              .ToLocalChecked();
    }
    v8::Local<v8::Function> function =
        v8::Function::New(context_, callback, v8::Array::New(isolate_, data, 2),
                          length, v8::ConstructorBehavior::kThrow)
            .ToLocalChecked();
    function->SetName(Internalized(isolate_, name));
    return function;
  }
  void Define(const char* name, v8::Local<v8::Function> function) {
    IgnoreResult(prototype_->DefineOwnProperty(
        context_, Internalized(isolate_, name), function));
  }

  v8::Isolate* const isolate_;
  const v8::Local<v8::Context> context_;
  const WrapperTypeInfo& type_;
  const v8::Local<v8::Object> prototype_;
  v8::Local<v8::Object> built_ins_;
};

}  // namespace

void InstallCollection(Realm& realm, const WrapperTypeInfo& type,
                       v8::Local<v8::Object> prototype) {
  if (!type.iteration || !type.iteration->collection) return;
  CollectionInstaller(realm, type, prototype).Install();
}

}  // namespace mortise::bindings
