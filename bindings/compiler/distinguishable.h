#ifndef MORTISE_BINDINGS_COMPILER_DISTINGUISHABLE_H_
#define MORTISE_BINDINGS_COMPILER_DISTINGUISHABLE_H_

#include "bindings/compiler/type.h"

namespace mortise::idl {

// Whether two types are distinguishable,
// https://webidl.spec.whatwg.org/#dfn-distinguishable. The interfaces they
// refer to have been numbered. Types that could not be resolved are taken to be
// distinguishable from all: their error has been reported.
bool AreDistinguishable(const Type& a, const Type& b);

}  // namespace mortise::idl

#endif  // MORTISE_BINDINGS_COMPILER_DISTINGUISHABLE_H_
