#ifndef MORTISE_BINDINGS_RUNTIME_ISOLATE_DATA_H_
#define MORTISE_BINDINGS_RUNTIME_ISOLATE_DATA_H_

#include <v8.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "bindings/runtime/name_table.h"
#include "bindings/runtime/script_constructor.h"
#include "bindings/runtime/script_owned.h"
#include "bindings/runtime/slot_table.h"
#include "bindings/runtime/string_cache.h"
#include "bindings/runtime/wrapper_pool.h"
#include "bindings/runtime/wrapper_type_info.h"

namespace mortise::bindings {

// What the bindings keep once an isolate: templates, internalised property
// names, slot symbols, wrappers.  The embedder makes one after the isolate,
// before the first Realm, and destroys it before the isolate is disposed of.
class IsolateData {
 public:
  // Which of Isolate::SetData()'s slots the bindings take by default.
  static constexpr uint32_t kDefaultDataSlot = 3;

  explicit IsolateData(v8::Isolate* isolate);
  ~IsolateData();
  IsolateData(const IsolateData&) = delete;
  IsolateData& operator=(const IsolateData&) = delete;

  static IsolateData& From(v8::Isolate* isolate) {
    return *static_cast<IsolateData*>(isolate->GetData(kDefaultDataSlot));
  }

  v8::Isolate* isolate() const { return isolate_; }
  WrapperPool& wrappers() { return *wrappers_; }
  StringCache& strings() { return strings_; }
  // What lives as long as script refers to it.
  ScriptOwnedObjects& owned() { return owned_; }

  // The interface object's template, made on first use.
  v8::Local<v8::FunctionTemplate> TemplateOf(const WrapperTypeInfo& type);

  // The interface's script constructor; made on first use.
  ScriptConstructor& ScriptConstructorOf(const WrapperTypeInfo& type);

  // A place for the template of one member's function, by an address that only
  // this member has: empty on first use.  Valid until the next call.
  v8::Global<v8::FunctionTemplate>& SharedTemplate(const void* member) {
    return shared_templates_[member];
  }

  // A private symbol, by an address that only its owner has.
  v8::Local<v8::Private> PrivateOf(const void* owner);

  // The object behind `value` if that is a platform object of any interface
  // ("is a platform object", WebIDL section 3.8), else null. TypeInfoOfObject()
  // tells its interface.  Slow: for serialisers and the like.
  ScriptWrappable* PlatformObject(v8::Local<v8::Value> value) const;

  // The names of `table` as internalised strings, in its order.
  v8::Local<v8::String> Name(const NameTable& table, size_t position) {
    return NamesOf(table)[position].Get(isolate_);
  }

  // The template of wrappers that C++ makes, all their slots missing.
  v8::Local<v8::ObjectTemplate> WrapperTemplateOf(const WrapperTypeInfo& type);

  // Fills the slots of an object of `type`, inherited ones first.
  bool FillSlots(v8::Local<v8::Context> context, v8::Local<v8::Object> wrapper,
                 const WrapperTypeInfo& type, SlotTable::Which which);

  // Whether `type` or an interface that it inherits from has a slot of kind
  // kAny.
  bool HoldsAny(const WrapperTypeInfo& type);

  // The interface's own slots, without inherited ones; made on first use.
  SlotTable& SlotsOf(const WrapperTypeInfo& type);

 private:
  struct TypeData {
    const WrapperTypeInfo* type = nullptr;
    v8::Global<v8::FunctionTemplate> function_template;
    v8::Global<v8::ObjectTemplate> wrapper_template;
    std::unique_ptr<SlotTable> slots;
    bool holds_any = false;
    std::unique_ptr<ScriptConstructor> script_constructor;
  };

  TypeData& DataOf(const WrapperTypeInfo& type);
  const std::vector<v8::Global<v8::String>>& NamesOf(const NameTable& table);

  v8::Isolate* const isolate_;
  std::vector<std::unique_ptr<TypeData>> types_;
  std::vector<std::vector<v8::Global<v8::String>>> names_;
  absl::flat_hash_map<const void*, v8::Global<v8::FunctionTemplate>>
      shared_templates_;
  absl::flat_hash_map<const void*, v8::Global<v8::Private>> privates_;
  StringCache strings_;
  ScriptOwnedObjects owned_;
  std::unique_ptr<WrapperPool> wrappers_;
};

}  // namespace mortise::bindings

#endif  // MORTISE_BINDINGS_RUNTIME_ISOLATE_DATA_H_
