#include "core/net/output_queue.h"

#include <algorithm>
#include <utility>

#include "core/base/check.h"

namespace mortise::net {
namespace {

// Thousands of connections may each keep a first block, so it is small.
constexpr size_t kFirstBlockSize = 1 << 10;
constexpr size_t kLargestKeptBlock = 4 << 10;
constexpr size_t kFurtherBlockSize = 16 << 10;

// How many gone elements a vector may carry before it is moved together.
constexpr size_t kMaxGone = 64;

// Drops the first `gone` elements now and then, so that their cost is spread
// over many calls.
template <typename T>
void DropGone(std::vector<T>& elements, size_t& gone) {
  if (gone < kMaxGone || gone < elements.size() / 2) return;
  elements.erase(elements.begin(), elements.begin() + gone);
  gone = 0;
}

}  // namespace

uint8_t* OutputQueue::Extend(size_t size) {
  if (blocks_.empty() ||
      blocks_.back().capacity() - blocks_.back().size() < size) {
    if (empty()) {
      blocks_.clear();
      first_block_ = front_offset_ = 0;
    }
    ByteBuffer block;
    block.Reserve(
        std::max(size, blocks_.empty() ? kFirstBlockSize : kFurtherBlockSize));
    blocks_.push_back(std::move(block));
  }
  ByteBuffer& block = blocks_.back();
  const size_t start = block.size();
  block.ResizeUninitialized(start + size);
  size_ += size;
  return block.data() + start;
}

void OutputQueue::EndMessage(uint64_t payload_size, bool compressed) {
  if (payload_size == 0) return;
  messages_.push_back({consumed_ + size_, payload_size, compressed});
  queued_payload_ += payload_size;
}

absl::Span<const uint8_t> OutputQueue::front() const {
  if (empty()) return {};
  return blocks_[first_block_].span().subspan(front_offset_);
}

void OutputQueue::Consume(size_t size) {
  MORTISE_CHECK(size <= front().size());
  if (size == 0) return;
  size_ -= size;
  consumed_ += size;
  front_offset_ += size;
  while (first_message_ < messages_.size() &&
         messages_[first_message_].end <= consumed_) {
    queued_payload_ -= messages_[first_message_++].payload_size;
  }
  if (empty()) {
    if (blocks_.size() > 1 || blocks_[0].capacity() > kLargestKeptBlock) {
      blocks_.clear();
    } else {
      blocks_[0].Clear();
    }
    first_block_ = front_offset_ = 0;
    messages_.clear();
    first_message_ = 0;
    return;
  }
  if (front_offset_ == blocks_[first_block_].size()) {
    blocks_[first_block_++] = ByteBuffer();
    front_offset_ = 0;
    DropGone(blocks_, first_block_);
  }
  DropGone(messages_, first_message_);
}

uint64_t OutputQueue::buffered_amount() const {
  if (first_message_ == messages_.size()) return 0;
  const Message& first = messages_[first_message_];
  if (first.compressed) return queued_payload_;
  return queued_payload_ - first.payload_size +
         std::min(first.payload_size, first.end - consumed_);
}

}  // namespace mortise::net
