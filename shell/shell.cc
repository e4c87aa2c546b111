#include "shell/shell.h"

#include <vector>

#include "shell/output.h"
#include "shell/v8_helpers.h"

namespace mortise::shell {

Shell::IsolateHolder::IsolateHolder()
    : allocator(v8::ArrayBuffer::Allocator::NewDefaultAllocator()) {
  v8::Isolate::CreateParams params;
  params.array_buffer_allocator = allocator.get();
  isolate = v8::Isolate::New(params);
  isolate->Enter();
  // The microtask checkpoint comes where the outermost script ends ("clean up
  // after running script", HTML section 8.1.4.4).
  isolate->SetMicrotasksPolicy(v8::MicrotasksPolicy::kScoped);
}

Shell::IsolateHolder::~IsolateHolder() {
  isolate->Exit();
  isolate->Dispose();
}

Shell::Shell(v8::Platform* platform, const Options& options,
             const net::ProxyEnvironment& proxies)
    : gc_each_turn_(options.gc_each_turn),
      isolate_(holder_.isolate),
      reporter_(isolate_),
      rejections_(isolate_),
      loop_(isolate_, platform, this),
      timers_(&loop_, &reporter_) {
  v8::HandleScope handle_scope(isolate_);
  context_.Reset(isolate_, v8::Context::New(isolate_));
  v8::Context::Scope context_scope(context());
  web_apis_ = std::make_unique<WebApis>(context(), &loop_, &reporter_, options,
                                        proxies);
  InstallGlobals(options.script_arguments);
}

Shell::~Shell() = default;

void Shell::InstallGlobals(absl::Span<const std::string> script_arguments) {
  v8::Local<v8::Object> global = context()->Global();
  performance_.Install(context());
  console_.Install(context());
  timers_.Install(context());
  global->CreateDataProperty(context(), ToV8(isolate_, "self"), global).Check();

  std::vector<v8::Local<v8::Value>> arguments;
  for (const std::string& argument : script_arguments) {
    arguments.push_back(ToV8(isolate_, argument));
  }
  global
      ->CreateDataProperty(
          context(), ToV8(isolate_, "scriptArgs"),
          v8::Array::New(isolate_, arguments.data(), arguments.size()))
      .Check();
}

bool Shell::Run(absl::Span<const LoadedScript> scripts) {
  for (const LoadedScript& script : scripts) {
    loop_.RunTask([&] {
      if (!RunScript(context(), script, reporter_)) loop_.Stop();
    });
  }
  loop_.Run();
  FlushOutput();
  return !reporter_.has_failed();
}

void Shell::StopFromAnyThread() {
  loop_.StopFromAnyThread();
  isolate_->TerminateExecution();
}

void Shell::DidRunTask() {
  DidRunV8Task();
  if (gc_each_turn_) {
    isolate_->RequestGarbageCollectionForTesting(
        v8::Isolate::kFullGarbageCollection);
  }
}

void Shell::DidRunV8Task() {
  // Most tasks have had it already: it comes where the outermost script ends.
  v8::MicrotasksScope::PerformCheckpoint(isolate_);
  rejections_.Notify(context(), reporter_);
  FlushOutput();
}

}  // namespace mortise::shell
