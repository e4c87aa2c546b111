#ifndef MORTISE_BINDINGS_COMPILER_COMPILATION_H_
#define MORTISE_BINDINGS_COMPILER_COMPILATION_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/types/span.h"
#include "bindings/compiler/arena.h"
#include "bindings/compiler/ast.h"
#include "bindings/compiler/diagnostics.h"
#include "bindings/compiler/model.h"
#include "bindings/compiler/source_file.h"

namespace mortise::idl {

// One run of the compiler: it owns the source texts, the syntax trees, the
// model and what was said about them.
//
//   Compilation compilation;
//   compilation.AddSource("event.idl", text);
//   const Model* model = compilation.Link();
//   if (model == nullptr) puts(compilation.diagnostics().Format(100).c_str());
class Compilation {
 public:
  Compilation() = default;
  Compilation(const Compilation&) = delete;
  Compilation& operator=(const Compilation&) = delete;

  // Parses `text`. `path` is for messages only. Texts of 4 GiB and more are
  // refused.
  void AddSource(std::string path, std::string text,
                 SourceFile::Role role = SourceFile::Role::kPrimary);

  // Links and checks everything that was added, and the standard's common
  // definitions. Null if there has been an error, here or in a text; what a
  // broken text still says is checked all the same. Once only.
  const Model* Link();

  Diagnostics& diagnostics() { return diagnostics_; }
  const Diagnostics& diagnostics() const { return diagnostics_; }
  absl::Span<const std::unique_ptr<SourceFile>> sources() const {
    return sources_;
  }
  // The syntax trees, in the order of the sources.
  absl::Span<const std::unique_ptr<ast::File>> files() const { return files_; }

 private:
  Arena arena_;
  Diagnostics diagnostics_;
  std::vector<std::unique_ptr<SourceFile>> sources_;
  std::vector<std::unique_ptr<ast::File>> files_;
  std::unique_ptr<const Model> model_;
};

}  // namespace mortise::idl

#endif  // MORTISE_BINDINGS_COMPILER_COMPILATION_H_
