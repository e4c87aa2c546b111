#ifndef MORTISE_SHELL_EXIT_CODE_H_
#define MORTISE_SHELL_EXIT_CODE_H_

namespace mortise::shell {

// What `mortise` tells the program that started it.  A signal that ended it is
// told in the shells' manner: 128 + the signal's number.
enum ExitCode : int {
  kSuccess = 0,
  kScriptFailed = 1,  // An exception or rejection that nothing handled.
  kUsageError = 2,    // Wrong options, or a script that cannot be read.
  kSignalBase = 128,
};

}  // namespace mortise::shell

#endif  // MORTISE_SHELL_EXIT_CODE_H_
