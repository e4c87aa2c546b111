#ifndef MORTISE_BINDINGS_COMPILER_LEXER_H_
#define MORTISE_BINDINGS_COMPILER_LEXER_H_

#include <vector>

#include "bindings/compiler/diagnostics.h"
#include "bindings/compiler/source_file.h"
#include "bindings/compiler/token.h"

namespace mortise::idl {

// The tokens of `file`, the last of them kEndOfFile. What cannot be a token
// (bytes that are not UTF-8, NUL, a string or comment without an end) is
// reported and left out, so that the parser does not stumble over it again.
//
// https://webidl.spec.whatwg.org/#idl-grammar: the longest match wins, and
// white space and comments separate tokens.
std::vector<Token> Tokenize(const SourceFile& file, Diagnostics* diagnostics);

}  // namespace mortise::idl

#endif  // MORTISE_BINDINGS_COMPILER_LEXER_H_
