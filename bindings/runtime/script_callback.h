#ifndef MORTISE_BINDINGS_RUNTIME_SCRIPT_CALLBACK_H_
#define MORTISE_BINDINGS_RUNTIME_SCRIPT_CALLBACK_H_

#include <v8.h>

#include <cstdint>

#include "absl/types/span.h"
#include "bindings/runtime/conversion.h"
#include "core/base/script_wrappable.h"

namespace mortise::bindings {

// A script's callback object held by an event target.
//
// The target's wrapper keeps the callback alive, by an edge in the V8 heap;
// this object finds it through a phantom handle and keeps nothing alive.  So a
// callback that refers to its target, as most do, makes no cycle that the
// collector cannot see.
class ScriptCallback {
 public:
  ScriptCallback(const Conversion& conversion, v8::Local<v8::Object> callback);

  // Empty once the callback has been collected.
  v8::Local<v8::Object> Get() const { return callback_.Get(isolate_); }
  v8::Isolate* isolate() const { return isolate_; }
  bool IsSameAs(const ScriptCallback& other) const {
    return callback_ == other.callback_;
  }

  // Ties the callback to the wrapper of `target` (which may own it more than
  // once) and unties it.
  void AddOwner(ScriptWrappable& target);
  void RemoveOwner(ScriptWrappable& target);

 private:
  v8::Isolate* const isolate_;
  v8::Global<v8::Object> callback_;
  uint32_t edge_ = 0;
  uint32_t owner_count_ = 0;
};

// Where a callback runs, and what becomes of what it throws: "prepare to run a
// callback" and "clean up after running a callback" of HTML section 8.1.4,
// with the exception reported (WebIDL section 3.12, "report").
class CallbackScope {
 public:
  // Enters the callback's relevant realm.
  CallbackScope(v8::Isolate* isolate, v8::Local<v8::Object> callback);

  // False if the realm is gone: no script may run.
  bool CanRun() const { return realm_ != nullptr; }
  Realm& realm() const { return *realm_; }
  v8::Local<v8::Context> context() const { return context_; }

  // Calls `function`; empty if it threw, which has then been reported.
  v8::MaybeLocal<v8::Value> Call(v8::Local<v8::Function> function,
                                 v8::Local<v8::Value> receiver,
                                 absl::Span<v8::Local<v8::Value>> arguments);

  // Reports what the embedder's try-catch scope caught.
  void Report(const v8::TryCatch& try_catch);

 private:
  v8::Isolate* const isolate_;
  v8::Local<v8::Context> context_;
  Realm* realm_ = nullptr;
};

}  // namespace mortise::bindings

#endif  // MORTISE_BINDINGS_RUNTIME_SCRIPT_CALLBACK_H_
