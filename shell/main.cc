#include <fcntl.h>

#include <cstdio>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "core/base/keep_large_blocks.h"
#include "core/base/strings.h"
#include "core/net/proxy_environment.h"
#include "shell/exit_code.h"
#include "shell/options.h"
#include "shell/output.h"
#include "shell/script_runner.h"
#include "shell/shell.h"
#include "shell/signal_watcher.h"
#include "shell/v8_process.h"
#include "shell/version.h"

namespace mortise::shell {
namespace {

void PrintError(const absl::Status& error) {
  WriteError(Concat("mortise: ", ToStd(error.message()), "\n"));
}

int UsageError(const absl::Status& error) {
  PrintError(error);
  WriteError("Try 'mortise --help' for more.\n");
  return kUsageError;
}

int RunShell(const Options& options, const net::ProxyEnvironment& proxies,
             const std::vector<LoadedScript>& scripts) {
  // The signals are blocked before V8 starts its threads.
  SignalWatcher signals;
  V8Process v8;
  Shell shell(v8.platform(), options, proxies);
  signals.Start([&shell] { shell.StopFromAnyThread(); });
  const bool succeeded = shell.Run(scripts);
  signals.Stop();
  if (signals.signal() != 0) return kSignalBase + signals.signal();
  return succeeded ? kSuccess : kScriptFailed;
}

// A stream that the parent closed leaves its number to the next file that is
// opened, and libuv takes numbers up to 2 for nobody's.
void OpenStandardStreams() {
  for (int fd = 0; fd <= 2; ++fd) {
    if (fcntl(fd, F_GETFD) == -1) open("/dev/null", O_RDWR);
  }
}

int Main(const std::vector<std::string_view>& arguments) {
  OpenStandardStreams();
  KeepLargeBlocks();
  absl::StatusOr<Options> options = ParseOptions(arguments);
  if (!options.ok()) return UsageError(options.status());
  switch (options->action) {
    case Options::Action::kHelp:
      WriteOutput(HelpText());
      return kSuccess;
    case Options::Action::kVersion:
      WriteOutput(VersionText());
      return kSuccess;
    case Options::Action::kRun:
      break;
  }
  const absl::StatusOr<std::vector<LoadedScript>> scripts =
      LoadScripts(options->scripts);
  if (!scripts.ok()) {
    PrintError(scripts.status());
    return kUsageError;
  }
  if (options->gc_each_turn) options->v8_flags.push_back("--expose-gc");
  if (absl::Status status = SetV8Flags(options->v8_flags); !status.ok()) {
    return UsageError(status);
  }
  absl::StatusOr<net::ProxyEnvironment> proxies = net::ProxyEnvironment();
  if (options->proxy_from_environment) proxies = net::ProxyEnvironment::Read();
  if (!proxies.ok()) {
    PrintError(proxies.status());
    return kUsageError;
  }
  return RunShell(*options, *proxies, *scripts);
}

}  // namespace
}  // namespace mortise::shell

int main(int argc, char** argv) {
  return mortise::shell::Main({argv + 1, argv + argc});
}
