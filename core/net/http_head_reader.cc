#include "core/net/http_head_reader.h"

#include <algorithm>

#include "absl/status/status.h"
#include "core/base/strings.h"

namespace mortise::net {
namespace {

// Further bytes of a wrong beginning in an error.
constexpr size_t kLongestQuote = 32;

}  // namespace

absl::StatusOr<size_t> HttpHeadReader::Read(absl::Span<const uint8_t> data) {
  const char* const bytes = reinterpret_cast<const char*>(data.data());
  size_t size = 0;
  while (!has_begun_ && size < data.size()) {
    text_.push_back(bytes[size++]);
    if (!CheckBeginning()) {
      text_.append(bytes + size, std::min(data.size() - size, kLongestQuote));
      return absl::InvalidArgumentError(Concat(
          "expected \"", prefix_, "\", got \"", EscapedForLog(text_), "\""));
    }
  }
  const size_t begin = size;
  while (size < data.size() && !complete_) {
    const char c = bytes[size++];
    if (c == '\n') {
      complete_ = line_ != Line::kHasText;
      line_ = Line::kEmpty;
    } else {
      line_ = c == '\r' && line_ == Line::kEmpty ? Line::kCarriageReturn
                                                 : Line::kHasText;
    }
  }
  if (text_.size() + (size - begin) > max_size_ - earlier_heads_) {
    return absl::ResourceExhaustedError(
        Concat("HTTP head of more than ", max_size_, " bytes"));
  }
  text_.append(bytes + begin, size - begin);
  return size;
}

bool HttpHeadReader::CheckBeginning() {
  const std::string_view text = text_;
  for (size_t i = 0; i <= std::min(max_junk_, text.size()); ++i) {
    if (text.substr(i) == prefix_) {
      text_.erase(0, i);
      has_begun_ = true;
      return true;
    }
    if (std::string_view(prefix_).starts_with(text.substr(i))) return true;
    if (text[i] == '\0') return false;
  }
  return false;
}

void HttpHeadReader::StartNextHead() {
  earlier_heads_ += text_.size();
  text_.clear();
  has_begun_ = complete_ = false;
  line_ = Line::kHasText;
}

}  // namespace mortise::net
