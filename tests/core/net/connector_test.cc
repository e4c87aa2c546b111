#include "core/net/connector.h"

#include <gtest/gtest.h>

#include <memory>
#include <optional>
#include <string>

#include "core/net/loop_context.h"
#include "tests/core/net/raw_peer.h"
#include "tests/core/net/test_loop.h"

namespace mortise::net {
namespace {

TEST(InterleaveFamiliesTest, InterleaveFamilies_Lists_AsTable) {
  const struct {
    std::vector<const char*> given;
    std::vector<const char*> expected;
  } kCases[] = {
      {{}, {}},
      {{"1.1.1.1"}, {"1.1.1.1"}},
      {{"::1", "::2", "1.1.1.1"}, {"::1", "1.1.1.1", "::2"}},
      {{"1.1.1.1", "::1", "::2"}, {"1.1.1.1", "::1", "::2"}},
      {{"::1", "::2", "::3", "1.1.1.1", "2.2.2.2"},
       {"::1", "1.1.1.1", "::2", "2.2.2.2", "::3"}},
  };
  const auto parse = [](const std::vector<const char*>& hosts) {
    SocketAddresses result;
    for (const char* host : hosts) {
      result.push_back(*SocketAddress::Parse(host, 1));
    }
    return result;
  };
  for (const auto& c : kCases) {
    EXPECT_EQ(Connector::InterleaveFamilies(parse(c.given)), parse(c.expected));
  }
}

class ConnectorTest : public ::testing::Test {
 protected:
  using Result = absl::StatusOr<Connector::Connection>;

  TestLoop loop_;
  LoopContext context_{loop_.get()};
  ConnectingQueue queue_{&context_};
  std::optional<Result> result_;

  std::unique_ptr<Connector> Connect(
      const std::string& host, uint16_t port,
      absl::Duration timeout = absl::InfiniteDuration()) {
    return std::make_unique<Connector>(
        &context_, &queue_, host, port, timeout,
        [this](Result result) { result_ = std::move(result); });
  }

