#ifndef MORTISE_BINDINGS_RUNTIME_ITERATOR_RESULT_H_
#define MORTISE_BINDINGS_RUNTIME_ITERATOR_RESULT_H_

#include <v8.h>

namespace mortise::bindings {

// CreateIteratorResultObject(value, done).
v8::Local<v8::Object> IteratorResult(v8::Isolate* isolate,
                                     v8::Local<v8::Context> context,
                                     v8::Local<v8::Value> value, bool done);

// Every prototype object that a template makes has a `constructor`, and an
// iterator prototype object has none.
void DeleteConstructor(v8::Local<v8::Context> context,
                       v8::Local<v8::FunctionTemplate> iterator);

}  // namespace mortise::bindings

#endif  // MORTISE_BINDINGS_RUNTIME_ITERATOR_RESULT_H_
