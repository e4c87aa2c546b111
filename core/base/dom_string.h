#ifndef MORTISE_CORE_BASE_DOM_STRING_H_
#define MORTISE_CORE_BASE_DOM_STRING_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "core/base/ref_counted.h"

namespace mortise {

namespace internal {

// The shared, immutable text behind DomString and AtomString.  Text whose
// code units are all at most U+00FF is always kept one byte a unit, so equal
// texts have equal forms.
class StringData {
 public:
  // Returns null for the empty text.
  static RefPtr<StringData> Create(std::string_view latin1);
  static RefPtr<StringData> Create(std::u16string_view utf16);

  void AddRef() const { ++ref_count_; }
  void Release() const {
    if (--ref_count_ == 0) Destroy();
  }

  bool is_8bit() const { return is_8bit_; }
  size_t length() const { return length_; }
  std::string_view view8() const {
    return {reinterpret_cast<const char*>(this + 1), length_};
  }
  std::u16string_view view16() const {
    return {reinterpret_cast<const char16_t*>(this + 1), length_};
  }
  bool is_atom() const { return is_atom_; }

 private:
  friend class AtomTable;

  StringData(size_t length, bool is_8bit)
      : length_(length), is_8bit_(is_8bit) {}
  static StringData* Allocate(size_t length, bool is_8bit);
  void Destroy() const;

  mutable uint32_t ref_count_ = 0;
  const size_t length_;  // code units
  const bool is_8bit_;
  bool is_atom_ = false;
};

}  // namespace internal

// A DOMString (WebIDL section 2.13.18): a sequence of 16-bit code units,
// which may hold lone surrogates.  A value: immutable, cheap to copy, bound to
// one thread.
class DomString {
 public:
  DomString() = default;
  static DomString FromLatin1(std::string_view latin1) {
    return DomString(internal::StringData::Create(latin1));
  }
  static DomString FromUtf16(std::u16string_view utf16) {
    return DomString(internal::StringData::Create(utf16));
  }
  // Ill-formed pieces become U+FFFD.
  static DomString FromUtf8(std::string_view utf8);

  bool empty() const { return !data_; }
  // Code units.
  size_t length() const { return data_ ? data_->length() : 0; }
  // Whether all code units are at most U+00FF; view8() then gives them as
  // Latin-1, else view16() as UTF-16.
  bool is_8bit() const { return !data_ || data_->is_8bit(); }
  std::string_view view8() const {
    MORTISE_DCHECK(is_8bit());
    return data_ ? data_->view8() : std::string_view();
  }
  std::u16string_view view16() const {
    MORTISE_DCHECK(!is_8bit());
    return data_->view16();
  }
  char16_t operator[](size_t index) const {
    return is_8bit() ? static_cast<uint8_t>(view8()[index]) : view16()[index];
  }

  // Lone surrogates become U+FFFD.
  std::string ToUtf8() const;
  std::u16string ToUtf16() const;

  friend bool operator==(const DomString& a, const DomString& b);
  // Compares with ASCII text.
  friend bool operator==(const DomString& a, std::string_view ascii) {
    return a.is_8bit() && a.view8() == ascii;
  }
  template <typename H>
  friend H AbslHashValue(H h, const DomString& s) {
    return s.is_8bit() ? H::combine(std::move(h), s.view8())
                       : H::combine(std::move(h), s.view16());
  }

 private:
  friend class AtomString;
  explicit DomString(RefPtr<internal::StringData> data)
      : data_(std::move(data)) {}

  RefPtr<internal::StringData> data_;
};

}  // namespace mortise

#endif  // MORTISE_CORE_BASE_DOM_STRING_H_
