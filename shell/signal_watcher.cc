#include "shell/signal_watcher.h"

#include <pthread.h>
#include <unistd.h>

#include <utility>

#include "shell/exit_code.h"

namespace mortise::shell {

SignalWatcher::SignalWatcher() {
  sigemptyset(&signals_);
  sigaddset(&signals_, SIGINT);
  sigaddset(&signals_, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &signals_, nullptr);
}

SignalWatcher::~SignalWatcher() { Stop(); }

void SignalWatcher::Start(Callback callback) {
  callback_ = std::move(callback);
  thread_ = std::thread([this] { Watch(); });
}

void SignalWatcher::Stop() {
  if (!thread_.joinable()) return;
  stopping_ = true;
  // Wakes the thread from sigwait().
  pthread_kill(thread_.native_handle(), SIGTERM);
  thread_.join();
}

void SignalWatcher::Watch() {
  int number = 0;
  while (sigwait(&signals_, &number) == 0 && !stopping_) {
    if (signal_ != 0) _exit(kSignalBase + number);
    signal_ = number;
    callback_(number);
  }
}

}  // namespace mortise::shell
