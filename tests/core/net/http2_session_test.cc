#include "core/net/http2_session.h"

#include <nghttp2/nghttp2.h>

#include <string>
#include <vector>

#include "tests/core/net/http2_session_fixture.h"

namespace mortise::net {
namespace {

using Http2SessionTest = Http2SessionFixture;

TEST_F(Http2SessionTest, Settings_OfTheServer_AreKnown) {
  session_ = std::make_unique<Http2Session>();
  EXPECT_FALSE(session_->settings_received());
  EXPECT_FALSE(session_->accepts_streams());
  for (const bool enable : {false, true}) {
    Start({.enable_connect = enable});
    EXPECT_TRUE(session_->settings_received());
    EXPECT_TRUE(session_->accepts_streams());
    EXPECT_EQ(session_->connect_protocol_enabled(), enable);
  }
}

TEST_F(Http2SessionTest, Stream_RequestAndResponse_AreHandedOn) {
  Start();
  Http2StreamRecorder recorder;
  const auto id = Open(recorder);
  EXPECT_EQ(id, 1);
  EXPECT_EQ(peer_->streams()[1].Header(":protocol"), "websocket");
  peer_->SendInterim(id, 103, {{"link", "early"}});
  peer_->Respond(id, 200, {{"sec-websocket-protocol", "chat"}});
  Run();
  EXPECT_EQ(recorder.text(), "response 200");
  EXPECT_EQ(recorder.response().head.Values("Sec-WebSocket-Protocol"),
            std::vector<std::string_view>{"chat"});
  EXPECT_TRUE(recorder.response().head.Values("link").empty());
}

TEST_F(Http2SessionTest, Data_BothWays_Arrives) {
  Start();
  Http2StreamRecorder recorder;
  const auto id = Establish(recorder);
  EXPECT_EQ(session_->Write(id, Bytes("to the server")), 13u);
  EXPECT_EQ(session_->queued_bytes(id), 13u);
  peer_->Send(id, "hi");
  Run();
  EXPECT_EQ(session_->queued_bytes(id), 0u);
  EXPECT_EQ(peer_->streams()[id].received, "to the server");
  EXPECT_EQ(recorder.text(), "response 200; data hi");
}

TEST_F(Http2SessionTest, Ends_OfEachKind_AreTold) {
  const struct {
    const char* name;
    std::function<void(Http2SessionTest&, int32_t)> act;
    const char* expected;
  } kCases[] = {
      {"END_STREAM", [](auto& t, int32_t id) { t.peer_->End(id); }, "; end"},
      {"data and END_STREAM",
       [](auto& t, int32_t id) {
         t.peer_->Send(id, "x");
         t.peer_->End(id);
       },
       "; data x; end"},
      {"RST_STREAM",
       [](auto& t, int32_t id) { t.peer_->Reset(id, NGHTTP2_CANCEL); },
       "; error UNAVAILABLE"},
      {"RST_STREAM without error",
       [](auto& t, int32_t id) { t.peer_->Reset(id, NGHTTP2_NO_ERROR); },
       "; error UNAVAILABLE"},
      {"END_STREAM, then RST_STREAM without error",
       [](auto& t, int32_t id) {
         t.peer_->End(id);
         t.Run();
         t.peer_->Reset(id, NGHTTP2_NO_ERROR);
       },
       "; end"},
      {"GOAWAY alone",
       [](auto& t, int32_t id) { t.peer_->Goaway(NGHTTP2_NO_ERROR, id); }, ""},
      {"GOAWAY and FIN",
       [](auto& t, int32_t id) {
         t.peer_->Goaway(NGHTTP2_NO_ERROR, id);
         t.Run();
         t.session_->ReceiveEnd();
       },
       "; end"},
      {"GOAWAY with an error and FIN",
       [](auto& t, int32_t id) {
         t.peer_->Goaway(NGHTTP2_INTERNAL_ERROR, id, "oh\n");
         t.Run();
         t.session_->ReceiveEnd();
       },
       "; error UNAVAILABLE"},
      {"FIN", [](auto& t, int32_t) { t.session_->ReceiveEnd(); }, "; end"},
      {"RST",
       [](auto& t, int32_t) {
         t.session_->ReceiveError(absl::UnavailableError("reset"));
       },
       "; error UNAVAILABLE"},
  };
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.name);
    Start();
    Http2StreamRecorder recorder;
    const auto id = Establish(recorder);
    c.act(*this, id);
    Run();
    EXPECT_EQ(recorder.text(), std::string("response 200") + c.expected);
    session_->ReleaseStream(id, now_);
    Run();
  }
}

TEST_F(Http2SessionTest, Goaway_WithAnError_TellsItForTheLog) {
  Start();
  peer_->Goaway(NGHTTP2_INTERNAL_ERROR, 0, "oh\n");
  Run();
  EXPECT_EQ(session_->failure(),
            "server ended the HTTP/2 connection: INTERNAL_ERROR: \"oh\\n\"");
}

