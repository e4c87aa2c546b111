#include "core/net/http_head.h"

#include <algorithm>
#include <utility>

#include "absl/strings/ascii.h"
#include "core/base/strings.h"

namespace mortise::net {
namespace {

bool IsBlank(char c) { return c == ' ' || c == '\t'; }

std::string_view TrimBlanks(std::string_view text) {
  while (!text.empty() && IsBlank(text.front())) text.remove_prefix(1);
  while (!text.empty() && IsBlank(text.back())) text.remove_suffix(1);
  return text;
}

// Cuts the first line off `text`, without its line end, and makes stray
// carriage returns blanks (RFC 9112 section 2.2).
std::string CutLine(std::string_view& text) {
  const size_t end = text.find('\n');
  std::string line(text.substr(0, end));
  text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  if (!line.empty() && line.back() == '\r') line.pop_back();
  std::replace(line.begin(), line.end(), '\r', ' ');
  return line;
}

}  // namespace

absl::StatusOr<HttpHead> HttpHead::Parse(std::string_view text) {
  HttpHead head;
  head.start_line_ = CutLine(text);
  if (head.start_line_.find('\0') != std::string::npos) {
    return absl::InvalidArgumentError("NUL in start line");
  }
  // Whether the line before was a field, which a fold may continue.
  bool after_field = false;
  while (!text.empty()) {
    const std::string text_of_line = CutLine(text);
    const std::string_view line = text_of_line;
    if (line.empty()) break;
    if (line.find('\0') != std::string_view::npos) {
      return absl::InvalidArgumentError("NUL in header");
    }
    if (IsBlank(line.front())) {
      if (!after_field) continue;
      std::string& value = head.fields_.back().value;
      const std::string_view more = TrimBlanks(line);
      if (!value.empty() && !more.empty()) value.push_back(' ');
      value.append(more);
      continue;
    }
    const size_t colon = line.find(':');
    const std::string_view name = TrimBlanks(line.substr(0, colon));
    after_field = colon != std::string_view::npos && IsHttpToken(name);
    if (!after_field) continue;
    head.fields_.push_back(
        {std::string(name), std::string(TrimBlanks(line.substr(colon + 1)))});
  }
  return head;
}

std::vector<std::string_view> HttpHead::Values(std::string_view name) const {
  std::vector<std::string_view> values;
  for (const Field& field : fields_) {
    if (EqualsIgnoringAsciiCase(field.name, name))
      values.push_back(field.value);
  }
  return values;
}

std::vector<std::string_view> HttpHead::ListElements(
    std::string_view name) const {
  std::vector<std::string_view> elements;
  for (std::string_view value : Values(name)) {
    for (std::string_view element : Split(value, ',')) {
      element = TrimBlanks(element);
      if (!element.empty()) elements.push_back(element);
    }
  }
  return elements;
}

bool IsHttpToken(std::string_view text) {
  if (text.empty()) return false;
  for (char c : text) {
    if (!absl::ascii_isalnum(static_cast<unsigned char>(c)) &&
        std::string_view("!#$%&'*+-.^_`|~").find(c) == std::string_view::npos) {
      return false;
    }
  }
  return true;
}

bool IsHttpFieldValue(std::string_view text) {
  if (!text.empty() && (IsBlank(text.front()) || IsBlank(text.back()))) {
    return false;
  }
  for (char c : text) {
    const unsigned char byte = static_cast<unsigned char>(c);
    if ((byte < 0x20 && byte != '\t') || byte == 0x7F) return false;
  }
  return true;
}

}  // namespace mortise::net
