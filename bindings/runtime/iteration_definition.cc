#include "bindings/runtime/iteration_definition.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "bindings/runtime/async_iteration.h"
#include "bindings/runtime/exceptions.h"
#include "bindings/runtime/ignore_result.h"
#include "bindings/runtime/internalized.h"
#include "bindings/runtime/isolate_data.h"
#include "bindings/runtime/iterator_result.h"
#include "bindings/runtime/wrapper_type_info.h"
#include "bindings/v8_compat/v8_compat.h"

namespace mortise::bindings {
namespace {

// What an iterator yields of each pair.
enum class Yields : uint32_t { kKeys, kValues, kEntries };

// The internal fields of a default iterator object (section 3.7.9.1).
enum IteratorField : int {
  kTargetField,  // the wrapper
  kIndexField,
  kYieldsField,
  kIteratorFieldCount,
};

const WrapperTypeInfo& TypeOf(const v8::FunctionCallbackInfo<v8::Value>& info) {
  return *static_cast<const WrapperTypeInfo*>(
      info.Data().As<v8::External>()->Value());
}

bool PairAt(const WrapperTypeInfo& type, const Conversion& conversion,
            v8::Local<v8::Object> target, size_t index, IterationPair& out) {
  auto* object = static_cast<ScriptWrappable*>(
      v8_compat::GetPointerField(conversion.isolate(), target, kObjectField));
  return type.iteration->pair_at(conversion, *object, index, out);
}

// %next% of the iterator prototype object (section 3.7.9.2).
void Next(const v8::FunctionCallbackInfo<v8::Value>& info) {
  v8::Isolate* isolate = info.GetIsolate();
  v8::Local<v8::Context> context = isolate->GetCurrentContext();
  const WrapperTypeInfo& type = TypeOf(info);
  v8::Local<v8::Object> iterator = v8_compat::Receiver(info);
  v8::Local<v8::Object> target =
      v8_compat::GetValueField(iterator, kTargetField).As<v8::Object>();
  const auto index =
      v8_compat::GetValueField(iterator, kIndexField).As<v8::Uint32>()->Value();
  const MemberContext member{type.name, "next", MemberKind::kOperation};
  const Conversion conversion(isolate, context, member);
  IterationPair pair;
  if (!PairAt(type, conversion, target, index, pair)) return;
  if (pair.is_end) {
    info.GetReturnValue().Set(
        IteratorResult(isolate, context, v8::Undefined(isolate), true));
    return;
  }
  iterator->SetInternalField(kIndexField,
                             v8::Integer::NewFromUnsigned(isolate, index + 1));
  v8::Local<v8::Value> value = pair.value;
  switch (static_cast<Yields>(v8_compat::GetValueField(iterator, kYieldsField)
                                  .As<v8::Uint32>()
                                  ->Value())) {
    case Yields::kKeys:
      value = pair.key;
      break;
    case Yields::kValues:
      break;
    case Yields::kEntries: {
      v8::Local<v8::Value> both[] = {pair.key, pair.value};
      value = v8::Array::New(isolate, both, 2);
      break;
    }
  }
  info.GetReturnValue().Set(IteratorResult(isolate, context, value, false));
}

// The template of the interface's default iterator objects.
v8::Local<v8::FunctionTemplate> IteratorTemplate(IsolateData& data,
                                                 const WrapperTypeInfo& type) {
  v8::Isolate* isolate = data.isolate();
  v8::Global<v8::FunctionTemplate>& shared =
      data.SharedTemplate(&type.iteration);
  if (!shared.IsEmpty()) return shared.Get(isolate);
  const std::string name = absl::StrCat(type.name, " Iterator");
  v8::Local<v8::FunctionTemplate> iterator = v8::FunctionTemplate::New(isolate);
  iterator->SetClassName(Internalized(isolate, name));
  iterator->InstanceTemplate()->SetInternalFieldCount(kIteratorFieldCount);
  // The prototype's prototype is %IteratorPrototype%.
  v8::Local<v8::FunctionTemplate> parent = v8::FunctionTemplate::New(isolate);
  parent->RemovePrototype();
  parent->SetIntrinsicDataProperty(
      v8::String::NewFromUtf8Literal(isolate, "prototype"),
      v8::kIteratorPrototype);
  iterator->Inherit(parent);
  v8::Local<v8::FunctionTemplate> next = v8::FunctionTemplate::New(
      isolate, &Next,
      v8::External::New(isolate, const_cast<WrapperTypeInfo*>(&type)),
      v8::Signature::New(isolate, iterator), 0,
      v8::ConstructorBehavior::kThrow);
  v8::Local<v8::String> next_name =
      v8::String::NewFromUtf8Literal(isolate, "next");
  next->SetClassName(next_name);
  iterator->PrototypeTemplate()->Set(next_name, next);
  iterator->PrototypeTemplate()->Set(
      v8::Symbol::GetToStringTag(isolate), Internalized(isolate, name),
      static_cast<v8::PropertyAttribute>(v8::ReadOnly | v8::DontEnum));
  shared.Reset(isolate, iterator);
  return iterator;
}

template <Yields yields>
void MakeIterator(const v8::FunctionCallbackInfo<v8::Value>& info) {
  v8::Isolate* isolate = info.GetIsolate();
  v8::Local<v8::Object> iterator;
  if (!IteratorTemplate(IsolateData::From(isolate), TypeOf(info))
           ->InstanceTemplate()
           ->NewInstance(isolate->GetCurrentContext())
           .ToLocal(&iterator)) {
    return;
  }
  iterator->SetInternalField(kTargetField, v8_compat::Receiver(info));
  iterator->SetInternalField(kIndexField,
                             v8::Integer::NewFromUnsigned(isolate, 0));
  iterator->SetInternalField(
      kYieldsField,
      v8::Integer::NewFromUnsigned(isolate, static_cast<uint32_t>(yields)));
  info.GetReturnValue().Set(iterator);
}

// forEach(callback, thisArg) of pair iterators.
void ForEach(const v8::FunctionCallbackInfo<v8::Value>& info) {
  v8::Isolate* isolate = info.GetIsolate();
  v8::Local<v8::Context> context = isolate->GetCurrentContext();
  const WrapperTypeInfo& type = TypeOf(info);
  const MemberContext member{type.name, "forEach", MemberKind::kOperation};
  const Conversion conversion(isolate, context, member);
  if (info.Length() == 0) {
    conversion.ThrowBareTypeError("1 argument required, but only 0 present.");
    return;
  }
  if (!info[0]->IsFunction()) {
    Conversion::InSubject subject(conversion, 0);
    conversion.ThrowTypeError("is not a function.");
    return;
  }
  v8::Local<v8::Object> target = v8_compat::Receiver(info);
  for (size_t i = 0;; ++i) {
    v8::HandleScope scope(isolate);
    IterationPair pair;
    if (!PairAt(type, conversion, target, i, pair) || pair.is_end) return;
    v8::Local<v8::Value> arguments[] = {pair.value, pair.key, target};
    if (info[0]
            .As<v8::Function>()
            ->Call(context, info[1], 3, arguments)
            .IsEmpty()) {
      return;
    }
  }
}

struct Method {
  const char* name;
  v8::FunctionCallback callback;
  int length;
};

void InstallPairIterator(IsolateData& data, const WrapperTypeInfo& type,
                         v8::Local<v8::Signature> signature,
                         v8::Local<v8::ObjectTemplate> target) {
  v8::Isolate* isolate = data.isolate();
  static constexpr Method kMethods[] = {
      {"entries", &MakeIterator<Yields::kEntries>, 0},
      {"keys", &MakeIterator<Yields::kKeys>, 0},
      {"values", &MakeIterator<Yields::kValues>, 0},
      {"forEach", &ForEach, 1},
  };
  v8::Local<v8::External> external =
      v8::External::New(isolate, const_cast<WrapperTypeInfo*>(&type));
  for (const Method& method : kMethods) {
    v8::Local<v8::String> name = Internalized(isolate, method.name);
    v8::Local<v8::FunctionTemplate> function = v8::FunctionTemplate::New(
        isolate, method.callback, external, signature, method.length,
        v8::ConstructorBehavior::kThrow);
    function->SetClassName(name);
    if (&method == &kMethods[0]) {
      target->Set(v8::Symbol::GetIterator(isolate), function, v8::DontEnum);
    }
    target->Set(name, function);
  }
}

}  // namespace

void InstallIteration(IsolateData& data, const WrapperTypeInfo& type,
                      v8::Local<v8::Signature> signature,
                      v8::Local<v8::ObjectTemplate> target) {
  if (!type.iteration) return;
  if (type.iteration->kind == IterationKind::kPairIterator) {
    InstallPairIterator(data, type, signature, target);
    return;
  }
  if (type.iteration->kind == IterationKind::kAsyncIterator) {
    InstallAsyncIteration(data, type, signature, target);
    return;
  }
  // Made of each realm's Map or Set.
  if (type.iteration->kind == IterationKind::kCollection) return;
  v8::Isolate* isolate = data.isolate();
  target->SetIntrinsicDataProperty(v8::Symbol::GetIterator(isolate),
                                   v8::kArrayProto_values, v8::DontEnum);
  if (type.iteration->kind == IterationKind::kIndexedGetter) return;
  static constexpr struct {
    const char* name;
    v8::Intrinsic intrinsic;
  } kMethods[] = {{"entries", v8::kArrayProto_entries},
                  {"keys", v8::kArrayProto_keys},
                  {"values", v8::kArrayProto_values},
                  {"forEach", v8::kArrayProto_forEach}};
  for (const auto& method : kMethods) {
    target->SetIntrinsicDataProperty(Internalized(isolate, method.name),
                                     method.intrinsic);
  }
}

void PrepareIterators(v8::Local<v8::Context> context, IsolateData& data,
                      const WrapperTypeInfo& type) {
  if (!type.iteration) return;
  if (type.iteration->kind == IterationKind::kPairIterator) {
    DeleteConstructor(context, IteratorTemplate(data, type));
  } else if (type.iteration->kind == IterationKind::kAsyncIterator) {
    PrepareAsyncIterator(context, data, type);
  }
}

}  // namespace mortise::bindings
