#include "bindings/runtime/iteration.h"

namespace mortise::bindings {
namespace {

constexpr const char* kNameList[] = {"next", "done", "value"};
constinit NameTable kNames{kNameList};

// GetMethod(object, symbol).
bool FindMethod(const Conversion& conversion, v8::Local<v8::Object> object,
                v8::Local<v8::Symbol> symbol, v8::Local<v8::Function>& out) {
  v8::Local<v8::Value> method;
  if (!object->Get(conversion.context(), symbol).ToLocal(&method)) return false;
  if (method->IsNullOrUndefined()) return true;
  if (!method->IsFunction()) {
    conversion.ThrowTypeError("has an iterator method that is no function.");
    return false;
  }
  out = method.As<v8::Function>();
  return true;
}

}  // namespace

bool FindIteratorMethod(const Conversion& conversion,
                        v8::Local<v8::Value> value,
                        v8::Local<v8::Function>& out) {
  bool unused = false;
  if (!value->IsObject() || conversion.TakeIteratorMethod(value, out, unused)) {
    return true;
  }
  return FindMethod(conversion, value.As<v8::Object>(),
                    v8::Symbol::GetIterator(conversion.isolate()), out);
}

bool FindAsyncIteratorMethod(const Conversion& conversion,
                             v8::Local<v8::Value> value,
                             v8::Local<v8::Function>& out, bool& is_async) {
  if (!value->IsObject() ||
      conversion.TakeIteratorMethod(value, out, is_async)) {
    return true;
  }
  if (!FindMethod(conversion, value.As<v8::Object>(),
                  v8::Symbol::GetAsyncIterator(conversion.isolate()), out)) {
    return false;
  }
  is_async = !out.IsEmpty();
  return is_async ||
         FindMethod(conversion, value.As<v8::Object>(),
                    v8::Symbol::GetIterator(conversion.isolate()), out);
}

Iteration::Iteration(const Conversion& conversion,
                     v8::Local<v8::Object> iterable,
                     v8::Local<v8::Function> method)
    : conversion_(conversion) {
  IsolateData& data = conversion.data();
  done_name_ = data.Name(kNames, 1);
  value_name_ = data.Name(kNames, 2);
  v8::Local<v8::Context> context = conversion.context();
  v8::Local<v8::Value> iterator, next;
  if (!method->Call(context, iterable, 0, nullptr).ToLocal(&iterator)) return;
  if (!iterator->IsObject()) {
    conversion.ThrowTypeError("has an iterator that is no object.");
    return;
  }
  iterator_ = iterator.As<v8::Object>();
  if (!iterator_->Get(context, data.Name(kNames, 0)).ToLocal(&next)) return;
  if (!next->IsFunction()) {
    conversion.ThrowTypeError("has an iterator without a next() function.");
    return;
  }
  next_ = next.As<v8::Function>();
  failed_ = false;
}

bool Iteration::Next(v8::Local<v8::Value>& value) {
  if (failed_) return false;
  failed_ = true;
  v8::Local<v8::Context> context = conversion_.context();
  v8::Local<v8::Value> result, done;
  if (!next_->Call(context, iterator_, 0, nullptr).ToLocal(&result)) {
    return false;
  }
  if (!result->IsObject()) {
    conversion_.ThrowTypeError("has an iterator whose result is no object.");
    return false;
  }
  if (!result.As<v8::Object>()->Get(context, done_name_).ToLocal(&done)) {
    return false;
  }
  if (done->BooleanValue(conversion_.isolate())) {
    failed_ = false;
    return false;
  }
  if (!result.As<v8::Object>()->Get(context, value_name_).ToLocal(&value)) {
    return false;
  }
  failed_ = false;
  return true;
}

}  // namespace mortise::bindings
