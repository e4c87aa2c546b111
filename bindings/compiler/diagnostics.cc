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
  return length > 1 || (length == 1 && text[0] >= ' ' && text[0] != 0x7F);
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
    if (at < first) {
      mark += c == '\t' ? '\t' : ' ';
    } else if (at < last) {
      mark += at == first ? '^' : '~';
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
