#ifndef MORTISE_CORE_URL_DRIVE_LETTER_H_
#define MORTISE_CORE_URL_DRIVE_LETTER_H_

#include <string_view>

#include "absl/strings/ascii.h"

namespace mortise {

// Windows drive letters in "file:" URLs (URL Standard section 4.2).

inline bool IsWindowsDriveLetter(std::string_view text) {
  return text.size() == 2 &&
         absl::ascii_isalpha(static_cast<unsigned char>(text[0])) &&
         (text[1] == ':' || text[1] == '|');
}

inline bool IsNormalizedWindowsDriveLetter(std::string_view text) {
  return IsWindowsDriveLetter(text) && text[1] == ':';
}

inline bool StartsWithWindowsDriveLetter(std::string_view text) {
  return IsWindowsDriveLetter(text.substr(0, 2)) &&
         (text.size() == 2 ||
          std::string_view("/\\?#").find(text[2]) != std::string_view::npos);
}

}  // namespace mortise

#endif  // MORTISE_CORE_URL_DRIVE_LETTER_H_
