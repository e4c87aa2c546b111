#ifndef MORTISE_SHELL_WEB_APIS_H_
#define MORTISE_SHELL_WEB_APIS_H_

#include <v8.h>

#include "bindings/runtime/isolate_data.h"
#include "bindings/runtime/realm.h"
#include "core/dom/simple_environment.h"
#include "core/net/proxy_environment.h"
#include "core/net/web_socket_network.h"
#include "shell/net_trace.h"
#include "shell/options.h"

namespace mortise::shell {

class EventLoop;
class ExceptionReporter;
struct Options;

// The interfaces that core implements, in one global: what any embedder writes
// to have them.  One an isolate.
class WebApis {
 public:
  // Adds the interfaces to the context's global.  The loop and the reporter
  // must outlive this object.
  WebApis(v8::Local<v8::Context> context, EventLoop* loop,
          ExceptionReporter* reporter, const Options& options,
          const net::ProxyEnvironment& proxies);
  WebApis(const WebApis&) = delete;
  WebApis& operator=(const WebApis&) = delete;
  // Closes the connections and releases all objects; no script may run
  // afterwards.
  ~WebApis();

 private:
  bindings::IsolateData data_;
  NetTrace net_trace_;
  net::WebSocketNetwork network_;
  SimpleEnvironment environment_;
  bindings::Realm realm_;
};

}  // namespace mortise::shell

#endif  // MORTISE_SHELL_WEB_APIS_H_
