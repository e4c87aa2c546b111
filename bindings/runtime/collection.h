#ifndef MORTISE_BINDINGS_RUNTIME_COLLECTION_H_
#define MORTISE_BINDINGS_RUNTIME_COLLECTION_H_

#include <v8.h>

#include <memory>
#include <utility>

#include "bindings/runtime/conversion.h"
#include "bindings/runtime/idl_traits.h"
#include "bindings/runtime/script_owned.h"
#include "core/base/script_wrappable.h"
#include "core/dom/map_entries.h"
#include "core/dom/set_entries.h"

namespace mortise::bindings {

class Realm;
struct WrapperTypeInfo;

// What makes an interface maplike or setlike (WebIDL sections 3.7.11 and
// 3.7.12).  Scripts read a Map or Set of the realm, the backing, which mirrors
// the entries that the C++ object has; they write through the C++ object.
// Functions that return bool return false when they left an exception pending.
struct CollectionDefinition {
  bool is_map;
  // Makes the backing; the wrapper keeps it from then on.
  v8::MaybeLocal<v8::Object> (*make_backing)(const Conversion& conversion,
                                             ScriptWrappable& object);
  // A key as the script has it, converted to its IDL type and back.
  v8::MaybeLocal<v8::Value> (*convert_key)(const Conversion& conversion,
                                           v8::Local<v8::Value> key);
  bool (*set)(const Conversion& conversion, ScriptWrappable& object,
              v8::Local<v8::Value> key, v8::Local<v8::Value> value);
  bool (*remove)(const Conversion& conversion, ScriptWrappable& object,
                 v8::Local<v8::Value> key, bool& was_there);
  void (*clear)(ScriptWrappable& object);
};

// Which methods that write the interface gets: not those of a read-only
// declaration, nor those that the IDL itself declares.
struct CollectionWrites {
  bool set = false;  // of a setlike: add
  bool remove = false;
  bool clear = false;
};

// Defines the members on the interface's prototype object in a realm.
void InstallCollection(Realm& realm, const WrapperTypeInfo& type,
                       v8::Local<v8::Object> prototype);

namespace internal {

// The script's side of a mirror: a Map or Set that the wrapper keeps alive.
class BackingHandle {
 public:
  BackingHandle(const Conversion& conversion, v8::Local<v8::Object> backing);

  // Calls `steps` with a Conversion in the backing's realm and the backing, if
  // both are still there.
  template <typename Steps>
  void Run(Steps steps) {
    v8::HandleScope scope(isolate_);
    v8::Local<v8::Object> backing = backing_.Get(isolate_);
    v8::Local<v8::Context> context = context_.Get(isolate_);
    if (backing.IsEmpty() || context.IsEmpty() || !IsLive(context)) return;
    v8::Context::Scope context_scope(context);
    steps(Conversion(isolate_, context, kMember), backing);
  }

 private:
  static constexpr MemberContext kMember{"Map", "set", MemberKind::kCallback};
  static bool IsLive(v8::Local<v8::Context> context);

  v8::Isolate* const isolate_;
  v8::Global<v8::Context> context_;  // weak, as is
  v8::Global<v8::Object> backing_;
};

void SetInMap(const Conversion& conversion, v8::Local<v8::Object> map,
              v8::Local<v8::Value> key, v8::Local<v8::Value> value);
void AddToSet(const Conversion& conversion, v8::Local<v8::Object> set,
              v8::Local<v8::Value> value);
void DeleteFrom(const Conversion& conversion, v8::Local<v8::Object> backing,
                v8::Local<v8::Value> key);
void Clear(v8::Local<v8::Object> backing);
// Has the backing own its mirror.
void KeepMirror(const Conversion& conversion, v8::Local<v8::Object> backing,
                std::unique_ptr<ScriptOwned> mirror);

template <typename Entries, typename KeyIdl, typename ValueIdl>
class MapMirror final : public ScriptOwned, public Entries::Mirror {
 public:
  using Key = CppType<KeyIdl>;
  using Value = CppType<ValueIdl>;

