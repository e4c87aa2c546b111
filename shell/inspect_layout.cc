#include "shell/inspect_layout.h"

#include <algorithm>
#include <cstddef>

#include "absl/strings/ascii.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_replace.h"
#include "core/base/strings.h"

namespace mortise::shell {
namespace {

// An object that fits in so many bytes stays on one line.
constexpr size_t kOneLineWidth = 72;
// Where lines of list entries end.
constexpr size_t kListWidth = 76;
// Lists of at most so many entries are laid out like other objects.
constexpr size_t kShortList = 6;
// Longer entries get a line of their own.
constexpr size_t kLongListEntry = 16;

constexpr char kIndentedNewline[] = "\n  ";

bool IsOnOneLine(const ObjectLayout& object) {
  size_t width = object.prefix.size() + object.rest.size() + 4;
  for (const std::string& entry : object.entries) {
    if (entry.find('\n') != std::string::npos) return false;
    width += entry.size() + 2;
  }
  return width <= kOneLineWidth;
}

bool IsFilled(const ObjectLayout& object) {
  return object.is_list && object.entries.size() > kShortList &&
         std::all_of(object.entries.begin(), object.entries.end(),
                     [](const std::string& entry) {
                       return entry.size() <= kLongListEntry &&
                              entry.find('\n') == std::string::npos;
                     });
}

// The entries as lines that are as full as can be.
std::vector<std::string> Fill(const std::vector<std::string>& entries) {
  std::vector<std::string> lines;
  for (const std::string& entry : entries) {
    if (lines.empty() || lines.back().size() + entry.size() + 3 > kListWidth) {
      lines.push_back(entry);
    } else {
      AppendTo(lines.back(), ", ", entry);
    }
  }
  return lines;
}

char QuoteFor(std::string_view text) {
  for (char quote : {'\'', '"'}) {
    if (text.find(quote) == std::string_view::npos) return quote;
  }
  const bool backtick_is_safe = text.find('`') == std::string_view::npos &&
                                text.find("${") == std::string_view::npos;
  return backtick_is_safe ? '`' : '\'';
}

}  // namespace

std::string QuoteString(std::string_view text) {
  const char quote = QuoteFor(text);
  std::string out(1, quote);
  for (const char c : text) {
    switch (c) {
      case '\n':
        out += "\\n";
        break;
      case '\r':
        out += "\\r";
        break;
      case '\t':
        out += "\\t";
        break;
      case '\b':
        out += "\\b";
        break;
      case '\f':
        out += "\\f";
        break;
      case '\v':
        out += "\\v";
        break;
      case '\\':
        out += "\\\\";
        break;
      default:
        if (c == quote) {
          out += '\\';
          out += c;
        } else if (absl::ascii_iscntrl(static_cast<unsigned char>(c))) {
          absl::StrAppendFormat(&out, "\\x%02X", static_cast<unsigned char>(c));
        } else {
          out += c;
        }
    }
  }
  out += quote;
  return out;
}

std::string PropertyKey(std::string_view name) {
  const auto may_start = [](unsigned char c) {
    return absl::ascii_isalpha(c) || c == '_' || c == '$';
  };
  const bool is_identifier =
      !name.empty() && may_start(name[0]) &&
      std::all_of(name.begin(), name.end(), [&](unsigned char c) {
        return may_start(c) || absl::ascii_isdigit(c);
      });
  return is_identifier ? std::string(name) : QuoteString(name);
}

std::string LayOut(const ObjectLayout& object) {
  std::string out = object.prefix;
  if (!out.empty()) out += ' ';
  out += object.open;
  if (object.entries.empty() && object.rest.empty()) {
    out += object.close;
    return out;
  }
  std::vector<std::string> lines =
      IsFilled(object) ? Fill(object.entries) : object.entries;
  if (!object.rest.empty()) lines.push_back(object.rest);
  if (IsOnOneLine(object)) {
    AppendTo(out, " ", Join(lines, ", "), " ");
  } else {
    for (const std::string& line : lines) {
      AppendTo(out, kIndentedNewline,
               absl::StrReplaceAll(line, {{"\n", kIndentedNewline}}));
      if (&line != &lines.back()) out += ',';
    }
    out += '\n';
  }
  out += object.close;
  return out;
}

}  // namespace mortise::shell
