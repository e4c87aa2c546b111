// Servers that break HTTP/2 or abuse it: each connection ends, with the
// reason for the log, and nothing grows without bounds.

#include <nghttp2/nghttp2.h>

#include <string>
#include <vector>

#include "core/net/http2_session.h"
#include "tests/core/net/http2_session_fixture.h"

namespace mortise::net {
namespace {

using Http2SessionHostileTest = Http2SessionFixture;

std::string Repeated(std::string_view frame, size_t count) {
  std::string bytes;
  bytes.reserve(frame.size() * count);
  for (size_t i = 0; i < count; ++i) bytes += frame;
  return bytes;
}

// HPACK: a literal field without indexing, of names and values under 127
// bytes.
std::string Literal(std::string_view name, std::string_view value) {
  std::string text(1, '\0');
  text.push_back(static_cast<char>(name.size()));
  text.append(name);
  text.push_back(static_cast<char>(value.size()));
  text.append(value);
  return text;
}

const std::string kStatus200 = "\x88";

TEST_F(Http2SessionHostileTest, BrokenFrames_EndTheConnection) {
  const struct {
    const char* name;
    std::string bytes;
    const char* failure;
  } kCases[] = {
      {"no HTTP/2", "HTTP/1.1 400 Bad Request\r\n\r\n", "HTTP/2: "},
      {"DATA on stream 0", Http2Frame(0, 0, 0, "x"),
       "HTTP/2: PROTOCOL_ERROR: "},
      {"DATA on an idle stream", Http2Frame(0, 0, 7, "x"),
       "HTTP/2: PROTOCOL_ERROR: "},
      {"HEADERS on an idle stream", Http2Frame(1, 4, 7, kStatus200),
       "HTTP/2: PROTOCOL_ERROR: "},
      {"HEADERS on a stream of the server's", Http2Frame(1, 4, 2, kStatus200),
       "HTTP/2: PROTOCOL_ERROR: "},
      {"PUSH_PROMISE", Http2Frame(5, 4, 1, std::string("\0\0\0\x02", 4)),
       "HTTP/2: PROTOCOL_ERROR: "},
      {"CONTINUATION from nowhere", Http2Frame(9, 4, 1, ""),
       "HTTP/2: PROTOCOL_ERROR: "},
      {"a frame that is too long",
       std::string("\x00\x40\x01\x00\x00\x00\x00\x00\x01", 9),
       "HTTP/2: FRAME_SIZE_ERROR: "},
      {"bad HPACK", Http2Frame(1, 4, 1, "\xff\xff\xff\xff\xff\xff"),
       "HTTP/2: COMPRESSION_ERROR: "},
      {"SETTINGS of a wrong length", Http2Frame(4, 0, 0, "abc"),
       "HTTP/2: FRAME_SIZE_ERROR: "},
      {"window of 0", Http2Frame(8, 0, 0, std::string(4, '\0')),
       "HTTP/2: PROTOCOL_ERROR: "},
      {"window overflow", Repeated(Http2Frame(8, 0, 0, "\x7f\xff\xff\xff"), 2),
       "HTTP/2: FLOW_CONTROL_ERROR: "},
      {"more data than the stream's window",
       Http2Frame(1, 4, 1, kStatus200) +
           Repeated(Http2Frame(0, 0, 1, std::string(1 << 14, 'x')), 65),
       ""},  // A stream error only; see below.
  };
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.name);
    Start();
    Http2StreamRecorder recorder;
    const auto id = Open(recorder);
    Receive(c.bytes);
    TakeOutput();
    session_->SetPaused(id, false);
    session_->AdvanceTo(now_);
    EXPECT_EQ(recorder.error().code(), absl::StatusCode::kUnavailable);
    EXPECT_EQ(session_->failure().substr(0, std::string(c.failure).size()),
              c.failure);
    EXPECT_EQ(session_->is_over(), c.failure[0] != '\0');
    session_->ReleaseStream(id, now_);
  }
}

