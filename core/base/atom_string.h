#ifndef MORTISE_CORE_BASE_ATOM_STRING_H_
#define MORTISE_CORE_BASE_ATOM_STRING_H_

#include <cstddef>
#include <string_view>
#include <utility>

#include "core/base/dom_string.h"

namespace mortise {

// A DOMString of which each thread keeps one copy, so that comparing two is
// comparing pointers.  For event types and other names that recur.
class AtomString {
 public:
  AtomString() = default;
  explicit AtomString(std::string_view latin1);
  // Implicit: a DOMString argument may stand for an event type.
  AtomString(const DomString& string);

  bool empty() const { return !data_; }
  DomString string() const { return DomString(data_); }

  // A value that is equal for equal strings of one thread and unequal else.
  const void* identity() const { return data_.get(); }

  friend bool operator==(const AtomString& a, const AtomString& b) {
    return a.data_ == b.data_;
  }
  template <typename H>
  friend H AbslHashValue(H h, const AtomString& s) {
    return H::combine(std::move(h), s.identity());
  }

 private:
  RefPtr<internal::StringData> data_;
};

namespace internal {

// This thread's atoms.  Holds no reference: an atom leaves when it dies.
class AtomTable {
 public:
  static RefPtr<StringData> Intern(RefPtr<StringData> data);
  static RefPtr<StringData> Intern(std::string_view latin1);
  static void Remove(const StringData* atom);
  static size_t size();
};

}  // namespace internal
}  // namespace mortise

#endif  // MORTISE_CORE_BASE_ATOM_STRING_H_
