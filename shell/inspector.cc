#include "shell/inspector.h"

#include <algorithm>
#include <cmath>

#include "bindings/v8_compat/v8_compat.h"
#include "core/base/strings.h"
#include "shell/v8_helpers.h"

namespace mortise::shell {
namespace {

// A line of text says more than a thousand properties.
constexpr uint32_t kMaximalProperties = 200;

// Objects nested deeper end the walk, whatever the options say: each level
// takes native stack.
constexpr size_t kMaximalDepth = 200;

}  // namespace

std::string Inspect(v8::Local<v8::Context> context, v8::Local<v8::Value> value,
                    const InspectOptions& options) {
  v8::Isolate* isolate = v8::Isolate::GetCurrent();
  v8::HandleScope handle_scope(isolate);
  // Whatever a getter throws is shown or left out, never handed on.
  v8::TryCatch try_catch(isolate);
  return Inspector(context, options).Value(value);
}

Inspector::Inspector(v8::Local<v8::Context> context,
                     const InspectOptions& options)
    : isolate_(v8::Isolate::GetCurrent()),
      context_(context),
      options_(options) {}

std::string Inspector::Value(v8::Local<v8::Value> value) {
  if (!value->IsObject()) return Primitive(value);
  if (value->IsProxy()) {
    v8::Local<v8::Value> target = value.As<v8::Proxy>()->GetTarget();
    return target->IsNull() ? "<Revoked Proxy>" : Value(target);
  }
  return ObjectOnce(value.As<v8::Object>());
}

std::string Inspector::Primitive(v8::Local<v8::Value> value) const {
  if (value->IsString()) return QuoteString(Text(value));
  if (value->IsSymbol()) {
    return Concat("Symbol(",
                  Text(value.As<v8::Symbol>()->Description(isolate_)), ")");
  }
  if (value->IsNumber()) {
    const double number = value.As<v8::Number>()->Value();
    if (number == 0 && std::signbit(number)) return "-0";
  }
  std::string text = ToUtf8(context_, value);
  if (value->IsBigInt()) text += 'n';
  return text;
}

std::string Inspector::ObjectOnce(v8::Local<v8::Object> object) {
  if (std::find(path_.begin(), path_.end(), object) != path_.end()) {
    auto it = std::find(circular_.begin(), circular_.end(), object);
    const ptrdiff_t number = it - circular_.begin() + 1;
    if (it == circular_.end()) circular_.emplace_back(isolate_, object);
    return Concat("[Circular *", number, "]");
  }
  if (isolate_->IsExecutionTerminating()) return "...";
  path_.push_back(object);
  std::string text = Object(object);
  path_.pop_back();
  auto it = std::find(circular_.begin(), circular_.end(), object);
  if (it == circular_.end()) return text;
  return Concat("<ref *", it - circular_.begin() + 1, "> ", text);
}

std::string Inspector::Object(v8::Local<v8::Object> object) {
  ObjectLayout layout;
  std::string text;
  const size_t nesting = path_.size() - 1;
  const bool is_too_deep =
      nesting > std::min<size_t>(options_.depth, kMaximalDepth);
  if (DescribeFunction(object, text) || DescribeAtomic(object, text)) {
    if (!is_too_deep) AddProperties(object, /*with_indices=*/false, layout);
    return WithText(std::move(text), layout);
  }
  if (DescribeError(object, text)) {
    if (!is_too_deep) AddErrorProperties(object, layout);
    return WithText(std::move(text), layout);
  }
  if (is_too_deep) {
    return Concat(
        "[", object->IsArray() ? "Array" : ClassName(object, "Object"), "]");
  }
  Describe(object, layout);
  return LayOut(layout);
}

void Inspector::Describe(v8::Local<v8::Object> object, ObjectLayout& layout) {
  if (DescribeArray(object, layout)) {
    AddProperties(object, /*with_indices=*/false, layout);
    return;
  }
  if (DescribeCollection(object, layout) || DescribeBuffer(object, layout) ||
      DescribePromise(object, layout)) {
    AddProperties(object, /*with_indices=*/true, layout);
    return;
  }
  if (DescribePlatformObject(object, layout)) return;
  layout.prefix = ClassName(object, "[Object: null prototype]");
  if (layout.prefix == "Object") layout.prefix.clear();
  // A tag that says something else than the class does.
  const std::string tag = Tag(object);
  if (!tag.empty() && tag != layout.prefix) {
    layout.prefix = Concat(layout.prefix.empty() ? "Object" : layout.prefix,
                           " [", tag, "]");
  }
  AddProperties(object, /*with_indices=*/true, layout);
}

void Inspector::AddProperties(v8::Local<v8::Object> object, bool with_indices,
                              ObjectLayout& layout) {
  const auto filter =
      options_.show_hidden ? v8::ALL_PROPERTIES : v8::ONLY_ENUMERABLE;
  v8::Local<v8::Array> keys;
  if (!object
           ->GetPropertyNames(context_, v8::KeyCollectionMode::kOwnOnly, filter,
                              with_indices ? v8::IndexFilter::kIncludeIndices
                                           : v8::IndexFilter::kSkipIndices,
                              v8::KeyConversionMode::kConvertToString)
           .ToLocal(&keys)) {
    return;
  }
  const uint32_t shown = std::min(keys->Length(), kMaximalProperties);
  for (uint32_t i = 0; i < shown; ++i) {
    v8::HandleScope handle_scope(isolate_);
    v8::Local<v8::Value> key;
    if (keys->Get(context_, i).ToLocal(&key) && key->IsName()) {
      AddProperty(object, key.As<v8::Name>(), layout);
    }
  }
  if (shown < keys->Length()) {
    layout.rest = Concat("... ", keys->Length() - shown, " more");
  }
}

void Inspector::AddProperty(v8::Local<v8::Object> object,
                            v8::Local<v8::Name> key, ObjectLayout& layout) {
  std::string text;
  if (!OwnProperty(object, key, text)) return;
  std::string name = key->IsSymbol() ? Concat("[", Primitive(key), "]")
                                     : PropertyKey(Text(key));
  v8::PropertyAttribute attributes = v8::None;
  if (object->GetPropertyAttributes(context_, key).To(&attributes) &&
      (attributes & v8::DontEnum)) {
    name = Concat("[", name, "]");
  }
  layout.entries.push_back(Concat(name, ": ", text));
}

bool Inspector::OwnProperty(v8::Local<v8::Object> object,
                            v8::Local<v8::Name> key, std::string& text) {
  v8::Local<v8::Value> descriptor;
  if (!object->GetOwnPropertyDescriptor(context_, key).ToLocal(&descriptor) ||
      !descriptor->IsObject()) {
    return false;
  }
  const auto field = [&](std::string_view name) -> v8::Local<v8::Value> {
    v8::Local<v8::Value> value;
    if (!OwnDataProperty(descriptor.As<v8::Object>(), name).ToLocal(&value)) {
      return v8::Undefined(isolate_);
    }
    return value;
  };
  const bool has_getter = field("get")->IsFunction();
  const bool has_setter = field("set")->IsFunction();
  if (has_getter || has_setter) {
    text = !has_setter  ? "[Getter]"
           : has_getter ? "[Getter/Setter]"
                        : "[Setter]";
  } else {
    text = Value(field("value"));
  }
  return true;
}

std::string Inspector::WithText(std::string text, const ObjectLayout& layout) {
  if (layout.entries.empty() && layout.rest.empty()) return text;
  ObjectLayout with_text = layout;
  with_text.prefix = std::move(text);
  return LayOut(with_text);
}

std::string Inspector::FunctionName(v8::Local<v8::Function> function) const {
  v8::Local<v8::Value> name;
  if (OwnDataProperty(function, "name").ToLocal(&name) && name->IsString()) {
    return Text(name.As<v8::String>());
  }
  return std::string();
}

std::string Inspector::ClassName(v8::Local<v8::Object> object,
                                 std::string_view fallback) const {
  // The nearest prototype that names its constructor; looked up without
  // running getters or traps.
  v8::Local<v8::Value> holder = object;
  while (holder->IsObject() && !holder->IsProxy()) {
    v8::Local<v8::Value> constructor;
    if (OwnDataProperty(holder.As<v8::Object>(), "constructor")
            .ToLocal(&constructor) &&
        constructor->IsFunction()) {
      std::string name = FunctionName(constructor.As<v8::Function>());
      if (!name.empty()) return name;
    }
    holder = v8_compat::Prototype(holder.As<v8::Object>());
  }
  return std::string(fallback);
}

std::string Inspector::SizedName(v8::Local<v8::Object> object,
                                 std::string_view fallback, size_t size) const {
  return Concat(ClassName(object, fallback), "(", size, ")");
}

std::string Inspector::Tag(v8::Local<v8::Object> object) const {
  v8::Local<v8::Value> holder = object;
  while (holder->IsObject() && !holder->IsProxy()) {
    v8::Local<v8::Value> tag;
    if (OwnDataProperty(holder.As<v8::Object>(),
                        v8::Symbol::GetToStringTag(isolate_))
            .ToLocal(&tag) &&
        tag->IsString()) {
      return Text(tag);
    }
    holder = v8_compat::Prototype(holder.As<v8::Object>());
  }
  return "";
}

v8::MaybeLocal<v8::Value> Inspector::OwnDataProperty(
    v8::Local<v8::Object> object, v8::Local<v8::Name> key) const {
  v8::Local<v8::Value> descriptor;
  v8::Local<v8::Value> value;
  if (!object->GetOwnPropertyDescriptor(context_, key).ToLocal(&descriptor) ||
      !descriptor->IsObject() ||
      !descriptor.As<v8::Object>()
           ->Get(context_, ToV8(isolate_, "value"))
           .ToLocal(&value)) {
    return {};
  }
  return value;
}

v8::MaybeLocal<v8::Value> Inspector::OwnDataProperty(
    v8::Local<v8::Object> object, std::string_view name) const {
  return OwnDataProperty(object, ToV8(isolate_, name));
}

std::string Inspector::Text(v8::Local<v8::Value> string) const {
  return string->IsString()
             ? v8_compat::ToUtf8(isolate_, string.As<v8::String>())
             : "";
}

void Inspector::Add(ObjectLayout& layout, std::string_view key,
                    v8::Local<v8::Value> value) {
  layout.entries.push_back(Concat(key, ": ", Value(value)));
}

}  // namespace mortise::shell
