#include "core/net/connecting_queue.h"

#include <gtest/gtest.h>

#include <memory>
#include <vector>

#include "tests/core/net/test_loop.h"

namespace mortise::net {
namespace {

class ConnectingQueueTest : public ::testing::Test {
 protected:
  using Ticket = ConnectingQueue::Ticket;

  TestLoop loop_;
  LoopContext context_{loop_.get()};
  ConnectingQueue queue_{&context_};
  const SocketAddress here_ = *SocketAddress::Parse("127.0.0.1", 80);
  const SocketAddress there_ = *SocketAddress::Parse("127.0.0.1", 81);
  std::vector<int> told_;

  std::unique_ptr<Ticket> Ask(const SocketAddress& address, int n) {
    return std::make_unique<Ticket>(&queue_, address,
                                    [this, n] { told_.push_back(n); });
  }
};

TEST_F(ConnectingQueueTest, Ticket_FirstForItsAddress_IsGrantedAtOnce) {
  const auto a = Ask(here_, 1);
  const auto b = Ask(there_, 2);
  EXPECT_TRUE(a->granted());
  EXPECT_TRUE(b->granted());
  loop_.RunToEnd();
  EXPECT_TRUE(told_.empty());
}

TEST_F(ConnectingQueueTest, Ticket_Waiting_IsGrantedInOrderAndToldLater) {
  auto a = Ask(here_, 1);
  auto b = Ask(here_, 2);
  auto c = Ask(here_, 3);
  EXPECT_FALSE(b->granted());
  a.reset();
  EXPECT_TRUE(b->granted());
  EXPECT_FALSE(c->granted());
  EXPECT_TRUE(told_.empty());
  loop_.RunToEnd();
  EXPECT_EQ(told_, std::vector<int>{2});
  b.reset();
  loop_.RunToEnd();
  EXPECT_EQ(told_, (std::vector<int>{2, 3}));
}

TEST_F(ConnectingQueueTest, Ticket_GoesWhileWaiting_IsSkipped) {
  auto a = Ask(here_, 1);
  auto b = Ask(here_, 2);
  auto c = Ask(here_, 3);
  b.reset();
  a.reset();
  loop_.RunToEnd();
  EXPECT_EQ(told_, std::vector<int>{3});
}

TEST_F(ConnectingQueueTest, Ticket_GoesBetweenGrantAndNotice_PassesItOn) {
  auto a = Ask(here_, 1);
  auto b = Ask(here_, 2);
  auto c = Ask(here_, 3);
  a.reset();
  b.reset();
  loop_.RunToEnd();
  EXPECT_EQ(told_, std::vector<int>{3});
}

TEST_F(ConnectingQueueTest, Ticket_DestroyedByItsCallback_PassesItOn) {
  auto a = Ask(here_, 1);
  std::vector<std::unique_ptr<Ticket>> waiting(100);
  int told = 0;
  for (auto& ticket : waiting) {
    ticket = std::make_unique<Ticket>(&queue_, here_, [&ticket, &told] {
      ++told;
      ticket.reset();
    });
  }
  a.reset();
  loop_.RunToEnd();
  EXPECT_EQ(told, 100);
  EXPECT_TRUE(Ask(here_, 4)->granted());
}

}  // namespace
}  // namespace mortise::net
