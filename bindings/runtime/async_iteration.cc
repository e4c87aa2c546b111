#include "bindings/runtime/async_iteration.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "bindings/runtime/ignore_result.h"
#include "bindings/runtime/internalized.h"
#include "bindings/runtime/isolate_data.h"
#include "bindings/runtime/iteration_definition.h"
#include "bindings/runtime/iterator_result.h"
#include "bindings/runtime/traits_promise.h"
#include "bindings/runtime/wrapper_type_info.h"
#include "bindings/v8_compat/v8_compat.h"

namespace mortise::bindings {
namespace {

using Info = v8::FunctionCallbackInfo<v8::Value>;

enum class Yields : uint32_t { kKeys, kValues, kEntries };

// The internal fields of a default asynchronous iterator object (section
// 3.7.10.1).
enum IteratorField : int {
  kIterationField,  // the AsyncIteration
  kTypeField,       // the interface's WrapperTypeInfo
  kTargetField,     // the wrapper
  kYieldsField,
  kOngoingField,  // "ongoing promise"; undefined is null
  kFinishedField,
  kIteratorFieldCount,
};

const WrapperTypeInfo& TypeOf(v8::Local<v8::Value> external) {
  return *static_cast<const WrapperTypeInfo*>(
      external.As<v8::External>()->Value());
}

v8::Local<v8::External> ToExternal(v8::Isolate* isolate,
                                   const WrapperTypeInfo& type) {
  return v8::External::New(isolate, const_cast<WrapperTypeInfo*>(&type));
}

// One asynchronous iterator object of a script.
class IteratorObject {
 public:
  IteratorObject(v8::Isolate* isolate, v8::Local<v8::Object> object)
      : isolate_(isolate),
        context_(isolate->GetCurrentContext()),
        object_(object) {}

  AsyncIteration& iteration() const {
    return ScriptOwnedObjects::Get<AsyncIteration>(Field(kIterationField));
  }
  const AsyncIterationDefinition& definition() const {
    return *TypeOf(Field(kTypeField)).iteration->async;
  }
  Yields yields() const {
    return static_cast<Yields>(Field(kYieldsField).As<v8::Uint32>()->Value());
  }
  v8::Local<v8::Value> ongoing() const { return Field(kOngoingField); }
  void set_ongoing(v8::Local<v8::Value> promise) const {
    object_->SetInternalField(kOngoingField, promise);
  }
  bool is_finished() const { return Field(kFinishedField)->IsTrue(); }
  void Finish() const {
    object_->SetInternalField(kFinishedField, v8::True(isolate_));
  }

  v8::MaybeLocal<v8::Promise> NextSteps() const;
  v8::MaybeLocal<v8::Promise> ReturnSteps(v8::Local<v8::Value> value) const;

 private:
  v8::Local<v8::Value> Field(IteratorField field) const {
    return v8_compat::GetValueField(object_, field);
  }
  v8::MaybeLocal<v8::Promise> Finished(v8::Local<v8::Value> value) const;
  // Has the C++ iterator settle a new promise.
  template <typename Steps>
  v8::MaybeLocal<v8::Promise> Ask(const MemberContext& member,
                                  Steps steps) const;

