#ifndef MORTISE_BINDINGS_COMPILER_DOCS_EMITTER_H_
#define MORTISE_BINDINGS_COMPILER_DOCS_EMITTER_H_

#include "bindings/compiler/emitter.h"

namespace mortise::idl {

// Writes a Markdown reference: a page for each primary interface, namespace
// and dictionary (NAME.md), and index.md with the rest. The comment directly
// above a declaration is its description.
class DocsEmitter final : public Emitter {
 public:
  // Emitter:
  std::string_view name() const override { return "docs"; }
  std::string_view summary() const override {
    return "a Markdown reference, a page an interface";
  }
  void Emit(const Model& model, Diagnostics* diagnostics,
            std::vector<OutputFile>* files) const override;
};

}  // namespace mortise::idl

#endif  // MORTISE_BINDINGS_COMPILER_DOCS_EMITTER_H_
