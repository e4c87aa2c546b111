#ifndef MORTISE_BINDINGS_COMPILER_EMITTER_H_
#define MORTISE_BINDINGS_COMPILER_EMITTER_H_

#include <string>
#include <string_view>
#include <vector>

#include "bindings/compiler/diagnostics.h"
#include "bindings/compiler/model.h"

namespace mortise::idl {

// A file to be written, its path relative to the output directory.
struct OutputFile {
  std::string path;
  std::string contents;
};

// Turns a checked model into files. The driver writes them, and only if nobody
// has reported an error.
class Emitter {
 public:
  virtual ~Emitter() = default;

  // As --emit takes it: "cpp".
  virtual std::string_view name() const = 0;
  // One line for --help.
  virtual std::string_view summary() const = 0;

  // Appends the files for the primary definitions of `model` to `files`, the
  // same files for the same model. A construct that cannot be emitted is
  // reported to `diagnostics` under Rule::kNotEmitted, at its place.
  virtual void Emit(const Model& model, Diagnostics* diagnostics,
                    std::vector<OutputFile>* files) const = 0;
};

}  // namespace mortise::idl

#endif  // MORTISE_BINDINGS_COMPILER_EMITTER_H_
