#ifndef MORTISE_SHELL_CONSOLE_FORMAT_H_
#define MORTISE_SHELL_CONSOLE_FORMAT_H_

#include <v8.h>

#include <string>

#include "absl/types/span.h"

namespace mortise::shell {

// The Console standard's Formatter and Printer for text: the values joined by
// blanks, after the first one's format specifiers, if it is a string, were
// replaced.  Strings stand bare, everything else as Inspect() shows it.  UTF-8;
// never throws.
std::string FormatForConsole(v8::Local<v8::Context> context,
                             absl::Span<const v8::Local<v8::Value>> values);

}  // namespace mortise::shell

#endif  // MORTISE_SHELL_CONSOLE_FORMAT_H_