  v8::Isolate* const isolate_;
  const v8::Local<v8::Context> context_;
  const v8::Local<v8::Object> object_;
};

v8::MaybeLocal<v8::Function> MakeSteps(v8::Local<v8::Context> context,
                                       v8::FunctionCallback steps,
                                       v8::Local<v8::Value> data, int length) {
  return v8::Function::New(context, steps, data, length,
                           v8::ConstructorBehavior::kThrow);
}

// PerformPromiseThen(promise, steps), and the promise for what that returns.
v8::MaybeLocal<v8::Promise> React(v8::Local<v8::Context> context,
                                  v8::Local<v8::Promise> promise,
                                  v8::FunctionCallback fulfilled,
                                  v8::FunctionCallback rejected,
                                  v8::Local<v8::Value> data) {
  v8::Local<v8::Function> on_fulfilled, on_rejected;
  if (!MakeSteps(context, fulfilled, data, 1).ToLocal(&on_fulfilled)) return {};
  if (!rejected) return promise->Then(context, on_fulfilled);
  if (!MakeSteps(context, rejected, data, 1).ToLocal(&on_rejected)) return {};
  return promise->Then(context, on_fulfilled, on_rejected);
}

// The fulfilled steps of next().
void NextFulfilled(const Info& info) {
  v8::Isolate* isolate = info.GetIsolate();
  v8::Local<v8::Context> context = isolate->GetCurrentContext();
  const IteratorObject iterator(isolate, info.Data().As<v8::Object>());
  iterator.set_ongoing(v8::Undefined(isolate));
  const Conversion conversion(isolate, context, iterator.definition().next);
  v8::Local<v8::Value> value = info[0];
  if (value == internal::EndOfIteration(conversion)) {
    iterator.Finish();
    info.GetReturnValue().Set(
        IteratorResult(isolate, context, v8::Undefined(isolate), true));
    return;
  }
  if (iterator.definition().is_pair) {
    v8::Local<v8::Value> pair[2];
    for (uint32_t i = 0; i < 2; ++i) {
      if (!info[0].As<v8::Object>()->Get(context, i).ToLocal(&pair[i])) return;
    }
    switch (iterator.yields()) {
      case Yields::kKeys:
        value = pair[0];
        break;
      case Yields::kValues:
        value = pair[1];
        break;
      case Yields::kEntries:
        value = v8::Array::New(isolate, pair, 2);
        break;
    }
  }
  info.GetReturnValue().Set(IteratorResult(isolate, context, value, false));
}

void NextRejected(const Info& info) {
  v8::Isolate* isolate = info.GetIsolate();
  const IteratorObject iterator(isolate, info.Data().As<v8::Object>());
  iterator.set_ongoing(v8::Undefined(isolate));
  iterator.Finish();
  isolate->ThrowException(info[0]);
}

v8::MaybeLocal<v8::Promise> IteratorObject::Finished(
    v8::Local<v8::Value> value) const {
  const Conversion conversion(isolate_, context_, definition().next);
  return internal::ResolvedPromise(
      conversion, IteratorResult(isolate_, context_, value, true));
}

template <typename Steps>
v8::MaybeLocal<v8::Promise> IteratorObject::Ask(const MemberContext& member,
                                                Steps steps) const {
  v8::Local<v8::Promise::Resolver> resolver;
  if (!v8::Promise::Resolver::New(context_).ToLocal(&resolver)) return {};
  v8::Local<v8::Promise> promise = resolver->GetPromise();
  // V8's Then() asks the promise for its species, as PerformPromiseThen does
  // not: without a `constructor`, no script hears of that.
  if (promise
          ->CreateDataProperty(
              context_, v8::String::NewFromUtf8Literal(isolate_, "constructor"),
              v8::Undefined(isolate_))
          .IsNothing()) {
    return {};
  }
  const Conversion conversion(isolate_, context_, member);
  auto pending =
      std::make_shared<internal::PendingPromise>(conversion, resolver);
  const internal::PendingPromise::InCall in_call(*pending);
  steps(conversion, pending);
  return promise;
}

v8::MaybeLocal<v8::Promise> IteratorObject::NextSteps() const {
  if (is_finished()) return Finished(v8::Undefined(isolate_));
  v8::Local<v8::Promise> promise;
  if (!Ask(definition().next, [this](const Conversion&, auto pending) {
         iteration().Next(std::move(pending));
       }).ToLocal(&promise)) {
    return {};
  }
  return React(context_, promise, &NextFulfilled, &NextRejected, object_);
}

v8::MaybeLocal<v8::Promise> IteratorObject::ReturnSteps(
    v8::Local<v8::Value> value) const {
  if (is_finished()) return Finished(value);
  Finish();
  return Ask(definition().return_,
             [this, value](const Conversion& conversion, auto pending) {
               iteration().Return(conversion, value, std::move(pending));
             });
}

void NextWhenSettled(const Info& info) {
  const IteratorObject iterator(info.GetIsolate(),
                                info.Data().As<v8::Object>());
  v8::Local<v8::Promise> promise;
  if (iterator.NextSteps().ToLocal(&promise)) {
    info.GetReturnValue().Set(promise);
  }
}

// The data is an array of the iterator and return()'s argument.
v8::Local<v8::Value> Datum(const Info& info, uint32_t i) {
  return info.Data()
      .As<v8::Object>()
      ->Get(info.GetIsolate()->GetCurrentContext(), i)
      .ToLocalChecked();
}

void ReturnWhenSettled(const Info& info) {
  const IteratorObject iterator(info.GetIsolate(),
                                Datum(info, 0).As<v8::Object>());
  v8::Local<v8::Promise> promise;
  if (iterator.ReturnSteps(Datum(info, 1)).ToLocal(&promise)) {
    info.GetReturnValue().Set(promise);
  }
}

void ReturnFulfilled(const Info& info) {
  v8::Isolate* isolate = info.GetIsolate();
  info.GetReturnValue().Set(IteratorResult(
      isolate, isolate->GetCurrentContext(), Datum(info, 1), true));
}

v8::Local<v8::FunctionTemplate> IteratorTemplate(IsolateData& data,
                                                 const WrapperTypeInfo& type);

// Both methods return a promise whatever `this` is.
bool IsIterator(const Info& info) {
  const WrapperTypeInfo& type = TypeOf(info.Data());
  IsolateData& data = IsolateData::From(info.GetIsolate());
  if (IteratorTemplate(data, type)->HasInstance(info.This())) return true;
  v8::Isolate* isolate = info.GetIsolate();
  v8::Local<v8::Context> context = isolate->GetCurrentContext();
  const Conversion conversion(isolate, context, type.iteration->async->next);
  v8::Local<v8::Promise> promise;
  if (internal::RejectedPromise(
          conversion, v8::Exception::TypeError(v8::String::NewFromUtf8Literal(
                          isolate, "Illegal invocation")))
          .ToLocal(&promise)) {
    info.GetReturnValue().Set(promise);
  }
  return false;
}

// Section 3.7.10.2, next().
void Next(const Info& info) {
  if (!IsIterator(info)) return;
  v8::Isolate* isolate = info.GetIsolate();
  const IteratorObject iterator(isolate, info.This());
  v8::Local<v8::Value> ongoing = iterator.ongoing();
  v8::Local<v8::Promise> promise;
  if (!(ongoing->IsPromise()
            ? React(isolate->GetCurrentContext(), ongoing.As<v8::Promise>(),
                    &NextWhenSettled, &NextWhenSettled, info.This())
            : iterator.NextSteps())
           .ToLocal(&promise)) {
    return;
  }
  iterator.set_ongoing(promise);
  info.GetReturnValue().Set(promise);
}

// The same section, return().
void Return(const Info& info) {
  if (!IsIterator(info)) return;
  v8::Isolate* isolate = info.GetIsolate();
  v8::Local<v8::Context> context = isolate->GetCurrentContext();
  const IteratorObject iterator(isolate, info.This());
  v8::Local<v8::Value> both[] = {info.This(), info[0]};
  v8::Local<v8::Array> data = v8::Array::New(isolate, both, 2);
  v8::Local<v8::Value> ongoing = iterator.ongoing();
  v8::Local<v8::Promise> settled, promise;
  if (!(ongoing->IsPromise()
            ? React(context, ongoing.As<v8::Promise>(), &ReturnWhenSettled,
                    &ReturnWhenSettled, data)
            : iterator.ReturnSteps(info[0]))
           .ToLocal(&settled)) {
    return;
  }
  iterator.set_ongoing(settled);
  if (React(context, settled, &ReturnFulfilled, nullptr, data)
          .ToLocal(&promise)) {
    info.GetReturnValue().Set(promise);
  }
}

// The template of the interface's asynchronous iterator objects.
v8::Local<v8::FunctionTemplate> IteratorTemplate(IsolateData& data,
                                                 const WrapperTypeInfo& type) {
  v8::Isolate* isolate = data.isolate();
  const AsyncIterationDefinition& definition = *type.iteration->async;
  v8::Global<v8::FunctionTemplate>& shared = data.SharedTemplate(&definition);
  if (!shared.IsEmpty()) return shared.Get(isolate);
  v8::Local<v8::String> name =
      Internalized(isolate, absl::StrCat(type.name, " AsyncIterator"));
  v8::Local<v8::FunctionTemplate> iterator = v8::FunctionTemplate::New(isolate);
  iterator->SetClassName(name);
  iterator->InstanceTemplate()->SetInternalFieldCount(kIteratorFieldCount);
  // The prototype's prototype is %AsyncIteratorPrototype%.
  v8::Local<v8::FunctionTemplate> parent = v8::FunctionTemplate::New(isolate);
  parent->RemovePrototype();
  parent->SetIntrinsicDataProperty(
      v8::String::NewFromUtf8Literal(isolate, "prototype"),
      v8::kAsyncIteratorPrototype);
  iterator->Inherit(parent);
  v8::Local<v8::External> external = ToExternal(isolate, type);
  const auto define = [&](const char* method_name,
                          v8::FunctionCallback callback, int length) {
    v8::Local<v8::FunctionTemplate> method =
        v8::FunctionTemplate::New(isolate, callback, external, {}, length,
                                  v8::ConstructorBehavior::kThrow);
    method->SetClassName(Internalized(isolate, method_name));
    iterator->PrototypeTemplate()->Set(Internalized(isolate, method_name),
                                       method);
  };
  define("next", &Next, 0);
  if (definition.has_return) define("return", &Return, 1);
  iterator->PrototypeTemplate()->Set(
      v8::Symbol::GetToStringTag(isolate), name,
      static_cast<v8::PropertyAttribute>(v8::ReadOnly | v8::DontEnum));
  shared.Reset(isolate, iterator);
  return iterator;
}

template <Yields yields>
void MakeIterator(const Info& info) {
  v8::Isolate* isolate = info.GetIsolate();
  const WrapperTypeInfo& type = TypeOf(info.Data());
  static constexpr const char* kNames[] = {"keys", "values", "entries"};
  const MemberContext member{type.name, kNames[static_cast<int>(yields)],
                             MemberKind::kOperation};
  const Call call(info, member);
  ScriptWrappable& target = call.Receiver<ScriptWrappable>();
  std::unique_ptr<AsyncIteration> iteration;
  type.iteration->async->begin(call, target, iteration);
  v8::Local<v8::Object> iterator;
  if (!iteration || !IteratorTemplate(call.data(), type)
                         ->InstanceTemplate()
                         ->NewInstance(call.context())
                         .ToLocal(&iterator)) {
    return;
  }
  const auto set = [&](IteratorField field, v8::Local<v8::Value> value) {
    iterator->SetInternalField(field, value);
  };
  set(kIterationField, call.data().owned().Add(std::move(iteration)));
  set(kTypeField, info.Data());
  set(kTargetField, v8_compat::Receiver(info));
  set(kYieldsField,
      v8::Integer::NewFromUnsigned(isolate, static_cast<uint32_t>(yields)));
  set(kOngoingField, v8::Undefined(isolate));
  set(kFinishedField, v8::False(isolate));
  info.GetReturnValue().Set(iterator);
}

}  // namespace

v8::Local<v8::Value> internal::EndOfIteration(const Conversion& conversion) {
  static constexpr char kKey = 0;
  return v8_compat::PrivateAsValue(conversion.data().PrivateOf(&kKey));
}

// Without a prototype, so that no `then` is found when a promise is resolved
// with it.
v8::Local<v8::Value> internal::MakePair(const Conversion& conversion,
                                        v8::Local<v8::Value> key,
                                        v8::Local<v8::Value> value) {
  v8::Isolate* isolate = conversion.isolate();
  v8::Local<v8::Object> pair =
      v8::Object::New(isolate, v8::Null(isolate), nullptr, nullptr, 0);
  IgnoreResult(pair->CreateDataProperty(conversion.context(), 0, key));
  IgnoreResult(pair->CreateDataProperty(conversion.context(), 1, value));
  return pair;
}

void InstallAsyncIteration(IsolateData& data, const WrapperTypeInfo& type,
                           v8::Local<v8::Signature> signature,
                           v8::Local<v8::ObjectTemplate> target) {
  v8::Isolate* isolate = data.isolate();
  v8::Local<v8::External> external = ToExternal(isolate, type);
  const auto define = [&](const char* name, v8::FunctionCallback callback,
                          bool is_async_iterator) {
    v8::Local<v8::FunctionTemplate> method =
        v8::FunctionTemplate::New(isolate, callback, external, signature, 0,
                                  v8::ConstructorBehavior::kThrow);
    method->SetClassName(Internalized(isolate, name));
    if (is_async_iterator) {
      target->Set(v8::Symbol::GetAsyncIterator(isolate), method, v8::DontEnum);
    }
    target->Set(Internalized(isolate, name), method);
  };
  const bool is_pair = type.iteration->async->is_pair;
  if (is_pair) {
    define("entries", &MakeIterator<Yields::kEntries>, true);
    define("keys", &MakeIterator<Yields::kKeys>, false);
  }
  define("values", &MakeIterator<Yields::kValues>, !is_pair);
}

void PrepareAsyncIterator(v8::Local<v8::Context> context, IsolateData& data,
                          const WrapperTypeInfo& type) {
  DeleteConstructor(context, IteratorTemplate(data, type));
}

}  // namespace mortise::bindings
