#include "shell/console_table.h"

#include <algorithm>
#include <cstddef>
#include <map>
#include <string_view>
#include <utility>

#include "core/base/strings.h"
#include "shell/inspect.h"
#include "shell/v8_helpers.h"

namespace mortise::shell {
namespace {

constexpr char kIndexHeading[] = "(index)";
constexpr char kValuesHeading[] = "Values";

// Cells show one level of objects.
constexpr InspectOptions kCell = {.depth = 1};

size_t Width(std::string_view text) {
  return std::count_if(text.begin(), text.end(),
                       [](char c) { return (c & 0xC0) != 0x80; });
}

std::string Rule(const std::vector<size_t>& widths, std::string_view left,
                 std::string_view middle, std::string_view right) {
  std::string line(left);
  for (size_t i = 0; i < widths.size(); ++i) {
    if (i > 0) line += middle;
    for (size_t j = 0; j < widths[i] + 2; ++j) line += "─";
  }
  line += right;
  return line;
}

std::string Row(const std::vector<size_t>& widths,
                const std::vector<std::string>& cells) {
  std::string line = "│";
  for (size_t i = 0; i < widths.size(); ++i) {
    const std::string_view cell =
        i < cells.size() ? std::string_view(cells[i]) : std::string_view();
    AppendTo(line, " ", cell, std::string(widths[i] - Width(cell), ' '), " │");
  }
  return line;
}

// The own enumerable properties, by name, in order.
std::vector<std::pair<std::string, v8::Local<v8::Value>>> Properties(
    v8::Local<v8::Context> context, v8::Local<v8::Object> object) {
  std::vector<std::pair<std::string, v8::Local<v8::Value>>> properties;
  v8::Local<v8::Array> keys;
  if (!object
           ->GetOwnPropertyNames(context,
                                 static_cast<v8::PropertyFilter>(
                                     v8::ONLY_ENUMERABLE | v8::SKIP_SYMBOLS),
                                 v8::KeyConversionMode::kConvertToString)
           .ToLocal(&keys)) {
    return properties;
  }
  for (uint32_t i = 0; i < keys->Length(); ++i) {
    v8::Local<v8::Value> key;
    v8::Local<v8::Value> value;
    if (keys->Get(context, i).ToLocal(&key) &&
        object->Get(context, key).ToLocal(&value)) {
      properties.emplace_back(ToUtf8(context, key), value);
    }
  }
  return properties;
}

}  // namespace

std::string DrawTable(const TextTable& table) {
  std::vector<size_t> widths;
  for (const std::string& cell : table.heading) widths.push_back(Width(cell));
  for (const std::vector<std::string>& row : table.rows) {
    for (size_t i = 0; i < std::min(row.size(), widths.size()); ++i) {
      widths[i] = std::max(widths[i], Width(row[i]));
    }
  }
  std::string out =
      Concat(Rule(widths, "┌", "┬", "┐"), "\n", Row(widths, table.heading),
             "\n", Rule(widths, "├", "┼", "┤"), "\n");
  for (const std::vector<std::string>& row : table.rows) {
    AppendTo(out, Row(widths, row), "\n");
  }
  AppendTo(out, Rule(widths, "└", "┴", "┘"));
  return out;
}

std::optional<TextTable> TableOf(
    v8::Local<v8::Context> context, v8::Local<v8::Value> data,
    const std::optional<std::vector<std::string>>& columns) {
  if (!data->IsObject()) return std::nullopt;
  v8::TryCatch try_catch(v8::Isolate::GetCurrent());
  TextTable table;
  table.heading.push_back(kIndexHeading);
  std::map<std::string, size_t> column_of;
  const auto add_column = [&](const std::string& name) {
    if (column_of.emplace(name, table.heading.size()).second) {
      table.heading.push_back(name);
    }
  };
  if (columns) std::for_each(columns->begin(), columns->end(), add_column);

  // Rows that are no objects have their value in a column at the right end.
  std::vector<std::pair<size_t, std::string>> plain_values;
  for (const auto& [index, row] : Properties(context, data.As<v8::Object>())) {
    std::vector<std::string> cells = {index};
    if (row->IsObject()) {
      for (const auto& [name, value] :
           Properties(context, row.As<v8::Object>())) {
        if (!columns) add_column(name);
        const auto column = column_of.find(name);
        if (column == column_of.end()) continue;
        cells.resize(std::max(cells.size(), column->second + 1));
        cells[column->second] = Inspect(context, value, kCell);
      }
    } else {
      plain_values.emplace_back(table.rows.size(),
                                Inspect(context, row, kCell));
    }
    table.rows.push_back(std::move(cells));
  }
  if (!plain_values.empty()) {
    const size_t column = table.heading.size();
    table.heading.push_back(kValuesHeading);
    for (auto& [row, text] : plain_values) {
      table.rows[row].resize(column + 1);
      table.rows[row][column] = std::move(text);
    }
  }
  return table;
}

}  // namespace mortise::shell
