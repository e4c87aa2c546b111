#ifndef MORTISE_SHELL_OPTIONS_H_
#define MORTISE_SHELL_OPTIONS_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/types/span.h"

namespace mortise::shell {

// A script as the command line names it.
struct ScriptArgument {
  enum class Kind { kFile, kCode };

  Kind kind = Kind::kFile;
  std::string text;  // The file's path, or the code itself.

  friend bool operator==(const ScriptArgument&,
                         const ScriptArgument&) = default;
};

// What the command line asks for.
struct Options {
  enum class Action { kRun, kHelp, kVersion };

  Action action = Action::kRun;
  // In the order in which they run; not empty for kRun.
  std::vector<ScriptArgument> scripts;
  // What follows `--`: the scripts' own arguments.
  std::vector<std::string> script_arguments;
  // V8's flags, each with its dashes.
  std::vector<std::string> v8_flags;
  // A full collection after every task.
  bool gc_each_turn = false;
  // How WebSockets behave: net::WebSocketConnectOptions::offer_http2,
  // net::WebSocketProtocolOptions::strict_close_codes and max_sent_frame_size.
  bool http2 = false;
  bool strict_close_codes = false;
  uint64_t max_frame_size = UINT64_MAX;
  // Connects by the proxies of net::ProxyEnvironment.
  bool proxy_from_environment = false;
  // What happens on connections goes to stderr.
  bool trace_net = false;
};

// Reads a command line without the program's name.  An error is a sentence for
// the person who wrote it.
absl::StatusOr<Options> ParseOptions(
    absl::Span<const std::string_view> arguments);

// What --help prints.
std::string_view HelpText();

}  // namespace mortise::shell

#endif  // MORTISE_SHELL_OPTIONS_H_
