#include "core/url/ipv6.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"

namespace mortise {
namespace {

bool IsDigit(char c) {
  return absl::ascii_isdigit(static_cast<unsigned char>(c));
}
bool IsHexDigit(char c) {
  return absl::ascii_isxdigit(static_cast<unsigned char>(c));
}

class Ipv6Parser {
 public:
  Ipv6Parser(std::string_view input, ValidationErrorLog& log)
      : input_(input), log_(log) {}

  std::optional<Ipv6Pieces> Parse();

 private:
  static constexpr size_t kPieces = 8;

  bool at_end() const { return pointer_ == input_.size(); }
  bool At(char c) const { return !at_end() && input_[pointer_] == c; }

  // Reads the dotted address that may stand for the last two pieces.
  bool ParseIpv4Tail();
  bool Fail(ValidationError error) {
    log_.Fail(error);
    return false;
  }

  const std::string_view input_;
  ValidationErrorLog& log_;
  size_t pointer_ = 0;
  size_t piece_index_ = 0;
  Ipv6Pieces pieces_{};
};

std::optional<Ipv6Pieces> Ipv6Parser::Parse() {
  // Index of the piece after "::".
  std::optional<size_t> compress;
  if (At(':')) {
    if (input_.substr(1, 1) != ":") {
      return log_.Fail(ValidationError::kIpv6InvalidCompression);
    }
    pointer_ = 2;
    compress = ++piece_index_;
  }
  while (!at_end()) {
    if (piece_index_ == kPieces) {
      return log_.Fail(ValidationError::kIpv6TooManyPieces);
    }
    if (At(':')) {
      if (compress) {
        return log_.Fail(ValidationError::kIpv6MultipleCompression);
      }
      ++pointer_;
      compress = ++piece_index_;
      continue;
    }
    uint32_t value = 0;
    size_t length = 0;
    while (length < 4 && !at_end() && IsHexDigit(input_[pointer_])) {
      const char c = input_[pointer_++];
      value = value * 16 + (IsDigit(c) ? c - '0' : (c | 0x20) - 'a' + 10);
      ++length;
    }
    if (At('.')) {
      if (length == 0) {
        return log_.Fail(ValidationError::kIpv4InIpv6InvalidCodePoint);
      }
      pointer_ -= length;
      if (!ParseIpv4Tail()) return std::nullopt;
      break;
    }
    if (At(':')) {
      ++pointer_;
      if (at_end()) return log_.Fail(ValidationError::kIpv6InvalidCodePoint);
    } else if (!at_end()) {
      return log_.Fail(ValidationError::kIpv6InvalidCodePoint);
    }
    if (length > 1 && value < 1u << (4 * (length - 1))) {
      log_.Report(ValidationError::kIpv6PieceLeadingZero);
    }
    pieces_[piece_index_++] = static_cast<uint16_t>(value);
  }
  if (compress) {
    std::rotate(pieces_.begin() + *compress, pieces_.begin() + piece_index_,
                pieces_.end());
  } else if (piece_index_ != kPieces) {
    return log_.Fail(ValidationError::kIpv6TooFewPieces);
  }
  return pieces_;
}

bool Ipv6Parser::ParseIpv4Tail() {
  if (piece_index_ > kPieces - 2) {
    return Fail(ValidationError::kIpv4InIpv6TooManyPieces);
  }
  int numbers_seen = 0;
  while (!at_end()) {
    if (numbers_seen > 0) {
      if (!At('.') || numbers_seen == 4) {
        return Fail(ValidationError::kIpv4InIpv6InvalidCodePoint);
      }
      ++pointer_;
    }
    if (at_end() || !IsDigit(input_[pointer_])) {
      return Fail(ValidationError::kIpv4InIpv6InvalidCodePoint);
    }
    std::optional<uint32_t> number;
    for (; !at_end() && IsDigit(input_[pointer_]); ++pointer_) {
      // No leading zeros here, unlike in an IPv4 address of its own.
      if (number == 0u) {
        return Fail(ValidationError::kIpv4InIpv6InvalidCodePoint);
      }
      number = number.value_or(0) * 10 + (input_[pointer_] - '0');
      if (*number > 255) {
        return Fail(ValidationError::kIpv4InIpv6OutOfRangePart);
      }
    }
    pieces_[piece_index_] =
        static_cast<uint16_t>(pieces_[piece_index_] << 8 | *number);
    ++numbers_seen;
    if (numbers_seen % 2 == 0) ++piece_index_;
  }
  if (numbers_seen != 4) {
    return Fail(ValidationError::kIpv4InIpv6TooFewParts);
  }
  return true;
}

// The first longest run of two or more zero pieces, as [begin, end); empty
// if there is none.
struct ZeroRun {
  size_t begin = 0;
  size_t end = 0;
  size_t size() const { return end - begin; }
};

ZeroRun FindCompressedRun(const Ipv6Pieces& pieces) {
  ZeroRun longest;
  for (size_t i = 0; i < pieces.size();) {
    ZeroRun run{i, i};
    while (run.end < pieces.size() && pieces[run.end] == 0) ++run.end;
    if (run.size() >= 2 && run.size() > longest.size()) longest = run;
    i = run.end + 1;
  }
  return longest;
}

}  // namespace

std::optional<Ipv6Pieces> ParseIpv6(std::string_view input,
                                    ValidationErrorLog& log) {
  return Ipv6Parser(input, log).Parse();
}

void AppendIpv6(const Ipv6Pieces& pieces, std::string& out) {
  const ZeroRun compressed = FindCompressedRun(pieces);
  for (size_t i = 0; i < pieces.size(); ++i) {
    if (compressed.size() > 0 && i == compressed.begin) {
      out += i == 0 ? "::" : ":";
      i = compressed.end - 1;
      continue;
    }
    absl::StrAppend(&out, absl::Hex(pieces[i]));
    if (i + 1 < pieces.size()) out += ':';
  }
}

}  // namespace mortise
