#ifndef MORTISE_BINDINGS_COMPILER_WRAP_LINES_H_
#define MORTISE_BINDINGS_COMPILER_WRAP_LINES_H_

#include <string>
#include <string_view>

namespace mortise::idl {

// Breaks the lines of generated C++ that are longer than 80 columns where a
// person would: behind a comma, an opening parenthesis or "=", never inside a
// string literal; comments between words.  What follows is indented by four.
// A line without such a place stays long.
std::string WrapLines(std::string_view text);

}  // namespace mortise::idl

#endif  // MORTISE_BINDINGS_COMPILER_WRAP_LINES_H_
