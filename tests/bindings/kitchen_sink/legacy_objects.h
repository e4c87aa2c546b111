#ifndef MORTISE_TESTS_BINDINGS_KITCHEN_SINK_LEGACY_OBJECTS_H_
#define MORTISE_TESTS_BINDINGS_KITCHEN_SINK_LEGACY_OBJECTS_H_

#include <algorithm>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "tests/bindings/kitchen_sink/members.h"

namespace mortise {

// The supported names of an object, in the order of their coming.
class NameList {
 public:
  bool Has(const DomString& name) const {
    return std::find(names_.begin(), names_.end(), name) != names_.end();
  }
  void Put(DomString name) {
    if (!Has(name)) names_.push_back(std::move(name));
  }
  void Remove(const DomString& name) { std::erase(names_, name); }
  const std::vector<DomString>& names() const { return names_; }

 private:
  std::vector<DomString> names_;
};

inline DomString NamedValue(const DomString& name) {
  return DomString::FromUtf8("<" + name.ToUtf8() + ">");
}

class Names final : public ScriptWrappable {
 public:
  KITCHEN_SINK_CLASS(Names, nullptr)
  void Put(DomString name) { names_.Put(std::move(name)); }
  const DomString& title() const { return title_; }
  void set_title(DomString title) { title_ = std::move(title); }
  bool SupportsName(const DomString& name) const { return names_.Has(name); }
  std::vector<DomString> SupportedNames() const { return names_.names(); }
  DomString NamedGetter(const DomString& name) const {
    return NamedValue(name);
  }

 private:
  NameList names_;
  DomString title_;
};

class OverridingNames final : public ScriptWrappable {
 public:
  KITCHEN_SINK_CLASS(OverridingNames, nullptr)
  void Put(DomString name) { names_.Put(std::move(name)); }
  const DomString& title() const { return title_; }
  void set_title(DomString title) { title_ = std::move(title); }
  int32_t fixed() const { return 9; }
  bool SupportsName(const DomString& name) const { return names_.Has(name); }
  std::vector<DomString> SupportedNames() const { return names_.names(); }
  DomString NamedGetter(const DomString& name) const {
    return NamedValue(name);
  }

 private:
  NameList names_;
  DomString title_;
};

// Keeps a log of what has been asked of it.
class IndexedAndNamed final : public ScriptWrappable {
 public:
  KITCHEN_SINK_CLASS(IndexedAndNamed, nullptr)
  uint32_t length() const { return 2; }
  DomString log() const { return DomString::FromUtf8(log_); }
  uint32_t IndexCount() const { return 2; }
  DomString IndexedGetter(uint32_t index) const {
    return DomString::FromUtf8("#" + std::to_string(index));
  }
  bool SupportsName(const DomString& name) const { return names_.Has(name); }
  std::vector<DomString> SupportedNames() const { return names_.names(); }
  DomString NamedGetter(const DomString& name) const {
    return NamedValue(name);
  }
  void NamedSetter(const DomString& name, const DomString& value) {
    log_ += name.ToUtf8() + "=" + value.ToUtf8() + ";";
    names_.Put(name);
  }
  void NamedDeleter(const DomString& name) {
    log_ += "-" + name.ToUtf8() + ";";
    names_.Remove(name);
  }

 private:
  NameList names_;
  std::string log_;
};

class Numbers final : public ScriptWrappable {
 public:
  KITCHEN_SINK_CLASS(Numbers, nullptr)
  uint32_t length() const { return static_cast<uint32_t>(numbers_.size()); }
  DomString log() const { return DomString::FromUtf8(log_); }
  uint32_t IndexCount() const { return length(); }
  int32_t IndexedGetter(uint32_t index) const { return numbers_[index]; }
  void IndexedSetter(uint32_t index, int32_t value) {
    log_ += std::to_string(index) + "=" + std::to_string(value) + ";";
    if (index < numbers_.size()) {
      numbers_[index] = value;
    } else if (index == numbers_.size()) {
      numbers_.push_back(value);
    }
  }

 private:
  std::vector<int32_t> numbers_;
  std::string log_;
};

}  // namespace mortise

#endif  // MORTISE_TESTS_BINDINGS_KITCHEN_SINK_LEGACY_OBJECTS_H_
