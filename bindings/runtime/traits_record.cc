#include "bindings/runtime/traits_record.h"

namespace mortise::bindings::internal {
namespace {

constexpr const char* kNameList[] = {"enumerable"};
constinit NameTable kNames{kNameList};

}  // namespace

RecordReader::RecordReader(const Conversion& conversion,
                           v8::Local<v8::Value> value)
    : conversion_(conversion) {
  if (!value->IsObject()) {
    conversion.ThrowTypeError("is not an object.");
    return;
  }
  object_ = value.As<v8::Object>();
  failed_ = !object_
                 ->GetPropertyNames(
                     conversion.context(), v8::KeyCollectionMode::kOwnOnly,
                     v8::ALL_PROPERTIES, v8::IndexFilter::kIncludeIndices,
                     v8::KeyConversionMode::kConvertToString)
                 .ToLocal(&keys_);
}

bool RecordReader::Next(v8::Local<v8::Value>& key) {
  if (failed_) return false;
  v8::Local<v8::Context> context = conversion_.context();
  while (next_ < keys_->Length()) {
    v8::Local<v8::Value> descriptor, enumerable;
    failed_ = !keys_->Get(context, next_++).ToLocal(&key_) ||
              !object_->GetOwnPropertyDescriptor(context, key_.As<v8::Name>())
                   .ToLocal(&descriptor);
    if (failed_) return false;
    if (!descriptor->IsObject()) continue;
    failed_ = !descriptor.As<v8::Object>()
                   ->Get(context, conversion_.data().Name(kNames, 0))
                   .ToLocal(&enumerable);
    if (failed_) return false;
    if (!enumerable->IsTrue()) continue;
    key = key_;
    return true;
  }
  return false;
}

bool RecordReader::Value(v8::Local<v8::Value>& value) {
  return object_->Get(conversion_.context(), key_).ToLocal(&value);
}

bool CreateProperty(const Conversion& conversion, v8::Local<v8::Object> object,
                    v8::Local<v8::Value> key, v8::Local<v8::Value> value) {
  return object
      ->CreateDataProperty(conversion.context(), key.As<v8::Name>(), value)
      .IsJust();
}

}  // namespace mortise::bindings::internal
