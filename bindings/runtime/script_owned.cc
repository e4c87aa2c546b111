#include "bindings/runtime/script_owned.h"

#include <utility>

namespace mortise::bindings {

v8::Local<v8::External> ScriptOwnedObjects::Add(
    std::unique_ptr<ScriptOwned> object) {
  ScriptOwned* const key = object.get();
  v8::Local<v8::External> external = v8::External::New(isolate_, key);
  std::unique_ptr<Entry>& entry = objects_[key];
  entry = std::make_unique<Entry>(Entry{this, std::move(object)});
  key->handle_.Reset(isolate_, external);
  key->handle_.SetWeak(entry.get(), &AfterCollection,
                       v8::WeakCallbackType::kParameter);
  return external;
}

// A destructor may use V8, which only a second callback allows.
void ScriptOwnedObjects::AfterCollection(
    const v8::WeakCallbackInfo<Entry>& info) {
  info.GetParameter()->object->handle_.Reset();
  info.SetSecondPassCallback(&Remove);
}

void ScriptOwnedObjects::Remove(const v8::WeakCallbackInfo<Entry>& info) {
  Entry* const entry = info.GetParameter();
  auto& objects = entry->owner->objects_;
  const auto found = objects.find(entry->object.get());
  std::unique_ptr<Entry> removed = std::move(found->second);
  objects.erase(found);
}

}  // namespace mortise::bindings
