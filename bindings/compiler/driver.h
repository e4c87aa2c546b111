#ifndef MORTISE_BINDINGS_COMPILER_DRIVER_H_
#define MORTISE_BINDINGS_COMPILER_DRIVER_H_

#include <string>
#include <vector>

namespace mortise::idl {

// The program mortise-idl without its process: takes the arguments behind the
// program's name, appends to `out` and `err` what it prints, and returns the
// exit code: 0 for success, 1 for errors in the input, 2 for a bad command
// line.
int RunDriver(const std::vector<std::string>& arguments, std::string* out,
              std::string* err);

}  // namespace mortise::idl

#endif  // MORTISE_BINDINGS_COMPILER_DRIVER_H_