TEST_F(Http2SessionTest, Unprocessed_BeforeTheResponse_IsToldByItsCode) {
  const struct {
    uint32_t code;
    absl::StatusCode expected;
  } kCases[] = {
      {NGHTTP2_REFUSED_STREAM, absl::StatusCode::kAborted},
      {NGHTTP2_HTTP_1_1_REQUIRED, absl::StatusCode::kUnimplemented},
      {NGHTTP2_CANCEL, absl::StatusCode::kUnavailable},
      {NGHTTP2_NO_ERROR, absl::StatusCode::kUnavailable},
  };
  for (const auto& c : kCases) {
    Start();
    Http2StreamRecorder recorder;
    const auto id = Open(recorder);
    peer_->Reset(id, c.code);
    Run();
    EXPECT_EQ(recorder.error().code(), c.expected) << c.code;
    session_->ReleaseStream(id, now_);
  }
  // After the response it is a broken stream like any other.
  Start();
  Http2StreamRecorder recorder;
  const auto id = Establish(recorder);
  peer_->Reset(id, NGHTTP2_REFUSED_STREAM);
  Run();
  EXPECT_EQ(recorder.error().code(), absl::StatusCode::kUnavailable);
}

TEST_F(Http2SessionTest, Goaway_MidHandshake_AbortsWhatWasNotLookedAt) {
  Start();
  Http2StreamRecorder looked_at, not_looked_at;
  const auto first = Open(looked_at);
  Open(not_looked_at);
  peer_->Goaway(NGHTTP2_NO_ERROR, first);
  Run();
  EXPECT_EQ(looked_at.text(), "");
  EXPECT_EQ(not_looked_at.text(), "error ABORTED");
  EXPECT_FALSE(session_->accepts_streams());
  EXPECT_EQ(session_->OpenStream(Request(), &looked_at).status().code(),
            absl::StatusCode::kUnavailable);
  // The first one can still be answered.
  peer_->Respond(first, 200);
  Run();
  EXPECT_EQ(looked_at.text(), "response 200");
  session_->ReceiveEnd();
  EXPECT_TRUE(session_->is_over());
}

TEST_F(Http2SessionTest, ConnectionEnd_BeforeTheResponse_IsAnError) {
  Start();
  Http2StreamRecorder recorder;
  Open(recorder);
  session_->ReceiveEnd();
  EXPECT_EQ(recorder.text(), "error UNAVAILABLE");
}

TEST_F(Http2SessionTest, MaxConcurrentStreams_InUse_AcceptsNoMore) {
  Start({.max_concurrent_streams = 2});
  Http2StreamRecorder a, b, c;
  const auto first = Open(a);
  EXPECT_TRUE(session_->accepts_streams());
  Open(b);
  EXPECT_FALSE(session_->accepts_streams());
  EXPECT_FALSE(session_->OpenStream(Request(), &c).ok());
  session_->ResetStream(first);
  Run();
  EXPECT_TRUE(session_->accepts_streams());
}

// ---- Flow control ----------------------------------------------------------

TEST_F(Http2SessionTest, Paused_Stream_HoldsAWindowAndTheOthersGoOn) {
  Start();
  Http2StreamRecorder slow, quick;
  const auto slow_id = Establish(slow);
  const auto quick_id = Establish(quick);
  session_->SetPaused(slow_id, true);
  constexpr size_t kSize = 20 << 20;
  peer_->Send(slow_id, std::string(kSize, 's'));
  peer_->Send(quick_id, std::string(kSize, 'q'));
  Run();
  EXPECT_EQ(quick.data().size(), kSize);
  EXPECT_EQ(slow.text(), "response 200");
  // All but one window is still with the server.
  EXPECT_EQ(peer_->streams()[slow_id].output_start,
            size_t{Http2Session::kStreamWindow});
  // It pauses after each piece, and misses nothing.
  slow.set_hook([&](std::string_view word) {
    if (word == "data") session_->SetPaused(slow_id, true);
  });
  size_t turns = 0;
  while (slow.data().size() < kSize && turns < 2000) {
    ++turns;
    session_->SetPaused(slow_id, false);
    Run();
  }
  EXPECT_EQ(slow.data(), std::string(kSize, 's'));
  EXPECT_GE(turns, kSize / (64 << 10));
}

TEST_F(Http2SessionTest, Paused_End_IsToldAfterTheDataOnceResumed) {
  Start();
  Http2StreamRecorder recorder;
  const auto id = Establish(recorder);
  session_->SetPaused(id, true);
  peer_->Send(id, "last words");
  peer_->End(id);
  Run();
  EXPECT_EQ(recorder.text(), "response 200");
  session_->ReceiveEnd();
  EXPECT_EQ(recorder.text(), "response 200");
  session_->SetPaused(id, false);
  EXPECT_EQ(session_->next_deadline(), absl::InfinitePast());
  EXPECT_EQ(recorder.text(), "response 200");
  session_->AdvanceTo(now_);
  EXPECT_EQ(recorder.text(), "response 200; data last words; end");
}

