#ifndef MORTISE_BINDINGS_COMPILER_STUB_EMITTER_H_
#define MORTISE_BINDINGS_COMPILER_STUB_EMITTER_H_

#include <string>
#include <utility>
#include <vector>

#include "bindings/compiler/emit_cpp.h"
#include "bindings/compiler/emitter.h"

namespace mortise::idl {

// Begins the C++ class that implements one interface: a header and a source
// file that compile with the bindings, by the rules of docs/webidl-to-cpp.md.
// The functions return empty values; filling them in is the author's work. The
// files go where the bindings will look for the class.
class StubEmitter final : public Emitter {
 public:
  StubEmitter(std::string interface, CppOptions options)
      : interface_(std::move(interface)), options_(std::move(options)) {}

  // Emitter:
  std::string_view name() const override { return "stub"; }
  std::string_view summary() const override {
    return "the beginning of a C++ class";
  }
  void Emit(const Model& model, Diagnostics* diagnostics,
            std::vector<OutputFile>* files) const override;

 private:
  const std::string interface_;
  const CppOptions options_;
};

}  // namespace mortise::idl

#endif  // MORTISE_BINDINGS_COMPILER_STUB_EMITTER_H_
