#ifndef MORTISE_SHELL_SHELL_H_
#define MORTISE_SHELL_SHELL_H_

#include <v8-platform.h>
#include <v8.h>

#include <memory>
#include <string>

#include "absl/types/span.h"
#include "core/net/proxy_environment.h"
#include "shell/console.h"
#include "shell/event_loop.h"
#include "shell/exception_reporter.h"
#include "shell/options.h"
#include "shell/performance.h"
#include "shell/promise_rejections.h"
#include "shell/script_runner.h"
#include "shell/timers.h"
#include "shell/web_apis.h"

namespace mortise::shell {

// The runtime: one isolate with one global, its event loop, and what scripts
// find in the global.
class Shell final : private EventLoop::Observer {
 public:
  // `platform` must outlive the shell.
  Shell(v8::Platform* platform, const Options& options,
        const net::ProxyEnvironment& proxies);
  Shell(const Shell&) = delete;
  Shell& operator=(const Shell&) = delete;
  ~Shell();

  // Runs the scripts in order, then the loop until nothing is pending.  An
  // exception or rejection that nothing handles ends it after the task that it
  // comes from; the result is then false.
  bool Run(absl::Span<const LoadedScript> scripts);

  // Ends Run(), even if a script loops for ever; if it has several callbacks
  // that do, each call ends one of them.
  void StopFromAnyThread();

 private:
  // Enters the isolate for as long as anything in it lives.
  struct IsolateHolder {
    IsolateHolder();
    ~IsolateHolder();

    const std::unique_ptr<v8::ArrayBuffer::Allocator> allocator;
    v8::Isolate* isolate;
  };

  v8::Local<v8::Context> context() const { return context_.Get(isolate_); }
  void InstallGlobals(absl::Span<const std::string> script_arguments);
  void DidRunTask() override;
  void DidRunV8Task() override;

  const bool gc_each_turn_;
  const IsolateHolder holder_;
  v8::Isolate* const isolate_;
  ExceptionReporter reporter_;
  PromiseRejections rejections_;
  v8::Global<v8::Context> context_;
  Performance performance_;
  Console console_;
  EventLoop loop_;
  Timers timers_;
  std::unique_ptr<WebApis> web_apis_;
};

}  // namespace mortise::shell

#endif  // MORTISE_SHELL_SHELL_H_
