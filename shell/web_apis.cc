#include "shell/web_apis.h"

#include <memory>
#include <utility>

#include "bindings/web_interfaces.h"
#include "core/websocket/web_socket_environment.h"
#include "shell/event_loop.h"
#include "shell/exception_reporter.h"
#include "shell/options.h"

namespace mortise::shell {

WebApis::WebApis(v8::Local<v8::Context> context, EventLoop* loop,
                 ExceptionReporter* reporter, const Options& options,
                 const net::ProxyEnvironment& proxies)
    : data_(v8::Isolate::GetCurrent()),
      network_(loop->uv_loop()),
      environment_(loop),
      realm_(context, environment_) {
  auto web_sockets = std::make_unique<WebSocketEnvironment>(&network_);
  web_sockets->set_proxies(proxies);
  net::WebSocketConnectOptions& connect = web_sockets->connect_options();
  connect.offer_http2 = options.http2;
  connect.protocol.strict_close_codes = options.strict_close_codes;
  connect.protocol.max_sent_frame_size = options.max_frame_size;
  environment_.Set(std::move(web_sockets));
  if (options.trace_net) network_.SetLogger(&net_trace_);
  realm_.set_exception_reporter(
      [this, reporter](v8::Local<v8::Value> exception,
                       v8::Local<v8::Message> message) {
        reporter->Report(realm_.context(), exception, message);
      });
  realm_.Expose(bindings::WebInterfaces());
}

WebApis::~WebApis() = default;

}  // namespace mortise::shell
