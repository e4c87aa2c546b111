#ifndef MORTISE_BINDINGS_COMPILER_EMIT_CPP_H_
#define MORTISE_BINDINGS_COMPILER_EMIT_CPP_H_

#include <string>
#include <string_view>
#include <vector>

#include "bindings/compiler/emitter.h"

namespace mortise::idl {

// Where the C++ emitter's files and those that they include lie.
struct CppOptions {
  // Cut off the front of each IDL file's path: "idl" makes
  // websocket/close_event.idl of idl/websocket/close_event.idl.
  std::string idl_root = "idl";
  // Put before what is left, for the header of the C++ class:
  // core/websocket/close_event.h.
  std::string implementation_root = "core";
  // The same for the generated files: bindings/websocket/v8_close_event.h.
  std::string generated_root = "bindings";
  // Of the C++ classes that implement the definitions.
  std::string implementation_namespace = "mortise";
  // Path, without ending, of the generated list of all interfaces; no list if
  // empty.
  std::string registry_path;
  // The name of the function that returns it; if empty, it follows from the
  // path: CounterBindings() of examples/counter_bindings.
  std::string registry_function;
};

// Writes V8 bindings: one header and one source file for each IDL file.
class CppEmitter final : public Emitter {
 public:
  explicit CppEmitter(CppOptions options) : options_(std::move(options)) {}

  // Emitter:
  std::string_view name() const override { return "cpp"; }
  std::string_view summary() const override {
    return "V8 bindings for C++ classes (the default)";
  }
  void Emit(const Model& model, Diagnostics* diagnostics,
            std::vector<OutputFile>* files) const override;

 private:
  const CppOptions options_;
};

}  // namespace mortise::idl

#endif  // MORTISE_BINDINGS_COMPILER_EMIT_CPP_H_
