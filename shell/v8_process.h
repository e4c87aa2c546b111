#ifndef MORTISE_SHELL_V8_PROCESS_H_
#define MORTISE_SHELL_V8_PROCESS_H_

#include <v8-platform.h>

#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/types/span.h"

namespace mortise::shell {

// Hands flags (each with its dashes) to V8; the error names one that it does
// not know.  Before V8Process.
absl::Status SetV8Flags(absl::Span<const std::string> flags);

// V8 in this process, from its start to its end: at most one, once.
class V8Process {
 public:
  V8Process();
  V8Process(const V8Process&) = delete;
  V8Process& operator=(const V8Process&) = delete;
  // All isolates must have gone.
  ~V8Process();

  v8::Platform* platform() const { return platform_.get(); }

 private:
  const std::unique_ptr<v8::Platform> platform_;
};

}  // namespace mortise::shell

#endif  // MORTISE_SHELL_V8_PROCESS_H_
