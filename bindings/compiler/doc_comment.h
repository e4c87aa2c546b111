#ifndef MORTISE_BINDINGS_COMPILER_DOC_COMMENT_H_
#define MORTISE_BINDINGS_COMPILER_DOC_COMMENT_H_

#include <string>
#include <vector>

#include "bindings/compiler/source_file.h"

namespace mortise::idl {

// The lines of the comment that stands directly above `declaration` in its
// source, without "//", "/*" and the like; empty if there is none. A blank line
// in between separates the two.
std::vector<std::string> DocComment(const SourceRange& declaration);

}  // namespace mortise::idl

#endif  // MORTISE_BINDINGS_COMPILER_DOC_COMMENT_H_
