#include "bindings/compiler/source_file.h"

#include <algorithm>
#include <utility>

namespace mortise::idl {

SourceFile::SourceFile(std::string path, std::string text, Role role,
                       uint32_t index)
    : path_(std::move(path)),
      text_(std::move(text)),
      role_(role),
      index_(index) {}

const std::vector<uint32_t>& SourceFile::LineStarts() const {
  if (line_starts_.empty()) {
    line_starts_.push_back(0);
    for (size_t at = text_.find('\n'); at != std::string::npos;
         at = text_.find('\n', at + 1)) {
      line_starts_.push_back(static_cast<uint32_t>(at + 1));
    }
  }
  return line_starts_;
}

LineColumn SourceFile::Locate(uint32_t offset) const {
  const std::vector<uint32_t>& starts = LineStarts();
  offset = std::min(offset, static_cast<uint32_t>(text_.size()));
  const auto next = std::upper_bound(starts.begin(), starts.end(), offset);
  const uint32_t start = *(next - 1);
  // Continuation bytes of UTF-8 do not count; a byte that is not UTF-8 counts
  // as one code point, as it is shown as one.
  const auto is_start = [](char c) {
    return (static_cast<uint8_t>(c) & 0xC0) != 0x80;
  };
  // Places are often asked for in order, and a line may be the whole file.
  if (located_.line_start != start || located_.offset > offset) {
    located_ = {start, start, 1};
  }
  located_.column += static_cast<uint32_t>(std::count_if(
      text_.begin() + located_.offset, text_.begin() + offset, is_start));
  located_.offset = offset;
  return {static_cast<uint32_t>(next - starts.begin()), located_.column};
}

std::string_view SourceFile::Line(uint32_t line) const {
  const std::vector<uint32_t>& starts = LineStarts();
  const uint32_t begin = starts[line - 1];
  std::string_view text = std::string_view(text_).substr(begin);
  if (line < starts.size()) {
    text = text.substr(0, starts[line] - 1 - begin);
  }
  if (!text.empty() && text.back() == '\r') {
    text.remove_suffix(1);
  }
  return text;
}

}  // namespace mortise::idl
