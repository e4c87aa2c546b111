#ifndef MORTISE_CORE_DOM_SET_ENTRIES_H_
#define MORTISE_CORE_DOM_SET_ENTRIES_H_

#include <cstddef>

#include "core/dom/map_entries.h"

namespace mortise {

// The set entries of an object whose interface is setlike (WebIDL section
// 2.5.12), in the order in which they first came: a map without values.
template <typename T>
class SetEntries {
 public:
  struct Nothing {};
  using Map = MapEntries<T, Nothing>;

  // Each entry is a pair, of which the first half counts.
  const typename Map::Entries& entries() const { return map_.entries(); }
  size_t size() const { return map_.size(); }
  bool Has(const T& value) const { return map_.Find(value) != nullptr; }

  void Add(const T& value) {
    if (!Has(value)) map_.Set(value, {});
  }
  // Whether it was there.
  bool Delete(const T& value) { return map_.Delete(value); }
  void Clear() { map_.Clear(); }

  // Set by bindings alone.
  typename Map::Mirror* mirror() const { return map_.mirror(); }
  void set_mirror(typename Map::Mirror* mirror) { map_.set_mirror(mirror); }

 private:
  Map map_;
};

}  // namespace mortise

#endif  // MORTISE_CORE_DOM_SET_ENTRIES_H_
