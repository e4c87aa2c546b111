#include "core/net/tcp_stream.h"

#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "core/net/loop_context.h"
#include "core/net/tcp_listener.h"
#include "tests/core/net/raw_peer.h"
#include "tests/core/net/test_loop.h"

namespace mortise::net {
namespace {

absl::Span<const uint8_t> Bytes(std::string_view text) {
  return absl::MakeConstSpan(reinterpret_cast<const uint8_t*>(text.data()),
                             text.size());
}

class TcpStreamTest : public ::testing::Test, protected Stream::Delegate {
 protected:
  TestLoop loop_;
  LoopContext context_{loop_.get()};
  RawListener listener_;
  std::unique_ptr<TcpStream> stream_;
  std::optional<RawPeer> peer_;

  std::string received_;
  int ends_ = 0;
  std::optional<absl::Status> error_;
  int writables_ = 0;
  // Runs in each callback.
  std::function<void()> in_callback_ = [] {};

  void Connect() {
    bool connected = false;
    auto stream = TcpStream::Connect(
        &context_, *SocketAddress::Parse("127.0.0.1", listener_.port()),
        [&](const absl::Status& status) { connected = status.ok(); });
    ASSERT_TRUE(stream.ok()) << stream.status();
    stream_ = *std::move(stream);
    ASSERT_TRUE(loop_.RunUntil([&] { return connected; }));
    stream_->SetDelegate(this);
    peer_ = listener_.Accept();
  }

  bool over() const { return ends_ > 0 || error_.has_value(); }

