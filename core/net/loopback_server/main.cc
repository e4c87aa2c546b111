// mortise-loopback-server: a WebSocket server for trials on this machine.

#include <signal.h>
#include <sys/resource.h>
#include <uv.h>

#include <cstdio>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <utility>

#include "absl/status/statusor.h"
#include "absl/strings/numbers.h"
#include "core/base/keep_large_blocks.h"
#include "core/net/loopback_server/loopback_server.h"

namespace mortise::net {
namespace {

constexpr char kUsage[] =
    "Usage: mortise-loopback-server [--host ADDRESS] [--port N]\n"
    "           [--tls-cert FILE --tls-key FILE] [--no-deflate]\n"
    "\n"
    "Serves WebSockets on a loopback address and prints its port as one line\n"
    "on stdout.  Ends on SIGTERM and SIGINT.\n"
    "\n"
    "  --host ADDRESS  127.0.0.1 by default; any of 127.0.0.0/8, or ::1; may\n"
    "                  be given several times\n"
    "  --port N        0, the default, stands for any free port\n"
    "  --tls-cert FILE, --tls-key FILE\n"
    "                  serve wss: with this certificate chain and key (PEM)\n"
    "  --no-deflate    decline permessage-deflate\n"
    "\n"
    "Paths:\n"
    "  /echo                   every message comes back\n"
    "  /close?code=N&reason=R  closes right after opening; no code: an empty\n"
    "                          Close frame\n"
    "  /drop                   ends the connection without a Close frame\n"
    "  /reset                  resets the connection\n"
    "  /subprotocol            chooses the first subprotocol; echoes\n"
    "  /refuse?status=N        answers with an HTTP status\n"
    "  /sink                   answers each message by its length\n"
    "  /source                 answers a text N by N bytes\n";

constexpr int kUsageError = 2;

int Complain(const std::string& message) {
  std::fprintf(stderr, "mortise-loopback-server: %s\n", message.c_str());
  return kUsageError;
}

// As many as the system lets this process have.
void AllowManySockets() {
  rlimit files;
  if (getrlimit(RLIMIT_NOFILE, &files) == 0) {
    files.rlim_cur = files.rlim_max;
    setrlimit(RLIMIT_NOFILE, &files);
  }
}

bool ReadFile(const std::string& path, std::string& text) {
  std::ifstream file(path, std::ios::binary);
  text.assign(std::istreambuf_iterator<char>(file), {});
  return file.good() || file.eof();
}

// Ends the program's two reasons to run: the server, and the signals it
// waits for.
struct Program {
  uv_loop_t loop;
  uv_signal_t signals[2];
  std::unique_ptr<LoopbackServer> server;

  void End() {
    server.reset();
    for (uv_signal_t& signal : signals) {
      uv_close(reinterpret_cast<uv_handle_t*>(&signal), nullptr);
    }
  }
};

int Run(const LoopbackServer::Options& options) {
  Program program;
  uv_loop_init(&program.loop);
  absl::StatusOr<std::unique_ptr<LoopbackServer>> server =
      LoopbackServer::Start(&program.loop, options);
  if (!server.ok()) {
    Complain(std::string(server.status().message()));
    return 1;
  }
  program.server = *std::move(server);
  const int numbers[] = {SIGTERM, SIGINT};
  for (int i = 0; i < 2; ++i) {
    uv_signal_init(&program.loop, &program.signals[i]);
    program.signals[i].data = &program;
    uv_signal_start(
        &program.signals[i],
        [](uv_signal_t* signal, int) {
          static_cast<Program*>(signal->data)->End();
        },
        numbers[i]);
  }
  std::printf("%u\n", unsigned{program.server->port()});
  std::fflush(stdout);
  uv_run(&program.loop, UV_RUN_DEFAULT);
  uv_loop_close(&program.loop);
  return 0;
}

int Main(int argc, char** argv) {
  KeepLargeBlocks();
  AllowManySockets();
  LoopbackServer::Options options;
  bool host_given = false;
  for (int i = 1; i < argc; ++i) {
    const std::string flag = argv[i];
    if (flag == "--help" || flag == "-h") {
      std::fputs(kUsage, stdout);
      return 0;
    }
    if (flag == "--no-deflate") {
      options.protocol.accept_deflate = false;
      continue;
    }
    if (flag != "--port" && flag != "--host" && flag != "--tls-cert" &&
        flag != "--tls-key") {
      return Complain("unknown argument " + flag + "; try --help");
    }
    if (++i == argc) return Complain(flag + " needs a value");
    const std::string value = argv[i];
    if (flag == "--host") {
      if (std::exchange(host_given, true)) {
        options.more_hosts.push_back(value);
      } else {
        options.host = value;
      }
      continue;
    }
    if (flag == "--tls-cert" || flag == "--tls-key") {
      std::string& pem = flag == "--tls-cert" ? options.tls.certificate_pem
                                              : options.tls.private_key_pem;
      if (!ReadFile(value, pem) || pem.empty()) {
        return Complain("cannot read " + value);
      }
      continue;
    }
    uint32_t port;
    if (!absl::SimpleAtoi(value, &port) || port > 65535) {
      return Complain("--port needs a number from 0 to 65535, not " + value);
    }
    options.port = static_cast<uint16_t>(port);
  }
  if (options.tls.certificate_pem.empty() !=
      options.tls.private_key_pem.empty()) {
    return Complain("--tls-cert and --tls-key need each other");
  }
  return Run(options);
}

}  // namespace
}  // namespace mortise::net

int main(int argc, char** argv) { return mortise::net::Main(argc, argv); }
