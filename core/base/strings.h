#ifndef MORTISE_CORE_BASE_STRINGS_H_
#define MORTISE_CORE_BASE_STRINGS_H_

#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"

namespace mortise {

// Abseil as Debian builds it has a string_view of its own.  These let
// std::string_view meet it, whether it is the same type or not.
inline std::string_view ToStd(absl::string_view text) {
  return {text.data(), text.size()};
}
inline absl::string_view ToAbsl(std::string_view text) {
  return {text.data(), text.size()};
}

namespace internal {

template <typename T>
decltype(auto) ForStrCat(const T& piece) {
  if constexpr (std::is_same_v<T, std::string_view>) {
    return ToAbsl(piece);
  } else {
    return (piece);
  }
}

}  // namespace internal

// absl::StrCat() that takes std::string_view too.
template <typename... Pieces>
std::string Concat(const Pieces&... pieces) {
  return absl::StrCat(internal::ForStrCat(pieces)...);
}

// absl::StrAppend() that takes std::string_view too.
template <typename... Pieces>
void AppendTo(std::string& text, const Pieces&... pieces) {
  absl::StrAppend(&text, internal::ForStrCat(pieces)...);
}

// Compares, taking ASCII upper and lower case for the same.
inline bool EqualsIgnoringAsciiCase(std::string_view a, std::string_view b) {
  return absl::EqualsIgnoreCase(ToAbsl(a), ToAbsl(b));
}

// The pieces between separators; one more than there are separators.
inline std::vector<std::string_view> Split(std::string_view text,
                                           char separator) {
  std::vector<std::string_view> pieces;
  for (;;) {
    const size_t end = text.find(separator);
    pieces.push_back(text.substr(0, end));
    if (end == std::string_view::npos) return pieces;
    text.remove_prefix(end + 1);
  }
}

// Strings or views of them with `separator` between each two.
template <typename Range>
std::string Join(const Range& pieces, std::string_view separator) {
  std::string text;
  bool is_first = true;
  for (const auto& piece : pieces) {
    if (!is_first) text.append(separator);
    is_first = false;
    text.append(piece);
  }
  return text;
}

// Untrusted text for a log: as a C string literal's inside.
inline std::string EscapedForLog(std::string_view text) {
  return absl::CHexEscape(ToAbsl(text));
}

}  // namespace mortise

#endif  // MORTISE_CORE_BASE_STRINGS_H_
