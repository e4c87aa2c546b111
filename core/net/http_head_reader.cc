#include "core/net/http_head_reader.h"

#include <algorithm>

#include "absl/status/status.h"
#include "core/base/strings.h"

namespace mortise::net {
namespace {

constexpr size_t kLongestQuote = 32;  // Bytes of a wrong beginning in an error.

}  // namespace

absl::StatusOr<size_t> HttpHeadReader::Read(absl::Span<const uint8_t> data) {
  const char* const bytes = reinterpret_cast<const char*>(data.data());
  size_t size = 0;
  while (size < data.size() && !complete_) {
    const char c = bytes[size++];
    if (c == '\n') {
      complete_ = line_is_empty_;
      line_is_empty_ = true;
    } else if (c != '\r') {
      line_is_empty_ = false;
    }
  }
  const size_t kept = text_.size();
  if (size > max_size_ - earlier_heads_ - kept) {
    return absl::ResourceExhaustedError(
        Concat("HTTP head of more than ", max_size_, " bytes"));
  }
  text_.append(bytes, size);
  if (kept < prefix_.size() &&
      std::string_view(prefix_).substr(0, text_.size()) !=
          std::string_view(text_).substr(0, prefix_.size())) {
    return absl::InvalidArgumentError(Concat(
        "expected \"", prefix_, "\", got \"",
        EscapedForLog(text_.substr(0, std::min(text_.size(), kLongestQuote))),
        "\""));
  }
  return size;
}

void HttpHeadReader::StartNextHead() {
  earlier_heads_ += text_.size();
  text_.clear();
  complete_ = false;
  line_is_empty_ = true;
}

}  // namespace mortise::net
