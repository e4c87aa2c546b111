#ifndef MORTISE_SHELL_INSPECT_H_
#define MORTISE_SHELL_INSPECT_H_

#include <v8.h>

#include <string>

namespace mortise::shell {

struct InspectOptions {
  // How many levels of objects inside objects are shown.
  int depth = 4;
  // Also properties that are not enumerable.
  bool show_hidden = false;
};

// A picture of a value for people: much like its literal, with class names,
// sizes, and `[Circular *1]` where an object holds itself.  UTF-8; never
// throws.
//
// Runs no script but the getters of platform objects' attributes and of
// errors' `stack`: own accessors are shown as [Getter], proxies' traps are not
// called.
std::string Inspect(v8::Local<v8::Context> context, v8::Local<v8::Value> value,
                    const InspectOptions& options);

}  // namespace mortise::shell

#endif  // MORTISE_SHELL_INSPECT_H_
