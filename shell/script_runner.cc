#include "shell/script_runner.h"

#include <cerrno>
#include <cstdio>
#include <memory>
#include <string_view>
#include <utility>

#include "absl/status/status.h"
#include "bindings/v8_compat/v8_compat.h"
#include "core/base/strings.h"
#include "shell/exception_reporter.h"
#include "shell/v8_helpers.h"

namespace mortise::shell {
namespace {

constexpr char kNameOfCode[] = "[-e]";
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

absl::Status CannotRead(const std::string& path, int error) {
  return absl::ErrnoToStatus(error, Concat("cannot read ", path));
}

absl::StatusOr<std::string> ReadFile(const std::string& path) {
  struct Closer {
    void operator()(std::FILE* file) const { std::fclose(file); }
  };
  const std::unique_ptr<std::FILE, Closer> file(std::fopen(path.c_str(), "rb"));
  if (!file) return CannotRead(path, errno);
  std::string text;
  char buffer[1 << 16];
  while (const size_t n = std::fread(buffer, 1, sizeof(buffer), file.get())) {
    text.append(buffer, n);
  }
  // A folder can be opened, but not read.
  if (std::ferror(file.get())) return CannotRead(path, errno);
  if (text.size() > static_cast<size_t>(v8::String::kMaxLength)) {
    return CannotRead(path, EFBIG);
  }
  return text;
}

}  // namespace

absl::StatusOr<std::vector<LoadedScript>> LoadScripts(
    absl::Span<const ScriptArgument> scripts) {
  std::vector<LoadedScript> loaded;
  for (const ScriptArgument& script : scripts) {
    if (script.kind == ScriptArgument::Kind::kCode) {
      loaded.push_back({kNameOfCode, script.text});
      continue;
    }
    absl::StatusOr<std::string> text = ReadFile(script.text);
    if (!text.ok()) return text.status();
    std::string_view source = *text;
    if (source.starts_with(kByteOrderMark)) {
      source.remove_prefix(kByteOrderMark.size());
    }
    loaded.push_back({script.text, std::string(source)});
  }
  return loaded;
}

bool RunScript(v8::Local<v8::Context> context, const LoadedScript& script,
               ExceptionReporter& reporter) {
  v8::Isolate* isolate = v8::Isolate::GetCurrent();
  v8::HandleScope handle_scope(isolate);
  v8::Context::Scope context_scope(context);
  v8::MicrotasksScope microtasks(isolate, context->GetMicrotaskQueue(),
                                 v8::MicrotasksScope::kRunMicrotasks);
  v8::TryCatch try_catch(isolate);
  const v8::ScriptOrigin origin =
      v8_compat::ScriptOrigin(isolate, ToV8(isolate, script.name));
  v8::ScriptCompiler::Source source(ToV8(isolate, script.source), origin);
  v8::Local<v8::Script> compiled;
  v8::Local<v8::Value> result;
  if (v8::ScriptCompiler::Compile(context, &source).ToLocal(&compiled) &&
      compiled->Run(context).ToLocal(&result)) {
    return true;
  }
  if (try_catch.HasCaught() && !try_catch.HasTerminated()) {
    reporter.Report(context, try_catch.Exception(), try_catch.Message());
  }
  return false;
}

}  // namespace mortise::shell
