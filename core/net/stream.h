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

    // queued_bytes() has fallen to zero after Write() had left some.
    virtual void OnStreamDrained() = 0;

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

  // Sends `data`: as much as possible at once, without allocation; a copy of
  // the rest is queued.  After an error or ShutdownWrite() it does nothing.
  virtual void Write(absl::Span<const uint8_t> data) = 0;

  // The same for a buffer that is given away, so that the rest need not be
  // copied.  The buffer is taken only if something is left of it; otherwise
  // the caller may use its capacity again.
  virtual void Write(std::string&& data) = 0;

  // Bytes that Write() took and the kernel has not.
  virtual size_t queued_bytes() const = 0;

  // Ends our direction (FIN; with TLS close_notify first) once the queue has
  // been sent.  Reading goes on.
  virtual void ShutdownWrite() = 0;

  // Drops the connection with an RST where the transport has such a thing.
  // Nothing is reported afterwards.
  virtual void Reset() = 0;

  // "127.0.0.1:80", "[::1]:443": the other end, for logs.
  virtual std::string peer_name() const = 0;
};

}  // namespace mortise::net

#endif  // MORTISE_CORE_NET_STREAM_H_
