// Embeds the bindings in an isolate and a loop of its own and gets event.code
// out of a script:  embed ws://127.0.0.1:PORT/close?code=4001
#include <libplatform/libplatform.h>
#include <uv.h>
#include <v8.h>

#include <cstdio>
#include <memory>

#include "bindings/runtime/isolate_data.h"
#include "bindings/runtime/realm.h"
#include "bindings/web_interfaces.h"
#include "core/dom/simple_environment.h"
#include "core/net/uv_task_runner.h"
#include "core/net/web_socket_network.h"
#include "core/websocket/web_socket_environment.h"

using namespace mortise;

static v8::Local<v8::Value> Run(v8::Local<v8::Context> context,
                                const std::string& code) {
  v8::Isolate* isolate = context->GetIsolate();
  auto source = v8::String::NewFromUtf8(isolate, code.c_str());
  auto script = v8::Script::Compile(context, source.ToLocalChecked());
  return script.ToLocalChecked()->Run(context).ToLocalChecked();
}

int main(int argc, char** argv) {
  auto platform = v8::platform::NewDefaultPlatform();
  v8::V8::InitializePlatform(platform.get());
  v8::V8::Initialize();
  v8::Isolate::CreateParams params;
  std::unique_ptr<v8::ArrayBuffer::Allocator> allocator(
      v8::ArrayBuffer::Allocator::NewDefaultAllocator());
  params.array_buffer_allocator = allocator.get();
  v8::Isolate* isolate = v8::Isolate::New(params);
  {
    v8::Isolate::Scope isolate_scope(isolate);
    v8::HandleScope handle_scope(isolate);
    bindings::IsolateData data(isolate);
    net::UvTaskRunner task_runner(uv_default_loop());
    net::WebSocketNetwork network(uv_default_loop());
    SimpleEnvironment environment(&task_runner);
    environment.Set(std::make_unique<WebSocketEnvironment>(&network));
    v8::Local<v8::Context> context = v8::Context::New(isolate);
    v8::Context::Scope context_scope(context);
    bindings::Realm realm(context, environment);
    realm.Expose(bindings::WebInterfaces());

    Run(context, "var code; const socket = new WebSocket('" +
                     std::string(argc > 1 ? argv[1] : "") +
                     "'); socket.onclose = (event) => { code = event.code; }");
    uv_run(uv_default_loop(), UV_RUN_DEFAULT);
    std::printf("event.code === %d\n",
                Run(context, "code").As<v8::Int32>()->Value());
  }
  isolate->Dispose();
}
