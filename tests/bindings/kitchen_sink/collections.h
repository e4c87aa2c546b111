#ifndef MORTISE_TESTS_BINDINGS_KITCHEN_SINK_COLLECTIONS_H_
#define MORTISE_TESTS_BINDINGS_KITCHEN_SINK_COLLECTIONS_H_

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/dom/map_entries.h"
#include "core/dom/set_entries.h"
#include "tests/bindings/kitchen_sink/members.h"

namespace mortise {

class ValueList final : public ScriptWrappable {
 public:
  KITCHEN_SINK_CLASS(ValueList, nullptr)
  static RefPtr<ValueList> Create(int32_t length) {
    RefPtr<ValueList> list = Create();
    for (int32_t i = 0; i < length; ++i) {
      list->items_.push_back(DomString::FromUtf8("item" + std::to_string(i)));
    }
    return list;
  }
  uint32_t length() const { return static_cast<uint32_t>(items_.size()); }
  uint32_t IndexCount() const { return length(); }
  std::optional<DomString> Item(uint32_t index) const {
    if (index >= items_.size()) return std::nullopt;
    return items_[index];
  }

 private:
  std::vector<DomString> items_;
};

class IndexedOnly final : public ScriptWrappable {
 public:
  KITCHEN_SINK_CLASS(IndexedOnly, nullptr)
  uint32_t length() const { return 2; }
  uint32_t IndexCount() const { return 2; }
  int32_t IndexedGetter(uint32_t index) const {
    return static_cast<int32_t>(index) * 10;
  }
};

class PairList final : public ScriptWrappable {
 public:
  KITCHEN_SINK_CLASS(PairList, nullptr)
  using Pair = std::pair<std::string, int32_t>;

  void Append(std::string key, int32_t value) {
    pairs_.emplace_back(std::move(key), value);
  }
  void Remove(const std::string& key) {
    std::erase_if(pairs_,
                  [&key](const Pair& pair) { return pair.first == key; });
  }
  std::optional<Pair> PairAt(size_t index) const {
    if (index >= pairs_.size()) return std::nullopt;
    return pairs_[index];
  }

 private:
  std::vector<Pair> pairs_;
};

class WritableList final : public ScriptWrappable {
 public:
  KITCHEN_SINK_CLASS(WritableList, nullptr)
  uint32_t length() const { return static_cast<uint32_t>(items_.size()); }
  uint32_t IndexCount() const { return length(); }
  DomString Item(uint32_t index) const {
    return index < items_.size() ? items_[index] : DomString();
  }
  ExceptionOr<void> IndexedSetter(uint32_t index, DomString value) {
    if (index > items_.size()) return Exception::RangeError("There is a gap.");
    if (index == items_.size()) items_.emplace_back();
    items_[index] = std::move(value);
    return {};
  }

 private:
  std::vector<DomString> items_;
};

// Names and values in the order of their coming.
class Entries {
 public:
  using Entry = std::pair<DomString, DomString>;

  const DomString* Find(const DomString& name) const {
    for (const Entry& entry : entries_) {
      if (entry.first == name) return &entry.second;
    }
    return nullptr;
  }
  void Set(const DomString& name, DomString value) {
    for (Entry& entry : entries_) {
      if (entry.first == name) {
        entry.second = std::move(value);
        return;
      }
    }
    entries_.emplace_back(name, std::move(value));
  }
  void Remove(const DomString& name) {
    std::erase_if(entries_,
                  [&](const Entry& entry) { return entry.first == name; });
  }
  std::vector<DomString> Names() const {
    std::vector<DomString> names;
    for (const Entry& entry : entries_) names.push_back(entry.first);
    return names;
  }
  size_t size() const { return entries_.size(); }
  void Clear() { entries_.clear(); }

