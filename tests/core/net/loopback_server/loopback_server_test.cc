#include "core/net/loopback_server/loopback_server.h"

#include <gtest/gtest.h>

#include <memory>

#include "core/net/loopback_server/loopback_server_thread.h"
#include "core/net/web_socket_network.h"
#include "tests/core/net/channel_recorder.h"
#include "tests/core/net/test_loop.h"

namespace mortise::net {
namespace {

TEST(LoopbackServerTest, Start_HostIsNoLoopbackAddress_IsRefused) {
  TestLoop loop;
  for (const char* host : {"0.0.0.0", "10.0.0.1", "::", "localhost", ""}) {
    LoopbackServer::Options options;
    options.host = host;
    EXPECT_TRUE(absl::IsInvalidArgument(
        LoopbackServer::Start(loop.get(), options).status()))
        << host;
  }
}

TEST(LoopbackServerTest, Start_PortIsTaken_IsRefused) {
  TestLoop loop;
  auto first = LoopbackServer::Start(loop.get(), {});
  ASSERT_TRUE(first.ok()) << first.status();
  LoopbackServer::Options options;
  options.port = (*first)->port();
  EXPECT_TRUE(absl::IsAlreadyExists(
      LoopbackServer::Start(loop.get(), options).status()));
  EXPECT_FALSE(LoopbackServerThread::Start(options).ok());
}

TEST(LoopbackServerTest, Start_SeveralHosts_ServesThemAtOnePort) {
  TestLoop loop;
  LoopbackServer::Options options;
  options.more_hosts = {"127.0.0.2", "127.0.0.3"};
  auto server = LoopbackServer::Start(loop.get(), options).value();
  WebSocketNetwork network(loop.get());
  for (const char* host : {"127.0.0.1", "127.0.0.2", "127.0.0.3"}) {
    WebSocketConnectOptions connect;
    connect.request.host = host;
    connect.request.port = server->port();
    connect.request.resource_name = "/close?code=4001";
    ChannelRecorder recorder;
    recorder.Connect(&network, connect);
    ASSERT_TRUE(loop.RunUntil([&] { return recorder.is_closed(); }));
    EXPECT_EQ(recorder.lines().back(), "close 4001") << host;
  }
  options.port = server->port();
  options.host = "127.0.0.4";
  EXPECT_TRUE(absl::IsAlreadyExists(
      LoopbackServer::Start(loop.get(), options).status()));
  options.more_hosts = {"10.0.0.1"};
  EXPECT_TRUE(absl::IsInvalidArgument(
      LoopbackServer::Start(loop.get(), options).status()));
}

TEST(LoopbackServerTest, Start_BadCertificate_IsRefused) {
  TestLoop loop;
  LoopbackServer::Options options;
  options.tls.certificate_pem = "no certificate";
  EXPECT_FALSE(LoopbackServer::Start(loop.get(), options).ok());
}

TEST(LoopbackServerTest, SourceAndSink_Messages_AreAnswered) {
  // Client and server on one loop.
  TestLoop loop;
  auto server = LoopbackServer::Start(loop.get(), {}).value();
  WebSocketNetwork network(loop.get());
  const struct {
    const char* path;
    const char* message;
    const char* expected;
  } kCases[] = {
      {"/source", "70000", "open; binary 70000; close 1000"},
      {"/source", "many",
       "open; closing; close 1008 send the number of bytes "
       "that you want"},
      {"/sink", "four", "open; text 1; close 1000"},
  };
  for (const auto& c : kCases) {
    ChannelRecorder recorder;
    recorder.set_hook([&](const std::string& line) {
      if (line == "open") recorder.channel().SendText(c.message);
      if (line.starts_with("text") || line.starts_with("binary")) {
        recorder.channel().Close(1000, "");
      }
    });
    WebSocketConnectOptions options;
    options.request.host = "127.0.0.1";
    options.request.port = server->port();
    options.request.resource_name = c.path;
    options.request.offer_deflate = false;
    recorder.Connect(&network, options);
    ASSERT_TRUE(loop.RunUntil([&] { return recorder.is_closed(); }));
    EXPECT_EQ(recorder.text(), c.expected);
  }
  EXPECT_TRUE(loop.RunUntil([&] { return server->session_count() == 0; }));
}

}  // namespace
}  // namespace mortise::net
