#include "shell/signal_watcher.h"

#include <pthread.h>
#include <time.h>
#include <unistd.h>

#include <utility>

#include "shell/exit_code.h"

namespace mortise::shell {
namespace {

constexpr timespec kRepeat = {.tv_sec = 0, .tv_nsec = 1'000'000};

}  // namespace

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
  sigwait(&signals_, &number);
  if (stopping_) return;
  signal_ = number;
  do {
    callback_();
    number = sigtimedwait(&signals_, nullptr, &kRepeat);
  } while (number < 0);
  if (!stopping_) _exit(kSignalBase + number);
}

}  // namespace mortise::shell