// The client answers nothing of it, as a server that does not read sees it.
TEST_F(Http2SessionHostileTest, Floods_EndTheConnection) {
  const struct {
    const char* name;
    std::string frame;
  } kCases[] = {
      {"PING", Http2Frame(6, 0, 0, "12345678")},
      {"PING acknowledgements", Http2Frame(6, 1, 0, "12345678")},
      {"SETTINGS", Http2Frame(4, 0, 0, "")},
      {"PRIORITY", Http2Frame(2, 0, 1, std::string("\0\0\0\0\x10", 5))},
      {"empty DATA", Http2Frame(0, 0, 1, "")},
      {"GOAWAY",
       Http2Frame(7, 0, 0, std::string("\x7f\xff\xff\xff\0\0\0\0", 8))},
  };
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.name);
    Start();
    Http2StreamRecorder recorder;
    const auto id = Establish(recorder);
    // Some are allowed, and no end is seen.
    for (int i = 0; i < 100; ++i) Receive(c.frame);
    TakeOutput();
    EXPECT_FALSE(session_->is_over());
    EXPECT_EQ(recorder.text(), "response 200");
    for (int i = 0; i < 20 && !session_->is_over(); ++i) {
      Receive(Repeated(c.frame, 100));
    }
    EXPECT_TRUE(session_->is_over());
    session_->AdvanceTo(now_);
    EXPECT_EQ(recorder.error().code(), absl::StatusCode::kUnavailable);
    // Unanswered ones come to nghttp2's limit first.
    EXPECT_TRUE(session_->failure() ==
                    "HTTP/2: flood of frames that carry nothing" ||
                session_->failure().starts_with("HTTP/2: Flooding"))
        << session_->failure();
    EXPECT_LE(TakeOutput().size(),
              Http2Session::kMaxBufferedOutput + (16 << 10));
    session_->ReleaseStream(id, now_);
  }
}

TEST_F(Http2SessionHostileTest, UnknownFrames_AreIgnored) {
  Start();
  Http2StreamRecorder recorder;
  Establish(recorder);
  for (const std::string& frame : {Http2Frame(0xEE, 0xFF, 0, "abc"),
                                   Http2Frame(10, 0, 1, std::string(2, '\0')),
                                   Http2Frame(0xEE, 0, 77, "")}) {
    Receive(Repeated(frame, 5000));
    TakeOutput();
  }
  EXPECT_FALSE(session_->is_over());
  EXPECT_EQ(recorder.text(), "response 200");
}

TEST_F(Http2SessionHostileTest, IdleFrames_AtALowRate_AreNoFlood) {
  Start();
  Http2StreamRecorder recorder;
  Establish(recorder);
  for (int i = 0; i < 20'000; ++i) {
    now_ += absl::Seconds(1) / Http2Session::kIdleFramesPerSecond;
    Receive(Http2Frame(6, 0, 0, "12345678"));
    TakeOutput();
  }
  EXPECT_FALSE(session_->is_over());
}

TEST_F(Http2SessionHostileTest, HeaderList_OverTheLimit_EndsTheStream) {
  // Every field counts 32 bytes more than its name and value.
  const std::string field = Literal("x", std::string(67, 'y'));
  const size_t most = (Http2Session::kMaxHeaderListSize - 42) / 100;
  for (const bool over : {false, true}) {
    Start();
    Http2StreamRecorder recorder;
    const auto id = Open(recorder);
    std::string block = kStatus200 + Repeated(field, most + (over ? 1 : 0));
    std::string bytes = Http2Frame(1, 0, 1, block.substr(0, 1 << 14));
    for (size_t at = 1 << 14; at < block.size(); at += 1 << 14) {
      const bool last = at + (1 << 14) >= block.size();
      bytes += Http2Frame(9, last ? 4 : 0, 1, block.substr(at, 1 << 14));
    }
    Receive(bytes);
    TakeOutput();
    session_->AdvanceTo(now_);
    EXPECT_EQ(recorder.text(),
              over ? "error RESOURCE_EXHAUSTED" : "response 200");
    EXPECT_FALSE(session_->is_over());
    session_->ReleaseStream(id, now_);
  }
}

