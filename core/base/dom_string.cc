#include "core/base/dom_string.h"

#include <cstdlib>
#include <cstring>
#include <new>

#include "core/base/atom_string.h"
#include "core/base/utf8.h"

namespace mortise {
namespace internal {

StringData* StringData::Allocate(size_t length, bool is_8bit) {
  void* memory = std::malloc(sizeof(StringData) + length * (is_8bit ? 1 : 2));
  MORTISE_CHECK(memory != nullptr);
  return new (memory) StringData(length, is_8bit);
}

void StringData::Destroy() const {
  if (is_atom_) AtomTable::Remove(this);
  std::free(const_cast<StringData*>(this));
}

RefPtr<StringData> StringData::Create(std::string_view latin1) {
  if (latin1.empty()) return nullptr;
  StringData* data = Allocate(latin1.size(), /*is_8bit=*/true);
  std::memcpy(static_cast<void*>(data + 1), latin1.data(), latin1.size());
  return RefPtr<StringData>(data);
}

RefPtr<StringData> StringData::Create(std::u16string_view utf16) {
  if (utf16.empty()) return nullptr;
  char16_t all = 0;
  for (char16_t unit : utf16) all |= unit;
  const bool is_8bit = all <= 0xFF;
  StringData* data = Allocate(utf16.size(), is_8bit);
  if (is_8bit) {
    char* out = reinterpret_cast<char*>(data + 1);
    for (char16_t unit : utf16) *out++ = static_cast<char>(unit);
  } else {
    std::memcpy(static_cast<void*>(data + 1), utf16.data(), utf16.size() * 2);
  }
  return RefPtr<StringData>(data);
}

}  // namespace internal

DomString DomString::FromUtf8(std::string_view utf8) {
  if (IsAscii(utf8)) return FromLatin1(utf8);
  return FromUtf16(Utf8ToUtf16(utf8));
}

std::string DomString::ToUtf8() const {
  if (!is_8bit()) return Utf16ToUtf8(view16());
  return IsAscii(view8()) ? std::string(view8()) : Latin1ToUtf8(view8());
}

std::u16string DomString::ToUtf16() const {
  if (!is_8bit()) return std::u16string(view16());
  std::u16string out;
  out.reserve(length());
  for (char c : view8()) out.push_back(static_cast<uint8_t>(c));
  return out;
}

bool operator==(const DomString& a, const DomString& b) {
  if (a.data_ == b.data_) return true;
  if (a.is_8bit() != b.is_8bit()) return false;
  return a.is_8bit() ? a.view8() == b.view8() : a.view16() == b.view16();
}

}  // namespace mortise