  MapMirror(const Conversion& conversion, v8::Local<v8::Object> backing,
            ScriptWrappable& owner, Entries& entries)
      : handle_(conversion, backing), owner_(&owner), entries_(entries) {
    entries.set_mirror(this);
  }
  // A later backing's mirror may have taken this one's place.
  ~MapMirror() override {
    if (entries_.mirror() == this) entries_.set_mirror(nullptr);
  }

  void DidSet(const Key& key, const Value& value) override {
    handle_.Run([&](const Conversion& conversion, v8::Local<v8::Object> map) {
      v8::Local<v8::Value> script_key, script_value;
      if (IdlTraits<KeyIdl>::ToV8(conversion, key).ToLocal(&script_key) &&
          IdlTraits<ValueIdl>::ToV8(conversion, value).ToLocal(&script_value)) {
        SetInMap(conversion, map, script_key, script_value);
      }
    });
  }
  void DidDelete(const Key& key) override {
    handle_.Run([&](const Conversion& conversion, v8::Local<v8::Object> map) {
      v8::Local<v8::Value> script_key;
      if (IdlTraits<KeyIdl>::ToV8(conversion, key).ToLocal(&script_key)) {
        DeleteFrom(conversion, map, script_key);
      }
    });
  }
  void DidClear() override {
    handle_.Run([](const Conversion&, v8::Local<v8::Object> map) {
      internal::Clear(map);
    });
  }

 private:
  BackingHandle handle_;
  const RefPtr<ScriptWrappable> owner_;  // of `entries_`
  Entries& entries_;
};

template <typename T, typename Idl>
class SetMirror final : public ScriptOwned, public SetEntries<T>::Map::Mirror {
 public:
  using Nothing = typename SetEntries<T>::Nothing;

  SetMirror(const Conversion& conversion, v8::Local<v8::Object> backing,
            ScriptWrappable& owner, SetEntries<T>& entries)
      : handle_(conversion, backing), owner_(&owner), entries_(entries) {
    entries.set_mirror(this);
  }
  ~SetMirror() override {
    if (entries_.mirror() == this) entries_.set_mirror(nullptr);
  }

  void DidSet(const T& value, const Nothing&) override {
    handle_.Run([&](const Conversion& conversion, v8::Local<v8::Object> set) {
      v8::Local<v8::Value> script;
      if (IdlTraits<Idl>::ToV8(conversion, value).ToLocal(&script)) {
        AddToSet(conversion, set, script);
      }
    });
  }
  void DidDelete(const T& value) override {
    handle_.Run([&](const Conversion& conversion, v8::Local<v8::Object> set) {
      v8::Local<v8::Value> script;
      if (IdlTraits<Idl>::ToV8(conversion, value).ToLocal(&script)) {
        DeleteFrom(conversion, set, script);
      }
    });
  }
  void DidClear() override {
    handle_.Run([](const Conversion&, v8::Local<v8::Object> set) {
      internal::Clear(set);
    });
  }

 private:
  BackingHandle handle_;
  const RefPtr<ScriptWrappable> owner_;  // of `entries_`
  SetEntries<T>& entries_;
};

template <typename Idl>
v8::MaybeLocal<v8::Value> ThereAndBack(const Conversion& conversion,
                                       v8::Local<v8::Value> script) {
  CppType<Idl> value{};
  if (!IdlTraits<Idl>::ToCpp(conversion, script, value)) return {};
  return IdlTraits<Idl>::ToV8(conversion, value);
}

}  // namespace internal

// The definition of a maplike interface whose class C has a function
// map_entries() that returns a MapEntries<...>&.
template <typename C, typename KeyIdl, typename ValueIdl>
struct Maplike {
  using Entries = MapEntries<CppType<KeyIdl>, CppType<ValueIdl>>;