 private:
  std::vector<Entry> entries_;
};

class Store final : public ScriptWrappable {
 public:
  KITCHEN_SINK_CLASS(Store, nullptr)
  uint32_t size() const { return static_cast<uint32_t>(entries_.size()); }
  void Clear() { entries_.Clear(); }
  std::optional<DomString> Get(const DomString& name) const {
    const DomString* value = entries_.Find(name);
    return value ? std::optional<DomString>(*value) : std::nullopt;
  }
  void Set(const DomString& name, DomString value) {
    entries_.Set(name, std::move(value));
  }
  void Remove(const DomString& name) { entries_.Remove(name); }
  bool SupportsName(const DomString& name) const {
    return entries_.Find(name) != nullptr;
  }
  std::vector<DomString> SupportedNames() const { return entries_.Names(); }

 private:
  Entries entries_;
};

class OverridingStore final : public ScriptWrappable {
 public:
  KITCHEN_SINK_CLASS(OverridingStore, nullptr)
  DomString NamedGetter(const DomString& name) const {
    const DomString* value = entries_.Find(name);
    return value ? *value : DomString();
  }
  void NamedSetter(const DomString& name, DomString value) {
    entries_.Set(name, std::move(value));
  }
  // What is called "locked" stays.
  bool NamedDeleter(const DomString& name) {
    if (name == Latin1("locked")) return false;
    entries_.Remove(name);
    return true;
  }
  int32_t fixed() const { return 9; }
  bool SupportsName(const DomString& name) const {
    return entries_.Find(name) != nullptr;
  }
  std::vector<DomString> SupportedNames() const { return entries_.Names(); }

 private:
  Entries entries_;
};

class ReadOnlyNames : public ScriptWrappable {
 public:
  KITCHEN_SINK_CLASS(ReadOnlyNames, nullptr)
  uint32_t length() const { return 2; }
  uint32_t IndexCount() const { return 2; }
  std::optional<DomString> Item(uint32_t index) const {
    if (index >= 2) return std::nullopt;
    return Latin1(index == 0 ? "first" : "second");
  }
  std::optional<DomString> NamedItem(const DomString& name) const {
    if (!SupportsName(name)) return std::nullopt;
    return Latin1("named");
  }
  bool SupportsName(const DomString& name) const {
    return name == Latin1("alpha") || name == Latin1("item");
  }
  std::vector<DomString> SupportedNames() const {
    return {Latin1("alpha"), Latin1("item")};
  }
};

class DerivedNames final : public ReadOnlyNames {
 public:
  KITCHEN_SINK_CLASS(DerivedNames, &ReadOnlyNames::kInterfaceInfo)
};

class TextMap final : public ScriptWrappable {
 public:
  KITCHEN_SINK_CLASS(TextMap, nullptr)
  void SetFromCpp(const DomString& key, int32_t value) {
    entries_.Set(key, value);
  }
  MapEntries<DomString, int32_t>& map_entries() { return entries_; }

 private:
  MapEntries<DomString, int32_t> entries_;
};

class ObjectMap final : public ScriptWrappable {
 public:
  KITCHEN_SINK_CLASS(ObjectMap, nullptr)
  void Put(double key, TextMap& value) { entries_.Set(key, &value); }
  MapEntries<double, RefPtr<TextMap>>& map_entries() { return entries_; }

 private:
  MapEntries<double, RefPtr<TextMap>> entries_;
};

class TextSet final : public ScriptWrappable {
 public:
  KITCHEN_SINK_CLASS(TextSet, nullptr)
  // Text is kept without its first space.
  TextSet& Add(const DomString& value) {
    entries_.Add(value == Latin1(" ") ? DomString() : value);
    return *this;
  }
  SetEntries<DomString>& set_entries() { return entries_; }

 private:
  SetEntries<DomString> entries_;
};

class NumberSet final : public ScriptWrappable {
 public:
  KITCHEN_SINK_CLASS(NumberSet, nullptr)
  static RefPtr<NumberSet> Create(const std::vector<int32_t>& values) {
    RefPtr<NumberSet> set = Create();
    for (const int32_t value : values) set->entries_.Add(value);
    return set;
  }
  SetEntries<int32_t>& set_entries() { return entries_; }

 private:
  SetEntries<int32_t> entries_;
};

}  // namespace mortise

#endif  // MORTISE_TESTS_BINDINGS_KITCHEN_SINK_COLLECTIONS_H_
