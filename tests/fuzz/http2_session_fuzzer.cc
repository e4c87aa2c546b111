// A hostile HTTP/2 server's bytes: whatever they are, what the session keeps
// stays within its limits, each stream hears of one end at most, and at the
// connection's end all have heard of theirs.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "core/base/check.h"
#include "core/net/http2_session.h"

namespace {

using namespace mortise::net;

class Stream final : public Http2Session::StreamDelegate {
 public:
  Http2Session::StreamId id = 0;
  bool paused = true;
  bool released = false;
  bool ended = false;

  bool is_over() const { return ended || failed_; }

 private:
  void OnHttp2Response(ExtendedConnectResponse response) override {
    MORTISE_CHECK(!responded_ && !is_over());
    MORTISE_CHECK(response.status >= 200 && response.status <= 999);
    responded_ = true;
  }
  void OnHttp2Data(absl::Span<const uint8_t> data) override {
    MORTISE_CHECK(responded_ && !paused && !released && !is_over());
    MORTISE_CHECK(!data.empty());
  }
  void OnHttp2End() override {
    MORTISE_CHECK(responded_ && !paused && !released && !is_over());
    ended = true;
  }
  void OnHttp2Error(const absl::Status& error) override {
    // An error may follow the end, once.
    MORTISE_CHECK(!failed_ && !released && !error.ok());
    MORTISE_CHECK(!paused || !responded_);
    failed_ = true;
  }
  void OnHttp2Writable() override { MORTISE_CHECK(!released); }

  bool responded_ = false;
  bool failed_ = false;
};

void TakeOutput(Http2Session& session) {
  for (;;) {
    const size_t size = session.PendingOutput().size();
    if (size == 0) return;
    session.ConsumeOutput(size);
  }
}

}  // namespace

// Steps: a byte that says what is done, and for kReceive a length and bytes.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  absl::Span<const uint8_t> input(data, size);
  absl::Time now = absl::UnixEpoch() + absl::Hours(1);
  Http2Session session;
  std::vector<Stream> streams(4);
  size_t opened = 0;
  const auto next = [&]() -> uint8_t {
    if (input.empty()) return 0;
    const uint8_t byte = input[0];
    input.remove_prefix(1);
    return byte;
  };
  while (!input.empty()) {
    const uint8_t step = next();
    Stream& stream = streams[(step >> 4) % streams.size()];
    const bool has_stream = stream.id != 0 && !stream.released;
    switch (step % 8) {
      case 0:
        if (opened < streams.size() && session.accepts_streams()) {
          Stream& made = streams[opened++];
          made.id = session
                        .OpenStream({{":method", "CONNECT"},
                                     {":protocol", "websocket"},
                                     {":scheme", "https"},
                                     {":path", "/"},
                                     {":authority", "a"}},
                                    &made)
                        .value();
        }
        break;
      case 1:
        if (has_stream) {
          stream.paused = !stream.paused;
          session.SetPaused(stream.id, stream.paused);
        }
        break;
      case 2:
        if (has_stream) {
          const std::vector<uint8_t> bytes(size_t{next()} << 8);
          MORTISE_CHECK(session.Write(stream.id, bytes) <= bytes.size());
          MORTISE_CHECK(session.queued_bytes(stream.id) <=
                        Http2Session::kMaxQueuedBytes);
        }
        break;
      case 3:
        if (has_stream && (step & 8) != 0) {
          stream.released = true;
          session.ReleaseStream(stream.id, now);
        } else if (has_stream) {
          session.EndStream(stream.id);
        }
        break;
      case 4:
        now += absl::Milliseconds(int{next()} * 20);
        session.AdvanceTo(now);
        break;
      case 5:
        TakeOutput(session);
        break;
      default: {
        const auto bytes = input.subspan(0, size_t{next()} + 1);
        // In a block of its own, whose end is watched.
        const std::vector<uint8_t> chunk(bytes.begin(), bytes.end());
        input.remove_prefix(std::min(bytes.size(), input.size()));
        if (!chunk.empty()) session.Receive(chunk, now);
        break;
      }
    }
  }
  session.ReceiveEnd();
  for (Stream& stream : streams) {
    if (stream.id == 0 || stream.released) continue;
    stream.paused = false;
    session.SetPaused(stream.id, false);
  }
  session.AdvanceTo(now);
  for (Stream& stream : streams) {
    MORTISE_CHECK(stream.id == 0 || stream.released || stream.is_over());
  }
  TakeOutput(session);
  return 0;
}
