#include "bindings/runtime/string_cache.h"

#include <string>

#include "bindings/runtime/ignore_result.h"
#include "bindings/v8_compat/v8_compat.h"

namespace mortise::bindings {
namespace {

constexpr int kStackUnits = 256;

}  // namespace

DomString ReadDomString(v8::Isolate* isolate, v8::Local<v8::String> string) {
  const int length = string->Length();
  if (string->IsOneByte()) {
    if (length <= kStackUnits) {
      uint8_t units[kStackUnits];
      v8_compat::WriteOneByte(isolate, string, units);
      return DomString::FromLatin1(
          {reinterpret_cast<const char*>(units), static_cast<size_t>(length)});
    }
    std::string units(static_cast<size_t>(length), '\0');
    v8_compat::WriteOneByte(isolate, string,
                            reinterpret_cast<uint8_t*>(units.data()));
    return DomString::FromLatin1(units);
  }
  std::u16string units(static_cast<size_t>(length), u'\0');
  v8_compat::WriteTwoByte(isolate, string, units.data());
  return DomString::FromUtf16(units);
}

v8::Local<v8::String> MakeString(v8::Isolate* isolate,
                                 const DomString& string) {
  if (string.empty()) return v8::String::Empty(isolate);
  v8::Local<v8::String> result;
  const int length = static_cast<int>(string.length());
  if (string.is_8bit()) {
    IgnoreResult(v8::String::NewFromOneByte(
                     isolate,
                     reinterpret_cast<const uint8_t*>(string.view8().data()),
                     v8::NewStringType::kNormal, length)
                     .ToLocal(&result));
  } else {
    IgnoreResult(v8::String::NewFromTwoByte(
                     isolate,
                     reinterpret_cast<const uint16_t*>(string.view16().data()),
                     v8::NewStringType::kNormal, length)
                     .ToLocal(&result));
  }
  return result;
}

DomString StringCache::ToDomString(v8::Local<v8::String> string) {
  if (string->Length() > kLongest) return ReadDomString(isolate_, string);
  Entry& entry =
      from_script_[static_cast<size_t>(string->GetIdentityHash()) % kEntries];
  if (entry.script == string) return entry.text;
  DomString text = AtomString(ReadDomString(isolate_, string)).string();
  entry.script.Reset(isolate_, string);
  entry.text = text;
  return text;
}

v8::Local<v8::String> StringCache::ToV8(const DomString& string) {
  if (string.length() > kLongest) return MakeString(isolate_, string);
  const AtomString atom(string);
  Entry& entry =
      to_script_[reinterpret_cast<size_t>(atom.identity()) / 16 % kEntries];
  if (!entry.script.IsEmpty() && AtomString(entry.text) == atom) {
    return entry.script.Get(isolate_);
  }
  v8::Local<v8::String> script = MakeString(isolate_, string);
  entry.script.Reset(isolate_, script);
  entry.text = atom.string();
  return script;
}

}  // namespace mortise::bindings
