// Runs a script that finds Counter in its global:  counter counter.js
#include <libplatform/libplatform.h>
#include <uv.h>
#include <v8.h>

#include <cstdio>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>

#include "bindings/runtime/isolate_data.h"
#include "bindings/runtime/realm.h"
#include "bindings/web_interfaces.h"
#include "core/dom/simple_environment.h"
#include "core/net/uv_task_runner.h"
#include "examples/own_interface/counter_bindings.h"

using namespace mortise;

static void Print(const v8::FunctionCallbackInfo<v8::Value>& info) {
  std::printf("%s\n", *v8::String::Utf8Value(info.GetIsolate(), info[0]));
}

static bool Run(v8::Local<v8::Context> context, const std::string& code) {
  v8::Isolate* isolate = context->GetIsolate();
  v8::TryCatch try_catch(isolate);
  v8::Local<v8::Script> script;
  auto source = v8::String::NewFromUtf8(isolate, code.c_str());
  if (v8::Script::Compile(context, source.ToLocalChecked()).ToLocal(&script) &&
      !script->Run(context).IsEmpty()) {
    return true;
  }
  std::fprintf(stderr, "%s\n",
               *v8::String::Utf8Value(isolate, try_catch.Exception()));
  return false;
}

int main(int argc, char** argv) {
  std::ifstream file(argc > 1 ? argv[1] : "counter.js");
  const std::string code{std::istreambuf_iterator<char>(file), {}};
  auto platform = v8::platform::NewDefaultPlatform();
  v8::V8::InitializePlatform(platform.get());
  v8::V8::Initialize();
  v8::Isolate::CreateParams params;
  std::unique_ptr<v8::ArrayBuffer::Allocator> allocator(
      v8::ArrayBuffer::Allocator::NewDefaultAllocator());
  params.array_buffer_allocator = allocator.get();
  v8::Isolate* isolate = v8::Isolate::New(params);
  bool succeeded;
  {
    v8::Isolate::Scope isolate_scope(isolate);
    v8::HandleScope handle_scope(isolate);
    bindings::IsolateData data(isolate);
    net::UvTaskRunner task_runner(uv_default_loop());
    SimpleEnvironment environment(&task_runner);
    v8::Local<v8::ObjectTemplate> global = v8::ObjectTemplate::New(isolate);
    global->Set(isolate, "print", v8::FunctionTemplate::New(isolate, Print));
    v8::Local<v8::Context> context = v8::Context::New(isolate, nullptr, global);
    v8::Context::Scope context_scope(context);
    bindings::Realm realm(context, environment);
    realm.Expose(bindings::WebInterfaces());
    realm.Expose(bindings::CounterBindings());
    succeeded = Run(context, code);
    uv_run(uv_default_loop(), UV_RUN_DEFAULT);
  }
  isolate->Dispose();
  return succeeded ? 0 : 1;
}
