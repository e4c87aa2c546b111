#ifndef MORTISE_SHELL_OUTPUT_H_
#define MORTISE_SHELL_OUTPUT_H_

#include <string_view>

namespace mortise::shell {

// Writes to stdout, buffered until FlushOutput().
void WriteOutput(std::string_view text);

// Writes to stderr at once, after what was written to stdout before.
void WriteError(std::string_view text);

void FlushOutput();

}  // namespace mortise::shell

#endif  // MORTISE_SHELL_OUTPUT_H_
