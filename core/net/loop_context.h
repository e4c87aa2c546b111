#ifndef MORTISE_CORE_NET_LOOP_CONTEXT_H_
#define MORTISE_CORE_NET_LOOP_CONTEXT_H_

#include <uv.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "absl/types/span.h"

namespace mortise::net {

// What the sockets of one loop share: the buffer they read into, and the end
// of the loop's turn.
//
// Must be destroyed on the loop's thread, after all that uses it and before
// the loop is closed, and not from within an OnTurnEnd().  The loop has to turn
// once more to let go of its handles.
class LoopContext {
 public:
  // Bytes that one read takes at most.
  static constexpr size_t kReadBufferSize = 64 << 10;

  // Told once when the loop has served timers, sockets and tasks and is about
  // to wait.
  class TurnEndObserver {
   public:
    // May destroy the observer.
    virtual void OnTurnEnd() = 0;

   protected:
    TurnEndObserver() = default;
    virtual ~TurnEndObserver();

   private:
    friend class LoopContext;
    LoopContext* context_ = nullptr;  // While awaited.
    size_t index_ = 0;
  };

  // `loop` must outlive the context.  A process that has not chosen what
  // SIGPIPE does ignores it from here on: writing to a connection that the
  // peer has closed must not end it.
  explicit LoopContext(uv_loop_t* loop);
  LoopContext(const LoopContext&) = delete;
  LoopContext& operator=(const LoopContext&) = delete;
  ~LoopContext();

  uv_loop_t* loop() const { return loop_; }

  // Scratch memory for one read; its contents are free for the next one.
  absl::Span<uint8_t> read_buffer() {
    return {read_buffer_.get(), kReadBufferSize};
  }

  // The same for what TLS decrypts, while the read buffer holds ciphertext.
  absl::Span<uint8_t> plaintext_buffer();

  // Grows by one with each turn of the loop.
  uint64_t turn() const { return turn_; }

  // Asks for one OnTurnEnd(), at the end of this turn or, from within an
  // OnTurnEnd(), of the next; asking again before it has come changes
  // nothing.  The loop stays alive and does not wait until then.
  void AwaitTurnEnd(TurnEndObserver* observer);

 private:
  void OnTurnEnd();

  // The libuv handles live on until the loop has closed them.
  struct Handles;

  uv_loop_t* const loop_;
  Handles* const handles_;
  const std::unique_ptr<uint8_t[]> read_buffer_;
  std::unique_ptr<uint8_t[]> plaintext_buffer_;  // Made when first asked for.
  uint64_t turn_ = 0;
  // Those who await the end of the turn; null where one has gone.
  std::vector<TurnEndObserver*> observers_;
  std::vector<TurnEndObserver*> served_;  // Kept for its capacity.
};

}  // namespace mortise::net

#endif  // MORTISE_CORE_NET_LOOP_CONTEXT_H_
