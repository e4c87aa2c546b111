#ifndef MORTISE_BINDINGS_COMPILER_LINKER_H_
#define MORTISE_BINDINGS_COMPILER_LINKER_H_

#include <memory>

#include "absl/types/span.h"
#include "bindings/compiler/arena.h"
#include "bindings/compiler/ast.h"
#include "bindings/compiler/diagnostics.h"
#include "bindings/compiler/model.h"

namespace mortise::idl {

// Makes the model of all `files` together and checks it. What is wrong goes to
// `diagnostics`; the model is complete and consistent only if there are no
// errors. Nodes live in `arena` and refer to the files' syntax trees.
//
// The passes, in order:
//   1. Merge: names, partials (linker_merge.cc).
//   2. Mixins: includes statements (linker_merge.cc).
//   3. Inheritance: parents, cycles, order, depth-first numbers
//      (linker_inheritance.cc).
//   4. Types and members (linker_types.cc, linker_members.cc,
//      linker_extended_attributes.cc).
//   5. Exposure (linker_exposure.cc).
//   6. Effective overload sets (linker_overloads.cc).
//   7. Checks of the finished model (check_*.cc).
std::unique_ptr<const Model> LinkModel(absl::Span<const ast::File* const> files,
                                       Arena* arena, Diagnostics* diagnostics);

}  // namespace mortise::idl

#endif  // MORTISE_BINDINGS_COMPILER_LINKER_H_
