#ifndef MORTISE_CORE_DOM_MAP_ENTRIES_H_
#define MORTISE_CORE_DOM_MAP_ENTRIES_H_

#include <cstddef>
#include <iterator>
#include <list>
#include <utility>

#include "absl/container/flat_hash_map.h"

namespace mortise {

// The map entries of an object whose interface is maplike (WebIDL section
// 2.5.11), in the order in which their keys first came.  The object may change
// them at any time; scripts that iterate over them see that at once.
template <typename Key, typename Value>
class MapEntries {
 public:
  // The bindings' copy for scripts, which is told of each change.
  class Mirror {
   public:
    virtual void DidSet(const Key& key, const Value& value) = 0;
    virtual void DidDelete(const Key& key) = 0;
    virtual void DidClear() = 0;

   protected:
    ~Mirror() = default;
  };
  using Entries = std::list<std::pair<const Key, Value>>;

  MapEntries() = default;
  MapEntries(const MapEntries&) = delete;
  MapEntries& operator=(const MapEntries&) = delete;

  const Entries& entries() const { return entries_; }
  size_t size() const { return entries_.size(); }
  // Null if there is none; valid until the next change.
  const Value* Find(const Key& key) const {
    const auto found = places_.find(key);
    return found == places_.end() ? nullptr : &found->second->second;
  }

  void Set(const Key& key, Value value) {
    const auto found = places_.find(key);
    if (found != places_.end()) {
      found->second->second = std::move(value);
      if (mirror_) mirror_->DidSet(key, found->second->second);
      return;
    }
    entries_.emplace_back(key, std::move(value));
    places_.emplace(key, std::prev(entries_.end()));
    if (mirror_) mirror_->DidSet(key, entries_.back().second);
  }
  // Whether there was one.
  bool Delete(const Key& key) {
    const auto found = places_.find(key);
    if (found == places_.end()) return false;
    if (mirror_) mirror_->DidDelete(key);
    entries_.erase(found->second);
    places_.erase(found);
    return true;
  }
  void Clear() {
    entries_.clear();
    places_.clear();
    if (mirror_) mirror_->DidClear();
  }

  // Set by bindings alone.
  Mirror* mirror() const { return mirror_; }
  void set_mirror(Mirror* mirror) { mirror_ = mirror; }

 private:
  Entries entries_;
  absl::flat_hash_map<Key, typename Entries::iterator> places_;
  Mirror* mirror_ = nullptr;
};

}  // namespace mortise

#endif  // MORTISE_CORE_DOM_MAP_ENTRIES_H_
