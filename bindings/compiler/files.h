#ifndef MORTISE_BINDINGS_COMPILER_FILES_H_
#define MORTISE_BINDINGS_COMPILER_FILES_H_

#include <string>
#include <string_view>
#include <vector>

#include "absl/types/span.h"
#include "bindings/compiler/emitter.h"

namespace mortise::idl {

// Reads a whole file. False, and the system's reason in `error`, if that fails.
bool ReadFile(const std::string& path, std::string* text, std::string* error);

// Writes `contents` to `path`, unless the file says so already: a build then
// sees no change. Missing directories are made. The file is replaced in one
// step. False, and the reason in `error`, if that fails.
bool WriteFileIfChanged(const std::string& path, std::string_view contents,
                        std::string* error);

// "target: source source...", with spaces and $ # \ escaped as make has it.
std::string MakeDepfile(std::string_view target,
                        absl::Span<const std::string> sources);

}  // namespace mortise::idl

#endif  // MORTISE_BINDINGS_COMPILER_FILES_H_
