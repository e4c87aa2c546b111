#ifndef MORTISE_SHELL_CONSOLE_TABLE_H_
#define MORTISE_SHELL_CONSOLE_TABLE_H_

#include <v8.h>

#include <optional>
#include <string>
#include <vector>

namespace mortise::shell {

// A table of text: a heading and rows of as many cells.
struct TextTable {
  std::vector<std::string> heading;
  std::vector<std::vector<std::string>> rows;
};

// Draws the table with box characters; each line ends with a newline but the
// last.  Cells are as wide as their code points.
std::string DrawTable(const TextTable& table);

// What console.table(data, columns) shows: a row for each element or property
// of `data`, a column for each of their properties.  Nothing if `data` is no
// object.
std::optional<TextTable> TableOf(
    v8::Local<v8::Context> context, v8::Local<v8::Value> data,
    const std::optional<std::vector<std::string>>& columns);

}  // namespace mortise::shell

#endif  // MORTISE_SHELL_CONSOLE_TABLE_H_
