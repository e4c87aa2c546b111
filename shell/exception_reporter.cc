#include "shell/exception_reporter.h"

#include <iterator>
#include <string>

#include "bindings/runtime/slot_table.h"
#include "bindings/v8_compat/v8_compat.h"
#include "core/base/strings.h"
#include "shell/inspect.h"
#include "shell/isolate_slots.h"
#include "shell/output.h"
#include "shell/source_excerpt.h"
#include "shell/v8_helpers.h"

namespace mortise::shell {
namespace {

std::string ScriptName(v8::Local<v8::Context> context,
                       v8::Local<v8::Message> message) {
  v8::Local<v8::Value> name = message->GetScriptResourceName();
  if (name.IsEmpty() || name->IsUndefined()) return "";
  return ToUtf8(context, name);
}

// Line `number`, counted from 1, of a text.
std::string_view LineOf(std::string_view text, int number) {
  for (; number > 1; --number) {
    const size_t end = text.find('\n');
    if (end == std::string_view::npos) return {};
    text.remove_prefix(end + 1);
  }
  return text.substr(0, text.find('\n'));
}

// As Place(), for what the bindings' own scripts throw: where they were called.
std::string PlaceOfCaller(v8::Local<v8::Context> context,
                          v8::Local<v8::Value> exception) {
  v8::Isolate* isolate = v8::Isolate::GetCurrent();
  v8::Local<v8::StackTrace> trace = v8::Exception::GetStackTrace(exception);
  if (trace.IsEmpty()) return "";
  for (int i = 0; i < trace->GetFrameCount(); ++i) {
    v8::Local<v8::StackFrame> frame = trace->GetFrame(isolate, i);
    v8::Local<v8::String> script = frame->GetScriptName();
    v8::Local<v8::String> source = frame->GetScriptSource();
    if (script.IsEmpty() || source.IsEmpty()) continue;
    const std::string name = ToUtf8(context, script);
    if (name == bindings::kBindingsScriptName) continue;
    const int line = frame->GetLineNumber();
    const int column = frame->GetColumn();
    return Concat(
        name, ":", line, "\n",
        SourceExcerpt(LineOf(v8_compat::ToUtf8(isolate, source), line),
                      column - 1, column));
  }
  return "";
}

// "FILE:LINE", the line, the carets; empty where V8 knows no place.
std::string Place(v8::Local<v8::Context> context,
                  v8::Local<v8::Value> exception,
                  v8::Local<v8::Message> message) {
  const std::string name = ScriptName(context, message);
  if (name == bindings::kBindingsScriptName) {
    return PlaceOfCaller(context, exception);
  }
  v8::Local<v8::String> line;
  if (name.empty() || !message->GetSourceLine(context).ToLocal(&line)) {
    return "";
  }
  return Concat(
      name, ":", message->GetLineNumber(context).FromMaybe(0), "\n",
      SourceExcerpt(v8_compat::ToUtf8(v8::Isolate::GetCurrent(), line),
                    message->GetStartColumn(context).FromMaybe(0),
                    message->GetEndColumn(context).FromMaybe(0)));
}

}  // namespace

ExceptionReporter::ExceptionReporter(v8::Isolate* isolate) : isolate_(isolate) {
  isolate->SetData(kExceptionReporterSlot, this);
  isolate->AddMessageListener(&ExceptionReporter::OnMessage);
  // For exceptions out of the bindings' own scripts: see PlaceOfCaller().
  isolate->SetCaptureStackTraceForUncaughtExceptions(true);
}

ExceptionReporter::~ExceptionReporter() {
  isolate_->RemoveMessageListeners(&ExceptionReporter::OnMessage);
  isolate_->SetData(kExceptionReporterSlot, nullptr);
}

void ExceptionReporter::OnMessage(v8::Local<v8::Message> message,
                                  v8::Local<v8::Value> exception) {
  v8::Isolate* isolate = v8::Isolate::GetCurrent();
  auto* self =
      static_cast<ExceptionReporter*>(isolate->GetData(kExceptionReporterSlot));
  v8::HandleScope handle_scope(isolate);
  self->Report(isolate->GetCurrentContext(), exception, message);
}

void ExceptionReporter::Report(v8::Local<v8::Context> context,
                               v8::Local<v8::Value> exception,
                               v8::Local<v8::Message> message) {
  v8::Context::Scope context_scope(context);
  if (message.IsEmpty()) {
    message = v8::Exception::CreateMessage(isolate_, exception);
  }
  if (CallOnError(context, exception, message)) return;
  has_failed_ = true;
  Print(context, "Uncaught ", exception, message);
}

void ExceptionReporter::ReportRejection(v8::Local<v8::Context> context,
                                        v8::Local<v8::Value> reason) {
  v8::Context::Scope context_scope(context);
  has_failed_ = true;
  Print(context, "Uncaught (in promise) ", reason,
        v8::Exception::CreateMessage(isolate_, reason));
}

bool ExceptionReporter::CallOnError(v8::Local<v8::Context> context,
                                    v8::Local<v8::Value> exception,
                                    v8::Local<v8::Message> message) {
  if (in_error_reporting_mode_ || isolate_->IsExecutionTerminating()) {
    return false;
  }
  v8::TryCatch try_catch(isolate_);
  v8::Local<v8::Value> handler;
  if (!context->Global()
           ->Get(context, ToV8(isolate_, "onerror"))
           .ToLocal(&handler) ||
      !handler->IsFunction()) {
    return false;
  }
  in_error_reporting_mode_ = true;
  v8::Local<v8::Value> arguments[] = {
      message->Get(),
      ToV8(isolate_, ScriptName(context, message)),
      v8::Integer::New(isolate_, message->GetLineNumber(context).FromMaybe(0)),
      v8::Integer::New(isolate_,
                       message->GetStartColumn(context).FromMaybe(-1) + 1),
      exception,
  };
  v8::Local<v8::Value> result;
  const bool returned =
      handler.As<v8::Function>()
          ->Call(context, context->Global(), std::size(arguments), arguments)
          .ToLocal(&result);
  if (!returned && try_catch.HasCaught() && !try_catch.HasTerminated()) {
    has_failed_ = true;
    Print(context, "Uncaught ", try_catch.Exception(), try_catch.Message());
  }
  in_error_reporting_mode_ = false;
  return returned && result->IsTrue();
}

void ExceptionReporter::Print(v8::Local<v8::Context> context,
                              std::string_view prefix,
                              v8::Local<v8::Value> exception,
                              v8::Local<v8::Message> message) {
  WriteError(Concat(Place(context, exception, message), prefix,
                    Inspect(context, exception, {}), "\n"));
}

}  // namespace mortise::shell
