#ifndef MORTISE_BINDINGS_RUNTIME_DICTIONARY_READER_H_
#define MORTISE_BINDINGS_RUNTIME_DICTIONARY_READER_H_

#include <optional>
#include <type_traits>

#include "bindings/runtime/idl_traits.h"
#include "bindings/runtime/name_table.h"

namespace mortise::bindings {

namespace internal {
template <typename T>
inline constexpr bool kIsOptional = false;
template <typename T>
inline constexpr bool kIsOptional<std::optional<T>> = true;
}  // namespace internal

// Converts a JavaScript value to a dictionary (WebIDL section 3.2.17), member
// by member in the order of the calls.
class DictionaryReader {
 public:
  DictionaryReader(const Conversion& conversion, const char* dictionary)
      : conversion_(conversion), dictionary_(dictionary) {}

  // False: an exception is pending.  undefined and null have no members.
  bool Open(v8::Local<v8::Value> value);

  // Leaves `out` as it is where the member is missing: at its default.
  template <typename Idl, typename T>
  bool Optional(const NameTable& names, size_t position, T& out) {
    if (object_.IsEmpty()) return true;
    v8::Local<v8::Value> value;
    if (!Get(names, position, value)) return false;
    return value->IsUndefined() || Convert<Idl>(names, position, value, out);
  }

  // Of a default value {}: where the member is missing, undefined is converted,
  // which fills in the defaults of the dictionary's own members.
  template <typename Idl, typename T>
  bool OptionalDictionary(const NameTable& names, size_t position, T& out) {
    v8::Local<v8::Value> value = v8::Undefined(conversion_.isolate());
    if (!object_.IsEmpty() && !Get(names, position, value)) return false;
    return Convert<Idl>(names, position, value, out);
  }

  template <typename Idl, typename T>
  bool Required(const NameTable& names, size_t position, T& out) {
    v8::Local<v8::Value> value;
    if (!object_.IsEmpty() && !Get(names, position, value)) return false;
    if (value.IsEmpty() || value->IsUndefined()) {
      ThrowMissing(names, position);
      return false;
    }
    return Convert<Idl>(names, position, value, out);
  }

 private:
  template <typename Idl, typename T>
  bool Convert(const NameTable& names, size_t position,
               v8::Local<v8::Value> value, T& out) {
    Conversion::InSubject subject(conversion_, dictionary_,
                                  names.names[position]);
    if constexpr (std::is_same_v<T, CppType<Idl>>) {
      return IdlTraits<Idl>::ToCpp(conversion_, value, out);
    } else if constexpr (std::is_same_v<T, std::optional<CppType<Idl>>>) {
      return IdlTraits<Idl>::ToCpp(conversion_, value, out.emplace());
    } else {
      CppType<Idl> converted{};
      if (!IdlTraits<Idl>::ToCpp(conversion_, value, converted)) return false;
      out = std::move(converted);
      return true;
    }
  }

  bool Get(const NameTable& names, size_t position, v8::Local<v8::Value>& out) {
    if (next_read_by_script_ < read_by_script_.size()) {
      out = read_by_script_[next_read_by_script_++];
      return true;
    }
    return object_
        ->Get(conversion_.context(), conversion_.data().Name(names, position))
        .ToLocal(&out);
  }
  void ThrowMissing(const NameTable& names, size_t position) const;

  const Conversion& conversion_;
  const char* const dictionary_;
  v8::Local<v8::Object> object_;
  // The first members, where a script constructor has read them already.
  ScriptReadMembers read_by_script_;
  size_t next_read_by_script_ = 0;
};

// Writes a dictionary's members to a new object (section 3.2.17).
class DictionaryWriter {
 public:
  explicit DictionaryWriter(const Conversion& conversion)
      : conversion_(conversion),
        object_(v8::Object::New(conversion.isolate())) {}

  // A missing member (an empty optional) is left out.
  template <typename Idl, typename T>
  bool Member(const NameTable& names, size_t position, const T& value) {
    if constexpr (internal::kIsOptional<T> &&
                  !internal::kIsOptional<CppType<Idl>>) {
      return !value || Set<Idl>(names, position, *value);
    } else {
      return Set<Idl>(names, position, value);
    }
  }
  v8::Local<v8::Object> object() const { return object_; }

 private:
  template <typename Idl, typename T>
  bool Set(const NameTable& names, size_t position, const T& value) {
    v8::Local<v8::Value> script;
    return IdlTraits<Idl>::ToV8(conversion_, value).ToLocal(&script) &&
           object_
               ->CreateDataProperty(conversion_.context(),
                                    conversion_.data().Name(names, position),
                                    script)
               .IsJust();
  }

  const Conversion& conversion_;
  v8::Local<v8::Object> object_;
};

// The members of dictionary D: the compiler specialises both for each.
//   static bool Read(DictionaryReader&, D&);    inherited members first
//   static bool Write(DictionaryWriter&, const D&);
//   static constexpr const char* kName;
template <typename D>
struct DictionaryMembers;

template <typename D>
struct IdlTraits<IdlDictionary<D>> {
  using Cpp = D;
  static bool ToCpp(const Conversion& conversion, v8::Local<v8::Value> value,
                    D& out) {
    DictionaryReader reader(conversion, DictionaryMembers<D>::kName);
    return reader.Open(value) && DictionaryMembers<D>::Read(reader, out);
  }
  static v8::MaybeLocal<v8::Value> ToV8(const Conversion& conversion,
                                        const D& value) {
    DictionaryWriter writer(conversion);
    if (!DictionaryMembers<D>::Write(writer, value)) return {};
    return writer.object();
  }
};

}  // namespace mortise::bindings

#endif  // MORTISE_BINDINGS_RUNTIME_DICTIONARY_READER_H_
