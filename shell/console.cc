#include "shell/console.h"

#include <uv.h>

#include <optional>
#include <utility>
#include <vector>

#include "absl/strings/str_format.h"
#include "absl/strings/str_replace.h"
#include "core/base/strings.h"
#include "shell/console_format.h"
#include "shell/console_table.h"
#include "shell/inspect.h"
#include "shell/output.h"
#include "shell/v8_helpers.h"

namespace mortise::shell {
namespace {

using Info = v8::FunctionCallbackInfo<v8::Value>;

constexpr char kGroupIndentation[] = "  ";
constexpr char kDefaultLabel[] = "default";

v8::Local<v8::Context> ContextOf(const Info& info) {
  return info.GetIsolate()->GetCurrentContext();
}

std::vector<v8::Local<v8::Value>> ArgumentsFrom(const Info& info, int first) {
  std::vector<v8::Local<v8::Value>> values;
  for (int i = first; i < info.Length(); ++i) values.push_back(info[i]);
  return values;
}

std::string FormatFrom(const Info& info, int first) {
  return FormatForConsole(ContextOf(info), ArgumentsFrom(info, first));
}

// The optional DOMString argument `label`; nothing if its conversion throws.
std::optional<std::string> Label(const Info& info) {
  if (info.Length() == 0 || info[0]->IsUndefined()) return kDefaultLabel;
  v8::Local<v8::String> label;
  if (!info[0]->ToString(ContextOf(info)).ToLocal(&label)) return std::nullopt;
  return ToUtf8(ContextOf(info), label);
}

// "12.345 ms", in the unit that a person would choose.
std::string Duration(uint64_t nanoseconds) {
  const double ms = static_cast<double>(nanoseconds) / 1e6;
  return ms < 1000 ? absl::StrFormat("%.3f ms", ms)
                   : absl::StrFormat("%.3f s", ms / 1000);
}

// The frames of the script that called into the console.
std::string StackText(v8::Local<v8::Context> context) {
  v8::Isolate* isolate = v8::Isolate::GetCurrent();
  constexpr int kFrames = 10;
  v8::Local<v8::StackTrace> stack =
      v8::StackTrace::CurrentStackTrace(isolate, kFrames);
  std::string text;
  for (int i = 0; i < stack->GetFrameCount(); ++i) {
    v8::Local<v8::StackFrame> frame =
        stack->GetFrame(isolate, static_cast<uint32_t>(i));
    const auto name = [&](v8::Local<v8::String> value) {
      return value.IsEmpty() ? std::string() : ToUtf8(context, value);
    };
    const std::string function = name(frame->GetFunctionName());
    const std::string place =
        Concat(name(frame->GetScriptNameOrSourceURL()), ":",
               frame->GetLineNumber(), ":", frame->GetColumn());
    absl::StrAppend(
        &text, "\n    at ",
        function.empty() ? place : Concat(function, " (", place, ")"));
  }
  return text;
}

}  // namespace

void Console::Install(v8::Local<v8::Context> context) {
  constexpr NativeFunction kMethods[] = {
      {"assert", &Console::Assert, 0},
      {"clear", &Console::Clear, 0},
      {"debug", &Console::Log, 0},
      {"error", &Console::Warn, 0},
      {"info", &Console::Log, 0},
      {"log", &Console::Log, 0},
      {"table", &Console::Table, 0},
      {"trace", &Console::Trace, 0},
      {"warn", &Console::Warn, 0},
      {"dir", &Console::Dir, 0},
      {"dirxml", &Console::Log, 0},
      {"count", &Console::Count, 0},
      {"countReset", &Console::CountReset, 0},
      {"group", &Console::Group, 0},
      {"groupCollapsed", &Console::Group, 0},
      {"groupEnd", &Console::GroupEnd, 0},
      {"time", &Console::Time, 0},
      {"timeLog", &Console::TimeLog, 0},
      {"timeEnd", &Console::TimeEnd, 0},
  };
  v8::Isolate* isolate = v8::Isolate::GetCurrent();
  v8::Local<v8::Object> global = context->Global();

  // WebIDL section 3.13.1 asks for %Object.prototype% as a namespace's
  // prototype; the Console standard keeps an empty object in between.
  v8::Local<v8::Object> console = v8::Object::New(isolate);
  console->SetPrototype(context, v8::Object::New(isolate)).Check();
  for (const NativeFunction& method : kMethods) {
    InstallFunction(context, console, method, this);
  }
  console
      ->DefineOwnProperty(
          context, v8::Symbol::GetToStringTag(isolate),
          ToV8(isolate, "console"),
          static_cast<v8::PropertyAttribute>(v8::ReadOnly | v8::DontEnum))
      .Check();
  global
      ->DefineOwnProperty(context, ToV8(isolate, "console"), console,
                          v8::DontEnum)
      .Check();
  InstallFunction(context, global, {"print", &Console::Print, 0}, this);
}

void Console::Write(Stream stream, std::string_view text) const {
  std::string lines = Concat(indentation_, text, "\n");
  if (!indentation_.empty()) {
    lines = Concat(
        indentation_,
        absl::StrReplaceAll(ToAbsl(text), {{"\n", Concat("\n", indentation_)}}),
        "\n");
  }
  if (stream == Stream::kOutput) {
    WriteOutput(lines);
  } else {
    WriteError(lines);
  }
}

void Console::Log(const Info& info) {
  OwnerOf<Console>(info).Write(Stream::kOutput, FormatFrom(info, 0));
}

void Console::Warn(const Info& info) {
  OwnerOf<Console>(info).Write(Stream::kError, FormatFrom(info, 0));
}

void Console::Assert(const Info& info) {
  if (info[0]->BooleanValue(info.GetIsolate())) return;
  // "Assertion failed" becomes part of the format if there is one.
  std::string text = "Assertion failed";
  if (info.Length() > 1) {
    AppendTo(text, info[1]->IsString() ? ": " : " ", FormatFrom(info, 1));
  }
  OwnerOf<Console>(info).Write(Stream::kError, text);
}

void Console::Clear(const Info& info) {
  OwnerOf<Console>(info).indentation_.clear();
}

void Console::Trace(const Info& info) {
  std::string text = "Trace";
  if (info.Length() > 0) AppendTo(text, ": ", FormatFrom(info, 0));
  OwnerOf<Console>(info).Write(Stream::kError,
                               Concat(text, StackText(ContextOf(info))));
}

void Console::Dir(const Info& info) {
  OwnerOf<Console>(info).Write(Stream::kOutput,
                               Inspect(ContextOf(info), info[0], {}));
}

void Console::Table(const Info& info) {
  v8::Local<v8::Context> context = ContextOf(info);
  std::optional<std::vector<std::string>> columns;
  if (info.Length() > 1 && info[1]->IsArray()) {
    columns.emplace();
    auto names = info[1].As<v8::Array>();
    for (uint32_t i = 0; i < names->Length(); ++i) {
      v8::Local<v8::Value> name;
      if (!names->Get(context, i).ToLocal(&name)) return;
      columns->push_back(ToUtf8(context, name));
    }
  }
  const std::optional<TextTable> table = TableOf(context, info[0], columns);
  OwnerOf<Console>(info).Write(Stream::kOutput,
                               table ? DrawTable(*table) : FormatFrom(info, 0));
}

void Console::Count(const Info& info) {
  const std::optional<std::string> label = Label(info);
  if (!label) return;
  auto& console = OwnerOf<Console>(info);
  console.Write(Stream::kOutput,
                Concat(*label, ": ", ++console.counts_[*label]));
}

void Console::CountReset(const Info& info) {
  const std::optional<std::string> label = Label(info);
  if (!label) return;
  auto& console = OwnerOf<Console>(info);
  if (console.counts_.erase(*label) == 0) {
    console.Write(Stream::kError,
                  Concat("Count for '", *label, "' does not exist"));
  }
}

void Console::Group(const Info& info) {
  auto& console = OwnerOf<Console>(info);
  if (info.Length() > 0) console.Write(Stream::kOutput, FormatFrom(info, 0));
  console.indentation_ += kGroupIndentation;
}

void Console::GroupEnd(const Info& info) {
  std::string& indentation = OwnerOf<Console>(info).indentation_;
  if (!indentation.empty()) {
    indentation.resize(indentation.size() - (sizeof(kGroupIndentation) - 1));
  }
}

void Console::Time(const Info& info) {
  const std::optional<std::string> label = Label(info);
  if (!label) return;
  auto& console = OwnerOf<Console>(info);
  if (!console.timers_.emplace(*label, uv_hrtime()).second) {
    console.Write(Stream::kError,
                  Concat("Timer '", *label, "' already exists"));
  }
}

bool Console::WriteElapsed(const Info& info, const std::string& label,
                           int first_data) {
  const auto timer = timers_.find(label);
  if (timer == timers_.end()) {
    Write(Stream::kError, Concat("Timer '", label, "' does not exist"));
    return false;
  }
  std::string text = Concat(label, ": ", Duration(uv_hrtime() - timer->second));
  if (info.Length() > first_data) {
    AppendTo(text, " ", FormatFrom(info, first_data));
  }
  Write(Stream::kOutput, text);
  return true;
}

void Console::TimeLog(const Info& info) {
  if (const std::optional<std::string> label = Label(info)) {
    OwnerOf<Console>(info).WriteElapsed(info, *label, 1);
  }
}

void Console::TimeEnd(const Info& info) {
  const std::optional<std::string> label = Label(info);
  if (!label) return;
  auto& console = OwnerOf<Console>(info);
  if (console.WriteElapsed(info, *label, info.Length())) {
    console.timers_.erase(*label);
  }
}

void Console::Print(const Info& info) {
  std::string text;
  for (int i = 0; i < info.Length(); ++i) {
    v8::Local<v8::String> string;
    if (!info[i]->ToString(ContextOf(info)).ToLocal(&string)) return;
    AppendTo(text, i == 0 ? "" : " ", ToUtf8(ContextOf(info), string));
  }
  WriteOutput(Concat(text, "\n"));
}

}  // namespace mortise::shell
