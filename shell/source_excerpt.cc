#include "shell/source_excerpt.h"

#include <algorithm>
#include <cstddef>

#include "core/base/strings.h"

namespace mortise::shell {
namespace {

// In bytes; wider lines are cut on both sides of the place.
constexpr size_t kWidth = 120;
constexpr std::string_view kEllipsis = "...";

bool IsContinuation(char byte) { return (byte & 0xC0) == 0x80; }

// The byte at which the UTF-16 column begins.
size_t ByteOfColumn(std::string_view line, int column) {
  size_t i = 0;
  while (i < line.size() && column > 0) {
    // Code points past U+FFFF take four bytes, and two code units.
    column -= static_cast<unsigned char>(line[i]) >= 0xF0 ? 2 : 1;
    do {
      ++i;
    } while (i < line.size() && IsContinuation(line[i]));
  }
  return i;
}

size_t CodePoints(std::string_view text) {
  return text.size() - std::count_if(text.begin(), text.end(), IsContinuation);
}

// Blanks as wide as `text`: tabs stay tabs.
std::string Blanks(std::string_view text) {
  std::string blanks;
  for (char byte : text) {
    if (!IsContinuation(byte)) blanks += byte == '\t' ? '\t' : ' ';
  }
  return blanks;
}

}  // namespace

std::string SourceExcerpt(std::string_view line, int start, int end) {
  size_t first = ByteOfColumn(line, start);
  size_t last = std::max(first, ByteOfColumn(line, end));
  std::string shown;
  if (line.size() <= kWidth) {
    shown = line;
  } else {
    size_t from = first > kWidth / 2 ? first - kWidth / 2 : 0;
    while (from > 0 && IsContinuation(line[from])) --from;
    size_t to = std::min(line.size(), from + kWidth);
    while (to < line.size() && IsContinuation(line[to])) ++to;
    shown = Concat(from > 0 ? kEllipsis : "", line.substr(from, to - from),
                   to < line.size() ? kEllipsis : "");
    const size_t shift = from - (from > 0 ? kEllipsis.size() : 0);
    last = std::min(last, to) - shift;
    first -= shift;
  }
  const std::string_view view = shown;
  const size_t carets =
      std::max<size_t>(1, CodePoints(view.substr(first, last - first)));
  return Concat(shown, "\n", Blanks(view.substr(0, first)),
                std::string(carets, '^'), "\n");
}

}  // namespace mortise::shell
