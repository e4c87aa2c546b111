#include "bindings/runtime/observable_array.h"

#include "bindings/runtime/ignore_result.h"
#include "bindings/runtime/internalized.h"
#include "bindings/runtime/realm.h"
#include "bindings/v8_compat/v8_compat.h"

namespace mortise::bindings {
namespace internal {
namespace {

using Info = v8::FunctionCallbackInfo<v8::Value>;

// The internal fields of a proxy handler.
enum HandlerField : int {
  kHandlerField,  // the ObservableArrayHandler
  kItemsField,    // the items' JavaScript values, an array
  kWrapperField,  // the wrapper, which lives as long as the exotic object
  kHandlerFieldCount,
};

// One call of a trap: handler.trap(innerArray, P, ...).
class TrapCall {
 public:
  explicit TrapCall(const Info& info)
      : info_(info),
        context_(info.GetIsolate()->GetCurrentContext()),
        handler_(ScriptOwnedObjects::Get<ObservableArrayHandler>(
            v8_compat::GetValueField(info.This(), kHandlerField))),
        conversion_(info.GetIsolate(), context_, handler_.member()) {
    if (info.Length() > 1 && info[1]->IsString()) {
      v8::Local<v8::Uint32> index;
      if (info[1]->ToArrayIndex(context_).ToLocal(&index)) {
        index_ = index->Value();
        is_index_ = true;
      } else {
        is_length_ = info[1].As<v8::String>()->StringEquals(
            v8::String::NewFromUtf8Literal(info.GetIsolate(), "length"));
      }
    }
  }

  v8::Isolate* isolate() const { return info_.GetIsolate(); }
  v8::Local<v8::Context> context() const { return context_; }
  ObservableArrayHandler& handler() const { return handler_; }
  uint32_t size() const { return static_cast<uint32_t>(handler_.size()); }

  v8::Local<v8::Object> inner() const { return info_[0].As<v8::Object>(); }
  v8::Local<v8::Name> name() const { return info_[1].As<v8::Name>(); }
  bool is_length() const { return is_length_; }
  bool is_index() const { return is_index_; }
  uint32_t index() const { return index_; }

  v8::MaybeLocal<v8::Value> Item() const {
    return v8_compat::GetValueField(info_.This(), kItemsField)
        .As<v8::Object>()
        ->Get(context_, index_);
  }
  // What a trap returns; nothing if an exception is pending.
  void Return(v8::Maybe<bool> result) const {
    bool value = false;
    if (result.To(&value)) info_.GetReturnValue().Set(value);
  }
  void Return(v8::MaybeLocal<v8::Value> result) const {
    v8::Local<v8::Value> value;
    if (result.ToLocal(&value)) info_.GetReturnValue().Set(value);
  }
  // The object's own behaviour, for properties that are neither items nor the
  // length: "Reflect.get(innerArray, P, ...)".
  void Reflect(v8::Local<v8::Function> function) const {
    if (function.IsEmpty()) return;
    v8::Local<v8::Value> arguments[] = {info_[0], info_[1], info_[2], info_[3]};
    Return(function->Call(context_, v8::Undefined(isolate()), info_.Length(),
                          arguments));
  }

  // "Set the length".
  v8::Maybe<bool> SetLength(v8::Local<v8::Value> value) const {
    uint32_t wanted = 0;
    double number = 0;
    if (!value->Uint32Value(context_).To(&wanted) ||
        !value->NumberValue(context_).To(&number)) {
      return v8::Nothing<bool>();
    }
    if (wanted != number) {
      isolate()->ThrowException(v8::Exception::RangeError(
          v8::String::NewFromUtf8Literal(isolate(), "Invalid array length")));
      return v8::Nothing<bool>();
    }
    if (wanted > handler_.size()) return v8::Just(false);
    while (handler_.size() > wanted) {
      if (!handler_.DeleteLast(conversion_)) return v8::Nothing<bool>();
    }
    return v8::Just(true);
  }
  // "Set the indexed value".
  v8::Maybe<bool> SetItem(v8::Local<v8::Value> value) const {
    if (index_ > handler_.size()) return v8::Just(false);
    return handler_.Set(conversion_, index_, value) ? v8::Just(true)
                                                    : v8::Nothing<bool>();
  }

