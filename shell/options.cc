#include "shell/options.h"

#include <algorithm>
#include <cstddef>

#include "absl/status/status.h"
#include "absl/strings/numbers.h"
#include "core/base/strings.h"

namespace mortise::shell {
namespace {

constexpr std::string_view kV8Options = "--v8-options=";
constexpr std::string_view kMaxFrameSize = "--max-frame-size=";

struct Switch {
  std::string_view name;
  bool Options::*value;
};

constexpr Switch kSwitches[] = {
    {"--gc-each-turn", &Options::gc_each_turn},
    {"--http2", &Options::http2},
    {"--proxy-from-environment", &Options::proxy_from_environment},
    {"--strict-close-codes", &Options::strict_close_codes},
    {"--trace-net", &Options::trace_net},
};

bool TakeSwitch(std::string_view argument, Options& options) {
  for (const Switch& known : kSwitches) {
    if (argument != known.name) continue;
    options.*known.value = true;
    return true;
  }
  return false;
}

absl::Status TakeV8Flags(std::string_view list, Options& options) {
  while (!list.empty()) {
    const size_t end = std::min(list.find_first_of(", "), list.size());
    const std::string_view flag = list.substr(0, end);
    list.remove_prefix(std::min(end + 1, list.size()));
    if (flag.empty()) continue;
    if (!flag.starts_with("--")) {
      return absl::InvalidArgumentError(Concat("not an option of V8: ", flag));
    }
    options.v8_flags.emplace_back(flag);
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<Options> ParseOptions(
    absl::Span<const std::string_view> arguments) {
  Options options;
  for (size_t i = 0; i < arguments.size(); ++i) {
    std::string_view argument = arguments[i];
    if (argument == "--") {
      options.script_arguments.assign(arguments.begin() + i + 1,
                                      arguments.end());
      break;
    }
    if (argument == "-h" || argument == "--help") {
      options.action = Options::Action::kHelp;
      return options;
    }
    if (argument == "-v" || argument == "--version") {
      options.action = Options::Action::kVersion;
      return options;
    }
    if (argument == "-e") {
      if (++i == arguments.size()) {
        return absl::InvalidArgumentError("-e needs the code to run after it");
      }
      options.scripts.push_back(
          {ScriptArgument::Kind::kCode, std::string(arguments[i])});
    } else if (TakeSwitch(argument, options)) {
      continue;
    } else if (argument.starts_with(kMaxFrameSize)) {
      argument.remove_prefix(kMaxFrameSize.size());
      if (!absl::SimpleAtoi(absl::string_view(argument.data(), argument.size()),
                            &options.max_frame_size) ||
          options.max_frame_size == 0) {
        return absl::InvalidArgumentError(
            Concat("not a size of frames: ", argument));
      }
    } else if (argument.starts_with(kV8Options)) {
      argument.remove_prefix(kV8Options.size());
      if (absl::Status status = TakeV8Flags(argument, options); !status.ok()) {
        return status;
      }
    } else if (argument.starts_with("-")) {
      return absl::InvalidArgumentError(Concat("unknown option: ", argument));
    } else {
      options.scripts.push_back(
          {ScriptArgument::Kind::kFile, std::string(argument)});
    }
  }
  if (options.scripts.empty()) {
    return absl::InvalidArgumentError("no script to run");
  }
  return options;
}

std::string_view HelpText() {
  return R"(Usage: mortise [OPTION|SCRIPT]... [-- ARGUMENT...]

Runs the scripts in order in one global, then timers, sockets and other work
until nothing is pending.  A script finds the ARGUMENTs in scriptArgs.

  -e CODE              run CODE as a script
  -h, --help           print this text
  -v, --version        print the versions of Mortise and what it is made of
  --v8-options=FLAGS   hand FLAGS, separated by commas or spaces, to V8
                       (--v8-options=--help lists them)
  --gc-each-turn       collect all garbage after every task, to debug lifetimes

WebSockets:
  --http2              offer HTTP/2 to wss: servers, so that the sockets of an
                       origin can share one connection
  --proxy-from-environment
                       connect by the proxies that http_proxy (for ws:),
                       https_proxy (for wss:), all_proxy and no_proxy name
  --strict-close-codes fail connections with 1002 whose server closes with a
                       code that is not registered, as RFC 6455 would have it
  --max-frame-size=N   send messages in frames of at most N bytes of payload
  --trace-net          print to stderr what happens on connections

Exit codes: 0 all went well; 1 an exception or a rejected promise that nothing
handled; 2 a wrong option, or a script that cannot be read; 130 interrupted.
)";
}

}  // namespace mortise::shell
