#ifndef MORTISE_BINDINGS_COMPILER_SPELLING_H_
#define MORTISE_BINDINGS_COMPILER_SPELLING_H_

#include <string_view>

#include "absl/types/span.h"

namespace mortise::idl {

// The one of `candidates` that `word` was probably meant to be: a different
// letter case, or few typing errors for its length. Empty if none is close; the
// first of equally close ones.
std::string_view ClosestSpelling(std::string_view word,
                                 absl::Span<const std::string_view> candidates);

}  // namespace mortise::idl

#endif  // MORTISE_BINDINGS_COMPILER_SPELLING_H_
