#include "shell/web_apis.h"

#include <memory>

#include "bindings/web_interfaces.h"
#include "core/websocket/web_socket_environment.h"
#include "shell/event_loop.h"
#include "shell/exception_reporter.h"

namespace mortise::shell {

WebApis::WebApis(v8::Local<v8::Context> context, EventLoop* loop,
                 ExceptionReporter* reporter)
    : data_(v8::Isolate::GetCurrent()),
      network_(loop->uv_loop()),
      environment_(loop),
      realm_(context, environment_) {
  environment_.Set(std::make_unique<WebSocketEnvironment>(&network_));
  realm_.set_exception_reporter(
      [this, reporter](v8::Local<v8::Value> exception,
                       v8::Local<v8::Message> message) {
        reporter->Report(realm_.context(), exception, message);
      });
  realm_.Expose(bindings::WebInterfaces());
}

WebApis::~WebApis() = default;

}  // namespace mortise::shell
