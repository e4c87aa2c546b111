#ifndef MORTISE_SHELL_SIGNAL_WATCHER_H_
#define MORTISE_SHELL_SIGNAL_WATCHER_H_

#include <signal.h>

#include <atomic>
#include <thread>

#include "absl/functional/any_invocable.h"

namespace mortise::shell {

// Turns SIGINT and SIGTERM into a call, also while a script loops for ever.
//
// A thread waits for the signals, since what ends a script (V8's
// TerminateExecution) must not be called from a signal handler.
class SignalWatcher {
 public:
  // Called on the watcher's thread.
  using Callback = absl::AnyInvocable<void()>;

  // Blocks the signals in this thread and in those that it starts from now on,
  // so it comes before V8's worker threads.
  SignalWatcher();
  SignalWatcher(const SignalWatcher&) = delete;
  SignalWatcher& operator=(const SignalWatcher&) = delete;
  ~SignalWatcher();

  // Begins to watch.  The first signal leads to `callback`, again and again
  // until Stop(): what ends a script ends only what is running just then.  A
  // second signal ends the process at once.
  void Start(Callback callback);

  // No call comes after this has returned.
  void Stop();

  // The first signal that came, or 0.
  int signal() const { return signal_; }

 private:
  void Watch();

  sigset_t signals_;
  Callback callback_;
  std::atomic<int> signal_ = 0;
  std::atomic<bool> stopping_ = false;
  std::thread thread_;
};

}  // namespace mortise::shell

#endif  // MORTISE_SHELL_SIGNAL_WATCHER_H_
