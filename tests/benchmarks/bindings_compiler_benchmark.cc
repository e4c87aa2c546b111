// What the IDL compiler costs: all of idl/, parsed, linked and emitted.
// To be run at the root of the tree.

#include <benchmark/benchmark.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "bindings/compiler/compilation.h"
#include "bindings/compiler/emit_cpp.h"

namespace mortise::idl {
namespace {

struct Source {
  std::string path;
  std::string text;
};

const std::vector<Source>& Sources() {
  static const auto* const sources = [] {
    auto* found = new std::vector<Source>;
    std::error_code error;
    for (const auto& entry :
         std::filesystem::recursive_directory_iterator("idl", error)) {
      if (entry.path().extension() != ".idl") continue;
      std::ifstream file(entry.path(), std::ios::binary);
      found->push_back(
          {entry.path().string(), {std::istreambuf_iterator<char>(file), {}}});
    }
    return found;
  }();
  return *sources;
}

// Time is a run's, bytes are IDL text.
template <typename Step>
void Run(benchmark::State& state, Step step) {
  size_t bytes = 0;
  for (const Source& source : Sources()) bytes += source.text.size();
  if (bytes == 0) state.SkipWithError("no idl/ in the working directory");
  for (auto _ : state) {
    Compilation compilation;
    for (const Source& source : Sources()) {
      compilation.AddSource(source.path, source.text);
    }
    step(compilation);
    if (compilation.diagnostics().has_errors()) {
      state.SkipWithError("errors in idl/");
      break;
    }
  }
  state.SetBytesProcessed(state.iterations() * bytes);
}

void BM_Parse(benchmark::State& state) {
  Run(state, [](Compilation&) {});
}
BENCHMARK(BM_Parse)->Unit(benchmark::kMicrosecond);

void BM_ParseAndLink(benchmark::State& state) {
  Run(state, [](Compilation& compilation) {
    benchmark::DoNotOptimize(compilation.Link());
  });
}
BENCHMARK(BM_ParseAndLink)->Unit(benchmark::kMicrosecond);

void BM_ParseLinkAndEmit(benchmark::State& state) {
  const CppEmitter emitter{CppOptions()};
  Run(state, [&](Compilation& compilation) {
    const Model* model = compilation.Link();
    if (model == nullptr) return;
    std::vector<OutputFile> files;
    emitter.Emit(*model, &compilation.diagnostics(), &files);
    benchmark::DoNotOptimize(files.data());
  });
}
BENCHMARK(BM_ParseLinkAndEmit)->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace mortise::idl

BENCHMARK_MAIN();
