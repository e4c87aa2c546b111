#include "shell/v8_process.h"

#include <libplatform/libplatform.h>
#include <v8.h>

#include <vector>

#include "core/base/strings.h"

namespace mortise::shell {

absl::Status SetV8Flags(absl::Span<const std::string> flags) {
  // V8 removes what it knows.
  std::string program = "mortise";
  std::vector<std::string> copies(flags.begin(), flags.end());
  std::vector<char*> arguments = {program.data()};
  for (std::string& flag : copies) arguments.push_back(flag.data());
  int count = static_cast<int>(arguments.size());
  v8::V8::SetFlagsFromCommandLine(&count, arguments.data(),
                                  /*remove_flags=*/true);
  if (count > 1) {
    return absl::InvalidArgumentError(
        Concat("V8 does not know ", arguments[1]));
  }
  return absl::OkStatus();
}

V8Process::V8Process() : platform_(v8::platform::NewDefaultPlatform()) {
  v8::V8::InitializePlatform(platform_.get());
  v8::V8::Initialize();
}

V8Process::~V8Process() {
  v8::V8::Dispose();
  v8::V8::DisposePlatform();
}

}  // namespace mortise::shell
