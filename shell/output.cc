#include "shell/output.h"

#include <cstdio>

namespace mortise::shell {

void WriteOutput(std::string_view text) {
  std::fwrite(text.data(), 1, text.size(), stdout);
}

void WriteError(std::string_view text) {
  std::fflush(stdout);
  std::fwrite(text.data(), 1, text.size(), stderr);
}

void FlushOutput() { std::fflush(stdout); }

}  // namespace mortise::shell
