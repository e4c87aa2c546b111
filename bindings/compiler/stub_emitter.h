#ifndef MORTISE_BINDINGS_COMPILER_STUB_EMITTER_H_
#define MORTISE_BINDINGS_COMPILER_STUB_EMITTER_H_

#include <string>
#include <utility>
#include <vector>

#include "bindings/compiler/emit_cpp.h"
#include "bindings/compiler/emitter.h"

namespace mortise::idl {

// Begins the C++ side of a definition: a header and a source file that compile
// with the bindings, by the rules of docs/webidl-to-cpp.md. The functions
// return empty values; filling them in is the author's work. The files go where
// the bindings will look for the class.
class StubEmitter final : public Emitter {
 public:
  // `definition`: the IDL name of an interface, namespace, dictionary,
  // enumeration or callback; "*" for all that are not imported, in one header
  // an IDL file.
  StubEmitter(std::string definition, CppOptions options)
      : definition_(std::move(definition)), options_(std::move(options)) {}

  // Emitter:
  std::string_view name() const override { return "stub"; }
  std::string_view summary() const override {
    return "the beginning of the C++ side";
  }
  void Emit(const Model& model, Diagnostics* diagnostics,
            std::vector<OutputFile>* files) const override;

 private:
  const std::string definition_;
  const CppOptions options_;
};

}  // namespace mortise::idl

#endif  // MORTISE_BINDINGS_COMPILER_STUB_EMITTER_H_
