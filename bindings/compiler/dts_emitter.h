#ifndef MORTISE_BINDINGS_COMPILER_DTS_EMITTER_H_
#define MORTISE_BINDINGS_COMPILER_DTS_EMITTER_H_

#include "bindings/compiler/emitter.h"

namespace mortise::idl {

// Writes TypeScript declarations that tsc --strict accepts: one file,
// bindings.d.ts, of global declarations for all primary definitions.
//
// An interface becomes an interface and, if it has an interface object, a var
// of its constructor's type, as in TypeScript's own lib.dom.d.ts. A type that
// is referred to but not defined here must come from another declaration file;
// imports of the compiler are such.
class DtsEmitter final : public Emitter {
 public:
  // Emitter:
  std::string_view name() const override { return "dts"; }
  std::string_view summary() const override {
    return "TypeScript declarations";
  }
  void Emit(const Model& model, Diagnostics* diagnostics,
            std::vector<OutputFile>* files) const override;
};

}  // namespace mortise::idl

#endif  // MORTISE_BINDINGS_COMPILER_DTS_EMITTER_H_
