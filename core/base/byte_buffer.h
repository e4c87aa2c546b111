#ifndef MORTISE_CORE_BASE_BYTE_BUFFER_H_
#define MORTISE_CORE_BASE_BYTE_BUFFER_H_

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <string_view>
#include <utility>

#include "absl/types/span.h"
#include "core/base/check.h"

namespace mortise {

// Owned, growable bytes from malloc(), not zeroed when they grow, whose
// memory can be handed on without a copy.
class ByteBuffer {
 public:
  ByteBuffer() = default;
  explicit ByteBuffer(size_t size) { ResizeUninitialized(size); }
  ByteBuffer(ByteBuffer&& other) noexcept
      : data_(std::exchange(other.data_, nullptr)),
        size_(std::exchange(other.size_, 0)),
        capacity_(std::exchange(other.capacity_, 0)) {}
  ByteBuffer& operator=(ByteBuffer&& other) noexcept {
    std::swap(data_, other.data_);
    std::swap(size_, other.size_);
    std::swap(capacity_, other.capacity_);
    return *this;
  }
  ~ByteBuffer() { std::free(data_); }

  static ByteBuffer CopyOf(absl::Span<const uint8_t> bytes) {
    ByteBuffer buffer;
    buffer.Append(bytes);
    return buffer;
  }

  uint8_t* data() { return data_; }
  const uint8_t* data() const { return data_; }
  size_t size() const { return size_; }          // bytes
  size_t capacity() const { return capacity_; }  // bytes
  bool empty() const { return size_ == 0; }
  absl::Span<const uint8_t> span() const { return {data_, size_}; }
  absl::Span<uint8_t> mutable_span() { return {data_, size_}; }
  std::string_view view() const {
    return {reinterpret_cast<const char*>(data_), size_};
  }

  void Reserve(size_t capacity) {
    if (capacity <= capacity_) return;
    data_ = static_cast<uint8_t*>(std::realloc(data_, capacity));
    MORTISE_CHECK(data_ != nullptr);
    capacity_ = capacity;
  }
  // Bytes past the old size have no defined value.
  void ResizeUninitialized(size_t size) {
    if (size > capacity_) {
      Reserve(size > capacity_ + capacity_ / 2 ? size
                                               : capacity_ + capacity_ / 2);
    }
    size_ = size;
  }
  void Append(absl::Span<const uint8_t> bytes) {
    if (bytes.empty()) return;
    const size_t old_size = size_;
    ResizeUninitialized(old_size + bytes.size());
    std::memcpy(data_ + old_size, bytes.data(), bytes.size());
  }
  void Append(std::string_view bytes) {
    Append(absl::MakeConstSpan(reinterpret_cast<const uint8_t*>(bytes.data()),
                               bytes.size()));
  }
  // Keeps the memory.
  void Clear() { size_ = 0; }

  // Gives up the memory (null if there never was any); the caller frees it
  // with free().
  [[nodiscard]] uint8_t* Leak() {
    size_ = capacity_ = 0;
    return std::exchange(data_, nullptr);
  }

 private:
  uint8_t* data_ = nullptr;
  size_t size_ = 0;
  size_t capacity_ = 0;
};

}  // namespace mortise

#endif  // MORTISE_CORE_BASE_BYTE_BUFFER_H_
