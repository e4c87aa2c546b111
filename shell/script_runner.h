#ifndef MORTISE_SHELL_SCRIPT_RUNNER_H_
#define MORTISE_SHELL_SCRIPT_RUNNER_H_

#include <v8.h>

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "shell/options.h"

namespace mortise::shell {

class ExceptionReporter;

// A classic script, read but not compiled.
struct LoadedScript {
  std::string name;    // As it is shown in messages and stacks.
  std::string source;  // UTF-8, without a byte order mark.
};

// Reads what the command line names.  The error says which file cannot be read
// and why.
absl::StatusOr<std::vector<LoadedScript>> LoadScripts(
    absl::Span<const ScriptArgument> scripts);

// "Run a classic script" (HTML section 8.1.4.4); false if it could not be
// compiled, threw or was terminated.  Exceptions are reported.
bool RunScript(v8::Local<v8::Context> context, const LoadedScript& script,
               ExceptionReporter& reporter);

}  // namespace mortise::shell

#endif  // MORTISE_SHELL_SCRIPT_RUNNER_H_
