#include "bindings/runtime/isolate_data.h"

#include <atomic>

#include "bindings/runtime/interface_template.h"
#include "bindings/runtime/internalized.h"
#include "bindings/runtime/static_index.h"
#include "bindings/v8_compat/v8_compat.h"
#include "core/base/check.h"

namespace mortise::bindings {
namespace {

std::atomic<int> type_count{0};
std::atomic<int> name_table_count{0};

}  // namespace

int WrapperTypeInfo::AssignIndex() const {
  if (interface_info) {
    interface_info->binding.store(this, std::memory_order_release);
  }
  return AssignStaticIndex(index, type_count);
}

int NameTable::AssignIndex() const {
  return AssignStaticIndex(index, name_table_count);
}

const WrapperTypeInfo& TypeInfoOfObject(const ScriptWrappable& object) {
  const WrapperTypeInfo* type = nullptr;
  for (const InterfaceInfo* info = &object.interface_info(); info && !type;
       info = info->parent) {
    type = static_cast<const WrapperTypeInfo*>(
        info->binding.load(std::memory_order_acquire));
  }
  MORTISE_CHECK(type != nullptr);
  return *type;
}

IsolateData::IsolateData(v8::Isolate* isolate)
    : isolate_(isolate), strings_(isolate), owned_(isolate) {
  MORTISE_CHECK(isolate->GetData(kDefaultDataSlot) == nullptr);
  isolate->SetData(kDefaultDataSlot, this);
  wrappers_ = std::make_unique<WrapperPool>(*this);
}

IsolateData::~IsolateData() {
  wrappers_.reset();
  isolate_->SetData(kDefaultDataSlot, nullptr);
}

IsolateData::TypeData& IsolateData::DataOf(const WrapperTypeInfo& type) {
  const size_t index = static_cast<size_t>(type.Index());
  if (index >= types_.size()) types_.resize(index + 1);
  if (!types_[index]) {
    types_[index] = std::make_unique<TypeData>();
    types_[index]->type = &type;
  }
  return *types_[index];
}

v8::Local<v8::FunctionTemplate> IsolateData::TemplateOf(
    const WrapperTypeInfo& type) {
  TypeData& data = DataOf(type);
  if (data.function_template.IsEmpty()) {
    data.function_template.Reset(isolate_, MakeInterfaceTemplate(*this, type));
  }
  return data.function_template.Get(isolate_);
}

v8::Local<v8::ObjectTemplate> IsolateData::WrapperTemplateOf(
    const WrapperTypeInfo& type) {
  TypeData& data = DataOf(type);
  if (data.wrapper_template.IsEmpty()) {
    data.wrapper_template.Reset(
        isolate_, MakeWrapperTemplate(*this, type, TemplateOf(type)));
  }
  return data.wrapper_template.Get(isolate_);
}

bool IsolateData::FillSlots(v8::Local<v8::Context> context,
                            v8::Local<v8::Object> wrapper,
                            const WrapperTypeInfo& type,
                            SlotTable::Which which) {
  return (!type.parent || FillSlots(context, wrapper, *type.parent, which)) &&
         SlotsOf(type).Fill(context, wrapper, which);
}

bool IsolateData::HoldsAny(const WrapperTypeInfo& type) {
  SlotsOf(type);
  return DataOf(type).holds_any;
}

SlotTable& IsolateData::SlotsOf(const WrapperTypeInfo& type) {
  TypeData& data = DataOf(type);
  if (!data.slots) {
    data.slots = std::make_unique<SlotTable>(isolate_, type);
    data.holds_any =
        data.slots->holds_any() || (type.parent && HoldsAny(*type.parent));
  }
  return *data.slots;
}

ScriptConstructor& IsolateData::ScriptConstructorOf(
    const WrapperTypeInfo& type) {
  TypeData& data = DataOf(type);
  if (!data.script_constructor) {
    data.script_constructor = std::make_unique<ScriptConstructor>(*this, type);
  }
  return *data.script_constructor;
}

ScriptWrappable* IsolateData::PlatformObject(v8::Local<v8::Value> value) const {
  if (!value->IsObject()) return nullptr;
  for (const auto& data : types_) {
    if (data && !data->type->parent && !data->function_template.IsEmpty() &&
        data->type->kind == ConstructKind::kInterface &&
        data->function_template.Get(isolate_)->HasInstance(value)) {
      return static_cast<ScriptWrappable*>(v8_compat::GetPointerField(
          isolate_, value.As<v8::Object>(), kObjectField));
    }
  }
  return nullptr;
}

v8::Local<v8::Private> IsolateData::PrivateOf(const void* owner) {
  v8::Global<v8::Private>& key = privates_[owner];
  if (key.IsEmpty()) key.Reset(isolate_, v8::Private::New(isolate_));
  return key.Get(isolate_);
}

const std::vector<v8::Global<v8::String>>& IsolateData::NamesOf(
    const NameTable& table) {
  const size_t index = static_cast<size_t>(table.Index());
  if (index >= names_.size()) names_.resize(index + 1);
  std::vector<v8::Global<v8::String>>& names = names_[index];
  if (names.empty()) {
    names.reserve(table.names.size());
    for (const char* name : table.names) {
      names.emplace_back(isolate_, Internalized(isolate_, name));
    }
  }
  return names;
}

}  // namespace mortise::bindings
