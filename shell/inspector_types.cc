#include <algorithm>
#include <cmath>
#include <cstdint>
#include <string>
#include <utility>

#include "absl/strings/str_format.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "bindings/v8_compat/v8_compat.h"
#include "core/base/strings.h"
#include "shell/inspector.h"
#include "shell/v8_helpers.h"

namespace mortise::shell {
namespace {

// Of lists, collections and buffers, so many entries or bytes are shown.
constexpr uint32_t kMaximalEntries = 100;
constexpr size_t kMaximalBytes = 50;

void AddRest(size_t shown, size_t count, std::string_view what,
             ObjectLayout& layout) {
  if (shown >= count) return;
  layout.rest = Concat("... ", count - shown, " more ", what,
                       count - shown == 1 ? "" : "s");
}

// As Date.prototype.toISOString() says.
std::string DateText(double milliseconds) {
  if (std::isnan(milliseconds)) return "Invalid Date";
  const absl::Time time =
      absl::FromUnixMillis(static_cast<int64_t>(milliseconds));
  const int64_t year = absl::ToCivilYear(time, absl::UTCTimeZone()).year();
  const std::string year_text = year >= 0 && year <= 9999
                                    ? absl::StrFormat("%04d", year)
                                    : absl::StrFormat("%+07d", year);
  return Concat(year_text, absl::FormatTime("-%m-%dT%H:%M:%E3SZ", time,
                                            absl::UTCTimeZone()));
}

std::string Bytes(const void* data, size_t length) {
  std::string text = "<";
  const auto* bytes = static_cast<const unsigned char*>(data);
  for (size_t i = 0; i < std::min(length, kMaximalBytes); ++i) {
    if (i > 0) text += ' ';
    absl::StrAppendFormat(&text, "%02x", bytes[i]);
  }
  if (length > kMaximalBytes) {
    AppendTo(text, " ... ", length - kMaximalBytes, " more");
  }
  return text + ">";
}

}  // namespace

bool Inspector::DescribeFunction(v8::Local<v8::Object> object,
                                 std::string& text) {
  if (!object->IsFunction()) return false;
  auto function = object.As<v8::Function>();
  const std::string name = FunctionName(function);
  v8::Local<v8::String> source;
  const bool is_class =
      function->FunctionProtoToString(context_).ToLocal(&source) &&
      absl::StartsWith(v8_compat::ToUtf8(isolate_, source), "class");
  if (is_class) {
    text = Concat("[class ", name.empty() ? "(anonymous)" : name);
    v8::Local<v8::Value> parent = v8_compat::Prototype(object);
    if (parent->IsFunction()) {
      const std::string parent_name = FunctionName(parent.As<v8::Function>());
      if (!parent_name.empty()) AppendTo(text, " extends ", parent_name);
    }
    text += ']';
    return true;
  }
  std::string_view kind = "Function";
  if (function->IsAsyncFunction()) {
    kind = function->IsGeneratorFunction() ? "AsyncGeneratorFunction"
                                           : "AsyncFunction";
  } else if (function->IsGeneratorFunction()) {
    kind = "GeneratorFunction";
  }
  text = name.empty() ? Concat("[", kind, " (anonymous)]")
                      : Concat("[", kind, ": ", name, "]");
  return true;
}

// Objects that stand for one value.
bool Inspector::DescribeAtomic(v8::Local<v8::Object> object,
                               std::string& text) {
  if (object->IsDate()) {
    text = DateText(object.As<v8::Date>()->ValueOf());
    return true;
  }
  if (object->IsRegExp()) {
    auto regexp = object.As<v8::RegExp>();
    constexpr std::pair<v8::RegExp::Flags, char> kFlags[] = {
        {v8::RegExp::kHasIndices, 'd'}, {v8::RegExp::kGlobal, 'g'},
        {v8::RegExp::kIgnoreCase, 'i'}, {v8::RegExp::kMultiline, 'm'},
        {v8::RegExp::kDotAll, 's'},     {v8::RegExp::kUnicode, 'u'},
        {v8::RegExp::kSticky, 'y'},
    };
    text = Concat("/", Text(regexp->GetSource()), "/");
    for (const auto& [flag, letter] : kFlags) {
      if (regexp->GetFlags() & flag) text += letter;
    }
    return true;
  }
  const auto boxed = [&](std::string_view type, v8::Local<v8::Value> value) {
    text = Concat("[", type, ": ", Primitive(value), "]");
    return true;
  };
  if (object->IsStringObject()) {
    return boxed("String", object.As<v8::StringObject>()->ValueOf());
  }
  if (object->IsNumberObject()) {
    return boxed(
        "Number",
        v8::Number::New(isolate_, object.As<v8::NumberObject>()->ValueOf()));
  }
  if (object->IsBooleanObject()) {
    return boxed(
        "Boolean",
        v8::Boolean::New(isolate_, object.As<v8::BooleanObject>()->ValueOf()));
  }
  if (object->IsSymbolObject()) {
    return boxed("Symbol", object.As<v8::SymbolObject>()->ValueOf());
  }
  if (object->IsBigIntObject()) {
    return boxed("BigInt", object.As<v8::BigIntObject>()->ValueOf());
  }
  return false;
}

bool Inspector::DescribeError(v8::Local<v8::Object> object, std::string& text) {
  // DOMException is a platform object with an error's stack.
  const bool is_platform_error =
      object->InternalFieldCount() > 0 && !object->IsArrayBufferView() &&
      object->HasOwnProperty(context_, ToV8(isolate_, "stack"))
          .FromMaybe(false);
  if (!object->IsNativeError() && !is_platform_error) return false;
  v8::Local<v8::Value> stack;
  if (object->Get(context_, ToV8(isolate_, "stack")).ToLocal(&stack) &&
      stack->IsString()) {
    text = Text(stack);
  }
  if (text.empty()) text = Concat("[", ToUtf8(context_, object), "]");
  return true;
}

void Inspector::AddErrorProperties(v8::Local<v8::Object> object,
                                   ObjectLayout& layout) {
  AddProperties(object, /*with_indices=*/true, layout);
  if (options_.show_hidden) return;
  for (std::string_view name : {"cause", "errors"}) {
    v8::Local<v8::Value> value;
    if (!object->HasOwnProperty(context_, ToV8(isolate_, name))
             .FromMaybe(false) ||
        !OwnDataProperty(object, name).ToLocal(&value)) {
      continue;
    }
    Add(layout, Concat("[", name, "]"), value);
  }
}

bool Inspector::DescribeArray(v8::Local<v8::Object> object,
                              ObjectLayout& layout) {
  uint32_t length = 0;
  if (object->IsArray()) {
    length = object.As<v8::Array>()->Length();
    const std::string name = ClassName(object, "[Array: null prototype]");
    if (name != "Array") layout.prefix = Concat(name, "(", length, ")");
  } else if (object->IsTypedArray()) {
    const size_t elements = object.As<v8::TypedArray>()->Length();
    layout.prefix = SizedName(object, "TypedArray", elements);
    length = static_cast<uint32_t>(std::min<size_t>(elements, UINT32_MAX));
  } else if (object->IsArgumentsObject()) {
    layout.prefix = "[Arguments]";
    v8::Local<v8::Value> value;
    if (OwnDataProperty(object, "length").ToLocal(&value) &&
        value->IsUint32()) {
      length = value.As<v8::Uint32>()->Value();
    }
  } else {
    return false;
  }
  layout.open = '[';
  layout.close = ']';
  layout.is_list = true;
  uint32_t holes = 0;
  const auto flush_holes = [&] {
    if (holes == 0) return;
    layout.entries.push_back(
        Concat("<", holes, " empty item", holes == 1 ? "" : "s", ">"));
    holes = 0;
  };
  uint32_t i = 0;
  for (; i < length && layout.entries.size() < kMaximalEntries; ++i) {
    v8::HandleScope handle_scope(isolate_);
    v8::Local<v8::Value> element;
    if (object->IsTypedArray()) {
      if (!object->Get(context_, i).ToLocal(&element)) break;
      layout.entries.push_back(Primitive(element));
      continue;
    }
    std::string text;
    if (!OwnProperty(object, ToV8(isolate_, Concat(i)), text)) {
      ++holes;
      // A sparse array may have billions of them.
      if (holes > kMaximalEntries) {
        holes = length - i + holes - 1;
        i = length - 1;
      }
      continue;
    }
    flush_holes();
    layout.entries.push_back(std::move(text));
  }
  flush_holes();
  AddRest(i, length, "item", layout);
  return true;
}

bool Inspector::DescribeCollection(v8::Local<v8::Object> object,
                                   ObjectLayout& layout) {
  if (object->IsWeakMap() || object->IsWeakSet()) {
    layout.prefix = ClassName(object, "WeakCollection");
    layout.entries.push_back("<items unknown>");
    return true;
  }
  const bool is_iterator = object->IsMapIterator() || object->IsSetIterator();
  if (object->IsMap()) {
    layout.prefix = SizedName(object, "Map", object.As<v8::Map>()->Size());
  } else if (object->IsSet()) {
    layout.prefix = SizedName(object, "Set", object.As<v8::Set>()->Size());
  } else if (is_iterator) {
    layout.prefix =
        object->IsMapIterator() ? "[Map Iterator]" : "[Set Iterator]";
  } else {
    return false;
  }
  bool is_key_value = false;
  v8::Local<v8::Array> entries;
  if (!object->PreviewEntries(&is_key_value).ToLocal(&entries)) return true;
  const auto at = [&](uint32_t i) {
    v8::Local<v8::Value> value;
    return entries->Get(context_, i).ToLocal(&value) ? Value(value)
                                                     : std::string("undefined");
  };
  const uint32_t step = is_key_value ? 2 : 1;
  const uint32_t count = entries->Length() / step;
  const uint32_t shown = std::min(count, kMaximalEntries);
  for (uint32_t i = 0; i < shown; ++i) {
    layout.entries.push_back(
        is_key_value ? Concat(at(2 * i), " => ", at(2 * i + 1)) : at(i));
  }
  AddRest(shown, count, "item", layout);
  return true;
}

bool Inspector::DescribeBuffer(v8::Local<v8::Object> object,
                               ObjectLayout& layout) {
  const auto add_contents = [&](void* data, size_t length) {
    layout.entries.push_back(Concat("bytes: ", Bytes(data, length)));
    layout.entries.push_back(Concat("byteLength: ", length));
  };
  if (object->IsArrayBuffer()) {
    layout.prefix = ClassName(object, "ArrayBuffer");
    auto store = object.As<v8::ArrayBuffer>()->GetBackingStore();
    add_contents(store->Data(), object.As<v8::ArrayBuffer>()->ByteLength());
    return true;
  }
  if (object->IsSharedArrayBuffer()) {
    layout.prefix = ClassName(object, "SharedArrayBuffer");
    auto store = object.As<v8::SharedArrayBuffer>()->GetBackingStore();
    add_contents(store->Data(),
                 object.As<v8::SharedArrayBuffer>()->ByteLength());
    return true;
  }
  if (object->IsDataView()) {
    auto view = object.As<v8::DataView>();
    layout.prefix = ClassName(object, "DataView");
    layout.entries.push_back(Concat("byteLength: ", view->ByteLength()));
    layout.entries.push_back(Concat("byteOffset: ", view->ByteOffset()));
    Add(layout, "buffer", view->Buffer());
    return true;
  }
  return false;
}

bool Inspector::DescribePromise(v8::Local<v8::Object> object,
                                ObjectLayout& layout) {
  if (!object->IsPromise()) return false;
  layout.prefix = ClassName(object, "Promise");
  auto promise = object.As<v8::Promise>();
  switch (promise->State()) {
    case v8::Promise::kPending:
      layout.entries.push_back("<pending>");
      break;
    case v8::Promise::kFulfilled:
      layout.entries.push_back(Value(promise->Result()));
      break;
    case v8::Promise::kRejected:
      layout.entries.push_back(Concat("<rejected> ", Value(promise->Result())));
      break;
  }
  return true;
}

// An object that C++ stands behind: it has internal fields.
//
// Attributes are accessors on the prototypes (WebIDL section 3.7.6), so own
// properties would show next to nothing of a platform object.
bool Inspector::DescribePlatformObject(v8::Local<v8::Object> object,
                                       ObjectLayout& layout) {
  if (object->InternalFieldCount() == 0) return false;
  layout.prefix = ClassName(object, "Object");
  if (path_.size() > 1) {
    // Platform objects know many others; one level is enough to be readable.
    layout.entries.push_back("...");
    return true;
  }
  v8::Local<v8::Value> holder = object;
  while (holder->IsObject() && !holder->IsProxy()) {
    AddAttributes(object, holder.As<v8::Object>(), layout);
    holder = v8_compat::Prototype(holder.As<v8::Object>());
  }
  return true;
}

// The attributes that `holder`, the object itself or one of its prototypes,
// has, and what a script has added to the object itself.
void Inspector::AddAttributes(v8::Local<v8::Object> object,
                              v8::Local<v8::Object> holder,
                              ObjectLayout& layout) {
  v8::Local<v8::Array> keys;
  if (!holder->GetOwnPropertyNames(context_, v8::ONLY_ENUMERABLE)
           .ToLocal(&keys)) {
    return;
  }
  for (uint32_t i = 0; i < keys->Length(); ++i) {
    v8::Local<v8::Value> key;
    v8::Local<v8::Value> descriptor;
    if (!keys->Get(context_, i).ToLocal(&key) || !key->IsName() ||
        !holder->GetOwnPropertyDescriptor(context_, key.As<v8::Name>())
             .ToLocal(&descriptor) ||
        !descriptor->IsObject()) {
      continue;
    }
    v8::Local<v8::Value> getter;
    v8::Local<v8::Value> value;
    if (OwnDataProperty(descriptor.As<v8::Object>(), "get").ToLocal(&getter) &&
        getter->IsFunction()) {
      if (getter.As<v8::Function>()
              ->Call(context_, object, 0, nullptr)
              .ToLocal(&value)) {
        Add(layout, PropertyKey(Text(key)), value);
      }
    } else if (holder == object) {
      std::string text;
      OwnProperty(object, key.As<v8::Name>(), text);
      layout.entries.push_back(Concat(PropertyKey(Text(key)), ": ", text));
    }
  }
}

}  // namespace mortise::shell
