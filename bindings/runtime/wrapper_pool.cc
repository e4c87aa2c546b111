#include "bindings/runtime/wrapper_pool.h"

#include <utility>

#include "bindings/runtime/ignore_result.h"
#include "bindings/runtime/isolate_data.h"
#include "bindings/runtime/realm.h"
#include "bindings/runtime/wrapper_type_info.h"
#include "bindings/v8_compat/v8_compat.h"

namespace mortise::bindings {
namespace {

constexpr size_t kRecordsInBlock = 256;

}  // namespace

void WrapperRecord::SetStrong(bool strong) {
  if (strong) {
    handle_.ClearWeak();
  } else {
    handle_.SetWeak();
  }
}

void WrapperRecord::Reference(ScriptWrappable& other) {
  auto* record = static_cast<WrapperRecord*>(other.wrapper_handle());
  if (!record) return;
  v8::Isolate* isolate = data_->isolate();
  v8::HandleScope scope(isolate);
  Get(isolate)->SetInternalField(kEdgeField, record->Get(isolate));
}

void WrapperRecord::HoldValues() {
  v8::Isolate* isolate = data_->isolate();
  v8::HandleScope scope(isolate);
  v8::Local<v8::Object> wrapper = Get(isolate);
  v8::Local<v8::Context> context;
  if (!v8_compat::CreationContext(isolate, wrapper).ToLocal(&context) ||
      !Realm::FromOrNull(context)) {
    return;
  }
  v8::Context::Scope context_scope(context);
  v8::TryCatch try_catch(isolate);
  IgnoreResult(data_->FillSlots(context, wrapper, TypeInfoOfObject(*object_),
                                SlotTable::Which::kMissingAny));
}

uint32_t WrapperRecord::AddEdge(v8::Local<v8::Context> context,
                                v8::Local<v8::Value> value) {
  v8::Local<v8::Object> wrapper = Get(data_->isolate());
  v8::Local<v8::Array> array;
  if (!edges_) {
    edges_ = std::make_unique<EdgeSpace>();
    array = v8::Array::New(data_->isolate());
    wrapper->SetInternalField(kEdgeField, array);
  } else {
    array = v8_compat::GetValueField(wrapper, kEdgeField).As<v8::Array>();
  }
  uint32_t edge;
  if (edges_->free.empty()) {
    edge = edges_->length++;
  } else {
    edge = edges_->free.back();
    edges_->free.pop_back();
  }
  // The array has no setters and no holes that reach a prototype's: only this
  // class ever touches it.
  IgnoreResult(array->CreateDataProperty(context, edge, value));
  return edge;
}

void WrapperRecord::RemoveEdge(v8::Local<v8::Context> context, uint32_t edge) {
  v8::Local<v8::Object> wrapper = Get(data_->isolate());
  v8::Local<v8::Array> array =
      v8_compat::GetValueField(wrapper, kEdgeField).As<v8::Array>();
  IgnoreResult(array->CreateDataProperty(context, edge,
                                         v8::Undefined(data_->isolate())));
  edges_->free.push_back(edge);
}

WrapperPool::WrapperPool(IsolateData& data) : data_(data) {
  data.isolate()->AddGCEpilogueCallback(&AfterCollection, this);
}

WrapperPool::~WrapperPool() {
  ReleaseAll();
  data_.isolate()->RemoveGCEpilogueCallback(&AfterCollection, this);
}

void WrapperPool::Add(v8::Local<v8::Object> wrapper, ScriptWrappable& object) {
  MORTISE_DCHECK(!object.wrapper_handle());
  WrapperRecord* record = Allocate();
  record->handle_.Reset(data_.isolate(), wrapper);
  record->object_ = &object;
  object.AddRef();
  object.set_wrapper_handle(record);
  v8_compat::SetPointerField(wrapper, kObjectField, &object);
  if (!object.has_pending_activity()) record->handle_.SetWeak();
  young_.push_back({record, 0});
  if (object.awaits_wrapper()) object.WrapperWasMade();
}

WrapperRecord* WrapperPool::Allocate() {
  if (free_.empty()) {
    blocks_.push_back(std::make_unique<WrapperRecord[]>(kRecordsInBlock));
    for (size_t i = kRecordsInBlock; i-- > 0;) {
      blocks_.back()[i].data_ = &data_;
      free_.push_back(&blocks_.back()[i]);
    }
  }
  WrapperRecord* record = free_.back();
  free_.pop_back();
  return record;
}

void WrapperPool::AfterCollection(v8::Isolate* isolate, v8::GCType type,
                                  v8::GCCallbackFlags flags, void* data) {
  auto* pool = static_cast<WrapperPool*>(data);
  pool->Sweep(/*with_old=*/type != v8::kGCTypeScavenge);
  pool->ReleaseDead();
}

void WrapperPool::Sweep(bool with_old) {
  size_t kept = 0;
  if (with_old) {
    for (WrapperRecord* record : old_) {
      if (record->handle_.IsEmpty()) {
        Drop(record);
      } else {
        old_[kept++] = record;
      }
    }
    old_.resize(kept);
  }
  kept = 0;
  for (YoungRecord& young : young_) {
    if (young.record->handle_.IsEmpty()) {
      Drop(young.record);
    } else if (++young.survived >= kSurvivalsUntilOld) {
      old_.push_back(young.record);
    } else {
      young_[kept++] = young;
    }
  }
  young_.resize(kept);
}

void WrapperPool::Drop(WrapperRecord* record) {
  record->handle_.Reset();
  record->edges_.reset();
  record->object_->set_wrapper_handle(nullptr);
  dead_.push_back(std::exchange(record->object_, nullptr));
  free_.push_back(record);
}

// A destructor may reach other objects and, through an embedder's class, even
// this pool: nothing of the sweep may be half done when one runs.
void WrapperPool::ReleaseDead() {
  if (releasing_) return;
  releasing_ = true;
  while (!dead_.empty()) {
    ScriptWrappable* object = dead_.back();
    dead_.pop_back();
    object->Release();
  }
  releasing_ = false;
}

void WrapperPool::ReleaseAll() {
  for (WrapperRecord* record : std::exchange(old_, {})) Drop(record);
  for (YoungRecord young : std::exchange(young_, {})) Drop(young.record);
  ReleaseDead();
}

}  // namespace mortise::bindings