TEST_F(Http2SessionHostileTest, InterimResponses_WithoutEnd_EndTheStream) {
  Start();
  Http2StreamRecorder recorder;
  const auto id = Open(recorder);
  // ":status: 100", as a name of the static table.
  const std::string interim =
      Http2Frame(1, 4, 1, std::string("\x08\x03") + "100");
  size_t sent = 0;
  while (recorder.text().empty() && sent < 100'000) {
    Receive(Repeated(interim, 100));
    TakeOutput();
    session_->AdvanceTo(now_);
    sent += 100;
  }
  EXPECT_EQ(recorder.text(), "error RESOURCE_EXHAUSTED");
  EXPECT_LT(sent, Http2Session::kMaxHeaderListSize / 42 + 200);
  session_->ReleaseStream(id, now_);
}

TEST_F(Http2SessionHostileTest, Continuations_WithoutEnd_EndTheConnection) {
  for (const std::string& fragment :
       {std::string(), Repeated(Literal("x", "y"), 1000)}) {
    Start();
    Http2StreamRecorder recorder;
    const auto id = Open(recorder);
    Receive(Http2Frame(1, 0, 1, kStatus200));
    size_t sent = 0;
    while (!session_->is_over() && sent < 1000) {
      Receive(Http2Frame(9, 0, 1, fragment));
      TakeOutput();
      ++sent;
    }
    EXPECT_LT(sent, 100u);
    session_->AdvanceTo(now_);
    EXPECT_FALSE(recorder.error().ok());
    session_->ReleaseStream(id, now_);
  }
}

// A response that HTTP/2 forbids ends its stream, not the others.
TEST_F(Http2SessionHostileTest, MalformedResponses_EndTheStreamOnly) {
  const struct {
    const char* name;
    std::string block;
  } kCases[] = {
      {"no status", Literal("a", "b")},
      {"status twice", kStatus200 + kStatus200},
      {"status 101", std::string("\x08\x03") + "101"},
      {"status of two digits", std::string("\x08\x02") + "20"},
      {"status 099", std::string("\x08\x03") + "099"},
      {"upper case", kStatus200 + Literal("Abc", "d")},
      {"a line end", kStatus200 + Literal("abc", "d\r\nx")},
      {"connection", kStatus200 + Literal("connection", "upgrade")},
      {"a request's field", kStatus200 + Literal(":path", "/")},
  };
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.name);
    Start();
    Http2StreamRecorder bystander, recorder;
    const auto other = Establish(bystander);
    const auto id = Open(recorder);
    Receive(Http2Frame(1, 4, static_cast<uint32_t>(id), c.block));
    Run();
    EXPECT_EQ(recorder.text(), "error UNAVAILABLE");
    peer_->Send(other, "still here");
    Run();
    EXPECT_EQ(bystander.text(), "response 200; data still here");
    session_->ReleaseStream(id, now_);
    session_->ReleaseStream(other, now_);
  }
}

// The server resets each stream at once; nothing is left of them.
TEST_F(Http2SessionHostileTest, RapidResets_LeaveNothingBehind) {
  Start();
  for (int i = 0; i < 2000; ++i) {
    Http2StreamRecorder recorder;
    const auto id = Open(recorder);
    peer_->Reset(id, NGHTTP2_REFUSED_STREAM);
    Run();
    ASSERT_EQ(recorder.text(), "error ABORTED");
    session_->ReleaseStream(id, now_);
  }
  EXPECT_TRUE(session_->accepts_streams());
}

// Frames for streams that are over are ignored, as many as there may be.
TEST_F(Http2SessionHostileTest, FramesAfterTheEnd_AreIgnored) {
  Start();
  Http2StreamRecorder recorder;
  const auto id = Establish(recorder);
  session_->ResetStream(id);
  Run();
  const auto stream = static_cast<uint32_t>(id);
  for (int i = 0; i < 200; ++i) {
    Receive(Http2Frame(0, 0, stream, std::string(1000, 'x')));
    Receive(Http2Frame(3, 0, stream, std::string(4, '\0')));
    Receive(Http2Frame(8, 0, stream, std::string("\0\0\0\x01", 4)));
  }
  TakeOutput();
  EXPECT_FALSE(session_->is_over());
  Http2StreamRecorder next;
  const auto next_id = Establish(next);
  EXPECT_EQ(next.text(), "response 200");
  session_->ReleaseStream(next_id, now_);
}

}  // namespace
}  // namespace mortise::net