  // A port of 127.0.0.1 where nobody listens.
  static uint16_t ClosedPort() { return RawListener().port(); }
};

TEST_F(ConnectorTest, Connector_Listening_Connects) {
  RawListener listener;
  const auto connector = Connect("127.0.0.1", listener.port());
  EXPECT_FALSE(result_);
  loop_.RunToEnd();
  ASSERT_TRUE(result_ && result_->ok());
  EXPECT_TRUE((*result_)->ticket->granted());
  EXPECT_EQ((*result_)->stream->peer_name(),
            "127.0.0.1:" + std::to_string(listener.port()));
  EXPECT_TRUE(listener.HasConnection());
  result_.reset();
}

TEST_F(ConnectorTest, Connector_NobodyListens_TellsTheReason) {
  const uint16_t port = ClosedPort();
  const auto connector = Connect("127.0.0.1", port);
  loop_.RunToEnd();
  ASSERT_TRUE(result_ && !result_->ok());
  EXPECT_TRUE(absl::IsUnavailable(result_->status()));
  EXPECT_EQ(result_->status().message(), "127.0.0.1:" + std::to_string(port) +
                                             ": connect: connection refused");
}

TEST_F(ConnectorTest, Connector_FirstAddressRefuses_TriesTheNextAtOnce) {
  // Listens on IPv4 only.
  RawListener listener;
  const uint64_t start = uv_hrtime();
  const auto connector = Connect("localhost", listener.port());
  loop_.RunToEnd();
  ASSERT_TRUE(result_ && result_->ok()) << result_->status();
  EXPECT_LT(absl::Nanoseconds(uv_hrtime() - start), Connector::kAttemptDelay);
  result_.reset();
}

TEST_F(ConnectorTest, Connector_AllAddressesRefuse_TellsAllReasons) {
  const auto connector = Connect("localhost", ClosedPort());
  loop_.RunToEnd();
  ASSERT_TRUE(result_ && !result_->ok());
  const std::string message(result_->status().message());
  EXPECT_NE(message.find("[::1]:"), std::string::npos) << message;
  EXPECT_NE(message.find("; 127.0.0.1:"), std::string::npos) << message;
}

TEST_F(ConnectorTest, Connector_UnknownName_Fails) {
  const auto connector = Connect("no-such-host.invalid", 80);
  loop_.RunToEnd();
  ASSERT_TRUE(result_);
  EXPECT_FALSE(result_->ok());
}

TEST_F(ConnectorTest, Connector_NoAnswer_FailsAfterTheTimeout) {
  // The ticket of another connection makes this one wait.
  const ConnectingQueue::Ticket other(
      &queue_, *SocketAddress::Parse("127.0.0.1", 80), [] {});
  const auto connector = Connect("127.0.0.1", 80, absl::Milliseconds(20));
  loop_.RunToEnd();
  ASSERT_TRUE(result_ && !result_->ok());
  EXPECT_TRUE(absl::IsDeadlineExceeded(result_->status()));
  EXPECT_EQ(result_->status().message(),
            "connect to 127.0.0.1: no connection within 20ms");
}

TEST_F(ConnectorTest, Connector_AddressIsTaken_WaitsForTheTicket) {
  RawListener listener;
  auto other = std::make_unique<ConnectingQueue::Ticket>(
      &queue_, *SocketAddress::Parse("127.0.0.1", listener.port()), [] {});
  const auto connector = Connect("127.0.0.1", listener.port());
  loop_.RunFor(absl::Milliseconds(20));
  EXPECT_FALSE(result_);
  EXPECT_FALSE(listener.HasConnection());
  other.reset();
  loop_.RunToEnd();
  ASSERT_TRUE(result_ && result_->ok());
  result_.reset();
}

TEST_F(ConnectorTest, Connector_FirstAddressHangs_TriesTheNextAfterTheDelay) {
  RawListener listener;
  // Nobody else can be made to hang on every machine.
  const ConnectingQueue::Ticket hangs(
      &queue_, *SocketAddress::Parse("::1", listener.port()), [] {});
  const uint64_t start = uv_hrtime();
  const auto connector = Connect("localhost", listener.port());
  ASSERT_TRUE(loop_.RunUntil([&] { return result_.has_value(); }));
  ASSERT_TRUE(result_->ok()) << result_->status();
  EXPECT_GE(absl::Nanoseconds(uv_hrtime() - start), Connector::kAttemptDelay);
  result_.reset();
}

TEST_F(ConnectorTest, Destructor_AtAnyTurn_NoCallback) {
  RawListener listener;
  for (int turns = 0; turns < 5; ++turns) {
    for (const uint16_t port : {listener.port(), ClosedPort()}) {
      for (const char* host : {"127.0.0.1", "localhost", "ip6-localhost"}) {
        result_.reset();
        auto connector = Connect(host, port, absl::Seconds(10));
        for (int i = 0; i < turns; ++i) uv_run(loop_.get(), UV_RUN_NOWAIT);
        const bool called = result_.has_value();
        connector.reset();
        loop_.RunToEnd();
        EXPECT_EQ(result_.has_value(), called);
      }
    }
  }
  result_.reset();
}

TEST_F(ConnectorTest, Destructor_InTheCallback_IsSafe) {
  RawListener listener;
  for (const uint16_t port : {listener.port(), ClosedPort()}) {
    for (const char* host : {"127.0.0.1", "localhost", "no-such.invalid"}) {
      bool called = false;
      std::unique_ptr<Connector> connector;
      connector = std::make_unique<Connector>(&context_, &queue_, host, port,
                                              absl::Seconds(10), [&](Result) {
                                                connector.reset();
                                                called = true;
                                              });
      loop_.RunToEnd();
      EXPECT_TRUE(called);
    }
  }
}

}  // namespace
}  // namespace mortise::net
