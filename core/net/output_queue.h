#ifndef MORTISE_CORE_NET_OUTPUT_QUEUE_H_
#define MORTISE_CORE_NET_OUTPUT_QUEUE_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "absl/types/span.h"
#include "core/base/byte_buffer.h"

namespace mortise::net {

// Bytes that wait to be written, in blocks that never move, and a count of
// the messages' payload among them.
//
// A small block is kept when all has been written, so that small frames that
// leave at once cost no allocation.
class OutputQueue {
 public:
  // Adds `size` bytes at the end and returns where they are; the caller fills
  // them in.
  uint8_t* Extend(size_t size);

  // A message of `payload_size` bytes ends at the queue's end.  If it is
  // `compressed`, it counts in full until its last byte is consumed.
  void EndMessage(uint64_t payload_size, bool compressed);

  // The first bytes of the queue that lie together; empty if the queue is.
  absl::Span<const uint8_t> front() const;

  // Drops the first `size` bytes, at most front().size().
  void Consume(size_t size);

  bool empty() const { return size_ == 0; }
  uint64_t size() const { return size_; }  // Bytes.

  // Payload bytes of messages that are not consumed.
  uint64_t buffered_amount() const;

 private:
  struct Message {
    uint64_t end;  // In bytes since the queue's first ever.
    uint64_t payload_size;
    bool compressed;
  };

  // Blocks before the first_block_-th and messages before the
  // first_message_-th are gone; the vectors start anew when all are.
  std::vector<ByteBuffer> blocks_;
  size_t first_block_ = 0;
  size_t front_offset_ = 0;  // Bytes consumed of the first block.
  std::vector<Message> messages_;
  size_t first_message_ = 0;

  uint64_t size_ = 0;
  uint64_t consumed_ = 0;        // Bytes, since ever.
  uint64_t queued_payload_ = 0;  // Sum over messages_.
};

}  // namespace mortise::net

#endif  // MORTISE_CORE_NET_OUTPUT_QUEUE_H_