 private:
  const Info& info_;
  const v8::Local<v8::Context> context_;
  ObservableArrayHandler& handler_;
  const Conversion conversion_;
  uint32_t index_ = 0;
  bool is_index_ = false;
  bool is_length_ = false;
};

// The parts of a property descriptor that the traps ask for.  They are read as
// ToPropertyDescriptor does.
class Descriptor {
 public:
  // False: an exception is pending.
  bool Read(const TrapCall& call, v8::Local<v8::Object> object) {
    v8::Local<v8::Value> unused;
    return ReadBoolean(call, object, "enumerable", enumerable_) &&
           ReadBoolean(call, object, "configurable", configurable_) &&
           ReadValue(call, object, "value", value_) &&
           ReadBoolean(call, object, "writable", writable_) &&
           ReadAccessor(call, object, "get") &&
           ReadAccessor(call, object, "set");
  }
  bool is_accessor() const { return is_accessor_; }
  // Whether a part is there and is not `wanted`.
  bool IsEnumerableNot(bool wanted) const {
    return enumerable_.value_or(wanted) != wanted;
  }
  bool IsConfigurableNot(bool wanted) const {
    return configurable_.value_or(wanted) != wanted;
  }
  bool IsWritableNot(bool wanted) const {
    return writable_.value_or(wanted) != wanted;
  }
  // Empty if there is none.
  v8::Local<v8::Value> value() const { return value_; }

 private:
  bool ReadValue(const TrapCall& call, v8::Local<v8::Object> object,
                 const char* name, v8::Local<v8::Value>& out) {
    v8::Local<v8::String> key = Internalized(call.isolate(), name);
    bool is_there = false;
    return object->Has(call.context(), key).To(&is_there) &&
           (!is_there || object->Get(call.context(), key).ToLocal(&out));
  }
  bool ReadBoolean(const TrapCall& call, v8::Local<v8::Object> object,
                   const char* name, std::optional<bool>& out) {
    v8::Local<v8::Value> value;
    if (!ReadValue(call, object, name, value)) return false;
    if (!value.IsEmpty()) out = value->BooleanValue(call.isolate());
    return true;
  }
  bool ReadAccessor(const TrapCall& call, v8::Local<v8::Object> object,
                    const char* name) {
    v8::Local<v8::Value> value;
    if (!ReadValue(call, object, name, value)) return false;
    is_accessor_ |= !value.IsEmpty();
    return true;
  }

