#include "shell/console_format.h"

#include <cstddef>
#include <string_view>

#include "absl/strings/str_cat.h"
#include "shell/inspect.h"
#include "shell/v8_helpers.h"

namespace mortise::shell {
namespace {

// %o shows an object as usefully as can be: with what is hidden otherwise.
constexpr InspectOptions kOptimallyUseful = {.depth = 4, .show_hidden = true};

std::string Show(v8::Local<v8::Context> context, v8::Local<v8::Value> value) {
  return value->IsString() ? ToUtf8(context, value)
                           : Inspect(context, value, {});
}

// String(value): unlike ToString(), symbols have one.
std::string AsString(v8::Local<v8::Context> context,
                     v8::Local<v8::Value> value) {
  return value->IsSymbol() ? Inspect(context, value, {})
                           : ToUtf8(context, value);
}

// parseInt(value, 10) or parseFloat(value), whatever a script has made of the
// globals of these names.
std::string AsNumber(v8::Local<v8::Context> context, v8::Local<v8::Value> value,
                     bool is_integer) {
  if (value->IsSymbol()) return "NaN";
  const std::string text = ToUtf8(context, value);
  // The longest prefix that is a number.
  size_t i = text.find_first_not_of(" \t\n\v\f\r");
  if (i == std::string::npos) return "NaN";
  const size_t start = i;
  const auto digits = [&] {
    const size_t first = i;
    while (i < text.size() && text[i] >= '0' && text[i] <= '9') ++i;
    return i > first;
  };
  if (text[i] == '+' || text[i] == '-') ++i;
  if (!is_integer && std::string_view(text).substr(i, 8) == "Infinity") {
    return text[start] == '-' ? "-Infinity" : "Infinity";
  }
  bool has_digits = digits();
  if (!is_integer && i < text.size() && text[i] == '.') {
    ++i;
    has_digits |= digits();
  }
  if (!has_digits) return "NaN";
  if (!is_integer && i < text.size() && (text[i] | 0x20) == 'e') {
    const size_t mantissa_end = i++;
    if (i < text.size() && (text[i] == '+' || text[i] == '-')) ++i;
    if (!digits()) i = mantissa_end;
  }
  // As JavaScript writes the number.
  v8::Local<v8::Number> number;
  return ToV8(v8::Isolate::GetCurrent(),
              std::string_view(text).substr(start, i - start))
                 ->ToNumber(context)
                 .ToLocal(&number)
             ? Inspect(context, number, {})
             : "NaN";
}

// Appends `value` as the specifier `%KIND` asks; false if it is no specifier.
bool AppendSpecified(v8::Local<v8::Context> context, char kind,
                     v8::Local<v8::Value> value, std::string& out) {
  switch (kind) {
    case 's':
      out += AsString(context, value);
      return true;
    case 'd':
    case 'i':
      out += AsNumber(context, value, /*is_integer=*/true);
      return true;
    case 'f':
      out += AsNumber(context, value, /*is_integer=*/false);
      return true;
    case 'o':
      out += Inspect(context, value, kOptimallyUseful);
      return true;
    case 'O':
      out += Inspect(context, value, {});
      return true;
    case 'c':  // CSS has no meaning in a terminal.
      return true;
    default:
      return false;
  }
}

}  // namespace

std::string FormatForConsole(v8::Local<v8::Context> context,
                             absl::Span<const v8::Local<v8::Value>> values) {
  std::string out;
  size_t next = 0;
  // A single value is printed as it is, percent signs and all.
  if (values.size() > 1 && values[0]->IsString()) {
    const std::string format = ToUtf8(context, values[0]);
    next = 1;
    for (size_t i = 0; i < format.size(); ++i) {
      const bool may_be_specifier = format[i] == '%' && i + 1 < format.size();
      if (may_be_specifier && format[i + 1] == '%') {
        out += '%';
        ++i;
      } else if (may_be_specifier && next < values.size() &&
                 AppendSpecified(context, format[i + 1], values[next], out)) {
        ++next;
        ++i;
      } else {
        out += format[i];
      }
    }
  }
  for (; next < values.size(); ++next) {
    if (next > 0) out += ' ';
    out += Show(context, values[next]);
  }
  return out;
}

}  // namespace mortise::shell
