#ifndef MORTISE_BINDINGS_RUNTIME_WRAPPER_POOL_H_
#define MORTISE_BINDINGS_RUNTIME_WRAPPER_POOL_H_

#include <v8.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "core/base/script_wrappable.h"

namespace mortise::bindings {

class IsolateData;

// One wrapper's record: the phantom handle to the script object and the
// reference to the C++ object that the wrapper owns.
//
// The handle has no callback (`SetWeak()` without arguments): V8 empties it
// when the wrapper is collected, and the pool finds it empty in the sweep that
// follows.  That is three times cheaper than a callback for each object.
class WrapperRecord final : public WrapperHandle {
 public:
  v8::Local<v8::Object> Get(v8::Isolate* isolate) const {
    return handle_.Get(isolate);
  }
  ScriptWrappable& object() const { return *object_; }

  // WrapperHandle:
  void SetStrong(bool strong) override;
  void Reference(ScriptWrappable& other) override;
  void HoldValues() override;

  // Keeps `value` alive for as long as the wrapper lives; returns a number by
  // which RemoveEdge() lets go of it.
  uint32_t AddEdge(v8::Local<v8::Context> context, v8::Local<v8::Value> value);
  void RemoveEdge(v8::Local<v8::Context> context, uint32_t edge);

 private:
  friend class WrapperPool;

  // Edges live in an array in the wrapper's edge field; these are its gaps.
  struct EdgeSpace {
    uint32_t length = 0;
    std::vector<uint32_t> free;
  };

  v8::Global<v8::Object> handle_;
  ScriptWrappable* object_ = nullptr;  // owns one reference
  IsolateData* data_ = nullptr;
  std::unique_ptr<EdgeSpace> edges_;
};

// All wrappers of one isolate.  After each garbage collection it releases the
// C++ objects whose wrappers are gone: after a young-generation collection it
// looks only at wrappers that may have been young.
class WrapperPool {
 public:
  explicit WrapperPool(IsolateData& data);
  ~WrapperPool();
  WrapperPool(const WrapperPool&) = delete;
  WrapperPool& operator=(const WrapperPool&) = delete;

  // Ties a new wrapper to its object; the wrapper owns a reference from now
  // on.
  void Add(v8::Local<v8::Object> wrapper, ScriptWrappable& object);

  size_t live_wrappers() const { return young_.size() + old_.size(); }

  // Releases all objects, with wrappers that may still be reachable: for the
  // end of the isolate.
  void ReleaseAll();

 private:
  struct YoungRecord {
    WrapperRecord* record;
    uint32_t survived;  // collections
  };
  // V8 moves an object to the old generation when it survives its second
  // young-generation collection.
  static constexpr uint32_t kSurvivalsUntilOld = 2;

  static void AfterCollection(v8::Isolate* isolate, v8::GCType type,
                              v8::GCCallbackFlags flags, void* data);
  void Sweep(bool with_old);
  void Drop(WrapperRecord* record);
  void ReleaseDead();
  WrapperRecord* Allocate();

  IsolateData& data_;
  std::vector<YoungRecord> young_;
  std::vector<WrapperRecord*> old_;
  std::vector<WrapperRecord*> free_;
  std::vector<std::unique_ptr<WrapperRecord[]>> blocks_;
  std::vector<ScriptWrappable*> dead_;
  bool releasing_ = false;
};

}  // namespace mortise::bindings

#endif  // MORTISE_BINDINGS_RUNTIME_WRAPPER_POOL_H_
