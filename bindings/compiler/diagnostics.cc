#include "bindings/compiler/diagnostics.h"

#include <algorithm>
#include <functional>
#include <string_view>
#include <utility>

#include "absl/hash/hash.h"
#include "bindings/compiler/text.h"

namespace mortise::idl {
namespace {

// Longer lines are shown as a window around the place.
constexpr size_t kShownColumns = 120;
// Hostile input shall not fill the memory with messages.
constexpr size_t kMaximumKept = 10000;

// The bytes of the UTF-8 sequence at the front of `text`, or 0 if there is
// none.
size_t SequenceLength(std::string_view text) {
  const auto lead = static_cast<uint8_t>(text[0]);
  const size_t length = lead < 0x80                    ? 1
                        : lead >= 0xC2 && lead <= 0xDF ? 2
                        : (lead & 0xF0) == 0xE0        ? 3
                        : lead >= 0xF0 && lead <= 0xF4 ? 4
                                                       : 0;
  if (length == 0 || text.size() < length) {
    return 0;
  }
  for (size_t i = 1; i < length; ++i) {
    if ((static_cast<uint8_t>(text[i]) & 0xC0) != 0x80) {
      return 0;
    }
  }
  return length;
}

// Whether the sequence of `length` bytes at the front of `text`, 0 for none,
// can be shown on a terminal without being taken for a command.
bool IsPrintable(std::string_view text, size_t length) {
  if (length == 2 && text[0] == '\xC2') {
    // U+0080 to U+009F are control characters, too.
    return static_cast<uint8_t>(text[1]) >= 0xA0;
  }
  return length > 1 || (length == 1 && text[0] >= ' ' && text[0] != 0x7F);
}

// The columns that a terminal gives to the sequence of `length` bytes at the
// front of `text`: 2 for the wide characters of Unicode's EastAsianWidth.txt,
// by blocks, and 0 for marks that join what is before them.
size_t DisplayWidth(std::string_view text, size_t length) {
  if (length < 2) {
    return 1;
  }
  uint32_t c = static_cast<uint8_t>(text[0]) & (0xFF >> (length + 1));
  for (size_t i = 1; i < length; ++i) {
    c = c << 6 | (static_cast<uint8_t>(text[i]) & 0x3F);
  }
  constexpr std::pair<uint32_t, uint32_t> kMarks[] = {
      {0x0300, 0x036F}, {0x200B, 0x200F}, {0x20D0, 0x20FF},
      {0xFE00, 0xFE0F}, {0xFE20, 0xFE2F},
  };
  constexpr std::pair<uint32_t, uint32_t> kWide[] = {
      {0x1100, 0x115F},   {0x2E80, 0x303E},   {0x3041, 0x4DBF},
      {0x4E00, 0xA4CF},   {0xA960, 0xA97C},   {0xAC00, 0xD7A3},
      {0xF900, 0xFAFF},   {0xFE30, 0xFE6F},   {0xFF01, 0xFF60},
      {0xFFE0, 0xFFE6},   {0x1F300, 0x1F64F}, {0x1F680, 0x1F6FF},
      {0x1F900, 0x1F9FF}, {0x20000, 0x3FFFD},
  };
  const auto is_in = [c](const auto& range) {
    return c >= range.first && c <= range.second;
  };
  if (std::any_of(std::begin(kMarks), std::end(kMarks), is_in)) {
    return 0;
  }
  return std::any_of(std::begin(kWide), std::end(kWide), is_in) ? 2 : 1;
}

// Messages quote the input. What is not to be printed is shown as U+FFFD.
std::string Printable(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    const size_t length = SequenceLength(text);
    out += IsPrintable(text, length) ? text.substr(0, length) : "\uFFFD";
    text.remove_prefix(std::max<size_t>(length, 1));
  }
  return out;
}

// Appends the source line and, below it, a caret with a tail of tildes.
void AppendExcerpt(const SourceRange& range, LineColumn place,
                   std::string* out) {
  std::string_view line = range.file->Line(place.line);
  const uint32_t line_begin =
      static_cast<uint32_t>(line.data() - range.file->text().data());
  const size_t first = range.begin - std::min(range.begin, line_begin);
  const size_t last = std::max<size_t>(
      first + 1, std::min<size_t>(line.size(), range.end - line_begin));

  size_t begin = 0;
  if (first > kShownColumns * 2 / 3) {
    begin = first - kShownColumns / 3;
    while (begin < first &&
           (static_cast<uint8_t>(line[begin]) & 0xC0) == 0x80) {
      ++begin;
    }
  }

  const std::string number = StrCat(place.line);
  const std::string margin(std::max<size_t>(5, number.size()), ' ');
  std::string text;
  std::string mark;
  if (begin > 0) {
    text += "...";
    mark += "   ";
  }
  size_t columns = 0;
  size_t at = begin;
  for (; at < line.size() && columns < kShownColumns; ++columns) {
    const std::string_view rest = line.substr(at);
    const size_t length = SequenceLength(rest);
    const char c = line[at];
    if (IsPrintable(rest, length) || c == '\t') {
      text.append(line.substr(at, length));
    } else {
      text += "\uFFFD";
    }
    const size_t width = DisplayWidth(rest, length);
    if (at < first) {
      mark.append(width, c == '\t' ? '\t' : ' ');
    } else if (at == first) {
      mark += '^';
      mark.append(std::max<size_t>(width, 1) - 1, '~');
    } else if (at < last) {
      mark.append(width, '~');
    }
    at += std::max<size_t>(length, 1);
  }
  if (at < line.size()) {
    text += "...";
  }
  if (mark.find('^') == std::string::npos) {
    mark += '^';
  }
  StrAppend(out, margin.substr(number.size()), number, " | ", text, "\n",
            margin, " | ", mark, "\n");
}

void AppendMessage(const SourceRange& range, std::string_view kind,
                   std::string_view message, std::string* out) {
  if (range.file == nullptr) {
    StrAppend(out, "mortise-idl: ", kind, ": ", Printable(message), "\n");
    return;
  }
  const LineColumn place = range.file->Locate(range.begin);
  StrAppend(out, range.file->path(), ":", place.line, ":", place.column, ": ",
            kind, ": ", Printable(message), "\n");
  AppendExcerpt(range, place, out);
}

bool IsBefore(const Diagnostic* a, const Diagnostic* b) {
  const auto key = [](const Diagnostic* d) {
    return std::pair<int64_t, uint32_t>(
        d->range.file == nullptr ? -1 : d->range.file->index(), d->range.begin);
  };
  return key(a) < key(b);
}

}  // namespace

