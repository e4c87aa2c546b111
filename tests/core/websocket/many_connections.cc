// Opens very many WebSockets in one process, leaves them idle, lets all of them
// echo, closes them, and says what one takes of memory.
//
//   core_websocket_many_connections [CONNECTIONS]
//
// by ws:, by wss:, and, a tenth of them, with compression.
// 10,000 are what the project stands for; without an argument there are fewer,
// to be quick.  The server is mortise-loopback-server, a process of its own, on
// several loopback addresses: only one connection at a time is made to each.
//
// Fails if a connection is lost, if an echo is wrong, or, where the allocator
// can tell, if a connection takes more than docs/websocket-behaviour.md says or
// leaves something behind.

#include <malloc.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "absl/strings/numbers.h"
#include "core/base/strings.h"
#include "core/dom/event.h"
#include "core/dom/event_listener.h"
#include "core/dom/simple_environment.h"
#include "core/html/message_event.h"
#include "core/net/uv_task_runner.h"
#include "core/net/web_socket_network.h"
#include "core/websocket/close_event.h"
#include "core/websocket/web_socket.h"
#include "core/websocket/web_socket_environment.h"
#include "tests/core/net/test_certificates.h"

namespace mortise {
namespace {

constexpr int kAddresses = 16;

// What the first connections make and all share.  Bytes.
constexpr size_t kKeptBytes = 512 << 10;

struct Mode {
  const char* name;
  bool secure;
  bool deflate;
  // Of the default number of connections.
  int quick_connections;
  // The most that an idle connection may take, before and after messages, its
  // WebSocket object and listeners included.  Bytes, from malloc().
  size_t most_bytes;
  size_t most_bytes_after_echo;
};

constexpr Mode kModes[] = {
    {"ws", false, false, 1000, 4608, 4608},
    {"wss", true, false, 300, 22 << 10, 22 << 10},
    {"ws, deflate", false, true, 100, 4608, 320 << 10},
};

[[noreturn]] void Die(const std::string& message) {
  std::fprintf(stderr, "many_connections: %s\n", message.c_str());
  std::exit(1);
}

// Bytes that malloc() has given out and not got back; 0 where a sanitizer has
// taken its place.
size_t AllocatedBytes() {
  const struct mallinfo2 info = mallinfo2();
  return info.uordblks + info.hblkhd;
}

// Bytes of a process in memory.
size_t ResidentBytes(pid_t process) {
  std::ifstream status(Concat("/proc/", process, "/status"));
  std::string word;
  while (status >> word) {
    if (word == "VmRSS:" && status >> word) {
      size_t kilobytes = 0;
      if (absl::SimpleAtoi(word, &kilobytes)) return kilobytes << 10;
    }
  }
  return 0;
}

size_t AllowManyFiles() {
  rlimit files;
  if (getrlimit(RLIMIT_NOFILE, &files) != 0) return 0;
  files.rlim_cur = files.rlim_max;
  setrlimit(RLIMIT_NOFILE, &files);
  return files.rlim_cur;
}

// The server, with a root certificate's signature if it is secure.
class Server {
 public:
  explicit Server(const Mode& mode) {
    std::vector<std::string> arguments = {ProgramFolder() +
                                          "/mortise-loopback-server"};
    std::string names;
    for (int i = 0; i < kAddresses; ++i) {
      arguments.insert(arguments.end(), {"--host", HostOf(i)});
      names += Concat(i ? "," : "", "IP:", HostOf(i));
    }
    if (!mode.deflate) arguments.push_back("--no-deflate");
    if (mode.secure) {
      const net::TestIdentity root = net::MakeCertificate(
          {.common_name = "root", .is_authority = true}, nullptr);
      const net::TestIdentity server = net::MakeCertificate(
          {.common_name = "server", .subject_alt_names = names}, &root);
      root_pem_ = root.certificate_pem;
      arguments.insert(arguments.end(),
                       {"--tls-cert", WriteFile(server.certificate_pem),
                        "--tls-key", WriteFile(server.private_key_pem)});
    }
    Start(arguments);
  }

  ~Server() {
    kill(process_, SIGTERM);
    int status;
    waitpid(process_, &status, 0);
    for (const std::string& file : files_) unlink(file.c_str());
  }

  static std::string HostOf(int i) { return Concat("127.0.0.", 1 + i); }

  pid_t process() const { return process_; }
  uint16_t port() const { return port_; }
  const std::string& root_pem() const { return root_pem_; }

 private:
  static std::string ProgramFolder() {
    char path[4096];
    const ssize_t size = readlink("/proc/self/exe", path, sizeof(path));
    if (size <= 0) Die("cannot find the server's program");
    const std::string program(path, static_cast<size_t>(size));
    return program.substr(0, program.rfind('/'));
  }

