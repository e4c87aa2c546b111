#ifndef MORTISE_SHELL_INSPECT_LAYOUT_H_
#define MORTISE_SHELL_INSPECT_LAYOUT_H_

#include <string>
#include <string_view>
#include <vector>

namespace mortise::shell {

// The text side of Inspect(): everything that needs no JavaScript value.  All
// texts are UTF-8.

// A string literal that evaluates to `text`: in single quotes, or double ones
// or backticks if that saves escapes.
std::string QuoteString(std::string_view text);

// As it would stand before the colon in an object literal: bare if it is an
// ASCII identifier, else quoted.
std::string PropertyKey(std::string_view name);

// The parts of an object's picture: PREFIX OPEN entries CLOSE.
struct ObjectLayout {
  std::string prefix = {};  // Such as "Map(2)"; may be empty.
  char open = '{';
  char close = '}';
  std::vector<std::string> entries = {};
  // What stands for entries that are left out; may be empty.
  std::string rest = {};
  // Short entries of which there are many go several to a line.
  bool is_list = false;
};

// On one line where that is short enough, else an entry (or, for a list, a
// full line of them) to a line, indented by two spaces.
std::string LayOut(const ObjectLayout& object);

}  // namespace mortise::shell

#endif  // MORTISE_SHELL_INSPECT_LAYOUT_H_