  static Entries& EntriesOf(ScriptWrappable& object) {
    return static_cast<C&>(object).map_entries();
  }
  static v8::MaybeLocal<v8::Object> MakeBacking(const Conversion& conversion,
                                                ScriptWrappable& object) {
    v8::Local<v8::Map> map = v8::Map::New(conversion.isolate());
    Entries& entries = EntriesOf(object);
    auto mirror =
        std::make_unique<internal::MapMirror<Entries, KeyIdl, ValueIdl>>(
            conversion, map, object, entries);
    for (const auto& [key, value] : entries.entries()) {
      mirror->DidSet(key, value);
    }
    internal::KeepMirror(conversion, map, std::move(mirror));
    return map;
  }
  static bool Set(const Conversion& conversion, ScriptWrappable& object,
                  v8::Local<v8::Value> key, v8::Local<v8::Value> value) {
    CppType<KeyIdl> cpp_key{};
    CppType<ValueIdl> cpp_value{};
    if (!IdlTraits<KeyIdl>::ToCpp(conversion, key, cpp_key) ||
        !IdlTraits<ValueIdl>::ToCpp(conversion, value, cpp_value)) {
      return false;
    }
    EntriesOf(object).Set(cpp_key, std::move(cpp_value));
    return true;
  }
  static bool Remove(const Conversion& conversion, ScriptWrappable& object,
                     v8::Local<v8::Value> key, bool& was_there) {
    CppType<KeyIdl> cpp_key{};
    if (!IdlTraits<KeyIdl>::ToCpp(conversion, key, cpp_key)) return false;
    was_there = EntriesOf(object).Delete(cpp_key);
    return true;
  }
  static void Clear(ScriptWrappable& object) { EntriesOf(object).Clear(); }

  static constexpr CollectionDefinition kDefinition{
      true, &MakeBacking, &internal::ThereAndBack<KeyIdl>,
      &Set, &Remove,      &Clear};
};

// The same for a setlike interface and set_entries(), a SetEntries<...>&.
template <typename C, typename Idl>
struct Setlike {
  using Entries = SetEntries<CppType<Idl>>;

  static Entries& EntriesOf(ScriptWrappable& object) {
    return static_cast<C&>(object).set_entries();
  }
  static v8::MaybeLocal<v8::Object> MakeBacking(const Conversion& conversion,
                                                ScriptWrappable& object) {
    v8::Local<v8::Set> set = v8::Set::New(conversion.isolate());
    Entries& entries = EntriesOf(object);
    auto mirror = std::make_unique<internal::SetMirror<CppType<Idl>, Idl>>(
        conversion, set, object, entries);
    for (const auto& entry : entries.entries()) {
      mirror->DidSet(entry.first, {});
    }
    internal::KeepMirror(conversion, set, std::move(mirror));
    return set;
  }
  static bool Add(const Conversion& conversion, ScriptWrappable& object,
                  v8::Local<v8::Value> script, v8::Local<v8::Value>) {
    CppType<Idl> value{};
    if (!IdlTraits<Idl>::ToCpp(conversion, script, value)) return false;
    EntriesOf(object).Add(value);
    return true;
  }
  static bool Remove(const Conversion& conversion, ScriptWrappable& object,
                     v8::Local<v8::Value> script, bool& was_there) {
    CppType<Idl> value{};
    if (!IdlTraits<Idl>::ToCpp(conversion, script, value)) return false;
    was_there = EntriesOf(object).Delete(value);
    return true;
  }
  static void Clear(ScriptWrappable& object) { EntriesOf(object).Clear(); }

  static constexpr CollectionDefinition kDefinition{
      false, &MakeBacking, &internal::ThereAndBack<Idl>, &Add, &Remove, &Clear};
};

}  // namespace mortise::bindings

#endif  // MORTISE_BINDINGS_RUNTIME_COLLECTION_H_
