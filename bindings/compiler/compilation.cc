#include "bindings/compiler/compilation.h"

#include <cstdint>
#include <limits>
#include <utility>

#include "bindings/compiler/linker.h"
#include "bindings/compiler/parser.h"
#include "bindings/compiler/text.h"

namespace mortise::idl {
namespace {

// https://webidl.spec.whatwg.org/#common: definitions that any input may use.
// An input that has one of them itself takes precedence.
constexpr std::string_view kCommonDefinitions = R"(
typedef (Int8Array or Int16Array or Int32Array or
         Uint8Array or Uint16Array or Uint32Array or Uint8ClampedArray or
         BigInt64Array or BigUint64Array or
         Float16Array or Float32Array or Float64Array or DataView)
    ArrayBufferView;
typedef (ArrayBuffer or ArrayBufferView) BufferSource;
typedef (ArrayBuffer or SharedArrayBuffer or [AllowShared] ArrayBufferView)
    AllowSharedBufferSource;
callback Function = any (any... arguments);
callback VoidFunction = undefined ();
)";

}  // namespace

void Compilation::AddSource(std::string path, std::string text,
                            SourceFile::Role role) {
  if (text.size() >= std::numeric_limits<uint32_t>::max()) {
    diagnostics_.Report(Rule::kInput, {},
                        StrCat(path, " is too large to be IDL"));
    return;
  }
  const auto index = static_cast<uint32_t>(sources_.size());
  sources_.push_back(std::make_unique<SourceFile>(
      std::move(path), std::move(text), role, index));
  files_.push_back(std::make_unique<ast::File>(
      ParseFile(*sources_.back(), &arena_, &diagnostics_)));
}

const Model* Compilation::Link() {
  AddSource("<common definitions>", std::string(kCommonDefinitions),
            SourceFile::Role::kBuiltIn);
  std::vector<const ast::File*> files;
  for (const auto& file : files_) {
    files.push_back(file.get());
  }
  model_ = LinkModel(files, &arena_, &diagnostics_);
  return diagnostics_.has_errors() ? nullptr : model_.get();
}

}  // namespace mortise::idl
