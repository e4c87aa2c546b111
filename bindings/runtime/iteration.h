#ifndef MORTISE_BINDINGS_RUNTIME_ITERATION_H_
#define MORTISE_BINDINGS_RUNTIME_ITERATION_H_

#include "bindings/runtime/conversion.h"

namespace mortise::bindings {

// GetMethod(value, %Symbol.iterator%): `out` stays empty where `value` is no
// object or has no such method.  False: an exception is pending.
bool FindIteratorMethod(const Conversion& conversion,
                        v8::Local<v8::Value> value,
                        v8::Local<v8::Function>& out);

// The same for an async_sequence: the method of %Symbol.asyncIterator%, or else
// that of %Symbol.iterator%, and which of both it is.
bool FindAsyncIteratorMethod(const Conversion& conversion,
                             v8::Local<v8::Value> value,
                             v8::Local<v8::Function>& out, bool& is_async);

// One run of a JavaScript iterator, for sequences and records.
class Iteration {
 public:
  // GetIteratorFromMethod(iterable, method).
  Iteration(const Conversion& conversion, v8::Local<v8::Object> iterable,
            v8::Local<v8::Function> method);

  // False at the end, and when an exception is pending: see failed().
  bool Next(v8::Local<v8::Value>& value);
  bool failed() const { return failed_; }

 private:
  const Conversion& conversion_;
  v8::Local<v8::Object> iterator_;
  v8::Local<v8::Function> next_;
  v8::Local<v8::String> done_name_;
  v8::Local<v8::String> value_name_;
  bool failed_ = true;
};

}  // namespace mortise::bindings

#endif  // MORTISE_BINDINGS_RUNTIME_ITERATION_H_
