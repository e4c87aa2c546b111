#ifndef MORTISE_BINDINGS_COMPILER_TEXT_H_
#define MORTISE_BINDINGS_COMPILER_TEXT_H_

#include <charconv>
#include <concepts>
#include <functional>
#include <string>
#include <string_view>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"

namespace mortise::idl {

// A piece of text to put together: anything that converts to std::string_view,
// or an integer in decimal. (Abseil's StrCat takes absl::string_view, which
// is a type of its own in some builds of the library.)
class TextPiece {
 public:
  TextPiece(std::string_view text) : text_(text) {}    // NOLINT: implicit.
  TextPiece(const std::string& text) : text_(text) {}  // NOLINT: implicit.
  TextPiece(const char* text) : text_(text) {}         // NOLINT: implicit.
  template <std::integral Integer>
  requires(!std::same_as<Integer, char> && !std::same_as<Integer, bool>)
      TextPiece(Integer number)  // NOLINT: implicit.
      : text_(digits_,
              std::to_chars(digits_, digits_ + sizeof(digits_), number).ptr -
                  digits_) {}

  TextPiece(const TextPiece&) = delete;
  TextPiece& operator=(const TextPiece&) = delete;

  std::string_view text() const { return text_; }

 private:
  char digits_[24];
  std::string_view text_;
};

template <typename... Pieces>
void StrAppend(std::string* out, const Pieces&... pieces) {
  (out->append(TextPiece(pieces).text()), ...);
}

template <typename... Pieces>
std::string StrCat(const Pieces&... pieces) {
  std::string out;
  StrAppend(&out, pieces...);
  return out;
}

// Tables by name.
template <typename Value>
using NameMap =
    absl::flat_hash_map<std::string_view, Value, std::hash<std::string_view>,
                        std::equal_to<std::string_view>>;
using NameSet =
    absl::flat_hash_set<std::string_view, std::hash<std::string_view>,
                        std::equal_to<std::string_view>>;

}  // namespace mortise::idl

#endif  // MORTISE_BINDINGS_COMPILER_TEXT_H_
