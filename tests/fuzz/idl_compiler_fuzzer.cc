// The whole WebIDL compiler but the writing of files: any bytes are parsed,
// linked, checked, and, if they are right, handed to the emitters.

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "bindings/compiler/compilation.h"
#include "bindings/compiler/docs_emitter.h"
#include "bindings/compiler/dts_emitter.h"
#include "bindings/compiler/dump_model.h"
#include "bindings/compiler/emit_cpp.h"
#include "bindings/compiler/stub_emitter.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace mortise::idl;
  const std::string text(reinterpret_cast<const char*>(data), size);
  Compilation compilation;
  // A NUL byte, which no IDL has, parts the input into two files.
  const size_t nul = text.find('\0');
  compilation.AddSource("a.idl", text.substr(0, nul));
  if (nul != std::string::npos) {
    compilation.AddSource("b.idl", text.substr(nul + 1));
  }
  const Model* model = compilation.Link();
  compilation.diagnostics().Format(20);
  if (model == nullptr) {
    return 0;
  }
  DumpModel(*model);
  std::vector<OutputFile> files;
  Diagnostics diagnostics;
  CppOptions options;
  options.registry_path = "all";
  CppEmitter(options).Emit(*model, &diagnostics, &files);
  DtsEmitter().Emit(*model, &diagnostics, &files);
  DocsEmitter().Emit(*model, &diagnostics, &files);
  StubEmitter("*", {}).Emit(*model, &diagnostics, &files);
  return 0;
}
