// Receives a CloseEvent from a real socket in a program that has no script
// engine: what a C++ program needs to use core by itself.  Exit code 0 if
// event.code is what the server sent.

#include <cstdio>
#include <memory>
#include <string>

#include "core/dom/event_listener.h"
#include "core/dom/simple_environment.h"
#include "core/net/loopback_server/loopback_server_thread.h"
#include "core/net/uv_task_runner.h"
#include "core/net/web_socket_network.h"
#include "core/websocket/close_event.h"
#include "core/websocket/web_socket.h"
#include "core/websocket/web_socket_environment.h"

using namespace mortise;

int main() {
  auto server = net::LoopbackServerThread::Start({});
  if (!server.ok()) return 1;
  const std::string url = "ws://127.0.0.1:" + std::to_string((*server)->port());

  uv_loop_t loop;
  uv_loop_init(&loop);
  uint16_t code = 0;
  {
    net::UvTaskRunner runner(&loop);
    net::WebSocketNetwork network(&loop);
    SimpleEnvironment environment(&runner);
    environment.Set(std::make_unique<WebSocketEnvironment>(&network));

    RefPtr<WebSocket> socket =
        WebSocket::Create(environment, url + "/close?code=4001").TakeValue();
    socket->AddEventListener(AtomString("close"),
                             MakeEventListener([&](Event& event) {
                               code = static_cast<CloseEvent&>(event).code();
                             }));
    uv_run(&loop, UV_RUN_DEFAULT);
  }
  uv_run(&loop, UV_RUN_DEFAULT);
  uv_loop_close(&loop);
  std::printf("event.code: %d\n", code);
  return code == 4001 ? 0 : 1;
}
