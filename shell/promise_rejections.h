#ifndef MORTISE_SHELL_PROMISE_REJECTIONS_H_
#define MORTISE_SHELL_PROMISE_REJECTIONS_H_

#include <v8.h>

#include <vector>

namespace mortise::shell {

class ExceptionReporter;

// HTML's list of promises that are rejected and not handled yet.
class PromiseRejections {
 public:
  // Must outlive the isolate's last script.
  explicit PromiseRejections(v8::Isolate* isolate);
  PromiseRejections(const PromiseRejections&) = delete;
  PromiseRejections& operator=(const PromiseRejections&) = delete;
  ~PromiseRejections();

  // HTML's "notify about rejected promises": reports those that are still not
  // handled, and forgets them.
  void Notify(v8::Local<v8::Context> context, ExceptionReporter& reporter);

 private:
  struct Rejection {
    v8::Global<v8::Promise> promise;
    v8::Global<v8::Value> reason;
  };

  static void OnRejection(v8::PromiseRejectMessage message);
  void Remove(v8::Local<v8::Promise> promise);

  v8::Isolate* const isolate_;
  std::vector<Rejection> rejections_;
};

}  // namespace mortise::shell

#endif  // MORTISE_SHELL_PROMISE_REJECTIONS_H_