Diagnostic& Diagnostic::AddNote(SourceRange at, std::string text) {
  notes.push_back({at, std::move(text)});
  return *this;
}

Diagnostic& Diagnostics::Report(Rule rule, SourceRange range,
                                std::string message) {
  const size_t hash = absl::HashOf(rule, range.file, range.begin,
                                   std::hash<std::string_view>()(message));
  if (!reported_.insert(hash).second) {
    discarded_ = {};
    return discarded_;
  }
  const bool allowed = allowed_.test(static_cast<size_t>(rule));
  if (!allowed) {
    ++error_count_;
  }
  if (is_full()) {
    discarded_ = {};
    return discarded_;
  }
  Diagnostic& diagnostic = all_.emplace_back();
  diagnostic.severity =
      allowed ? Diagnostic::Severity::kWarning : Diagnostic::Severity::kError;
  diagnostic.rule = rule;
  diagnostic.range = range;
  diagnostic.message = std::move(message);
  return diagnostic;
}

bool Diagnostics::is_full() const { return all_.size() == kMaximumKept; }

std::string Diagnostics::Format(size_t limit) const {
  std::vector<const Diagnostic*> sorted;
  sorted.reserve(all_.size());
  for (const Diagnostic& diagnostic : all_) {
    sorted.push_back(&diagnostic);
  }
  std::stable_sort(sorted.begin(), sorted.end(), IsBefore);
  std::string out;
  for (size_t i = 0; i < std::min(limit, sorted.size()); ++i) {
    out += FormatDiagnostic(*sorted[i]);
  }
  if (sorted.size() > limit) {
    StrAppend(&out, "... and ", sorted.size() - limit, " more\n");
  }
  return out;
}

std::string FormatDiagnostic(const Diagnostic& diagnostic) {
  std::string out;
  const bool is_error = diagnostic.severity == Diagnostic::Severity::kError;
  AppendMessage(
      diagnostic.range, is_error ? "error" : "warning",
      StrCat(diagnostic.message, " [", InfoOf(diagnostic.rule).name, "]"),
      &out);
  for (const Diagnostic::Note& note : diagnostic.notes) {
    AppendMessage(note.range, "note", note.message, &out);
  }
  return out;
}

}  // namespace mortise::idl
