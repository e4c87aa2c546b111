#include "bindings/runtime/iterator_result.h"

#include "bindings/runtime/ignore_result.h"

namespace mortise::bindings {

v8::Local<v8::Object> IteratorResult(v8::Isolate* isolate,
                                     v8::Local<v8::Context> context,
                                     v8::Local<v8::Value> value, bool done) {
  v8::Local<v8::Object> result = v8::Object::New(isolate);
  IgnoreResult(result->CreateDataProperty(
      context, v8::String::NewFromUtf8Literal(isolate, "value"), value));
  IgnoreResult(result->CreateDataProperty(
      context, v8::String::NewFromUtf8Literal(isolate, "done"),
      v8::Boolean::New(isolate, done)));
  return result;
}

void DeleteConstructor(v8::Local<v8::Context> context,
                       v8::Local<v8::FunctionTemplate> iterator) {
  v8::Isolate* isolate = context->GetIsolate();
  v8::HandleScope scope(isolate);
  v8::Local<v8::Function> function;
  v8::Local<v8::Value> prototype;
  if (iterator->GetFunction(context).ToLocal(&function) &&
      function
          ->Get(context, v8::String::NewFromUtf8Literal(isolate, "prototype"))
          .ToLocal(&prototype)) {
    IgnoreResult(prototype.As<v8::Object>()->Delete(
        context, v8::String::NewFromUtf8Literal(isolate, "constructor")));
  }
}

}  // namespace mortise::bindings
