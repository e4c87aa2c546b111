#ifndef MORTISE_SHELL_SOURCE_EXCERPT_H_
#define MORTISE_SHELL_SOURCE_EXCERPT_H_

#include <string>
#include <string_view>

namespace mortise::shell {

// A source line and, below it, carets under the columns [start, end), each
// line ended with a newline.  Columns count UTF-16 code units from 0, as V8
// does; `line` is UTF-8.  Of a long line, only the part around `start` is
// shown.
std::string SourceExcerpt(std::string_view line, int start, int end);

}  // namespace mortise::shell

#endif  // MORTISE_SHELL_SOURCE_EXCERPT_H_
