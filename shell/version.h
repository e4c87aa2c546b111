#ifndef MORTISE_SHELL_VERSION_H_
#define MORTISE_SHELL_VERSION_H_

#include <string>

namespace mortise::shell {

// What --version prints: Mortise's own version and those of the libraries that
// this process runs with, a line each.
std::string VersionText();

}  // namespace mortise::shell

#endif  // MORTISE_SHELL_VERSION_H_
