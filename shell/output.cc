#include "shell/output.h"

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>

#include "shell/exit_code.h"

namespace mortise::shell {

namespace {

// Whoever reads the output has gone: so does the program, as SIGPIPE, which
// the sockets must ignore, would have it.
void ExitIfBroken(size_t written, size_t wanted) {
  if (written != wanted && errno == EPIPE) std::_Exit(kSignalBase + SIGPIPE);
}

}  // namespace

void WriteOutput(std::string_view text) {
  ExitIfBroken(std::fwrite(text.data(), 1, text.size(), stdout), text.size());
}

void WriteError(std::string_view text) {
  std::fflush(stdout);
  std::fwrite(text.data(), 1, text.size(), stderr);
}

void FlushOutput() { ExitIfBroken(std::fflush(stdout) == 0 ? 0 : 1, 0); }

}  // namespace mortise::shell