TEST_F(Http2SessionTest, Write_ServerDoesNotRead_IsBounded) {
  Start({.initial_window = 1000, .reads = false});
  Http2StreamRecorder recorder;
  const auto id = Establish(recorder);
  const std::string data(1 << 20, 'x');
  size_t written = session_->Write(id, Bytes(data));
  EXPECT_EQ(written, Http2Session::kMaxQueuedBytes);
  Run();
  EXPECT_EQ(peer_->streams()[id].received.size(), 1000u);
  EXPECT_EQ(session_->queued_bytes(id), Http2Session::kMaxQueuedBytes - 1000);
  EXPECT_EQ(recorder.text(), "response 200");
  // The server reads on, a window at a time.
  recorder.set_hook([&](std::string_view word) {
    if (word != "writable") return;
    written += session_->Write(id, Bytes(data).subspan(written));
  });
  size_t consumed = 0;
  while (peer_->streams()[id].received.size() < data.size()) {
    const size_t received = peer_->streams()[id].received.size();
    ASSERT_GT(received, consumed);
    peer_->Consume(id, received - consumed);
    consumed = received;
    Run();
  }
  EXPECT_EQ(peer_->streams()[id].received, data);
}

// ---- Release ---------------------------------------------------------------

TEST_F(Http2SessionTest, ReleaseStream_WithoutResponse_Cancels) {
  Start();
  Http2StreamRecorder recorder;
  const auto id = Open(recorder);
  session_->ReleaseStream(id, now_);
  Run();
  EXPECT_EQ(peer_->streams()[id].reset, NGHTTP2_CANCEL);
}

TEST_F(Http2SessionTest, ReleaseStream_AfterTheServersEnd_EndsInOrder) {
  Start();
  Http2StreamRecorder recorder;
  const auto id = Establish(recorder);
  peer_->End(id);
  Run();
  EXPECT_EQ(session_->Write(id, Bytes("bye")), 3u);
  session_->ReleaseStream(id, now_);
  Run();
  EXPECT_EQ(peer_->streams()[id].received, "bye");
  EXPECT_TRUE(peer_->streams()[id].ended);
  EXPECT_FALSE(peer_->streams()[id].reset);
}

TEST_F(Http2SessionTest, ReleaseStream_WithQueue_SendsItForAWhile) {
  for (const bool reads : {true, false}) {
    Start({.initial_window = 10, .reads = reads});
    Http2StreamRecorder recorder;
    const auto id = Establish(recorder);
    EXPECT_EQ(session_->Write(id, Bytes(std::string(100, 'x'))), 100u);
    session_->ReleaseStream(id, now_);
    Run();
    EXPECT_EQ(peer_->streams()[id].received.size(), reads ? 100u : 10u);
    Advance(Http2Session::kDrainTime);
    // With all said, or said in vain, nobody waits for the server's end.
    EXPECT_EQ(peer_->streams()[id].reset, NGHTTP2_CANCEL);
  }
}

TEST_F(Http2SessionTest, ReleaseStream_FromEachCallback_IsSafe) {
  for (const char* when : {"response", "data", "end", "error", "writable"}) {
    for (const bool reset : {false, true}) {
      Start();
      Http2StreamRecorder recorder;
      const auto id = Open(recorder);
      bool released = false;
      recorder.set_hook([&](std::string_view word) {
        if (word != when) return;
        released = true;
        reset ? session_->ResetStream(id) : session_->ReleaseStream(id, now_);
      });
      session_->SetPaused(id, false);
      peer_->Respond(id, 200);
      Run();
      if (!released) {
        EXPECT_EQ(session_->Write(id, Bytes(std::string(1 << 17, 'x'))),
                  Http2Session::kMaxQueuedBytes);
        peer_->Send(id, std::string(1 << 20, 'y'));
        if (std::string_view(when) != "error") peer_->End(id);
        Run();
        if (!released) peer_->Reset(id, NGHTTP2_CANCEL);
      }
      Run();
      EXPECT_TRUE(released) << when;
      EXPECT_TRUE(recorder.text().find(when) != std::string::npos);
      Advance(absl::Seconds(10));
    }
  }
}

TEST_F(Http2SessionTest, Terminate_SaysGoawayAndIsOver) {
  Start();
  Http2StreamRecorder recorder;
  Establish(recorder);
  session_->Terminate();
  EXPECT_FALSE(session_->accepts_streams());
  Run();
  EXPECT_EQ(peer_->goaway(), NGHTTP2_NO_ERROR);
  EXPECT_TRUE(session_->is_over());
  EXPECT_EQ(session_->failure(), "");
  EXPECT_EQ(recorder.text(), "response 200; end");
}

}  // namespace
}  // namespace mortise::net