  std::string WriteFile(const std::string& text) {
    std::string path = "/tmp/many_connections_XXXXXX";
    const int fd = mkstemp(path.data());
    if (fd < 0 || write(fd, text.data(), text.size()) !=
                      static_cast<ssize_t>(text.size())) {
      Die("cannot write " + path);
    }
    close(fd);
    files_.push_back(path);
    return path;
  }

  void Start(const std::vector<std::string>& arguments) {
    int output[2];
    if (pipe(output) != 0) Die("no pipe");
    process_ = fork();
    if (process_ == 0) {
      dup2(output[1], STDOUT_FILENO);
      close(output[0]);
      close(output[1]);
      std::vector<char*> argv;
      for (const std::string& argument : arguments) {
        argv.push_back(const_cast<char*>(argument.c_str()));
      }
      argv.push_back(nullptr);
      execv(argv[0], argv.data());
      _exit(127);
    }
    close(output[1]);
    std::string line;
    char byte;
    while (read(output[0], &byte, 1) == 1 && byte != '\n') line += byte;
    close(output[0]);
    uint32_t port;
    if (!absl::SimpleAtoi(line, &port)) Die("the server did not start");
    port_ = static_cast<uint16_t>(port);
  }

  pid_t process_ = -1;
  uint16_t port_ = 0;
  std::string root_pem_;
  std::vector<std::string> files_;
};

class Client {
 public:
  Client(const Mode& mode, int count, const Server& server) : count_(count) {
    uv_loop_init(&loop_);
    runner_.emplace(&loop_);
    network_.emplace(&loop_);
    if (mode.secure &&
        !network_
             ->SetTlsOptions({.trust_system_roots = false,
                              .extra_roots_pem = server.root_pem()})
             .ok()) {
      Die("bad certificate");
    }
    environment_.emplace(&*runner_);
    auto sockets = std::make_unique<WebSocketEnvironment>(&*network_);
    // All start at once, and wait for each other.
    sockets->connect_options().connect_timeout = absl::Minutes(10);
    environment_->Set(std::move(sockets));
    sockets_.reserve(static_cast<size_t>(count));
    for (int i = 0; i < kAddresses; ++i) {
      addresses_.push_back(Concat(mode.secure ? "wss://" : "ws://",
                                  Server::HostOf(i), ":", server.port(),
                                  "/echo"));
    }
  }

  ~Client() {
    sockets_.clear();
    environment_.reset();
    network_.reset();
    runner_.reset();
    uv_run(&loop_, UV_RUN_DEFAULT);
    if (uv_loop_close(&loop_) != 0) Die("the loop has open handles");
  }

  void Open() {
    for (int i = 0; i < count_; ++i) {
      ExceptionOr<RefPtr<WebSocket>> socket = WebSocket::Create(
          *environment_, addresses_[static_cast<size_t>(i % kAddresses)]);
      if (socket.has_exception()) Die(socket.exception().ToString());
      sockets_.push_back(socket.TakeValue());
      Listen(*sockets_.back(), i);
    }
    Await("opened", open_, count_);
  }

  // Each sends a message that only it sends.
  void Echo() {
    const int before = echoed_;
    ++round_;
    for (int i = 0; i < count_; ++i) {
      (void)sockets_[static_cast<size_t>(i)]->Send(MessageOf(i));
    }
    Await("echoed", echoed_, before + count_);
  }

  void Idle() {
    uv_timer_t timer;
    uv_timer_init(&loop_, &timer);
    bool over = false;
    timer.data = &over;
    uv_timer_start(
        &timer, [](uv_timer_t* t) { *static_cast<bool*>(t->data) = true; }, 500,
        0);
    while (!over) uv_run(&loop_, UV_RUN_ONCE);
    uv_close(reinterpret_cast<uv_handle_t*>(&timer), nullptr);
    uv_run(&loop_, UV_RUN_NOWAIT);
    if (closed_ != 0) Die(Concat(closed_, " connections were lost"));
  }

  void Close() {
    closing_ = true;
    for (const RefPtr<WebSocket>& socket : sockets_) (void)socket->Close(1000);
    Await("closed", closed_, count_);
    if (clean_ != count_) Die(Concat(count_ - clean_, " ends were not clean"));
    sockets_.clear();
    // Until the transport has let go of them.
    while (network_->connection_count() != 0) uv_run(&loop_, UV_RUN_ONCE);
    uv_run(&loop_, UV_RUN_NOWAIT);
  }

 private:
  std::string MessageOf(int i) const {
    return Concat("round ", round_, ", socket ", i, std::string(80, '.'));
  }

