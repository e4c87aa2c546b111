#ifndef MORTISE_BINDINGS_RUNTIME_TRAITS_RECORD_H_
#define MORTISE_BINDINGS_RUNTIME_TRAITS_RECORD_H_

#include <utility>
#include <vector>

#include "bindings/runtime/idl_traits.h"

namespace mortise::bindings {

namespace internal {

// The own properties of an object, as a record reads them.
class RecordReader {
 public:
  // failed(): an exception is pending.
  RecordReader(const Conversion& conversion, v8::Local<v8::Value> value);

  // The key of the next enumerable own property; false at the end and when an
  // exception is pending.
  bool Next(v8::Local<v8::Value>& key);
  // The value of the property that Next() found.
  bool Value(v8::Local<v8::Value>& value);
  bool failed() const { return failed_; }

 private:
  const Conversion& conversion_;
  v8::Local<v8::Object> object_;
  v8::Local<v8::Array> keys_;
  v8::Local<v8::Value> key_;
  uint32_t next_ = 0;
  bool failed_ = true;
};

bool CreateProperty(const Conversion& conversion, v8::Local<v8::Object> object,
                    v8::Local<v8::Value> key, v8::Local<v8::Value> value);

}  // namespace internal

// Records (section 3.2.23): an ordered map.
template <typename Key, typename Value>
struct IdlTraits<IdlRecord<Key, Value>> {
  using Cpp = std::vector<std::pair<CppType<Key>, CppType<Value>>>;

  static bool ToCpp(const Conversion& conversion, v8::Local<v8::Value> value,
                    Cpp& out) {
    out.clear();
    internal::RecordReader reader(conversion, value);
    v8::Local<v8::Value> key, property;
    while (reader.Next(key)) {
      CppType<Key> typed_key{};
      CppType<Value> typed_value{};
      if (!IdlTraits<Key>::ToCpp(conversion, key, typed_key) ||
          !reader.Value(property) ||
          !IdlTraits<Value>::ToCpp(conversion, property, typed_value)) {
        return false;
      }
      Put(std::move(typed_key), std::move(typed_value), out);
    }
    return !reader.failed();
  }
  static v8::MaybeLocal<v8::Value> ToV8(const Conversion& conversion,
                                        const Cpp& value) {
    v8::Local<v8::Object> object = v8::Object::New(conversion.isolate());
    for (const auto& entry : value) {
      v8::Local<v8::Value> key, property;
      if (!IdlTraits<Key>::ToV8(conversion, entry.first).ToLocal(&key) ||
          !IdlTraits<Value>::ToV8(conversion, entry.second)
               .ToLocal(&property) ||
          !internal::CreateProperty(conversion, object, key, property)) {
        return {};
      }
    }
    return object;
  }

 private:
  // Two keys of an object may become one: lone surrogates are replaced.
  static void Put(CppType<Key> key, CppType<Value> value, Cpp& out) {
    for (auto& entry : out) {
      if (entry.first == key) {
        entry.second = std::move(value);
        return;
      }
    }
    out.emplace_back(std::move(key), std::move(value));
  }
};

}  // namespace mortise::bindings

#endif  // MORTISE_BINDINGS_RUNTIME_TRAITS_RECORD_H_
