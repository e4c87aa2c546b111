#ifndef MORTISE_BINDINGS_COMPILER_PARSER_H_
#define MORTISE_BINDINGS_COMPILER_PARSER_H_

#include "bindings/compiler/arena.h"
#include "bindings/compiler/ast.h"
#include "bindings/compiler/diagnostics.h"
#include "bindings/compiler/source_file.h"

namespace mortise::idl {

// Types and extended attributes nested deeper than this are refused, so that
// no input can exhaust the stack of this or a later stage.
inline constexpr int kMaximumNesting = 64;

// Reads `source` by the grammar of https://webidl.spec.whatwg.org/#idl-grammar.
// Errors are reported one a construct: after an error the parser goes on behind
// the next ";" of the same definition, or at the next definition. The tree
// holds everything that could be read. Time is linear in the text.
ast::File ParseFile(const SourceFile& source, Arena* arena,
                    Diagnostics* diagnostics);

}  // namespace mortise::idl

#endif  // MORTISE_BINDINGS_COMPILER_PARSER_H_
