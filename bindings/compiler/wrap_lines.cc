#include "bindings/compiler/wrap_lines.h"

#include <algorithm>
#include <cstddef>
#include <utility>

namespace mortise::idl {
namespace {

constexpr size_t kColumns = 80;
constexpr std::string_view kComment = "// ";

// How good a place to break a line is; the best one wins, and among equals
// the last.
enum Quality { kNone, kBehindParenthesis, kBehindComma, kBehindAssignment };

struct Break {
  size_t end = 0;   // of the text that stays on the line
  size_t next = 0;  // the first character of the next line
  Quality quality = kNone;
};

Break FindBreakInComment(std::string_view line, size_t indent) {
  const size_t space = line.rfind(' ', kColumns);
  if (space == std::string_view::npos || space < indent + kComment.size()) {
    return {};
  }
  return {space, space + 1, kBehindComma};
}

Break FindBreak(std::string_view line, size_t indent) {
  Break best;
  bool in_string = false;
  int angles = 0;
  // Behind the last character there is nothing to move to the next line.
  for (size_t i = indent;
       i + 1 < line.size() && (i < kColumns || best.quality == kNone); ++i) {
    const char c = line[i];
    if (in_string) {
      if (c == '\\') {
        ++i;
      } else if (c == '"') {
        in_string = false;
      }
      continue;
    }
    const char following = line[i + 1];
    if (c == '"') {
      in_string = true;
    } else if (c == '<') {
      ++angles;
    } else if (c == '>' && angles > 0) {
      --angles;
    } else if (c == ',' && following == ' ' && angles == 0 &&
               best.quality <= kBehindComma) {
      best = {i + 1, i + 2, kBehindComma};
    } else if (c == '=' && following == ' ' && line[i - 1] == ' ') {
      best = {i + 1, i + 2, kBehindAssignment};
    } else if (c == '(' && following != ')' && angles == 0 &&
               best.quality <= kBehindParenthesis) {
      best = {i + 1, i + 1, kBehindParenthesis};
    }
  }
  return best;
}

void AppendWrapped(std::string_view line, std::string& out) {
  const size_t indent = std::min(line.find_first_not_of(' '), line.size());
  const bool is_comment = line.substr(indent, 2) == "//";
  std::string rest(line);
  size_t start = indent;
  while (rest.size() > kColumns) {
    const Break at =
        is_comment ? FindBreakInComment(rest, start) : FindBreak(rest, start);
    if (at.quality == kNone) break;
    out.append(rest, 0, at.end);
    out += '\n';
    std::string next(is_comment ? indent : indent + 4, ' ');
    if (is_comment) next += kComment;
    start = next.size();
    next.append(rest, at.next, std::string::npos);
    rest = std::move(next);
  }
  out += rest;
}

}  // namespace

std::string WrapLines(std::string_view text) {
  std::string out;
  out.reserve(text.size() + text.size() / 16);
  while (!text.empty()) {
    const size_t end = std::min(text.find('\n'), text.size());
    AppendWrapped(text.substr(0, end), out);
    if (end == text.size()) break;
    out += '\n';
    text.remove_prefix(end + 1);
  }
  return out;
}

}  // namespace mortise::idl
