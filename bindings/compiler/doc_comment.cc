#include "bindings/compiler/doc_comment.h"

#include <algorithm>
#include <string_view>

namespace mortise::idl {
namespace {

std::string_view Trim(std::string_view text) {
  constexpr std::string_view kSpace = " \t\r";
  const size_t begin = text.find_first_not_of(kSpace);
  if (begin == std::string_view::npos) {
    return {};
  }
  return text.substr(begin, text.find_last_not_of(kSpace) - begin + 1);
}

// Without the asterisks that decorate the lines of a block comment.
std::string_view WithoutStars(std::string_view line) {
  line = Trim(line);
  while (!line.empty() && line[0] == '*') {
    line.remove_prefix(1);
  }
  return Trim(line);
}

// Cuts the last line off `text`.
std::string_view TakeLastLine(std::string_view* text) {
  const size_t newline = text->rfind('\n');
  if (newline == std::string_view::npos) {
    const std::string_view line = *text;
    *text = {};
    return line;
  }
  const std::string_view line = text->substr(newline + 1);
  *text = text->substr(0, newline);
  return line;
}

}  // namespace

std::vector<std::string> DocComment(const SourceRange& declaration) {
  std::vector<std::string> lines;
  std::string_view before =
      declaration.file->text().substr(0, declaration.begin);
  // Something else on the declaration's own line: the comment is not its own.
  const size_t last = before.find_last_not_of(" \t\r");
  if (last == std::string_view::npos || before[last] != '\n') {
    return lines;
  }
  before = before.substr(0, last);
  const std::string_view above = Trim(before.substr(before.rfind('\n') + 1));
  if (above.size() >= 2 && above.substr(above.size() - 2) == "*/") {
    const size_t end = before.rfind("*/");
    const size_t begin = before.substr(0, end).rfind("/*");
    if (begin == std::string_view::npos) {
      return lines;
    }
    std::string_view body = before.substr(begin + 2, end - begin - 2);
    while (!body.empty()) {
      lines.emplace_back(WithoutStars(TakeLastLine(&body)));
    }
  } else {
    while (!before.empty()) {
      const std::string_view line = Trim(TakeLastLine(&before));
      if (line.substr(0, 2) != "//") {
        break;
      }
      lines.emplace_back(Trim(line.substr(line.substr(0, 3) == "///" ? 3 : 2)));
    }
  }
  std::reverse(lines.begin(), lines.end());
  while (!lines.empty() && lines.back().empty()) {
    lines.pop_back();
  }
  while (!lines.empty() && lines.front().empty()) {
    lines.erase(lines.begin());
  }
  return lines;
}

}  // namespace mortise::idl
