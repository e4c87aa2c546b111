#ifndef MORTISE_BINDINGS_COMPILER_DUMP_MODEL_H_
#define MORTISE_BINDINGS_COMPILER_DUMP_MODEL_H_

#include <string>

#include "bindings/compiler/model.h"

namespace mortise::idl {

// The whole model as JSON, for tools in other languages: every definition with
// its place, resolved types, exposure, extended attributes and members. Flags
// that are false, and things that are missing, are left out.
std::string DumpModel(const Model& model);

}  // namespace mortise::idl

#endif  // MORTISE_BINDINGS_COMPILER_DUMP_MODEL_H_