  void OnStreamData(absl::Span<const uint8_t> data) override {
    received_.append(reinterpret_cast<const char*>(data.data()), data.size());
    in_callback_();
  }
  void OnStreamEnd() override {
    ++ends_;
    in_callback_();
  }
  void OnStreamError(const absl::Status& error) override {
    EXPECT_FALSE(error_);
    error_ = error;
    in_callback_();
  }
  void OnStreamWritable() override {
    ++writables_;
    in_callback_();
  }
};

TEST_F(TcpStreamTest, Connect_NobodyListens_CallsBackWithTheError) {
  const uint16_t port = RawListener().port();
  std::optional<absl::Status> result;
  auto stream =
      TcpStream::Connect(&context_, *SocketAddress::Parse("127.0.0.1", port),
                         [&](const absl::Status& status) { result = status; });
  ASSERT_TRUE(stream.ok());
  EXPECT_FALSE(result);
  loop_.RunToEnd();
  ASSERT_TRUE(result);
  EXPECT_EQ(result->message(), "connect: connection refused");
}

TEST_F(TcpStreamTest, Connect_DestroyedInTheCallback_IsSafe) {
  bool called = false;
  auto stream = TcpStream::Connect(
      &context_, *SocketAddress::Parse("127.0.0.1", listener_.port()),
      [&](const absl::Status&) {
        stream_.reset();
        called = true;
      });
  stream_ = *std::move(stream);
  loop_.RunToEnd();
  EXPECT_TRUE(called);
}

TEST_F(TcpStreamTest, Connect_DestroyedBefore_NoCallback) {
  auto stream = TcpStream::Connect(
      &context_, *SocketAddress::Parse("127.0.0.1", listener_.port()),
      [&](const absl::Status&) { FAIL(); });
  stream->reset();
  loop_.RunToEnd();
}

TEST_F(TcpStreamTest, Reading_Paused_NothingArrivesUntilResumed) {
  Connect();
  peer_->Send("hello");
  peer_->ShutdownWrite();
  loop_.RunFor(absl::Milliseconds(10));
  EXPECT_EQ(received_, "");
  stream_->ResumeReading();
  ASSERT_TRUE(loop_.RunUntil([&] { return over(); }));
  EXPECT_EQ(received_, "hello");
  EXPECT_EQ(ends_, 1);
  // An end is told once.
  stream_->ResumeReading();
  loop_.RunFor(absl::Milliseconds(5));
  EXPECT_EQ(ends_, 1);
}

TEST_F(TcpStreamTest, Reading_PausedInTheCallback_StopsAtOnce) {
  Connect();
  in_callback_ = [&] { stream_->PauseReading(); };
  peer_->Send(std::string(4 * LoopContext::kReadBufferSize, 'x'));
  stream_->ResumeReading();
  loop_.RunFor(absl::Milliseconds(10));
  EXPECT_LE(received_.size(), LoopContext::kReadBufferSize);
  in_callback_ = [] {};
  stream_->ResumeReading();
  EXPECT_TRUE(loop_.RunUntil(
      [&] { return received_.size() == 4 * LoopContext::kReadBufferSize; }));
}

TEST_F(TcpStreamTest, Reading_AFlood_LeavesOthersTheirTurn) {
  Connect();
  stream_->ResumeReading();
  uint64_t turn = 0;
  size_t before = 0, most = 0;
  in_callback_ = [&] {
    if (turn != context_.turn()) {
      turn = context_.turn();
      before = received_.size();
    }
    most = std::max(most, received_.size() - before);
    if (received_.size() < 50 * LoopContext::kReadBufferSize) {
      peer_->Send(std::string(LoopContext::kReadBufferSize, 'x'));
    }
  };
  peer_->Send(std::string(LoopContext::kReadBufferSize, 'x'));
  EXPECT_TRUE(loop_.RunUntil(
      [&] { return received_.size() >= 50 * LoopContext::kReadBufferSize; }));
  EXPECT_LE(most, TcpStream::kReadsPerTurn * LoopContext::kReadBufferSize);
}

TEST_F(TcpStreamTest, Write_Small_IsGoneAtOnce) {
  Connect();
  EXPECT_EQ(stream_->Write(Bytes("hello")), 5u);
  EXPECT_EQ(stream_->queued_bytes(), 0u);
  EXPECT_EQ(peer_->Receive(), "hello");
}

TEST_F(TcpStreamTest, Write_MoreThanFits_TellsWhenToGoOn) {
  Connect();
  std::string data(32 << 20, '\0');
  for (size_t i = 0; i < data.size(); ++i) {
    data[i] = static_cast<char>(i * 31 + (i >> 9));
  }
  size_t written = stream_->Write(Bytes(data));
  ASSERT_LT(written, data.size());
  EXPECT_LE(stream_->queued_bytes(), TcpStream::kMaxQueuedBytes);
  // While it waits it takes nothing, even if the kernel has taken all.
  EXPECT_EQ(stream_->Write(Bytes("x")), 0u);
  std::string got;
  in_callback_ = [&] {
    written += stream_->Write(Bytes(data).subspan(written));
  };
  EXPECT_TRUE(loop_.RunUntil([&] {
    got += peer_->Receive();
    return got.size() == data.size();
  }));
  EXPECT_GT(writables_, 0);
  EXPECT_TRUE(got == data);
}

TEST_F(TcpStreamTest, ShutdownWrite_WithQueue_SendsItFirst) {
  Connect();
  const std::string data(32 << 20, 'x');
  const size_t written = stream_->Write(Bytes(data));
  ASSERT_GT(stream_->queued_bytes(), 0u);
  stream_->ShutdownWrite();
  size_t got = 0;
  EXPECT_TRUE(loop_.RunUntil([&] {
    got += peer_->Receive().size();
    return peer_->AtEnd();
  }));
  EXPECT_EQ(got, written);
}

TEST_F(TcpStreamTest, ShutdownWrite_Twice_EndsOnceAndDropsWhatFollows) {
  Connect();
  EXPECT_EQ(stream_->Write(Bytes("last")), 4u);
  stream_->ShutdownWrite();
  stream_->ShutdownWrite();
  EXPECT_EQ(stream_->Write(Bytes("dropped")), 7u);
  EXPECT_EQ(peer_->Receive(), "last");
  EXPECT_TRUE(peer_->AtEnd());
  // Reading goes on.
  stream_->ResumeReading();
  peer_->Send("answer");
  EXPECT_TRUE(loop_.RunUntil([&] { return received_ == "answer"; }));
}

TEST_F(TcpStreamTest, Peer_Resets_IsAnErrorAfterTheData) {
  Connect();
  peer_->Send("data");
  peer_->Reset();
  stream_->ResumeReading();
  ASSERT_TRUE(loop_.RunUntil([&] { return over(); }));
  ASSERT_TRUE(error_);
  EXPECT_EQ(error_->message(), "connection: connection reset by peer");
}

TEST_F(TcpStreamTest, Peer_ResetSeenByAWrite_IsStillAnError) {
  Connect();
  peer_->Reset();
  for (int i = 0; i < 3; ++i) {
    EXPECT_EQ(stream_->Write(Bytes("into the void")), 13u);
  }
  loop_.RunFor(absl::Milliseconds(5));
  EXPECT_FALSE(over());
  stream_->ResumeReading();
  ASSERT_TRUE(loop_.RunUntil([&] { return over(); }));
  ASSERT_TRUE(error_);
  EXPECT_EQ(ends_, 0);
}

TEST_F(TcpStreamTest, Peer_EndsAndIsWrittenTo_EndsWithoutError) {
  Connect();
  peer_->Send("bye");
  peer_->Close();
  for (int i = 0; i < 3; ++i) {
    EXPECT_EQ(stream_->Write(Bytes("too late")), 8u);
    loop_.RunFor(absl::Milliseconds(2));
  }
  stream_->ResumeReading();
  ASSERT_TRUE(loop_.RunUntil([&] { return over(); }));
  EXPECT_EQ(received_, "bye");
}

TEST_F(TcpStreamTest, Destructor_WithQueue_CutsTheConnection) {
  Connect();
  const std::string data(32 << 20, 'x');
  const size_t written = stream_->Write(Bytes(data));
  EXPECT_LT(written, data.size());
  stream_.reset();
  size_t got = 0;
  EXPECT_TRUE(loop_.RunUntil([&] {
    got += peer_->Receive().size();
    return peer_->AtEnd();
  }));
  EXPECT_LE(got, written);
}

TEST_F(TcpStreamTest, Reset_PeerSeesIt_AndNothingIsReported) {
  Connect();
  stream_->ResumeReading();
  stream_->Reset();
  EXPECT_EQ(stream_->Write(Bytes("x")), 1u);
  stream_->ShutdownWrite();
  EXPECT_TRUE(loop_.RunUntil([&] { return peer_->WasReset(); }));
  EXPECT_FALSE(over());
}

TEST_F(TcpStreamTest, Destroyed_InEachCallback_IsSafe) {
  // What the peer does; the first callback destroys the stream.
  const std::function<void()> kActions[] = {
      [&] { peer_->Send("data"); },
      [&] { peer_->Send(std::string(1 << 20, 'x')); },
      [&] { peer_->ShutdownWrite(); },
      [&] { peer_->Reset(); },
      [&] {
        const std::string data(32 << 20, 'x');
        ASSERT_LT(stream_->Write(Bytes(data)), data.size());
        peer_->Receive();
      },
  };
  for (const auto& action : kActions) {
    Connect();
    int calls = 0;
    in_callback_ = [&] {
      ++calls;
      stream_.reset();
    };
    stream_->ResumeReading();
    action();
    EXPECT_TRUE(loop_.RunUntil([&] {
      if (stream_) peer_->Receive();
      return !stream_;
    }));
    loop_.RunFor(absl::Milliseconds(2));
    EXPECT_EQ(calls, 1);
    error_.reset();
  }
}

TEST_F(TcpStreamTest, SetDelegate_Null_DropsEvents) {
  Connect();
  stream_->ResumeReading();
  stream_->SetDelegate(nullptr);
  peer_->Send("data");
  peer_->Reset();
  loop_.RunToEnd();
  EXPECT_EQ(received_, "");
  EXPECT_FALSE(over());
}

TEST_F(TcpStreamTest, SetKeepsLoopAlive_False_LoopEnds) {
  Connect();
  stream_->ResumeReading();
  stream_->SetKeepsLoopAlive(false);
  loop_.RunToEnd();
}

TEST_F(TcpStreamTest, Listener_Connections_AreHandedOn) {
  std::vector<std::unique_ptr<TcpStream>> accepted;
  auto listener =
      TcpListener::Listen(&context_, *SocketAddress::Parse("127.0.0.1", 0),
                          [&](std::unique_ptr<TcpStream> stream) {
                            accepted.push_back(std::move(stream));
                          });
  ASSERT_TRUE(listener.ok()) << listener.status();
  ASSERT_NE((*listener)->address().port(), 0);
  std::vector<RawPeer> peers;
  for (int i = 0; i < 20; ++i) {
    peers.push_back(RawPeer::ConnectTo((*listener)->address().port()));
  }
  EXPECT_TRUE(loop_.RunUntil([&] { return accepted.size() == 20; }));
  accepted[7]->SetDelegate(this);
  accepted[7]->ResumeReading();
  peers[7].Send("seven");
  EXPECT_TRUE(loop_.RunUntil([&] { return received_ == "seven"; }));
}

TEST_F(TcpStreamTest, Listener_AddressTaken_IsAnError) {
  auto listener = TcpListener::Listen(
      &context_, *SocketAddress::Parse("127.0.0.1", listener_.port()),
      [&](std::unique_ptr<TcpStream>) { FAIL(); });
  EXPECT_TRUE(absl::IsAlreadyExists(listener.status())) << listener.status();
}

TEST_F(TcpStreamTest, Listener_DestroyedInItsCallback_IsSafe) {
  std::unique_ptr<TcpListener> listener;
  auto result =
      TcpListener::Listen(&context_, *SocketAddress::Parse("127.0.0.1", 0),
                          [&](std::unique_ptr<TcpStream> stream) {
                            stream_ = std::move(stream);
                            listener.reset();
                          });
  listener = *std::move(result);
  const RawPeer peer = RawPeer::ConnectTo(listener->address().port());
  EXPECT_TRUE(loop_.RunUntil([&] { return stream_ != nullptr; }));
}

}  // namespace
}  // namespace mortise::net