  void Listen(WebSocket& socket, int i) {
    const auto listen = [&](const char* type, auto listener) {
      socket.AddEventListener(AtomString(type),
                              MakeEventListener(std::move(listener)));
    };
    listen("message", [this, i](Event& event) {
      const Any& data = static_cast<MessageEvent&>(event).data();
      const auto* text = std::get_if<std::string>(&data);
      if (!text || *text != MessageOf(i)) Die("a wrong echo");
      ++echoed_;
    });
    // One object for both, as a script would have it.
    const RefPtr<EventListener> state = MakeEventListener([this](Event& event) {
      if (event.type() == AtomString("open")) {
        ++open_;
        return;
      }
      if (!closing_) Die("a connection was lost");
      ++closed_;
      clean_ += static_cast<CloseEvent&>(event).was_clean();
    });
    socket.AddEventListener(AtomString("open"), state);
    socket.AddEventListener(AtomString("close"), state);
  }

  void Await(const char* what, const int& number, int target) {
    constexpr uint64_t kMostNs = 500'000'000'000;
    const uint64_t start = uv_hrtime();
    // Keeps the loop from waiting for ever.
    uv_timer_t tick;
    uv_timer_init(&loop_, &tick);
    uv_timer_start(
        &tick, [](uv_timer_t*) {}, 100, 100);
    while (number < target) {
      uv_run(&loop_, UV_RUN_ONCE);
      if (uv_hrtime() - start > kMostNs) {
        Die(Concat("only ", number, " ", what));
      }
    }
    uv_close(reinterpret_cast<uv_handle_t*>(&tick), nullptr);
    uv_run(&loop_, UV_RUN_NOWAIT);
    std::printf("  %d %s in %.2f s\n", count_, what,
                1e-9 * static_cast<double>(uv_hrtime() - start));
  }

  const int count_;
  uv_loop_t loop_;
  std::optional<net::UvTaskRunner> runner_;
  std::optional<net::WebSocketNetwork> network_;
  std::optional<SimpleEnvironment> environment_;
  std::vector<std::string> addresses_;
  std::vector<RefPtr<WebSocket>> sockets_;
  int open_ = 0;
  int echoed_ = 0;
  int closed_ = 0;
  int clean_ = 0;
  int round_ = 0;
  bool closing_ = false;
};

// Says what one connection takes; false if that is more than `most`.
bool Report(const char* when, size_t base, int count, size_t most) {
  if (AllocatedBytes() == 0) return true;
  const size_t each = (AllocatedBytes() - base) / static_cast<size_t>(count);
  std::printf("  %zu bytes each %s (at most %zu)\n", each, when, most);
  return each <= most;
}

bool Run(const Mode& mode, int count) {
  std::printf("%s, %d connections\n", mode.name, count);
  const Server server(mode);
  bool good = true;
  const auto client = std::make_unique<Client>(mode, count, server);
  const size_t base = AllocatedBytes();
  const size_t resident = ResidentBytes(getpid());
  const size_t server_resident = ResidentBytes(server.process());
  client->Open();
  client->Idle();
  good &= Report("when idle", base, count, mode.most_bytes);
  for (int i = 0; i < 3; ++i) client->Echo();
  client->Idle();
  good &= Report("after echoes", base, count, mode.most_bytes_after_echo);
  const size_t connections = static_cast<size_t>(count);
  std::printf(
      "  resident: %zu bytes each; in the server %zu\n",
      (ResidentBytes(getpid()) - resident) / connections,
      (ResidentBytes(server.process()) - server_resident) / connections);
  client->Close();
  // The tables that held them keep their size, TLS its sessions.
  good &= Report("after the end", base, count,
                 128 + kKeptBytes / static_cast<size_t>(count));
  return good;
}

int Main(int argc, char** argv) {
  int asked_for = 0;
  if (argc > 2 || (argc == 2 &&
                   (!absl::SimpleAtoi(argv[1], &asked_for) || asked_for < 1))) {
    Die("the only argument is the number of connections");
  }
  const size_t files = AllowManyFiles();
  bool good = true;
  for (const Mode& mode : kModes) {
    int count = asked_for ? asked_for : mode.quick_connections;
    // Both ends' compressors take a gigabyte for each 1,700.
    if (asked_for && mode.deflate) count = std::max(1, asked_for / 10);
    if (files < static_cast<size_t>(count) + 64) {
      Die(Concat("this process may have ", files, " files open (ulimit -Hn), ",
                 "which is too few for ", count, " connections"));
    }
    good &= Run(mode, count);
  }
  if (!good) Die("too much memory");
  return 0;
}

}  // namespace
}  // namespace mortise

int main(int argc, char** argv) { return mortise::Main(argc, argv); }