  std::optional<bool> enumerable_;
  std::optional<bool> configurable_;
  std::optional<bool> writable_;
  v8::Local<v8::Value> value_;
  bool is_accessor_ = false;
};

// Section 3.10.1.
void DefineProperty(const Info& info) {
  const TrapCall call(info);
  if (!call.is_length() && !call.is_index()) {
    call.Reflect(Realm::From(call.context()).reflect().define_property);
    return;
  }
  Descriptor descriptor;
  if (!descriptor.Read(call, info[2].As<v8::Object>())) return;
  const bool is_item = call.is_index();
  if (descriptor.is_accessor() || descriptor.IsConfigurableNot(is_item) ||
      descriptor.IsEnumerableNot(is_item) || descriptor.IsWritableNot(true)) {
    info.GetReturnValue().Set(false);
    return;
  }
  if (descriptor.value().IsEmpty()) {
    info.GetReturnValue().Set(true);
  } else if (is_item) {
    call.Return(call.SetItem(descriptor.value()));
  } else {
    call.Return(call.SetLength(descriptor.value()));
  }
}

// Section 3.10.2.
void DeleteProperty(const Info& info) {
  const TrapCall call(info);
  if (call.is_length()) {
    info.GetReturnValue().Set(false);
  } else if (!call.is_index()) {
    call.Return(call.inner()->Delete(call.context(), call.name()));
  } else if (call.size() == 0 || call.index() != call.size() - 1) {
    info.GetReturnValue().Set(false);
  } else {
    const Conversion conversion(call.isolate(), call.context(),
                                call.handler().member());
    if (call.handler().DeleteLast(conversion)) info.GetReturnValue().Set(true);
  }
}

// Section 3.10.3.
void Get(const Info& info) {
  const TrapCall call(info);
  if (call.is_length()) {
    info.GetReturnValue().Set(call.size());
  } else if (!call.is_index()) {
    call.Reflect(Realm::From(call.context()).reflect().get);
  } else if (call.index() < call.size()) {
    call.Return(call.Item());
  }
}

// Section 3.10.4.
void GetOwnPropertyDescriptor(const Info& info) {
  const TrapCall call(info);
  if (!call.is_length() && !call.is_index()) {
    call.Return(
        call.inner()->GetOwnPropertyDescriptor(call.context(), call.name()));
    return;
  }
  v8::Local<v8::Value> value;
  if (call.is_length()) {
    value = v8::Integer::NewFromUnsigned(call.isolate(), call.size());
  } else if (call.index() >= call.size() || !call.Item().ToLocal(&value)) {
    return;
  }
  v8::Isolate* isolate = call.isolate();
  v8::Local<v8::Boolean> is_item = v8::Boolean::New(isolate, call.is_index());
  v8::Local<v8::Name> names[] = {
      v8::String::NewFromUtf8Literal(isolate, "value"),
      v8::String::NewFromUtf8Literal(isolate, "writable"),
      v8::String::NewFromUtf8Literal(isolate, "enumerable"),
      v8::String::NewFromUtf8Literal(isolate, "configurable")};
  v8::Local<v8::Value> values[] = {value, v8::True(isolate), is_item, is_item};
  info.GetReturnValue().Set(
      v8::Object::New(isolate, v8::Null(isolate), names, values, 4));
}

// Section 3.10.5.
void Has(const Info& info) {
  const TrapCall call(info);
  if (call.is_length()) {
    info.GetReturnValue().Set(true);
  } else if (call.is_index()) {
    info.GetReturnValue().Set(call.index() < call.size());
  } else {
    call.Return(call.inner()->Has(call.context(), call.name()));
  }
}

// Section 3.10.6.
void OwnKeys(const Info& info) {
  const TrapCall call(info);
  v8::Isolate* isolate = call.isolate();
  v8::Local<v8::Array> others;
  if (!call.inner()
           ->GetPropertyNames(call.context(), v8::KeyCollectionMode::kOwnOnly,
                              v8::PropertyFilter::ALL_PROPERTIES,
                              v8::IndexFilter::kIncludeIndices,
                              v8::KeyConversionMode::kConvertToString)
           .ToLocal(&others)) {
    return;
  }
  std::vector<v8::Local<v8::Value>> keys;
  keys.reserve(call.size() + others->Length());
  for (uint32_t i = 0; i < call.size(); ++i) {
    v8::Local<v8::String> key;
    if (!v8::Integer::NewFromUnsigned(isolate, i)
             ->ToString(call.context())
             .ToLocal(&key)) {
      return;
    }
    keys.push_back(key);
  }
  for (uint32_t i = 0; i < others->Length(); ++i) {
    v8::Local<v8::Value> key;
    if (!others->Get(call.context(), i).ToLocal(&key)) return;
    keys.push_back(key);
  }
  info.GetReturnValue().Set(v8::Array::New(isolate, keys.data(), keys.size()));
}

// Section 3.10.7.
void PreventExtensions(const Info& info) { info.GetReturnValue().Set(false); }

// Section 3.10.8.
void Set(const Info& info) {
  const TrapCall call(info);
  if (call.is_length()) {
    call.Return(call.SetLength(info[2]));
  } else if (call.is_index()) {
    call.Return(call.SetItem(info[2]));
  } else {
    call.Reflect(Realm::From(call.context()).reflect().set);
  }
}

constexpr struct {
  const char* name;
  v8::FunctionCallback callback;
} kTraps[] = {
    {"defineProperty", &DefineProperty},
    {"deleteProperty", &DeleteProperty},
    {"get", &Get},
    {"getOwnPropertyDescriptor", &GetOwnPropertyDescriptor},
    {"has", &Has},
    {"ownKeys", &OwnKeys},
    {"preventExtensions", &PreventExtensions},
    {"set", &Set},
};

// Of all handlers of the isolate.
v8::Local<v8::ObjectTemplate> HandlerTemplate(IsolateData& data) {
  static constexpr char kKey = 0;
  v8::Isolate* isolate = data.isolate();
  v8::Global<v8::FunctionTemplate>& shared = data.SharedTemplate(&kKey);
  if (shared.IsEmpty()) {
    v8::Local<v8::FunctionTemplate> made = v8::FunctionTemplate::New(isolate);
    v8::Local<v8::ObjectTemplate> instance = made->InstanceTemplate();
    instance->SetInternalFieldCount(kHandlerFieldCount);
    for (const auto& trap : kTraps) {
      instance->Set(isolate, trap.name,
                    v8::FunctionTemplate::New(isolate, trap.callback));
    }
    shared.Reset(isolate, made);
  }
  return shared.Get(isolate)->InstanceTemplate();
}

}  // namespace

ObservableArrayHandler::ObservableArrayHandler(const Call& call,
                                               ScriptWrappable& owner)
    : isolate_(call.isolate()),
      member_{call.member().interface_name, call.member().member,
              MemberKind::kSetter},
      owner_(&owner),
      context_(isolate_, call.context()) {
  context_.SetWeak();
}

v8::MaybeLocal<v8::Object> ObservableArrayHandler::MakeObject(
    const Call& call, std::unique_ptr<ObservableArrayHandler> made) {
  v8::Isolate* isolate = call.isolate();
  ObservableArrayHandler& handler = *made;
  v8::Local<v8::External> owned = call.data().owned().Add(std::move(made));
  v8::Local<v8::Object> traps, wrapper;
  v8::Local<v8::Proxy> object;
  if (!HandlerTemplate(call.data())
           ->NewInstance(call.context())
           .ToLocal(&traps) ||
      traps->SetPrototype(call.context(), v8::Null(isolate)).IsNothing() ||
      !call.realm().Wrap(*handler.owner_).ToLocal(&wrapper) ||
      !v8::Proxy::New(call.context(), v8::Array::New(isolate), traps)
           .ToLocal(&object)) {
    return {};
  }
  traps->SetInternalField(kHandlerField, owned);
  traps->SetInternalField(kItemsField, v8::Array::New(isolate));
  traps->SetInternalField(kWrapperField, wrapper);
  handler.handler_.Reset(isolate, traps);
  handler.handler_.SetWeak();
  handler.object_.Reset(isolate, object);
  handler.object_.SetWeak();
  static_cast<WrapperRecord*>(handler.owner_->wrapper_handle())
      ->AddEdge(call.context(), object);
  handler.MirrorAll();
  return object;
}

template <typename Steps>
void ObservableArrayHandler::InRealm(Steps steps) {
  v8::HandleScope scope(isolate_);
  v8::Local<v8::Object> handler = handler_.Get(isolate_);
  v8::Local<v8::Context> context = context_.Get(isolate_);
  if (handler.IsEmpty() || context.IsEmpty() || !Realm::FromOrNull(context)) {
    return;
  }
  v8::Context::Scope context_scope(context);
  steps(Conversion(isolate_, context, member_), handler);
}

void ObservableArrayHandler::MirrorItem(size_t index) {
  InRealm([&](const Conversion& conversion, v8::Local<v8::Object> handler) {
    v8::Local<v8::Value> item;
    if (ItemToV8(conversion, index).ToLocal(&item)) {
      IgnoreResult(v8_compat::GetValueField(handler, kItemsField)
                       .As<v8::Object>()
                       ->CreateDataProperty(conversion.context(),
                                            static_cast<uint32_t>(index),
                                            item));
    }
  });
}

void ObservableArrayHandler::MirrorSize() {
  InRealm([&](const Conversion& conversion, v8::Local<v8::Object> handler) {
    IgnoreResult(v8_compat::GetValueField(handler, kItemsField)
                     .As<v8::Object>()
                     ->Set(conversion.context(),
                           v8::String::NewFromUtf8Literal(isolate_, "length"),
                           v8::Integer::NewFromUnsigned(
                               isolate_, static_cast<uint32_t>(size()))));
  });
}

// The old values live until the new ones are there.
void ObservableArrayHandler::MirrorAll() {
  InRealm([&](const Conversion& conversion, v8::Local<v8::Object> handler) {
    std::vector<v8::Local<v8::Value>> items;
    items.reserve(size());
    for (size_t i = 0; i < size(); ++i) {
      v8::Local<v8::Value> item;
      if (!ItemToV8(conversion, i).ToLocal(&item)) return;
      items.push_back(item);
    }
    handler->SetInternalField(
        kItemsField, v8::Array::New(isolate_, items.data(), items.size()));
  });
}

}  // namespace internal
}  // namespace mortise::bindings
