#ifndef MORTISE_CORE_NET_HTTP_HEAD_READER_H_
#define MORTISE_CORE_NET_HTTP_HEAD_READER_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "absl/types/span.h"

namespace mortise::net {

// Collects the bytes of an HTTP/1.1 head as they arrive, until the empty line
// that ends it.  Looks at each byte once.
class HttpHeadReader {
 public:
  // `prefix` is what the start line must begin with, so that a peer that
  // speaks something else is found out by its first bytes; before it, up to
  // `max_junk` bytes other than NUL are skipped.  At most `max_size` bytes are
  // kept.
  HttpHeadReader(std::string_view prefix, size_t max_size, size_t max_junk = 0)
      : prefix_(prefix), max_size_(max_size), max_junk_(max_junk) {}

  // Takes bytes up to the end of the head and returns how many these were.
  // InvalidArgument for a wrong beginning, ResourceExhausted past the limit.
  absl::StatusOr<size_t> Read(absl::Span<const uint8_t> data);

  bool complete() const { return complete_; }

  // All bytes of the head so far, but for what was skipped.
  std::string_view text() const { return text_; }

  // Starts on the next head; the limit counts on.
  void StartNextHead();

 private:
  // What the current line has had so far.
  enum class Line : uint8_t { kEmpty, kCarriageReturn, kHasText };

  // Looks for the prefix in the text so far, which has just grown by a byte.
  // False if it cannot come any more.
  bool CheckBeginning();

  const std::string prefix_;
  const size_t max_size_;
  const size_t max_junk_;
  size_t earlier_heads_ = 0;  // Bytes.
  std::string text_;
  bool has_begun_ = false;  // With the prefix.
  bool complete_ = false;
  Line line_ = Line::kHasText;
};

}  // namespace mortise::net

#endif  // MORTISE_CORE_NET_HTTP_HEAD_READER_H_
