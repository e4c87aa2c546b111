#ifndef MORTISE_SHELL_EXCEPTION_REPORTER_H_
#define MORTISE_SHELL_EXCEPTION_REPORTER_H_

#include <v8.h>

#include <string_view>

namespace mortise::shell {

// HTML's "report an exception" for the shell's global.
//
// The global's `onerror`, if it is a function, is called as the standard's
// OnErrorEventHandler; if it returns true the exception counts as handled.  Any
// other exception is printed to stderr and makes the process fail.
class ExceptionReporter {
 public:
  // Also takes over what V8 itself reports, such as exceptions from a callback
  // of queueMicrotask().  Must outlive the isolate's last script.
  explicit ExceptionReporter(v8::Isolate* isolate);
  ExceptionReporter(const ExceptionReporter&) = delete;
  ExceptionReporter& operator=(const ExceptionReporter&) = delete;
  ~ExceptionReporter();

  // `message` may be empty: the place is then that of the exception's own
  // stack, if it has one.  May run script.
  void Report(v8::Local<v8::Context> context, v8::Local<v8::Value> exception,
              v8::Local<v8::Message> message);

  // As above, for a promise that was rejected with `reason` and that nothing
  // handles.  No onerror here: HTML fires another event.
  void ReportRejection(v8::Local<v8::Context> context,
                       v8::Local<v8::Value> reason);

  // Whether anything was reported that no script handled.
  bool has_failed() const { return has_failed_; }

 private:
  static void OnMessage(v8::Local<v8::Message> message,
                        v8::Local<v8::Value> exception);

  // True if the global's onerror said that the exception is handled.
  bool CallOnError(v8::Local<v8::Context> context,
                   v8::Local<v8::Value> exception,
                   v8::Local<v8::Message> message);
  void Print(v8::Local<v8::Context> context, std::string_view prefix,
             v8::Local<v8::Value> exception, v8::Local<v8::Message> message);

  v8::Isolate* const isolate_;
  // HTML's "in error reporting mode": an exception from onerror is printed.
  bool in_error_reporting_mode_ = false;
  bool has_failed_ = false;
};

}  // namespace mortise::shell

#endif  // MORTISE_SHELL_EXCEPTION_REPORTER_H_
