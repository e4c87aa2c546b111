#ifndef MORTISE_CORE_NET_STREAM_H_
#define MORTISE_CORE_NET_STREAM_H_

#include <cstddef>
#include <cstdint>
#include <string>

#include "absl/status/status.h"
#include "absl/types/span.h"

namespace mortise::net {

// A connected, ordered, reliable flow of bytes in both directions: TCP, or
// TLS over another stream.
//
// Belongs to one loop's thread.  A new stream is paused: nothing arrives
// before ResumeReading().
//
// Destroying a stream closes it at once: what the kernel has taken is still
// sent, what is queued here is dropped.  No callback comes afterwards.
class Stream {
 public:
  // Any of these may destroy the stream; implementations touch nothing of
  // theirs after a call.  None of them is called from within a call to the
  // stream: failures of Write() too arrive in a later turn of the loop.
  class Delegate {
   public:
    // Bytes from the peer, at least one; they are valid during the call only.
    virtual void OnStreamData(absl::Span<const uint8_t> data) = 0;

    // The peer has ended its direction in an orderly way (FIN; with TLS
    // close_notify).  No data follows; writing is still possible.
    virtual void OnStreamEnd() = 0;

    // The stream is broken in both directions: reset, timed out, or a TLS
    // error.  The message tells what happened.  Nothing follows.
    virtual void OnStreamError(const absl::Status& error) = 0;

    // All that Write() took has been sent, after it had taken less than it
    // was given: it is time to write on.
    virtual void OnStreamWritable() = 0;

   protected:
    ~Delegate() = default;
  };

  Stream() = default;
  Stream(const Stream&) = delete;
  Stream& operator=(const Stream&) = delete;
  virtual ~Stream() = default;

  // `delegate` must outlive the stream or be replaced; null drops all events.
  virtual void SetDelegate(Delegate* delegate) = 0;

  // Lets data arrive.  End and error are reported in this state only, so that
  // a paused stream keeps quiet.
  virtual void ResumeReading() = 0;

  // Stops data from arriving, from the next callback on; the peer is slowed
  // down once the kernel's buffers are full.
  virtual void PauseReading() = 0;

  // Sends as much of `data` as goes out at once, queues a bounded amount
  // more, and returns how many bytes that is together.  If it is less than
  // all, OnStreamWritable() follows; until then nothing more is taken.  A
  // broken stream, and one after ShutdownWrite(), takes all and drops it.
  [[nodiscard]] virtual size_t Write(absl::Span<const uint8_t> data) = 0;

  // Bytes that Write() took and the kernel has not.
  virtual size_t queued_bytes() const = 0;

  // Ends our direction (FIN; with TLS close_notify first) once the queue has
  // been sent.  Reading goes on.
  virtual void ShutdownWrite() = 0;

  // Drops the connection, with an RST as far as the transport goes down to
  // TCP.  Nothing is reported afterwards.
  virtual void Reset() = 0;

  // A stream that only has itself to live for does not keep the loop alive.
  virtual void SetKeepsLoopAlive(bool keeps_alive) = 0;

  // "127.0.0.1:80", "[::1]:443": the other end, for logs.
  virtual std::string peer_name() const = 0;
};

}  // namespace mortise::net

#endif  // MORTISE_CORE_NET_STREAM_H_
