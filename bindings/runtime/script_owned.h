#ifndef MORTISE_BINDINGS_RUNTIME_SCRIPT_OWNED_H_
#define MORTISE_BINDINGS_RUNTIME_SCRIPT_OWNED_H_

#include <v8.h>

#include <memory>

#include "absl/container/flat_hash_map.h"

namespace mortise::bindings {

// A C++ object that lives as long as some function or object of a script
// refers to it, at the longest until the end of the isolate's bindings.
class ScriptOwned {
 public:
  virtual ~ScriptOwned() = default;

 private:
  friend class ScriptOwnedObjects;

  v8::Global<v8::External> handle_;
};

// All of one isolate.
class ScriptOwnedObjects {
 public:
  explicit ScriptOwnedObjects(v8::Isolate* isolate) : isolate_(isolate) {}
  ScriptOwnedObjects(const ScriptOwnedObjects&) = delete;
  ScriptOwnedObjects& operator=(const ScriptOwnedObjects&) = delete;

  // The value through which script owns the object: a function's data, or an
  // internal field.
  v8::Local<v8::External> Add(std::unique_ptr<ScriptOwned> object);

  template <typename T>
  static T& Get(v8::Local<v8::Value> external) {
    return *static_cast<T*>(
        static_cast<ScriptOwned*>(external.As<v8::External>()->Value()));
  }

 private:
  struct Entry {
    ScriptOwnedObjects* owner;
    std::unique_ptr<ScriptOwned> object;
  };

  static void AfterCollection(const v8::WeakCallbackInfo<Entry>& info);
  static void Remove(const v8::WeakCallbackInfo<Entry>& info);

  v8::Isolate* const isolate_;
  absl::flat_hash_map<ScriptOwned*, std::unique_ptr<Entry>> objects_;
};

}  // namespace mortise::bindings

#endif  // MORTISE_BINDINGS_RUNTIME_SCRIPT_OWNED_H_
