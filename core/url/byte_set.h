#ifndef MORTISE_CORE_URL_BYTE_SET_H_
#define MORTISE_CORE_URL_BYTE_SET_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace mortise {

// A set of bytes, for scanning text: one load a byte, where
// std::string_view::find_first_of() makes one call a byte.
class ByteSet {
 public:
  constexpr explicit ByteSet(std::string_view members) {
    for (char c : members) members_[static_cast<uint8_t>(c)] = true;
  }

  constexpr bool Contains(char c) const {
    return members_[static_cast<uint8_t>(c)];
  }

  // Position of the first member at or after `from`; text.size() if none.
  constexpr size_t FindIn(std::string_view text, size_t from = 0) const {
    while (from < text.size() && !Contains(text[from])) ++from;
    return from;
  }
  constexpr bool IsIn(std::string_view text) const {
    return FindIn(text) < text.size();
  }

 private:
  std::array<bool, 256> members_{};
};

}  // namespace mortise

#endif  // MORTISE_CORE_URL_BYTE_SET_H_
